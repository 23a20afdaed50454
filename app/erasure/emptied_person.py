"""The record of an erased person: an id, and that it was erased. Matches with nobody left in them end."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app.attestations.models import AttestationItem
from app.attestations.outcomes import Outcome
from app.db import TenantScope
from app.erasure.belongings import Belongings
from app.erasure.rows import table_named, waits_for
from app.erasure.wiping import deleted
from app.inbound.models import Question
from app.language import gettext_for
from app.language import mark as _
from app.matches.models import CheckIn, Match, MatchParticipant
from app.programmes.models import Person, PersonAddress

NAME: Final = _("Erased person")
"""What stands where their name stood."""
_ANSWERED: Final = "answered"


def empty_person(scope: TenantScope, person: Person, now: datetime) -> None:
    """Nothing of them stays in their record; no mail goes out to it, and nobody can sign in as it."""
    name = gettext_for(person.locale).gettext(NAME)
    person.name = person.given_name = name
    person.email = f"{person.id}@erased.invalid"  # RFC 2606: there is no such domain
    person.member_number = person.timezone = person.user_id = None
    person.unsubscribed_at = person.erased_at = now
    scope.session.flush()


def stop_waiting(scope: TenantScope, them: Belongings, now: datetime) -> None:
    """Nothing is asked of them any more, and nothing about their hours."""
    mine = {"tenant_id": scope.tenant_id}
    for statement in (
        update(PersonAddress)
        .where(PersonAddress.person_id == them.person_id, PersonAddress.ended_at.is_(None))
        .values(ended_at=now),
        update(PersonAddress)
        .where(PersonAddress.email.in_(them.addresses), PersonAddress.ended_at.is_(None))
        .values(ended_at=now),
        update(Question)
        .where(Question.person_id == them.person_id, Question.answered_at.is_(None))
        .values(answered_at=now),
        update(AttestationItem).where(waits_for(them)).values(outcome=Outcome.ERASED.value, settled_at=now),
    ):
        scope.session.execute(statement.filter_by(**mine).execution_options(synchronize_session=False))


def forget_check_ins(scope: TenantScope, person_id: UUID) -> None:
    """Nobody waits for answers that will not come; months that were answered stay in the overviews."""
    ids = scope.session.scalars(
        select(CheckIn.id).where(
            CheckIn.tenant_id == scope.tenant_id, CheckIn.person_id == person_id, CheckIn.state != _ANSWERED
        )
    ).all()
    deleted(scope, table_named("check_in"), ids)


def leave_matches(scope: TenantScope, person_id: UUID, today: date) -> None:
    """A match of two ends; a group goes on without them."""
    going_on = scope.session.scalars(
        select(Match)
        .join(
            MatchParticipant,
            (MatchParticipant.tenant_id == Match.tenant_id) & (MatchParticipant.match_id == Match.id),
        )
        .where(Match.tenant_id == scope.tenant_id, Match.state != "ended", MatchParticipant.person_id == person_id)
    ).all()
    for match in going_on:
        if _roles_without(scope, match.id, person_id) > 1:
            scope.session.execute(
                delete(MatchParticipant).where(
                    MatchParticipant.tenant_id == scope.tenant_id,
                    MatchParticipant.match_id == match.id,
                    MatchParticipant.person_id == person_id,
                )
            )
        else:
            match.state, match.ends_on = "ended", today
    scope.session.flush()


def _roles_without(scope: TenantScope, match_id: UUID, person_id: UUID) -> int:
    query = select(func.count(MatchParticipant.role.distinct())).where(
        MatchParticipant.tenant_id == scope.tenant_id,
        MatchParticipant.match_id == match_id,
        MatchParticipant.person_id != person_id,
    )
    return scope.session.scalar(query) or 0
