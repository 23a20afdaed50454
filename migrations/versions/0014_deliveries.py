"""What became of a mail after it was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbound_mail", sa.Column("became", sa.String(), nullable=True))
    op.add_column("outbound_mail", sa.Column("became_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbound_mail", sa.Column("became_why", sa.String(), nullable=True))
    op.create_index("ix_outbound_mail_person", "outbound_mail", ["tenant_id", "person_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_outbound_mail_person", "outbound_mail")
    for name in ("became_why", "became_at", "became"):
        op.drop_column("outbound_mail", name)
