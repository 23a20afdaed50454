"""Which mail made the state of an address what it is; absences."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FAILED_LAST = "fk_address_state_tenant_id_last_mail_id"


def upgrade() -> None:
    op.add_column("address_state", sa.Column("last_mail_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f(_FAILED_LAST), "address_state", "outbound_mail", ["tenant_id", "last_mail_id"], ["tenant_id", "id"]
    )
    op.create_table(
        "absence",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_absence_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_absence_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_mail_id"],
            ["received_mail.tenant_id", "received_mail.id"],
            name=op.f("fk_absence_tenant_id_received_mail_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_absence")),
        sa.UniqueConstraint("tenant_id", "received_mail_id", name=op.f("uq_absence_tenant_id_received_mail_id")),
    )
    op.create_index(op.f("ix_absence_until"), "absence", ["tenant_id", "person_id", "until"])
    guard("absence")


def downgrade() -> None:
    op.drop_table("absence")
    op.drop_constraint(op.f(_FAILED_LAST), "address_state", type_="foreignkey")
    op.drop_column("address_state", "last_mail_id")
