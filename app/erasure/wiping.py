"""Deleting and emptying rows by the catalogue: the person's own, and what tells of them in others'."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, Text, and_, cast, delete, false, null, or_, select, update

from app.db import Base, TenantScope
from app.erasure.belongings import Belongings
from app.erasure.catalogue import ERASED, Deleted, Emptied, Noted
from app.erasure.rows import RULES, Condition, Somebody, table_named
from app.erasure.traces import identity_phrases, patterns
from app.ledger.erased import note_files, note_openings


@dataclass(frozen=True, slots=True)
class Traces:
    """What is searched for: everywhere, and in the words of those who were matched with them."""

    identity: tuple[str, ...]
    turns: tuple[str, ...]
    circle: frozenset[UUID]

    @classmethod
    def of(cls, them: Belongings) -> "Traces":
        """The traces that a person leaves with others."""
        return cls(patterns(identity_phrases(them.identity)), patterns(them.turns), them.circle)

    def told_in(self, column: ColumnElement[Any], whose: Somebody) -> Condition:
        """Whether a column tells of them."""
        text = cast(column, Text)
        close = or_(whose.is_(None), whose.in_(self.circle))
        return or_(
            false(),
            *(text.op("~*")(pattern) for pattern in self.identity),
            *(and_(close, text.op("~*")(pattern)) for pattern in self.turns),
        )


def wiped(scope: TenantScope, them: Belongings, traces: Traces, table_name: str) -> Sequence[UUID]:
    """Do to one table what the catalogue says; the ids of the rows that it changed."""
    table, fate = table_named(table_name), ERASED[table_name]
    match fate:
        case Deleted():
            return deleted(scope, table, _found(scope, table, them, traces, fate.searched))
        case Emptied():
            return _emptied(scope, table, fate, them, traces)
    raise AssertionError(f"{table_name} is erased in {fate.place}")


def told_of(scope: TenantScope, table_name: str, columns: Collection[str], traces: Traces) -> Sequence[UUID]:
    """The rows of a table that still tell of the person in one of the columns."""
    table = table_named(table_name)
    told = or_(*(traces.told_in(table.c[name], RULES[table_name].whose) for name in columns))
    return scope.session.scalars(select(table.c.id).where(table.c.tenant_id == scope.tenant_id, told)).all()


def _found(
    scope: TenantScope, table: Table, them: Belongings, traces: Traces, searched: Collection[str]
) -> Sequence[UUID]:
    rule = RULES[table.name]
    told = [traces.told_in(table.c[name], rule.whose) for name in searched]
    query = select(table.c.id).where(table.c.tenant_id == scope.tenant_id, or_(rule.theirs(them), *told))
    return scope.session.scalars(query).all()


def deleted(scope: TenantScope, table: Table, ids: Sequence[UUID]) -> Sequence[UUID]:
    """Delete rows; whatever pointed to them points to nothing, and what the ledger commits to is noted as erased."""
    _unlink(scope, table, ids)
    _note(scope, table, ids)
    scope.session.execute(delete(table).where(table.c.tenant_id == scope.tenant_id, table.c.id.in_(ids)))
    return ids


def _note(scope: TenantScope, table: Table, ids: Sequence[UUID]) -> None:
    """Note what goes from these rows, where the ledger commits to it."""
    fate = ERASED.get(table.name)
    match fate.noted if isinstance(fate, Deleted | Emptied) else None:
        case Noted.OPENING:
            note_openings(scope, ids)
        case Noted.FILE:
            digests = select(table.c.digest).where(table.c.tenant_id == scope.tenant_id, table.c.id.in_(ids))
            note_files(scope, scope.session.scalars(digests).all())


def _unlink(scope: TenantScope, table: Table, ids: Sequence[UUID]) -> None:
    """Whatever may point to nothing lets go of rows that are to be deleted."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_key_constraints:
            pointing = [other.c[name] for name in key.column_keys if other.c[name].nullable]
            if key.referred_table is table and pointing:
                (column,) = pointing
                here = (other.c.tenant_id == scope.tenant_id, column.in_(ids))
                scope.session.execute(update(other).where(*here).values({column.name: null()}))


def _emptied(scope: TenantScope, table: Table, fate: Emptied, them: Belongings, traces: Traces) -> Sequence[UUID]:
    rule = RULES[table.name]
    own = _found(scope, table, them, traces, ())
    _note(scope, table, own)
    changed = set(_set(scope, table, table.c.id.in_(own), {**fate.own, **fate.said}))
    if rule.about:
        changed.update(_set(scope, table, rule.about(them), fate.said))
    told = {name: traces.told_in(table.c[name], rule.whose) for name in fate.said}
    if fate.together:
        changed.update(_set(scope, table, or_(*told.values()), fate.said))
    else:
        for name, condition in told.items():
            changed.update(_set(scope, table, condition, {name: fate.said[name]}))
    return tuple(changed)


def _set(scope: TenantScope, table: Table, condition: Condition, values: Mapping[str, Any]) -> Sequence[UUID]:
    """Only rows in which something would change: those that nobody may change otherwise refuse the rest."""
    plain = {name: null() if value is None else value for name, value in values.items()}  # JSON has a null of its own
    fresh = or_(*(table.c[name].is_distinct_from(value) for name, value in plain.items()))
    changed = (
        update(table)
        .where(table.c.tenant_id == scope.tenant_id, condition, fresh)
        .values(**plain)
        .returning(table.c.id)
    )
    return scope.session.scalars(changed).all()
