"""Further addresses of people, assistants who may answer for them, and what was asked about doubtful mail."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0006"
down_revision = "0005"
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


def _within_tenant(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
        ondelete=ondelete,
    )


def upgrade() -> None:
    op.create_table(
        "person_address",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        _within_tenant("person_address", "person_id", "person"),
        *_tenant_columns("person_address"),
    )
    op.create_index(
        "uq_person_address_live",
        "person_address",
        ["tenant_id", "person_id", "email"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "uq_person_address_own",
        "person_address",
        ["tenant_id", "email"],
        unique=True,
        postgresql_where=sa.text("kind = 'own' AND confirmed_at IS NOT NULL AND ended_at IS NULL"),
    )
    guard("person_address")
    op.create_table(
        "sender_check",
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("held_at", _MOMENT, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        _within_tenant("sender_check", "received_mail_id", "received_mail", "CASCADE"),
        _within_tenant("sender_check", "person_id", "person"),
        _within_tenant("sender_check", "programme_id", "programme"),
        _within_tenant("sender_check", "answered_by_id", "received_mail", "SET NULL (answered_by_id)"),
        *_tenant_columns("sender_check"),
        sa.UniqueConstraint("tenant_id", "received_mail_id", name=op.f("uq_sender_check_tenant_id_received_mail_id")),
    )
    op.create_index("ix_sender_check_person", "sender_check", ["tenant_id", "person_id", "asked_at"])
    guard("sender_check")
    op.add_column("reply_address", sa.Column("sender_check_id", sa.Uuid(), nullable=True))
    op.add_column("reply_address", sa.Column("person_address_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("reply_address", "person_address_id")
    op.drop_column("reply_address", "sender_check_id")
    op.drop_table("sender_check")
    op.drop_table("person_address")
