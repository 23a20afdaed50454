"""Learning: a tenant's switch, and the mails that a coordinator read otherwise than we did."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import guard

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("keeps_examples", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("organisation", "keeps_examples", server_default=None)
    op.create_table(
        "amended_reading",
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("context", postgresql.JSONB(), nullable=False),
        sa.Column("expected", postgresql.JSONB(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("handed_on", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_amended_reading_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_mail_id"],
            ["received_mail.tenant_id", "received_mail.id"],
            name=op.f("fk_amended_reading_tenant_id_received_mail_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_amended_reading")),
        sa.UniqueConstraint(
            "tenant_id", "received_mail_id", name=op.f("uq_amended_reading_tenant_id_received_mail_id")
        ),
    )
    guard("amended_reading")


def downgrade() -> None:
    op.drop_table("amended_reading")
    op.drop_column("organisation", "keeps_examples")
