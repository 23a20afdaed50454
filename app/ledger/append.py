"""The one way into the ledger."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ARRAY, Table, Uuid, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.errors import AppError
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from app.ledger.columns import columns_of
from app.ledger.commitment import Opening
from app.ledger.drafts import ClaimDraft, Draft, Kind
from app.ledger.entry import About, Body, Place, about_claim, body_of, openings_of
from app.ledger.models import LedgerEntry, LedgerHead

Row = dict[str, Any]

_HEADS: Final = cast("Table", LedgerHead.__table__)
_ENTRIES: Final = cast("Table", LedgerEntry.__table__)
_LOCK: Final = select(_HEADS.c.seq, _HEADS.c.hash).where(_HEADS.c.tenant_id == bindparam("tenant")).with_for_update()
_FIRST_HEAD: Final = insert(_HEADS).on_conflict_do_nothing(index_elements=["tenant_id"])
_PERSON: Final = func.unnest(bindparam("people", type_=ARRAY(Uuid))).column_valued("person")
_COUNTS: Final = select(
    _PERSON,
    select(func.max(_ENTRIES.c.person_seq))
    .where(_ENTRIES.c.tenant_id == bindparam("tenant"), _ENTRIES.c.person_id == _PERSON)
    .scalar_subquery()
    .label("latest"),
)
"""Person by person, so that each count is one look at the end of an index, however many entries there are."""
_WRITE: Final = text("""
    WITH entered AS (
        INSERT INTO ledger_entry SELECT * FROM json_populate_recordset(NULL::ledger_entry, :entries)
    ), opened AS (
        INSERT INTO ledger_opening SELECT * FROM json_populate_recordset(NULL::ledger_opening, :openings)
    )
    UPDATE ledger_head SET seq = :seq, hash = :hash WHERE tenant_id = :tenant
""")
"""All that an entry changes, by one way to the server and back: until the commit nobody else can enter anything."""


class UnknownClaim(AppError):
    """An answer or correction names a claim that this ledger does not hold."""


def append(scope: TenantScope, drafts: Sequence[Draft], at: datetime) -> tuple[LedgerEntry, ...]:
    """Put the drafts at the end of the tenant's chain, in their order (H2).

    Call it last in the transaction: from here on the chain's head is locked until the caller commits. `at` is the
    moment of recording, with a zone.

    Raises:
        UnknownClaim: when a draft's target is no claim of this tenant.
        ValueError: when a draft holds what format v1 does not allow.
        IntegrityError: when an entry of the same mail and item is there already; the transaction is lost then.

    """
    if not drafts:
        return ()
    scope.session.flush()  # entries point to rows that may still wait to be written
    drawn = [_drawn(scope, draft, about, at) for draft, about in zip(drafts, _abouts(scope, drafts), strict=True)]
    head = lock_head(scope)  # what could be done before is done: all others wait from here on
    rows, end = _linked(drawn, head, _counts(scope, {one.about.person_id for one in drawn}))
    _write(scope, rows, [opening for one in drawn for opening in one.opening_rows()], end)
    return tuple(LedgerEntry(**row) for row in rows)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A draft with all that its entry needs but its place in the chain."""

    draft: Draft
    about: About
    place: Place
    openings: tuple[Opening, ...]

    def opening_rows(self) -> list[Row]:
        ids = {"tenant_id": self.place.tenant_id, "entry_id": self.place.entry_id}
        return [
            ids | {"id": new_id(), "field": opening.field, "salt": opening.salt, "text": opening.text}
            for opening in self.openings
        ]


def _drawn(scope: TenantScope, draft: Draft, about: About, at: datetime) -> _Drawn:
    return _Drawn(draft, about, Place(scope.tenant_id, new_id(), 0, at), openings_of(draft))


def _linked(drawn: Sequence[_Drawn], head: Head, counts: Mapping[UUID, int]) -> tuple[list[Row], Head]:
    counted, rows = Counter(counts), []
    for one in drawn:
        counted[one.about.person_id] += 1
        place = replace(one.place, person_seq=counted[one.about.person_id])
        row = _row(body_of(one.draft, one.about, place, one.openings), head)
        head = Head(row["seq"], row["hash"])
        rows.append(row)
    return rows, head


def _row(body: Body, prev: Head) -> Row:
    written = canonical(body)
    body_hash = digest(written)
    columns = columns_of(json.loads(written))
    link = prev.next(columns.tenant_id, body_hash)
    return columns.values() | {
        "seq": link.seq,
        "prev_hash": prev.hash,
        "hash": link.hash,
        "body_hash": body_hash,
        "body": written.decode(),
    }


def _write(scope: TenantScope, rows: list[Row], openings: list[Row], head: Head) -> None:
    written = {"entries": _as_json(rows), "openings": _as_json(openings)}
    scope.session.connection().execute(
        _WRITE, written | {"tenant": scope.tenant_id, "seq": head.seq, "hash": head.hash}
    )


def _as_json(rows: list[Row]) -> str:
    return json.dumps(rows, default=_as_text, check_circular=False)


def _as_text(value: object) -> str:
    """A value of a column as PostgreSQL reads it."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


def lock_head(scope: TenantScope) -> Head:
    """From here to the commit nobody else enters anything; whoever must know how a claim stands looks after this."""
    connection, mine = scope.session.connection(), {"tenant": scope.tenant_id}
    found = connection.execute(_LOCK, mine).one_or_none()
    if found is None:
        # Two first entries at once: the second INSERT waits for the first to commit and then does nothing.
        empty = Head.of_empty()
        first = {"tenant_id": scope.tenant_id, "id": new_id(), "seq": empty.seq, "hash": empty.hash}
        connection.execute(_FIRST_HEAD, first)
        found = connection.execute(_LOCK, mine).one()
    return Head(found.seq, found.hash)


def _counts(scope: TenantScope, people: set[UUID]) -> dict[UUID, int]:
    rows = scope.session.connection().execute(_COUNTS, {"tenant": scope.tenant_id, "people": list(people)})
    return {row.person: row.latest or 0 for row in rows}


def _abouts(scope: TenantScope, drafts: Sequence[Draft]) -> list[About]:
    targets = {draft.target_id for draft in drafts if not isinstance(draft, ClaimDraft)}
    known = _claims(scope, targets) if targets else {}
    return [
        about_claim(draft) if isinstance(draft, ClaimDraft) else _about_target(known, draft.target_id)
        for draft in drafts
    ]


def _about_target(known: Mapping[UUID, About], target_id: UUID) -> About:
    if target_id not in known:
        raise UnknownClaim(f"no claim {target_id} in this ledger")
    return known[target_id]


def _claims(scope: TenantScope, ids: set[UUID]) -> dict[UUID, About]:
    rows = scope.session.execute(
        select(
            LedgerEntry.id, LedgerEntry.programme_id, LedgerEntry.match_id, LedgerEntry.person_id, LedgerEntry.period
        ).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.id.in_(ids), LedgerEntry.kind == Kind.CLAIM.value)
    )
    return {row.id: About(row.programme_id, row.match_id, row.person_id, row.period) for row in rows}
