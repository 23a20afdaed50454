"""Who migrates and who serves: two roles, seen to before anything is changed."""

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from app.db import CONNECT_SECONDS, UnsafeRole, unreachable, unsafe_role

# Asked as the owner. A superuser counts as a member of every role, so its other marks would say nothing.
_MARKS = """
    SELECT r.rolsuper, r.rolbypassrls, r.oid = me.oid,
           NOT r.rolsuper AND r.oid <> me.oid AND pg_has_role(r.oid, me.oid, 'MEMBER'),
           NOT r.rolsuper AND EXISTS (
               SELECT FROM pg_class c
               WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p')
                 AND c.relowner <> me.oid AND pg_has_role(r.oid, c.relowner, 'MEMBER')),
           NOT r.rolsuper AND EXISTS (
               SELECT FROM pg_roles b
               WHERE (b.rolsuper OR b.rolbypassrls) AND b.oid <> r.oid AND pg_has_role(r.oid, b.oid, 'MEMBER'))
    FROM pg_roles r, pg_roles me WHERE r.rolname = :role AND me.rolname = current_user
"""

_FAULTS = (
    "is a superuser",
    "has BYPASSRLS",
    "is the role of DATABASE_OWNER_URL too",
    "belongs to the role of DATABASE_OWNER_URL",
    "owns tables, or belongs to the role that does",
    "belongs to a role that bypasses row security",
)


def require_plain_role(owner_url: str, serving_url: str) -> str:
    """See that the role of `DATABASE_URL` is bound by row-level security, and return its name.

    Nothing is changed, and no table need exist: the privileges that a migration sets would take the owner's own.

    Raises:
        DatabaseUnreachable: naming the setting, host, port, database and what the server said.
        UnsafeRole: naming the role and each fault.

    """
    role = str(_ask("DATABASE_URL", serving_url, "SELECT current_user")[0])
    marks = _ask("DATABASE_OWNER_URL", owner_url, _MARKS, role=role)
    if not marks:
        raise UnsafeRole(f"DATABASE_URL: the server of DATABASE_OWNER_URL knows no role {role!r}")
    faults = [fault for fault, is_so in zip(_FAULTS, marks, strict=True) if is_so]
    if faults:
        raise unsafe_role(role, faults)
    return role


def _ask(setting: str, url: str, query: str, **parameters: str) -> tuple[object, ...]:
    """The first row of an answer, or an empty one; over a connection of its own."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})
    try:
        with engine.connect() as connection:
            row = connection.execute(text(query), parameters).first()
    except OperationalError as error:
        raise unreachable(setting, url, error) from error
    return tuple(row) if row else ()
