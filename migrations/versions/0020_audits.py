"""Audits from outside: who may look at what until when, the sample, every look, the questions to the parties."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import guard, make_append_only

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_population", "audit_seed", "audit_look", "audit_inquiry", "audit_question")
TABLES = ("audit", "audit_member", *APPEND_ONLY, "audit_answer")


def upgrade() -> None:
    op.add_column("membership", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("organisation", sa.Column("auditors_read", sa.String(), nullable=False, server_default="none"))
    op.alter_column("organisation", "auditors_read", server_default=None)
    op.create_table(
        "audit_link",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        _id("tenant_id"),
        _id("audit_id"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_audit_link_tenant_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_audit_link")),
    )
    _audits()
    _sample()
    _looks()
    _questions()
    op.add_column("reply_address", _id("audit_inquiry_id", nullable=True))
    op.create_foreign_key(
        op.f("fk_reply_address_tenant_id_audit_inquiry_id"),
        "reply_address",
        "audit_inquiry",
        ["tenant_id", "audit_inquiry_id"],
        ["tenant_id", "id"],
    )
    for table in TABLES:
        guard(table)
    for table in APPEND_ONLY:
        make_append_only(table)


def _audits() -> None:
    _table(
        "audit",
        {"membership_id": "membership", "invited_by_id": "membership"},
        sa.Column("number", sa.Integer(), nullable=False),
        _at("invited_at"),
        sa.Column("programme_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("members", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        _at("ends_at"),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        unique=[("number",)],
    )
    op.create_index("ix_audit_membership", "audit", ["tenant_id", "membership_id"])
    _table("audit_member", {"audit_id": "audit", "person_id": "person"}, unique=[("audit_id", "person_id")])


def _sample() -> None:
    _table(
        "audit_population",
        {"audit_id": "audit"},
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("members", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _at("frozen_at"),
        sa.CheckConstraint("wanted >= 1", name=op.f("ck_audit_population_wants_somebody")),
        unique=[("audit_id",)],
    )
    _table(
        "audit_seed",
        {"audit_id": "audit", "membership_id": "membership"},
        sa.Column("seed", sa.String(), nullable=False),
        _at("fixed_at"),
        unique=[("audit_id",)],
    )


def _looks() -> None:
    _table(
        "audit_look",
        {"audit_id": "audit", "audit_entry_id": "audit_entry"},
        optional={"person_id": "person", "claim_id": "ledger_entry"},
    )
    op.create_index("ix_audit_look_audit", "audit_look", ["tenant_id", "audit_id", "id"])


def _questions() -> None:
    _table("audit_inquiry", {"audit_id": "audit", "person_id": "person", "programme_id": "programme"}, _at("asked_at"))
    _table(
        "audit_question",
        {"audit_id": "audit", "inquiry_id": "audit_inquiry", "claim_id": "ledger_entry", "person_id": "person"},
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        unique=[("audit_id", "claim_id", "person_id"), ("inquiry_id", "number")],
    )
    op.create_index("ix_audit_question_claim", "audit_question", ["tenant_id", "claim_id"])
    _table(
        "audit_answer",
        {"question_id": "audit_question"},
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        _id("received_mail_id"),
        sa.Column("mail_digest", sa.LargeBinary(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        _at("answered_at"),
        unique=[("question_id", "received_mail_id")],
    )
    op.create_index("ix_audit_answer_question", "audit_answer", ["tenant_id", "question_id", "id"])


def downgrade() -> None:
    op.drop_constraint(op.f("fk_reply_address_tenant_id_audit_inquiry_id"), "reply_address")
    op.drop_column("reply_address", "audit_inquiry_id")
    for table in reversed(("audit_link", *TABLES)):
        op.drop_table(table)
    op.drop_column("organisation", "auditors_read")
    op.drop_column("membership", "ends_at")


def _table(
    name: str,
    targets: dict[str, str],
    *columns: sa.schema.SchemaItem,
    optional: dict[str, str] | None = None,
    unique: Iterable[tuple[str, ...]] = (),
) -> None:
    """A tenant's table: keyed by tenant and id, its `targets` (column -> table) within the tenant."""
    optional = optional or {}
    op.create_table(
        name,
        _id("tenant_id"),
        _id("id"),
        *(_id(column, nullable=column in optional) for column in (*targets, *optional)),
        *columns,
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{name}_tenant_id")),
        *(
            sa.ForeignKeyConstraint(
                ["tenant_id", column],
                [f"{target}.tenant_id", f"{target}.id"],
                name=op.f(f"fk_{name}_tenant_id_{column}"),
            )
            for column, target in (targets | optional).items()
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
        *(
            sa.UniqueConstraint("tenant_id", *columns, name=op.f(f"uq_{name}_tenant_id_{'_'.join(columns)}"))
            for columns in unique
        ),
    )


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _at(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
