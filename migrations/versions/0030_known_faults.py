"""What was found wrong with a ledger is kept, so that it is not read whole again at every turn."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_fault",
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_ledger_fault_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ledger_fault")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_ledger_fault_tenant_id")),
    )
    guard("ledger_fault")


def downgrade() -> None:
    op.drop_table("ledger_fault")
