"""A programme's own words for its mails, and the drafts of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import guard, make_append_only

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _columns(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f(f"fk_{table}_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "membership_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f(f"fk_{table}_tenant_id_membership_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "mail_words",
        sa.Column("number", sa.Integer(), nullable=False),
        *_columns("mail_words"),
        sa.UniqueConstraint(
            "tenant_id",
            "programme_id",
            "kind",
            "language",
            "number",
            name=op.f("uq_mail_words_tenant_id_programme_id_kind_language_number"),
        ),
    )
    guard("mail_words")
    make_append_only("mail_words")
    op.create_table(
        "mail_words_draft",
        *_columns("mail_words_draft"),
        sa.UniqueConstraint(
            "tenant_id",
            "membership_id",
            "programme_id",
            "kind",
            "language",
            name=op.f("uq_mail_words_draft"),
        ),
    )
    guard("mail_words_draft")


def downgrade() -> None:
    op.drop_table("mail_words_draft")
    op.drop_table("mail_words")
