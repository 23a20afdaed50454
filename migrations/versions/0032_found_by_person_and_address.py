"""Each reply looks for the mail it answers, for what went to an address, and for what a person said and is part of."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_outbound_mail_reply_address", "outbound_mail", ["tenant_id", "reply_address_id", "id"]),
    ("ix_outbound_mail_to_address", "outbound_mail", ["tenant_id", "to_address", "created_at"]),
    ("ix_mail_outcome_person", "mail_outcome", ["tenant_id", "person_id", "decided_at"]),
    ("ix_match_participant_person", "match_participant", ["tenant_id", "person_id"]),
)


def upgrade() -> None:
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _ in reversed(_INDEXES):
        op.drop_index(name, table_name=table)
