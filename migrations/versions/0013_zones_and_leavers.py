"""Why nobody is asked about a held mail, and which link to the page for mail administrators is in force."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sender_check", sa.Column("unasked", sa.String(), nullable=True))
    op.add_column(
        "organisation", sa.Column("allow_list_link", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.alter_column("organisation", "allow_list_link", server_default=None)


def downgrade() -> None:
    op.drop_column("organisation", "allow_list_link")
    op.drop_column("sender_check", "unasked")
