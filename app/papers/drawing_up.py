"""Draws a paper up from what the ledger and the organisation hold, as it stood at the head that is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.cpd.statement import Basis, statement
from app.cpd.statements import bases_of
from app.db import TenantScope
from app.errors import AppError
from app.exports.log.hour_log import entries_about
from app.language import gettext_for
from app.language import mark as _
from app.ledger.canonical import instant, normal_text
from app.ledger.chain import Head
from app.ledger.columns import Columns
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim, states
from app.matches.parts import Part, parts_in
from app.papers.completion import completed
from app.papers.employers import employer_of
from app.papers.facts import Completed, Holder, HourFigures, Issuer, Paper, Place
from app.papers.figures import hour_figures, told_outside
from app.papers.kinds import Kind
from app.papers.wording import paragraphs
from app.programmes.models import Person, Programme
from app.programmes.names import names_of
from app.programmes.versions import rules_of
from app.tenants.models import Membership, Organisation, Tenant

GIVING = frozenset({"mentor", "facilitator"})
"""The roles for which an employer is thanked."""


class CannotIssue(AppError):
    """There is nothing to confirm on such a paper; `said` gives the reason in words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def said(self, locale: str) -> str:
        """The reason in the reader's language."""
        return gettext_for(locale).gettext(self.sentence)


NO_PART = _("This person has no part in the programme.")
NO_HOURS = _("No hours are on record for these days.")
NO_MENTOR = _("This letter is for mentors.")
NO_EMPLOYER = _("The employer is not known yet.")
NOT_COMPLETED = _("The match has not ended, or the minimum of the programme is not reached yet.")


@dataclass(frozen=True, slots=True)
class Order:
    """Which paper for whom: of which programme, in which locale, for which local days (both included)."""

    kind: Kind
    person_id: UUID
    programme_id: UUID
    locale: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a paper is made (UTC), where the ledger ends then, and the salt that nobody can guess.

    `words` is the number of the organisation's paragraphs on it, `None` for those in force.
    """

    at: datetime
    head: Head
    salt: str
    words: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up of the person in the programme: `claims`, and by what they count with `everything` else."""

    rows: Sequence[LedgerEntry]
    claims: Sequence[LiveClaim]
    bases: Sequence[Basis]
    everything: Sequence[LiveClaim]
    parts: Sequence[Part]
    today: date


def draw_up(scope: TenantScope, order: Order, moment: Moment) -> Paper:
    """The paper.

    Raises:
        CannotIssue: where there is nothing that it could confirm.
        NoResultFound: when there is no such person or programme in this tenant.

    """
    person = scope.session.get_one(Person, (scope.tenant_id, order.person_id))
    known = _known(scope, person, order, moment)
    if not known.parts and not known.claims:
        raise CannotIssue(NO_PART)
    hours, done, employer = _hours(scope, order, known), _completed(scope, order, known, moment), ""
    if order.kind is Kind.RECOGNITION:
        employer, hours = _thanked(scope, order, known)
    began, finished = _taking_part(known)
    return Paper(
        kind=order.kind,
        locale=order.locale,
        issuer=_issuer(scope, order.programme_id),
        holder=Holder(person.id, normal_text(person.name), normal_text(person.member_number or "")),
        roles=_roles(known),
        since=order.since,
        until=order.until,
        began=began,
        finished=finished,
        hours=hours,
        completed=done,
        employer=employer,
        words=paragraphs(scope, order.programme_id, order.kind, order.locale, number=moment.words).words,
        made_at=instant(moment.at),
        made_on=known.today,
        place=_place(known.rows, moment.head),
        salt=moment.salt,
    )


def require_reason(scope: TenantScope, order: Order, moment: Moment) -> None:
    """Whether there is something that such a paper could confirm, without drawing it up: what counts is left uncounted.

    Raises:
        CannotIssue: where there is nothing.
        NoResultFound: when there is no such person or programme in this tenant.

    """
    person = scope.session.get_one(Person, (scope.tenant_id, order.person_id))
    known = _known(scope, person, order, moment, counting=False)
    if not known.parts and not known.claims:
        raise CannotIssue(NO_PART)
    if order.kind is Kind.RECOGNITION:
        _thanked(scope, order, known)
    _hours(scope, order, known)
    try:
        _completed(scope, order, known, moment)  # most complete a programme by what its match has come to
    except CannotIssue:
        _completed(scope, order, _known(scope, person, order, moment), moment)


