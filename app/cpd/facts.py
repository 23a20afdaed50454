"""What counting knows of an hour and of a member: plain values, wherever they come from. Pure."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Final
from uuid import UUID

from app.cpd.own_calendar import Outdated, OwnDates
from app.cpd.spans import days_of_month
from app.ledger.states import State

NO_PROGRAMME: Final = UUID(int=0)
"""Where all hours are of one programme."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One claim as it stands now.

    `place` is its place among the claims, `minutes` are whole. `day` and `starts` are local to the entry's zone, `day`
    is `None` where only the month (`YYYY-MM`) was told; `told_on` is the local day on which we were told of it.
    `silent`: what confirms it is that a deadline passed. `missing` names the fields that the body requires and the
    entry lacks (H6).
    """

    entry: str
    place: int
    role: str
    mode: str
    minutes: int
    period: str
    day: date | None
    starts: time | None
    partners: tuple[str, ...]
    state: State
    told_on: date
    silent: bool = False
    missing: tuple[str, ...] = ()
    programme: UUID = NO_PROGRAMME

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which the session may have been."""
        return (self.day, self.day) if self.day else days_of_month(self.period)

    @property
    def order(self) -> tuple[date, time, int]:
        """In which order entries fill a cap: by day and time, those with a month alone last in it."""
        return self.days[1], self.starts or time.max, self.place


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Somebody who is in a line of reporting with a member on these local days, both included; `None` is open."""

    person: str
    since: date | None = None
    until: date | None = None

    def meets(self, first: date, last: date) -> bool:
        """Whether it holds on one of these days."""
        return (self.since is None or self.since <= last) and (self.until is None or first <= self.until)


@dataclass(frozen=True, slots=True)
class Member:
    """What the organisation knows of a member: their own date, and who is in a line of reporting with them when.

    `before` are dates that were put right since.
    """

    own_date: date | None = None
    line: frozenset[Tie] = field(default_factory=frozenset)
    before: tuple[Outdated, ...] = ()

    @property
    def dates(self) -> OwnDates:
        """What their cycles follow from."""
        return OwnDates(self.own_date, self.before)

    def line_on(self, first: date, last: date) -> frozenset[str]:
        """Everybody in the line on one of these days."""
        return frozenset(tie.person for tie in self.line if tie.meets(first, last))
