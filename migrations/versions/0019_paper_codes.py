"""The codes on printed hour logs, and how often wrong ones were tried."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_code",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_paper_code_tenant_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_paper_code")),
    )
    op.create_table(
        "code_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_try")),
    )
    op.create_index("ix_code_try_peer", "code_try", ["peer_hash", "tried_at"])
    op.create_index("ix_code_try_tried_at", "code_try", ["tried_at"])
    op.add_column("organisation", sa.Column("shows_words", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.alter_column("organisation", "shows_words", server_default=None)


def downgrade() -> None:
    op.drop_column("organisation", "shows_words")
    op.drop_table("code_try")
    op.drop_table("paper_code")
