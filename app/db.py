"""The database: one engine per process, one session per tenant scope, one place that commits.

Row-level security is the authority (`docs/adr/0001-tenancy.md`): every statement of a scope runs with
`app.tenant_id` set for its transaction only. The criteria added to ORM queries below are a second net.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import DateTime, Engine, ForeignKey, ForeignKeyConstraint, MetaData, create_engine, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    with_loader_criteria,
)

from app.errors import AppError

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

JsonObject = dict[str, Any]

CONNECT_SECONDS = 5


class DatabaseUnreachable(AppError):
    """The server named in `DATABASE_URL` does not answer or refuses us."""


class UnsafeRole(AppError):
    """The role of `DATABASE_URL` could see past row-level security; we refuse to serve with it."""


def new_id() -> UUID:
    """A UUIDv7: unique, and in the order of its making."""
    return uuid_utils.compat.uuid7()


class Base(DeclarativeBase):
    """Every table of the product; `append_only` ones are never updated or deleted by the serving role.

    `erasable` are the columns of such a table whose words erasing a person may take away, and nothing else (ADR 14).
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: DateTime(timezone=True), JsonObject: JSONB}
    append_only: ClassVar[bool] = False
    erasable: ClassVar[tuple[str, ...]] = ()


class Platform(Base):
    """A table without a tenant policy: it may hold hashes, ids and the tenant only."""

    __abstract__ = True


class TenantOwned(Base):
    """A row of one tenant, keyed `(tenant_id, id)`; row-level security guards it."""

    __abstract__ = True

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


def within_tenant(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key that cannot point into another tenant: `(tenant_id, column)` to `(tenant_id, id)`."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete)


@dataclass(frozen=True, slots=True)
class TenantScope:
    """A session bound to one tenant for one transaction; the first argument of every query function."""

    session: Session
    tenant_id: UUID


class Database:
    """Hands out transactions. Leaving the block commits, an exception rolls back; nobody else commits."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.engine: Engine = create_engine(
            url,
            pool_size=pool_size,
            max_overflow=2,
            pool_pre_ping=True,
            hide_parameters=True,  # an error in a log must not carry anybody's words
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )

    @contextmanager
    def tenant(self, tenant_id: UUID) -> Iterator[TenantScope]:
        """One transaction that sees one tenant."""
        with Session(self.engine, info={"tenant_id": tenant_id}) as session, session.begin():
            # SET LOCAL takes no parameters; a UUID object prints as hexadecimal digits and dashes only.
            session.execute(text(f"SET LOCAL app.tenant_id = '{UUID(str(tenant_id))}'"))
            yield TenantScope(session, tenant_id)

    @contextmanager
    def platform(self) -> Iterator[Session]:
        """One transaction that sees the platform tables and no tenant's rows."""
        with Session(self.engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@event.listens_for(Session, "do_orm_execute")
def _only_this_tenant(state: ORMExecuteState) -> None:
    tenant_id = state.session.info.get("tenant_id")
    if tenant_id is None or state.is_column_load or state.is_relationship_load:
        return
    if state.is_select or state.is_update or state.is_delete:
        state.statement = state.statement.options(
            with_loader_criteria(TenantOwned, lambda row: row.tenant_id == tenant_id, include_aliases=True)
        )


def address_of(url: str) -> str:
    """Host, port and database of a URL, for messages; never its password."""
    parsed = make_url(url)
    host, port = parsed.host or parsed.query.get("host", "local socket"), parsed.port or parsed.query.get("port", 5432)
    return f"{host}:{port}/{parsed.database}"


def unreachable(setting: str, url: str, error: Exception) -> DatabaseUnreachable:
    """The error that a person reads: which setting, which host, port and database, and what the server said.

    The reason and its hints stand on one line; the driver's words never hold the password.
    """
    said = " ".join(str(getattr(error, "orig", error)).split())
    return DatabaseUnreachable(f"{setting}: cannot use the database at {address_of(url)}: {said}")


_ROLE = text("""
    SELECT r.rolname, r.rolsuper, r.rolbypassrls,
           EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER')),
           EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege(c.oid, 'TRUNCATE')),
           EXISTS (SELECT 1 FROM pg_roles b WHERE (b.rolsuper OR b.rolbypassrls) AND b.rolname <> current_user
                   AND pg_has_role(b.oid, 'MEMBER'))
    FROM pg_roles r WHERE r.rolname = current_user
""")

_FAULTS = (
    "is a superuser",
    "has BYPASSRLS",
    "owns tables, or belongs to the role that does",
    "may TRUNCATE tables",
    "belongs to a role that bypasses row security",
)


def check_serving_role(database: Database, url: str) -> None:
    """Refuse to serve with a role that row-level security does not bind.

    Raises:
        DatabaseUnreachable: with host, port, database and what the server said.
        UnsafeRole: naming the role and each fault.

    """
    try:
        with database.engine.connect() as connection:
            name, *marks = connection.execute(_ROLE).one()
    except OperationalError as error:
        raise unreachable("DATABASE_URL", url, error) from error
    faults = [fault for fault, found in zip(_FAULTS, marks, strict=True) if found]
    if faults:
        raise unsafe_role(name, faults)


def unsafe_role(name: str, faults: list[str]) -> UnsafeRole:
    """The error that a person reads: which role, and why we do not serve with it."""
    return UnsafeRole(
        f"DATABASE_URL: the role {name!r} {' and '.join(faults)}; row-level security would not bind it. "
        "Serve with a plain role that owns nothing (docs/operating.md, Roles)"
    )
