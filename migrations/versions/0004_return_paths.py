"""Return paths of our mails, the state of addresses, and a tenant's own sending domains."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import guard

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _tenant_columns(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "return_path",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("outbound_mail_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_return_path_tenant_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_return_path")),
    )
    op.add_column("received_mail", sa.Column("outbound_mail_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_received_mail_tenant_id_outbound_mail_id"),
        "received_mail",
        "outbound_mail",
        ["tenant_id", "outbound_mail_id"],
        ["tenant_id", "id"],
    )
    op.create_table(
        "address_state",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        *_tenant_columns("address_state"),
        sa.UniqueConstraint("tenant_id", "email", name=op.f("uq_address_state_tenant_id_email")),
    )
    guard("address_state")
    op.create_table(
        "sending_domain",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("selector", sa.String(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=True),
        sa.Column("checks", postgresql.JSONB(), nullable=True),
        sa.Column("active_since", _MOMENT, nullable=True),
        *_tenant_columns("sending_domain"),
        sa.UniqueConstraint("tenant_id", "domain", name=op.f("uq_sending_domain_tenant_id_domain")),
    )
    guard("sending_domain")


def downgrade() -> None:
    op.drop_table("sending_domain")
    op.drop_table("address_state")
    op.drop_constraint(op.f("fk_received_mail_tenant_id_outbound_mail_id"), "received_mail", type_="foreignkey")
    op.drop_column("received_mail", "outbound_mail_id")
    op.drop_table("return_path")
