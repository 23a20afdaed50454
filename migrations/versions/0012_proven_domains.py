"""Whose a proven domain is, and the way from a mail to its tenant."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_domain",
        sa.Column("domain_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_mail_domain_tenant_id")),
        sa.PrimaryKeyConstraint("domain_hash", name=op.f("pk_mail_domain")),
    )
    op.create_index("ix_return_path_outbound_mail_id", "return_path", ["outbound_mail_id"])


def downgrade() -> None:
    op.drop_index("ix_return_path_outbound_mail_id", "return_path")
    op.drop_table("mail_domain")
