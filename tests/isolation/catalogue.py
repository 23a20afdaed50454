"""What PostgreSQL's own catalogue says about the isolation of tenants; each finding names the table."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

PLATFORM = (
    "tenant",
    "user_account",
    "login_place",
    "sign_in",
    "reply_key",
    "return_path",
    "provider_event",
    "unsubscribe_link",
    "mail_domain",
    "paper_code",
    "code_try",
    "pace",
    "audit_link",
    "programme_address",
    "schedule_run",
    "alembic_version",
)
"""The tables without a tenant's policy: they hold hashes, ids and the tenant only (ADR 0001)."""

_OWN = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"

_TABLES = text("""
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner)
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f') ORDER BY 1
""")
_POLICIES = text("""
    SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check
    FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2
""")
_VIEWS = text("""
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace
      AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))
    ORDER BY 1
""")
_UNIQUE = text("""
    SELECT c.relname, i.indexrelid::regclass::text,
           ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey))
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2
""")
_FOREIGN_KEYS = text("""
    SELECT c.relname, k.conname, target.relname,
           EXISTS (SELECT 1 FROM unnest(k.conkey, k.confkey) AS pair (own, other)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own
                   JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other
                   WHERE a.attname = 'tenant_id' AND b.attname = 'tenant_id')
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2
""")


def tenant_tables(connection: Connection) -> list[str]:
    """Every table that is not on the platform's short list."""
    return [row[0] for row in connection.execute(_TABLES) if row[0] not in PLATFORM]


def open_tables(connection: Connection) -> list[str]:
    """Tables that are not on the platform's list and not fully under row-level security, with what is wrong."""
    policies: dict[str, list[tuple[object, ...]]] = {}
    for table, *policy in connection.execute(_POLICIES):
        policies.setdefault(table, []).append((policy[0], policy[1], tuple(policy[2]), *policy[3:]))
    found = []
    for table, enabled, forced, owner in connection.execute(_TABLES):
        if table not in PLATFORM:
            found += [f"{table}: {fault}" for fault in _faults(enabled, forced, policies.get(table, []), owner)]
    return found


def open_views(connection: Connection) -> list[str]:
    """Views that show what their owner sees, and not what the reader may see."""
    return [row[0] for row in connection.execute(_VIEWS)]


def loose_keys(connection: Connection) -> list[str]:
    """Unique and foreign keys of tenant tables that reach across tenants."""
    unique = [
        f"{table}: {index} is unique across tenants"
        for table, index, columns in connection.execute(_UNIQUE)
        if table not in PLATFORM and "tenant_id" not in columns
    ]
    foreign = [
        f"{table}: {key} accepts another tenant's {target}"
        for table, key, target, bound in connection.execute(_FOREIGN_KEYS)
        if table not in PLATFORM and target not in PLATFORM and not bound
    ]
    return unique + foreign


def _faults(enabled: bool, forced: bool, policies: Sequence[tuple[object, ...]], owner: str) -> list[str]:
    expected = {
        "tenant_isolation": ("tenant_isolation", "PERMISSIVE", ("public",), "ALL", _OWN, _OWN),
        "owner_maintains": ("owner_maintains", "PERMISSIVE", (owner,), "ALL", "true", "true"),
    }
    faults = [] if enabled else ["row-level security is not enabled"]
    faults += [] if forced else ["row-level security is not forced"]
    faults += [] if expected["tenant_isolation"] in policies else ["the policy tenant_isolation is missing or another"]
    faults += [f"the policy {policy[0]} opens it" for policy in policies if expected.get(str(policy[0])) != policy]
    return faults
