"""What is kept of earlier days: what was found wrong with a ledger, and dates from which members' cycles ran.

The way back keeps the latest date alone.
"""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0030"
down_revision = "0029"
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
    op.add_column("cpd_member", sa.Column("set_on", sa.Date(), nullable=False, server_default="1900-01-01"))
    op.alter_column("cpd_member", "set_on", server_default=None)
    op.drop_constraint(op.f("uq_cpd_member_tenant_id_person_id"), "cpd_member")
    op.create_unique_constraint(
        op.f("uq_cpd_member_tenant_id_person_id_set_on"), "cpd_member", ["tenant_id", "person_id", "set_on"]
    )


def downgrade() -> None:
    op.execute(
        "DELETE FROM cpd_member AS earlier USING cpd_member AS later WHERE later.tenant_id = earlier.tenant_id"
        " AND later.person_id = earlier.person_id AND later.set_on > earlier.set_on"
    )
    op.drop_constraint(op.f("uq_cpd_member_tenant_id_person_id_set_on"), "cpd_member")
    op.create_unique_constraint(op.f("uq_cpd_member_tenant_id_person_id"), "cpd_member", ["tenant_id", "person_id"])
    op.drop_column("cpd_member", "set_on")
    op.drop_table("ledger_fault")
