"""Links that stop a person's mail, the pace of sending, mails that are not sent and why, the zone people live in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsubscribe_link",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_unsubscribe_link_tenant_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_unsubscribe_link")),
    )
    op.create_table(
        "pace",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_pace")),
    )
    op.add_column("outbound_mail", sa.Column("programme_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_outbound_mail_tenant_id_programme_id"),
        "outbound_mail",
        "programme",
        ["tenant_id", "programme_id"],
        ["tenant_id", "id"],
    )
    op.add_column("outbound_mail", sa.Column("withheld", sa.String(), nullable=True))
    op.add_column("person", sa.Column("timezone", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "timezone")
    op.drop_column("outbound_mail", "withheld")
    op.drop_constraint(op.f("fk_outbound_mail_tenant_id_programme_id"), "outbound_mail", type_="foreignkey")
    op.drop_column("outbound_mail", "programme_id")
    op.drop_table("pace")
    op.drop_table("unsubscribe_link")
