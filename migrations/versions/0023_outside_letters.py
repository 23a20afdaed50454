"""Letters of other organisations, kept as evidence."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_letter",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("received_mail_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("entry_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_outside_letter_tenant_id")),
        _within("person_id", "person"),
        _within("programme_id", "programme"),
        _within("received_mail_id", "received_mail", ondelete="SET NULL (received_mail_id)"),
        _within("decided_by_id", "membership"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_outside_letter")),
    )
    op.create_index("ix_outside_letter_person", "outside_letter", ["tenant_id", "person_id", "received_at"])
    op.create_index("ix_outside_letter_digest", "outside_letter", ["tenant_id", "digest"])
    op.create_index(
        "uq_outside_letter_waiting",
        "outside_letter",
        ["tenant_id", "person_id", "digest"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    guard("outside_letter")


def downgrade() -> None:
    op.drop_table("outside_letter")


def _within(column: str, target: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_outside_letter_tenant_id_{column}"),
        ondelete=ondelete,
    )
