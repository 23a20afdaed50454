"""A person can be erased: when that was, and which words of append-only tables may be taken away."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import make_append_only

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NOTES = ("audit_entry", "integrity_look")
LIST = "audit_population"


def upgrade() -> None:
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "CREATE FUNCTION refuse_all_but_emptying() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' AND NEW.note = '' AND OLD.note <> '' "
        "AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )
    op.execute(
        "CREATE FUNCTION refuse_all_but_renaming() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' AND NEW.members <> OLD.members "
        "AND to_jsonb(NEW) - 'members' = to_jsonb(OLD) - 'members' "
        "AND (SELECT array_agg(value ORDER BY value) FROM jsonb_each_text(NEW.members)) "
        "  = (SELECT array_agg(value ORDER BY value) FROM jsonb_each_text(OLD.members)) "
        # a key of the old list stays, or gives way to the id that it stood for
        "AND NOT EXISTS (SELECT FROM jsonb_each_text(NEW.members) now "
        "  WHERE now.key <> now.value AND OLD.members ->> now.key IS DISTINCT FROM now.value) "
        "THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )
    for table in NOTES:
        _guard(table, "refuse_all_but_emptying")
    _guard(LIST, "refuse_all_but_renaming")


def downgrade() -> None:
    for table in (*NOTES, LIST):
        op.execute(f"DROP TRIGGER append_only ON {table}")
        op.execute(f"DROP TRIGGER append_only_truncate ON {table}")
        make_append_only(table)
    op.execute("DROP FUNCTION refuse_all_but_renaming()")
    op.execute("DROP FUNCTION refuse_all_but_emptying()")
    op.drop_column("person", "erased_at")


def _guard(table: str, function: str) -> None:
    op.execute(f"DROP TRIGGER append_only ON {table}")
    op.execute(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
