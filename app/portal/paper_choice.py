"""What the page of letters and certificates is about, as its address says it, and whom it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from uuid import UUID

from flask import abort, request
from sqlalchemy import select

from app.db import TenantScope
from app.matches.parts import cohorts_in, parts_in
from app.papers.drawing_up import NO_EMPLOYER, Order
from app.papers.employers import employers_of
from app.papers.issue import why_not
from app.papers.kinds import Kind
from app.papers.models import MentorEmployer
from app.portal.hours_form import Fault
from app.portal.paper_form import chosen_locale, read_days
from app.programmes.models import Person, Programme

PLACE = ("kind", "programme", "cohort", "since", "until", "language", "page")
"""What of an address chooses the page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page is about: a kind of paper in a programme, of one cohort where chosen, for these local days."""

    kind: Kind
    programme: Programme
    cohort_id: UUID | None
    since: date | None
    until: date | None

    def order(self, person: Person) -> Order:
        """The paper for one person."""
        days = (self.since, self.until) if self.kind is Kind.HOURS else (None, None)
        return Order(self.kind, person.id, self.programme.id, chosen_locale(person.locale), *days)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the page; `lacking` says why there is no paper for them yet, empty where there is.

    `asks_employer`: the page asks for whom the person works.
    """

    person: Person
    lacking: str
    employer: MentorEmployer | None
    asks_employer: bool


def choice_of(scope: TenantScope) -> tuple[Choice | None, Fault | None]:
    """What was chosen, `None` while there is no programme, and what is wrong with the days."""
    programmes = programmes_of(scope)
    wanted = request.values.get("programme", type=UUID)
    programme = next((one for one in programmes if one.id == wanted), None if wanted else next(iter(programmes), None))
    if programme is None:
        return None, None
    kind, days = request.values.get("kind", Kind.HOURS.value), read_days()
    if kind not in list(Kind):
        abort(HTTPStatus.NOT_FOUND)
    cohort = request.values.get("cohort", type=UUID)
    cohort_id = cohort if cohort in {one.id for one in cohorts_in(scope, programme.id)} else None
    if isinstance(days, Fault):
        return Choice(Kind(kind), programme, cohort_id, None, None), days
    return Choice(Kind(kind), programme, cohort_id, *days), None


def programmes_of(scope: TenantScope) -> list[Programme]:
    """All, closed ones too: papers are asked for long after."""
    rows = scope.session.scalars(select(Programme).where(Programme.tenant_id == scope.tenant_id))
    return sorted(rows, key=lambda one: (one.closed_at is not None, one.name.casefold(), one.id))


def people_of(scope: TenantScope, choice: Choice) -> list[Person]:
    """Everybody who takes or took part there, in the order of their names."""
    ids = parts_in(scope, choice.programme.id, cohort_id=choice.cohort_id).keys()
    rows = scope.session.scalars(select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.in_(ids)))
    return sorted(rows, key=lambda one: (one.name.casefold(), one.id))


def wanted(scope: TenantScope, choice: Choice) -> Sequence[Person]:
    """Those for whom the form asks: all, or the ones who are ticked."""
    people = people_of(scope, choice)
    ticked = set(request.form.getlist("person", type=UUID))
    return people if request.form.get("who") == "all" else [one for one in people if one.id in ticked]


def lines_of(scope: TenantScope, choice: Choice, people: Sequence[Person], now: datetime, locale: str) -> list[Line]:
    """For whom of these the paper could be issued at this moment (UTC); reasons in the reader's language."""
    employers = employers_of(scope, {one.id for one in people})
    return [_line(scope, choice, person, employers.get(person.id), now=now, locale=locale) for person in people]


def _line(
    scope: TenantScope,
    choice: Choice,
    person: Person,
    employer: MentorEmployer | None,
    *,
    now: datetime,
    locale: str,
) -> Line:
    nothing = why_not(scope, choice.order(person), now)
    if nothing is not None:
        asks = choice.kind is Kind.RECOGNITION and nothing.sentence == NO_EMPLOYER
        return Line(person, nothing.said(locale), employer, asks_employer=asks)
    return Line(person, "", employer, asks_employer=choice.kind is Kind.RECOGNITION)
