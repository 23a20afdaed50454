"""Issues a member's hour log: finds the member, makes the log, keeps its digest."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.errors import AppError
from app.exports.log.hour_log import hour_log, note_export
from app.exports.log.narrowing import WHOLE, Narrowing
from app.exports.log.schema import HourLog
from app.ledger.canonical import normal_text
from app.programmes.models import Person


class UnknownMember(AppError):
    """Nobody in the organisation has that address, member number or id."""


class BadPeriod(AppError):
    """A period that ends before it begins."""


def find_member(scope: TenantScope, key: str) -> Person:
    """The person with this address, member number or id.

    Raises:
        UnknownMember: when there is none.

    """
    mine = select(Person).where(Person.tenant_id == scope.tenant_id)
    wanted = normal_text(key).strip()
    for condition in (Person.email == wanted.lower(), Person.member_number == wanted, Person.id == _id(wanted)):
        person = scope.session.scalar(mine.where(condition))
        if person is not None:
            return person
    raise UnknownMember(f"nobody here has the address, member number or id {key!r}")


def issue_hour_log(
    scope: TenantScope,
    member: str,
    *,
    since: date | None,
    until: date | None,
    at: datetime,
    by: str,
    narrowing: Narrowing = WHOLE,
) -> HourLog:
    """The member's hour log, noted as issued; the caller commits before it hands the log out.

    Raises:
        UnknownMember: when `member` is nobody's address, member number or id.
        BadPeriod: when `until` lies before `since`.

    """
    if since and until and until < since:
        raise BadPeriod(f"the period ends on {until}, before it begins on {since}")
    log = hour_log(scope, find_member(scope, member), since=since, until=until, at=at, narrowing=narrowing)
    note_export(scope, log, by=by, at=at, narrowing=narrowing)
    return log


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
