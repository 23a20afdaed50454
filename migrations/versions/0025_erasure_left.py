"""Mails of others that tell of an erased person and wait to be decided: emptied afterwards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.row_security import guard

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure_left",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("raw_mail_id", sa.Uuid(), nullable=False),
        sa.Column("told", JSONB(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_erasure_left_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "raw_mail_id"],
            ["raw_mail.tenant_id", "raw_mail.id"],
            name=op.f("fk_erasure_left_tenant_id_raw_mail_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_erasure_left")),
    )
    op.create_index("ix_erasure_left_raw_mail", "erasure_left", ["tenant_id", "raw_mail_id"])
    guard("erasure_left")


def downgrade() -> None:
    op.drop_table("erasure_left")
