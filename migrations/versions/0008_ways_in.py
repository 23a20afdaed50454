"""What providers and mailboxes have handed to us before."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_event",
        sa.Column("event_hash", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("received_mail_id", sa.Uuid(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_provider_event_tenant_id")),
        sa.PrimaryKeyConstraint("event_hash", name=op.f("pk_provider_event")),
    )
    op.create_index(op.f("ix_provider_event_seen_at"), "provider_event", ["seen_at"])


def downgrade() -> None:
    op.drop_table("provider_event")
