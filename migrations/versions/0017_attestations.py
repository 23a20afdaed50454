"""Who is to confirm which hours, and what each mail about it listed."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ANSWERED = ("reply_address", "question")


def upgrade() -> None:
    op.create_table(
        "attestation_list",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("item_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_attestation_list_tenant_id")),
        _within("attestation_list", "person_id", "person"),
        _within("attestation_list", "programme_id", "programme"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attestation_list")),
    )
    op.create_table(
        "attestation_item",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_minutes", sa.Integer(), nullable=True),
        sa.Column("said_mode", sa.String(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_attestation_item_tenant_id")),
        _within("attestation_item", "programme_id", "programme"),
        _within("attestation_item", "claim_id", "ledger_entry"),
        _within("attestation_item", "person_id", "person"),
        _within("attestation_item", "list_id", "attestation_list"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attestation_item")),
    )
    op.create_index(
        "uq_attestation_item_open",
        "attestation_item",
        ["tenant_id", "claim_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("settled_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_index("ix_attestation_item_claim", "attestation_item", ["tenant_id", "claim_id"])
    op.create_index(
        "ix_attestation_item_waiting",
        "attestation_item",
        ["tenant_id", "person_id", "asked_at"],
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(
        "ix_attestation_item_outcome",
        "attestation_item",
        ["tenant_id", "outcome"],
        postgresql_where=sa.text("outcome IS NOT NULL"),
    )
    op.create_index(
        "ix_ledger_entry_target",
        "ledger_entry",
        ["tenant_id", "target_id"],
        postgresql_where=sa.text("target_id IS NOT NULL"),
    )
    for table in ANSWERED:
        op.add_column(table, sa.Column("attestation_list_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{table}_tenant_id_attestation_list_id"),
            table,
            "attestation_list",
            ["tenant_id", "attestation_list_id"],
            ["tenant_id", "id"],
        )
    for table in ("attestation_list", "attestation_item"):
        guard(table)


def downgrade() -> None:
    for table in ANSWERED:
        op.drop_constraint(op.f(f"fk_{table}_tenant_id_attestation_list_id"), table)
        op.drop_column(table, "attestation_list_id")
    op.drop_index("ix_ledger_entry_target", "ledger_entry")
    op.drop_table("attestation_item")
    op.drop_table("attestation_list")


def _within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )
