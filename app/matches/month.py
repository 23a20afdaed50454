"""One month's check-ins as a coordinator looks at them: who has answered and who has not (I4)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.matches.models import CheckIn, Match, MatchParticipant, StatusReport
from app.matches.people import participants
from app.programmes.models import Person


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """One check-in with its person. `state` is that of the check-in; `answer_by` is local, the moments are UTC."""

    check_in_id: UUID
    person_id: UUID
    name: str
    role: str
    partners: tuple[str, ...]
    state: str
    opened_at: datetime
    answer_by: date
    reminders: int
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """Somebody who asked for help in a reply, when (UTC), and in which mail; a coordinator's entry has none."""

    report_id: UUID
    person_id: UUID
    name: str
    email: str
    reported_at: datetime
    received_mail_id: UUID | None


def periods_asked(scope: TenantScope) -> list[str]:
    """The months (`YYYY-MM`) about which anybody was asked, the latest first."""
    query = select(CheckIn.period).where(CheckIn.tenant_id == scope.tenant_id).distinct()
    return sorted(scope.session.scalars(query), reverse=True)


def people_asked(scope: TenantScope, period: str) -> list[AskedPerson]:
    """Everybody who was asked about that month, in the order of their names."""
    rows = scope.session.execute(
        select(CheckIn, Person.name)
        .join(Person, and_(Person.tenant_id == CheckIn.tenant_id, Person.id == CheckIn.person_id))
        .where(CheckIn.tenant_id == scope.tenant_id, CheckIn.period == period)
    ).all()
    partners = partner_names(scope)
    found = [_asked(check_in, name, partners.get(check_in.person_id, ())) for check_in, name in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.check_in_id))


def running_pairs(scope: TenantScope) -> dict[UUID, tuple[UUID, ...]]:
    """Every match that has not ended, with the people in it."""
    ids = list(
        scope.session.scalars(select(Match.id).where(Match.tenant_id == scope.tenant_id, Match.state != "ended"))
    )
    return {match_id: tuple(one.person_id for one in people) for match_id, people in participants(scope, ids).items()}


def partner_names(scope: TenantScope) -> dict[UUID, tuple[str, ...]]:
    """For each person in a running match, the names of those on the other side, each once."""
    ids = list(
        scope.session.scalars(select(Match.id).where(Match.tenant_id == scope.tenant_id, Match.state != "ended"))
    )
    found: dict[UUID, dict[str, None]] = {}
    for people in participants(scope, ids).values():
        for one in people:
            others = [other for other in people if other.person_id != one.person_id]
            opposite = [other for other in others if other.role != one.role] or others
            found.setdefault(one.person_id, {}).update(dict.fromkeys(other.name for other in opposite))
    return {person_id: tuple(names) for person_id, names in found.items()}


def help_wanted(scope: TenantScope, since: datetime) -> list[HelpWanted]:
    """Who asked for help since then, each person's latest word only, the oldest first."""
    rows = scope.session.execute(
        select(StatusReport, Person.name, Person.email)
        .join(Person, and_(Person.tenant_id == StatusReport.tenant_id, Person.id == StatusReport.person_id))
        .where(StatusReport.tenant_id == scope.tenant_id, StatusReport.reported_at >= since)
        .order_by(StatusReport.reported_at, StatusReport.id)
    ).all()
    latest = {report.person_id: (report, name, email) for report, name, email in rows}
    return [
        HelpWanted(report.id, report.person_id, name, email, report.reported_at, report.received_mail_id)
        for report, name, email in latest.values()
        if report.wants_help
    ]


def matched_people(scope: TenantScope) -> list[Person]:
    """Everybody who takes part in a match that has not ended, in the order of their names."""
    rows = scope.session.scalars(
        select(Person)
        .join(
            MatchParticipant,
            and_(MatchParticipant.tenant_id == Person.tenant_id, MatchParticipant.person_id == Person.id),
        )
        .join(Match, and_(Match.tenant_id == MatchParticipant.tenant_id, Match.id == MatchParticipant.match_id))
        .where(Person.tenant_id == scope.tenant_id, Match.state != "ended")
        .distinct()
    )
    return sorted(rows, key=lambda person: (person.name.casefold(), person.id))


def _asked(check_in: CheckIn, name: str, partners: tuple[str, ...]) -> AskedPerson:
    return AskedPerson(
        check_in_id=check_in.id,
        person_id=check_in.person_id,
        name=name,
        role=check_in.role,
        partners=partners,
        state=check_in.state,
        opened_at=check_in.opened_at,
        answer_by=check_in.answer_by,
        reminders=check_in.reminders,
        answered_at=check_in.answered_at,
    )
