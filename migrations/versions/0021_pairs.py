"""Pairs that formed elsewhere: what was told of them, and what came of asking the other."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TARGETS = {
    "programme_id": "programme",
    "proposer_id": "person",
    "received_mail_id": "received_mail",
    "partner_id": "person",
    "match_id": "match",
    "answered_by_id": "received_mail",
}
OPTIONAL = ("partner_id", "match_id", "answered_by_id")


def upgrade() -> None:
    op.create_table(
        "pair_proposal",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=column in OPTIONAL) for column in TARGETS),
        *(sa.Column(column, sa.String(), nullable=False) for column in ("role", "name", "email", "state")),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_pair_proposal_tenant_id")),
        *(
            sa.ForeignKeyConstraint(
                ["tenant_id", column],
                [f"{target}.tenant_id", f"{target}.id"],
                name=op.f(f"fk_pair_proposal_tenant_id_{column}"),
            )
            for column, target in TARGETS.items()
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_pair_proposal")),
    )
    op.create_index("ix_pair_proposal_address_hash", "pair_proposal", ["tenant_id", "address_hash"])
    op.create_index("ix_pair_proposal_proposer", "pair_proposal", ["tenant_id", "proposer_id", "proposed_at"])
    op.create_index(
        "uq_pair_proposal_open",
        "pair_proposal",
        ["tenant_id", "address_hash"],
        unique=True,
        postgresql_where=sa.text("state IN ('to_approve', 'asked')"),
    )
    op.add_column("reply_address", sa.Column("pair_proposal_id", sa.Uuid(), nullable=True))
    guard("pair_proposal")


def downgrade() -> None:
    op.drop_column("reply_address", "pair_proposal_id")
    op.drop_table("pair_proposal")
