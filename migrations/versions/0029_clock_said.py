"""From when to when a session was, as whoever disputes it says it; or that they were not there themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attestation_item", sa.Column("said_starts", sa.Time(), nullable=True))
    op.add_column("attestation_item", sa.Column("said_ends", sa.Time(), nullable=True))
    op.add_column("attestation_item", sa.Column("said_absent", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("attestation_item", "said_absent")
    op.drop_column("attestation_item", "said_ends")
    op.drop_column("attestation_item", "said_starts")
