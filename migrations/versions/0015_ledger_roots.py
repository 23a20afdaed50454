"""Daily roots of each ledger and their time stamps, and what lies with a mail."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard, make_append_only

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def _own(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "ledger_root",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_own("ledger_root"),
        sa.UniqueConstraint("tenant_id", "day", name=op.f("uq_ledger_root_tenant_id_day")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_ledger_root_tenant_id_number")),
        sa.CheckConstraint("seq >= 1 AND number >= 1", name=op.f("ck_ledger_root_counts_from_one")),
    )
    guard("ledger_root")
    make_append_only("ledger_root")
    op.create_table(
        "root_stamp",
        sa.Column("root_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        *_own("root_stamp"),
        sa.UniqueConstraint("tenant_id", "root_id", name=op.f("uq_root_stamp_tenant_id_root_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "root_id"],
            ["ledger_root.tenant_id", "ledger_root.id"],
            name=op.f("fk_root_stamp_tenant_id_root_id"),
        ),
    )
    guard("root_stamp")
    make_append_only("root_stamp")
    op.create_table(
        "outbound_attachment",
        sa.Column("outbound_mail_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_own("outbound_attachment"),
        sa.UniqueConstraint(
            "tenant_id",
            "outbound_mail_id",
            "place",
            name=op.f("uq_outbound_attachment_tenant_id_outbound_mail_id_place"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "outbound_mail_id"],
            ["outbound_mail.tenant_id", "outbound_mail.id"],
            name=op.f("fk_outbound_attachment_tenant_id_outbound_mail_id"),
        ),
    )
    guard("outbound_attachment")
    op.add_column("outbound_mail", sa.Column("attached", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("outbound_mail", "attached", server_default=None)
    op.add_column("organisation", sa.Column("roots_to", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("organisation", "roots_to")
    op.drop_column("outbound_mail", "attached")
    op.drop_table("outbound_attachment")
    op.drop_table("root_stamp")
    op.drop_table("ledger_root")
