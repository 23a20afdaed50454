"""Since when somebody is a member's supervisor: what changes today counts for no earlier day.

The way back keeps the latest supervisor alone: since when, and who it was before, is lost.
"""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cpd_supervisor",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_cpd_supervisor_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_cpd_supervisor_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supervisor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_cpd_supervisor_tenant_id_supervisor_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cpd_supervisor")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "since", name=op.f("uq_cpd_supervisor_tenant_id_person_id_since")
        ),
    )
    guard("cpd_supervisor")
    op.execute(
        "INSERT INTO cpd_supervisor (tenant_id, id, person_id, supervisor_id, since)"
        " SELECT tenant_id, id, person_id, supervisor_id, DATE '1900-01-01' FROM cpd_member"
        " WHERE supervisor_id IS NOT NULL"
    )
    op.drop_column("cpd_member", "supervisor_id")


def downgrade() -> None:
    op.add_column("cpd_member", sa.Column("supervisor_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_cpd_member_tenant_id_supervisor_id"),
        "cpd_member",
        "person",
        ["tenant_id", "supervisor_id"],
        ["tenant_id", "id"],
    )
    op.execute(
        "UPDATE cpd_member SET supervisor_id = latest.supervisor_id FROM ("
        " SELECT DISTINCT ON (tenant_id, person_id) tenant_id, person_id, supervisor_id FROM cpd_supervisor"
        " ORDER BY tenant_id, person_id, since DESC) AS latest"
        " WHERE latest.tenant_id = cpd_member.tenant_id AND latest.person_id = cpd_member.person_id"
    )
    op.drop_table("cpd_supervisor")
