"""How a tenant's mails look, and the conversations that they make up."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0010"
down_revision = "0009"
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


def _within_tenant(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{target}.tenant_id", f"{target}.id"], name=op.f(f"fk_{table}_tenant_id_{column}")
    )


def upgrade() -> None:
    op.create_table(
        "logo",
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", _MOMENT, nullable=False),
        *_tenant_columns("logo"),
    )
    guard("logo")
    op.create_table(
        "branding",
        sa.Column("colour", sa.String(), nullable=True),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", _MOMENT, nullable=False),
        *_tenant_columns("branding"),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_branding_tenant_id")),
        _within_tenant("branding", "logo_id", "logo"),
    )
    guard("branding")
    op.create_table(
        "conversation",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        *_tenant_columns("conversation"),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "programme_id",
            "about",
            name=op.f("uq_conversation_tenant_id_person_id_programme_id_about"),
        ),
        _within_tenant("conversation", "person_id", "person"),
        _within_tenant("conversation", "programme_id", "programme"),
    )
    guard("conversation")
    op.add_column("outbound_mail", sa.Column("conversation_id", sa.Uuid(), nullable=True))
    op.add_column("outbound_mail", sa.Column("thread_ids", sa.String(), nullable=False, server_default=""))
    op.add_column("outbound_mail", sa.Column("logo_id", sa.Uuid(), nullable=True))
    op.execute("UPDATE outbound_mail SET thread_ids = in_reply_to WHERE in_reply_to IS NOT NULL")
    op.alter_column("outbound_mail", "thread_ids", server_default=None)
    for column, target in (("conversation_id", "conversation"), ("logo_id", "logo")):
        op.create_foreign_key(
            op.f(f"fk_outbound_mail_tenant_id_{column}"),
            "outbound_mail",
            target,
            ["tenant_id", column],
            ["tenant_id", "id"],
        )
    op.create_index("ix_outbound_mail_conversation", "outbound_mail", ["tenant_id", "conversation_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_outbound_mail_conversation", table_name="outbound_mail")
    for column in ("logo_id", "conversation_id"):
        op.drop_constraint(op.f(f"fk_outbound_mail_tenant_id_{column}"), "outbound_mail", type_="foreignkey")
        op.drop_column("outbound_mail", column)
    op.drop_column("outbound_mail", "thread_ids")
    op.drop_table("conversation")
    op.drop_table("branding")
    op.drop_table("logo")
