"""What every tenant table gets: policies that bind everybody, and one that lets the owner maintain (ADR 0001).

Grants are not here: the serving role's name is known only when it is granted (`migrations.privileges`).
"""

from alembic import op

_OWN = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid"


def guard(table: str) -> None:
    """Bind every role to its tenant, also the table's owner; the owner sees all by a policy of its own."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant_isolation ON {table} USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute(f"CREATE POLICY owner_maintains ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)")


def make_append_only(table: str) -> None:
    """Refuse UPDATE, DELETE and TRUNCATE by whoever it is, besides the missing privilege."""
    op.execute(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def create_refusal() -> None:
    """The function behind the append-only triggers."""
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )


def drop_refusal() -> None:
    """Undo `create_refusal`."""
    op.execute("DROP FUNCTION refuse_change()")
