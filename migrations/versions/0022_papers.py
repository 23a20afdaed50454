"""Letters and certificates: that they were issued, the organisation's own words for them, and mentors' employers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import guard, make_append_only

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issued_paper",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("parameters", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        *_of_tenant("issued_paper"),
        _within("issued_paper", "person_id", "person"),
        _within("issued_paper", "programme_id", "programme"),
        sa.UniqueConstraint("tenant_id", "digest", name=op.f("uq_issued_paper_tenant_id_digest")),
    )
    op.create_index("ix_issued_paper_person", "issued_paper", ["tenant_id", "person_id", "made_at"])
    op.create_table(
        "paper_words",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        *_of_tenant("paper_words"),
        _within("paper_words", "programme_id", "programme"),
        _within("paper_words", "membership_id", "membership"),
        sa.UniqueConstraint(
            "tenant_id",
            "programme_id",
            "kind",
            "language",
            "number",
            name=op.f("uq_paper_words_tenant_id_programme_id_kind_language_number"),
        ),
    )
    op.create_table(
        "mentor_employer",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tells_hours", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        *_of_tenant("mentor_employer"),
        _within("mentor_employer", "person_id", "person"),
        sa.UniqueConstraint("tenant_id", "person_id", name=op.f("uq_mentor_employer_tenant_id_person_id")),
    )
    for table in ("issued_paper", "paper_words", "mentor_employer"):
        guard(table)
    for table in ("issued_paper", "paper_words"):
        make_append_only(table)


def downgrade() -> None:
    for table in ("mentor_employer", "paper_words", "issued_paper"):
        op.drop_table(table)


def _of_tenant(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    )


def _within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{target}.tenant_id", f"{target}.id"], name=op.f(f"fk_{table}_tenant_id_{column}")
    )
