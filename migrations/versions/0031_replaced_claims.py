"""The claim that took the place of a disputed one."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attestation_item", sa.Column("replaced_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_attestation_item_tenant_id_replaced_by_id"),
        "attestation_item",
        "ledger_entry",
        ["tenant_id", "replaced_by_id"],
        ["tenant_id", "id"],
    )
    op.create_index(
        "ix_attestation_item_replaced_by",
        "attestation_item",
        ["tenant_id", "replaced_by_id"],
        postgresql_where=sa.text("replaced_by_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_attestation_item_replaced_by", table_name="attestation_item")
    op.drop_column("attestation_item", "replaced_by_id")
