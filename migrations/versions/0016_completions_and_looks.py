"""What coordinators made of what is worth a look; a question that came of no mail; what an answer is to explain."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard, make_append_only

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "integrity_look",
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("entry_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_integrity_look_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_integrity_look_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "membership_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_integrity_look_tenant_id_membership_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_integrity_look")),
    )
    op.create_index("ix_integrity_look_flag", "integrity_look", ["tenant_id", "flag"])
    guard("integrity_look")
    make_append_only("integrity_look")
    op.alter_column("question", "received_mail_id", nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM question WHERE received_mail_id IS NULL")
    op.alter_column("question", "received_mail_id", nullable=False)
    op.drop_table("integrity_look")
