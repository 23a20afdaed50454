"""The hours of one month by person and mode: the table a coordinator lays before a board, and the same as CSV."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.ledger.states import LiveClaim, State
from app.ledger.totals import claims_of_month
from app.programmes.models import Person

UNSPECIFIED = "unspecified"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One person's month: whole minutes by mode and in all, and those that somebody has yet to confirm."""

    person_id: UUID
    name: str
    member_number: str
    by_mode: Mapping[str, int]
    minutes: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class MonthTable:
    """Everybody who has hours in the month (`YYYY-MM`), the modes that occur, and the sums."""

    period: str
    modes: tuple[str, ...]
    rows: tuple[MonthRow, ...]
    by_mode: Mapping[str, int]
    minutes: int
    unconfirmed: int


def month_table(scope: TenantScope, period: str) -> MonthTable:
    """The hours of a month as they stand now, in the order of the people's names; withdrawn hours are not in it."""
    claims = [live for live in claims_of_month(scope, period) if live.minutes]
    by_person: dict[UUID, list[LiveClaim]] = {}
    for live in claims:
        by_person.setdefault(live.claim.person_id, []).append(live)
    people = scope.session.scalars(
        select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.in_(by_person))
    ).all()
    rows = [_row(person, by_person[person.id]) for person in people]
    sums = _minutes_by_mode(claims)
    return MonthTable(
        period=period,
        modes=tuple(sorted(sums, key=lambda mode: (mode == UNSPECIFIED, -sums[mode], mode))),
        rows=tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.person_id))),
        by_mode=sums,
        minutes=sums.total(),
        unconfirmed=sum(row.unconfirmed for row in rows),
    )


def month_csv(table: MonthTable, headings: Sequence[str], modes: Mapping[str, str]) -> bytes:
    """The table for a spreadsheet, in UTF-8 with a mark by which Excel knows it; times are whole minutes.

    `headings` name the person, the member number, the month, all minutes and those unconfirmed; `modes` gives each
    mode its words. A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
    """
    name, number, month, total, unconfirmed = headings
    out = io.StringIO(_BYTE_ORDER_MARK)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    writer.writerow(map(inert, (name, number, month, *(modes[mode] for mode in table.modes), total, unconfirmed)))
    for row in table.rows:
        minutes = [row.by_mode.get(mode, 0) for mode in table.modes]
        words = (inert(row.name), inert(row.member_number), table.period)
        writer.writerow((*words, *minutes, row.minutes, row.unconfirmed))
    return out.getvalue().encode()


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula (CWE-1236), whatever a person is called."""
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _row(person: Person, claims: Sequence[LiveClaim]) -> MonthRow:
    by_mode = _minutes_by_mode(claims)
    waiting = sum(live.minutes for live in claims if live.state in (State.CLAIMED, State.DISPUTED))
    return MonthRow(person.id, person.name, person.member_number or "", by_mode, by_mode.total(), waiting)


def _minutes_by_mode(claims: Sequence[LiveClaim]) -> Counter[str]:
    found = Counter[str]()
    for live in claims:
        found[live.claim.mode or UNSPECIFIED] += live.minutes
    return found
