"""Our own check of senders: it is the rule for every tenant, waits out a silent DNS, and knows each copy of a mail."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE organisation SET sender_policy = 'normal' WHERE sender_policy = 'lenient'")
    op.add_column("received_mail", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mail_outcome", sa.Column("fingerprint", sa.String(), nullable=True))
    op.create_index("ix_mail_outcome_message_id", "mail_outcome", ["tenant_id", "message_id"])
    op.create_index("ix_mail_outcome_fingerprint", "mail_outcome", ["tenant_id", "fingerprint"])


def downgrade() -> None:
    op.drop_index("ix_mail_outcome_fingerprint", "mail_outcome")
    op.drop_index("ix_mail_outcome_message_id", "mail_outcome")
    op.drop_column("mail_outcome", "fingerprint")
    op.drop_column("received_mail", "not_before")
    op.execute("UPDATE organisation SET sender_policy = 'lenient' WHERE sender_policy = 'normal'")
