"""The pages: who may sign in, where they are known, what staff did, and who decided about a mail."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard, make_append_only

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What `app.tenants.registration.email_hash` keeps of an address.
_HASH = "sha256(convert_to(lower(btrim(email)), 'UTF8'))"


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("email_hash", sa.LargeBinary(), nullable=False),
        sa.Column("peer_hash", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index("ix_sign_in_email", "sign_in", ["email_hash", "asked_at"])
    op.create_index("ix_sign_in_peer", "sign_in", ["peer_hash", "asked_at"])
    op.create_index("ix_sign_in_browser", "sign_in", ["browser_hash"])
    op.create_table(
        "login_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_login_place_user_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_login_place_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_place")),
        sa.UniqueConstraint("user_id", "tenant_id", name=op.f("uq_login_place_user_id_tenant_id")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_audit_entry_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "membership_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_audit_entry_tenant_id_membership_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["tenant_id", "at"])
    guard("audit_entry")
    make_append_only("audit_entry")
    op.add_column("person", sa.Column("user_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_person_user_id"), "person", "user_account", ["user_id"], ["id"])
    op.create_index("ix_person_user", "person", ["tenant_id", "user_id"])
    op.add_column("mail_outcome", sa.Column("decided_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_mail_outcome_tenant_id_decided_by_id"),
        "mail_outcome",
        "membership",
        ["tenant_id", "decided_by_id"],
        ["tenant_id", "id"],
    )
    for table in ("meeting", "status_report"):
        op.alter_column(table, "received_mail_id", nullable=True)
    _fill_in()


def _fill_in() -> None:
    """Give the people that are there already their login, and everybody their places."""
    op.execute(
        f"INSERT INTO user_account (id, email_hash) SELECT gen_random_uuid(), {_HASH} FROM person "  # noqa: S608
        "GROUP BY 2 ON CONFLICT (email_hash) DO NOTHING"
    )
    op.execute(f"UPDATE person SET user_id = u.id FROM user_account u WHERE u.email_hash = {_HASH}")  # noqa: S608
    for table in ("membership", "person"):
        op.execute(
            "INSERT INTO login_place (id, user_id, tenant_id) "  # noqa: S608
            f"SELECT gen_random_uuid(), user_id, tenant_id FROM {table} GROUP BY 2, 3 "
            "ON CONFLICT (user_id, tenant_id) DO NOTHING"
        )


def downgrade() -> None:
    for table in ("meeting", "status_report"):
        op.alter_column(table, "received_mail_id", nullable=False)
    op.drop_constraint(op.f("fk_mail_outcome_tenant_id_decided_by_id"), "mail_outcome", type_="foreignkey")
    op.drop_column("mail_outcome", "decided_by_id")
    op.drop_index("ix_person_user", table_name="person")
    op.drop_constraint(op.f("fk_person_user_id"), "person", type_="foreignkey")
    op.drop_column("person", "user_id")
    op.drop_table("audit_entry")
    op.drop_table("login_place")
    op.drop_table("sign_in")
