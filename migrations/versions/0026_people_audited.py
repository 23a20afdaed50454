"""A member's own choice is noted beside what staff did."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "audit_entry"
SOMEBODY = "num_nonnulls(membership_id, person_id) >= 1"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("person_id", sa.Uuid(), nullable=True))
    op.alter_column(TABLE, "membership_id", nullable=True)
    op.create_foreign_key(
        op.f("fk_audit_entry_tenant_id_person_id"),
        TABLE,
        "person",
        ["tenant_id", "person_id"],
        ["tenant_id", "id"],
    )
    op.create_check_constraint(op.f("ck_audit_entry_somebody_acts"), TABLE, SOMEBODY)


def downgrade() -> None:
    """What members did by themselves is forgotten; nothing there was left for."""
    op.drop_constraint(op.f("ck_audit_entry_somebody_acts"), TABLE, type_="check")
    op.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER append_only")
    op.execute(f"DELETE FROM {TABLE} WHERE membership_id IS NULL")  # noqa: S608 - a name of ours
    op.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER append_only")
    op.drop_column(TABLE, "person_id")
    op.alter_column(TABLE, "membership_id", nullable=False)