def _known(scope: TenantScope, person: Person, order: Order, moment: Moment, *, counting: bool = True) -> _Known:
    rows = entries_about(scope, person.id, moment.head)
    everything = states([Columns.of_row(row) for row in rows])
    claims = [live for live in everything if live.claim.programme_id == order.programme_id]
    bases = bases_of(scope, person, everything, moment.at) if counting else ()
    return _Known(
        rows=[row for row in rows if row.programme_id == order.programme_id],
        claims=claims,
        bases=[basis for basis in bases if any(basis.takes(live) for live in claims)],
        everything=everything,
        parts=parts_in(scope, order.programme_id, person_id=person.id).get(person.id, []),
        today=moment.at.astimezone(rules_of(scope, None, programme_id=order.programme_id).rules.zone).date(),
    )


def _hours(scope: TenantScope, order: Order, known: _Known) -> HourFigures | None:
    if order.kind is not Kind.HOURS:
        return None
    names = _names(scope, known.claims)
    together = [statement(basis, known.everything) for basis in known.bases]
    figures = hour_figures(known.claims, together, names, order.locale, (order.since, order.until))
    if not figures.sessions:
        raise CannotIssue(NO_HOURS)
    return figures


def _completed(scope: TenantScope, order: Order, known: _Known, moment: Moment) -> Completed | None:
    if order.kind is not Kind.COMPLETION:
        return None
    alone = [statement(basis, known.claims) for basis in known.bases]
    found = completed(scope, known.parts, alone, moment.head, today=known.today, locale=order.locale)
    if found is None:
        raise CannotIssue(NOT_COMPLETED)
    return found


def _thanked(scope: TenantScope, order: Order, known: _Known) -> tuple[str, HourFigures | None]:
    """The employer's name, and the hours where the mentor lets them know: of the mentor alone, and nobody's name."""
    if GIVING.isdisjoint(_roles(known)):
        raise CannotIssue(NO_MENTOR)
    employer = employer_of(scope, order.person_id)
    if employer is None or not employer.name:
        raise CannotIssue(NO_EMPLOYER)
    given = [live for live in known.claims if live.claim.role in GIVING]
    return normal_text(employer.name), told_outside(given, order.locale) if employer.tells_hours else None


def _roles(known: _Known) -> tuple[str, ...]:
    found = [part.role for part in known.parts] or [live.claim.role or "" for live in known.claims]
    return tuple(sorted({role for role in found if role}))


def _taking_part(known: _Known) -> tuple[date | None, date | None]:
    """The first day of a match, and the last one where all have ended and it is known."""
    began = min((part.started_on for part in known.parts), default=None)
    over = bool(known.parts) and all(part.is_over(known.today) for part in known.parts)
    last = [part.ends_on for part in known.parts if part.ends_on is not None and part.ends_on <= known.today]
    return began, max(last, default=None) if over else None


def _names(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, str]:
    """Those of everybody who is named in claims or who answered them, staff too."""
    partners = {one for live in claims for one in live.claim.counterpart_ids}
    answering = {live.answer.by_id for live in claims if live.answer and live.answer.by_id}
    staff = scope.session.execute(
        select(Membership.id, Membership.name).where(
            Membership.tenant_id == scope.tenant_id, Membership.id.in_(answering)
        )
    )
    return {**{row.id: row.name for row in staff}, **names_of(scope, partners | answering)}


def _issuer(scope: TenantScope, programme_id: UUID) -> Issuer:
    row = scope.session.execute(
        select(
            Tenant.slug,
            Organisation.name.label("organisation"),
            Programme.name.label("programme"),
            Membership.name.label("coordinator"),
            Membership.email,
            Membership.phone,
        )
        .join(Organisation, Organisation.tenant_id == Tenant.id)
        .join(Programme, Programme.tenant_id == Tenant.id)
        .join(Membership, (Membership.tenant_id == Programme.tenant_id) & (Membership.id == Programme.coordinator_id))
        .where(Tenant.id == scope.tenant_id, Programme.id == programme_id)
    ).one()
    return Issuer(
        tenant=scope.tenant_id,
        slug=row.slug,
        organisation=normal_text(row.organisation),
        programme=normal_text(row.programme),
        coordinator=normal_text(row.coordinator),
        email=row.email,
        phone=row.phone or "",
    )


def _place(rows: Sequence[LedgerEntry], head: Head) -> Place:
    return Place(head=head, first=rows[0].seq if rows else None, last=rows[-1].seq if rows else None, entries=len(rows))
