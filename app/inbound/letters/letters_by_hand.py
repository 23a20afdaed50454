"""What a coordinator decides about a letter of another organisation, with the note of it and the mail to the member."""

from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.conclude import lock_person
from app.outbound.announce import announce
from app.outbound.outbox import Office
from app.outside_letters.deciding import LetterFacts, NotWaiting, decline_letter, enter_letter, take_back
from app.outside_letters.models import OutsideLetter
from app.tenants.audit import Action, note_action


def enter_by_letter(scope: TenantScope, office: Office, letter_id: UUID, facts: LetterFacts, by: UUID) -> None:
    """Enter the hours that the letter confirms; `by` is the membership of whoever read it.

    Raises:
        NotWaiting: when it was decided on meanwhile.

    """
    now = office.clock()
    _lock_owner(scope, letter_id)
    note_action(scope, by, Action.LETTER_ENTERED, now, subject=letter_id)
    announce(scope, [enter_letter(scope, letter_id, facts, by, now)], office)


def decline_by_letter(scope: TenantScope, office: Office, letter_id: UUID, reason: str, by: UUID) -> None:
    """Enter nothing, for a reason that the member is told.

    Raises:
        NotWaiting: when it was decided on meanwhile.

    """
    now = office.clock()
    announce(scope, [decline_letter(scope, letter_id, reason, by, now)], office)
    note_action(scope, by, Action.LETTER_DECLINED, now, subject=letter_id, note=reason)


def take_back_by_letter(scope: TenantScope, office: Office, letter_id: UUID, reason: str, by: UUID) -> None:
    """Take the letter's hours out again; it waits anew, and its next decision is mailed.

    Raises:
        NotWaiting: when no hours stand on it.

    """
    now = office.clock()
    _lock_owner(scope, letter_id)
    note_action(scope, by, Action.LETTER_TAKEN_BACK, now, subject=letter_id, note=reason)
    take_back(scope, letter_id, by, now)


def _lock_owner(scope: TenantScope, letter_id: UUID) -> None:
    """Nobody else writes to the member's record from here to the commit."""
    query = select(OutsideLetter.person_id).where(
        OutsideLetter.tenant_id == scope.tenant_id, OutsideLetter.id == letter_id
    )
    person_id = scope.session.scalar(query)
    if person_id is None:
        raise NotWaiting
    lock_person(scope, person_id)
