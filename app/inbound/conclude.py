"""Step 8: one short transaction that writes a mail's one outcome, its facts, and the mails that answer it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from app.db import TenantScope, new_id
from app.inbound.context import load_known
from app.inbound.decision import (
    CheckAnswered,
    Decision,
    Ignored,
    Outcome,
    Quarantined,
    Reason,
    Recorded,
    outcome_of,
    reason_of,
)
from app.inbound.effects import effects
from app.inbound.known import Known
from app.inbound.machines.echoes import without_echo
from app.inbound.models import MailOutcome, ReceivedMail
from app.inbound.pairs.may_ask import if_askable
from app.inbound.place import place_of
from app.inbound.services import Services
from app.inbound.stored import AlreadyDecided, Found, current_outcome
from app.inbound.ways_in.repeated import without_repeats
from app.outbound.announce import announce
from app.outbound.reach.suppression import note_alive
from app.programmes.models import Person
from app.reading.stored import reading_to_json


class ContextChanged(Exception):
    """What was known when the mail was read is not what is known now."""


def conclude(services: Services, found: Found, decision: Decision) -> Outcome:
    """Write the outcome and everything that follows from it, or nothing at all; then wake the senders.

    Raises:
        AlreadyDecided: when the mail has come to an outcome meanwhile.
        ContextChanged: when the writer's record has changed since it was read.

    """
    now = services.office.clock()
    with services.database.tenant(found.mail.tenant_id) as scope:
        lock_mail(scope, found.mail.received_mail_id, found.mail.current)
        reopened = _reopened(found, decision)
        if isinstance(found.known, Known):
            _lock_held(scope, found.known)
            _lock_person(scope, found, found.known, now)
        decision = without_echo(scope, found, without_repeats(scope, found, decision), now)
        decision = if_askable(scope, found, decision, services.office)
        outcome_id = write_outcome(scope, found, decision, now)
        _note_alive(scope, found)
        announce(scope, effects(scope, found, decision, outcome_id, now), services.office)
    services.wake("outbound", found.mail.tenant_id, None)
    if reopened:
        services.wake("inbound", found.mail.tenant_id, reopened)
    return outcome_of(decision)


def _note_alive(scope: TenantScope, found: Found) -> None:
    """Whoever writes from an address can be reached there again (I8)."""
    if isinstance(found.known, Known) and found.verdict and found.verdict.doubt is None and not found.verdict.account:
        note_alive(scope, found.verdict.sender, found.mail.received_at, wrote=True)


def lock_mail(scope: TenantScope, received_mail_id: UUID, seen: UUID | None) -> None:
    """From here to the commit nobody else decides about this mail; `seen` is the outcome it had when looked at.

    Raises:
        AlreadyDecided: when it has another one now.

    """
    _lock_row(scope, received_mail_id)
    current = current_outcome(scope, received_mail_id)
    if (current.id if current else None) != seen:
        raise AlreadyDecided


def _lock_row(scope: TenantScope, received_mail_id: UUID) -> None:
    scope.session.execute(
        select(ReceivedMail.id)
        .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id == received_mail_id)
        .with_for_update()
    )


def _lock_held(scope: TenantScope, known: Known) -> None:
    """The mail that an answer is about, before its person: whoever decides by hand locks in that order."""
    if known.check:
        _lock_row(scope, known.check.held_mail_id)


def _reopened(found: Found, decision: Decision) -> UUID | None:
    """The held mail that is read again, because its person says that it was theirs."""
    if isinstance(decision, CheckAnswered) and decision.yes and isinstance(found.known, Known) and found.known.check:
        return found.known.check.held_mail_id
    return None


def lock_person(scope: TenantScope, person_id: UUID) -> None:
    """From here to the commit nobody else writes to this person's record.

    What others write may name the person: whoever they answer, or ask to confirm something.
    """
    query = select(Person.id).where(Person.tenant_id == scope.tenant_id, Person.id == person_id)
    scope.session.execute(query.with_for_update(key_share=True))


def _lock_person(scope: TenantScope, found: Found, known: Known, now: datetime) -> None:
    """Nobody else writes to this person's record from here on; make sure nobody has since it was read."""
    lock_person(scope, known.person_id)
    row = scope.session.get_one(ReceivedMail, (scope.tenant_id, found.mail.received_mail_id))
    assert found.message is not None
    if load_known(scope, place_of(scope, row, found.message), now).state != known.state:
        raise ContextChanged


def write_outcome(scope: TenantScope, found: Found, decision: Decision, now: datetime) -> UUID:
    """Make this the mail's one current outcome; those before stay as its history."""
    scope.session.execute(
        update(MailOutcome)
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == found.mail.received_mail_id,
            MailOutcome.is_current,
        )
        .values(is_current=False)
    )
    known = found.known if isinstance(found.known, Known) else None
    outcome = MailOutcome(
        tenant_id=scope.tenant_id,
        id=new_id(),
        received_mail_id=found.mail.received_mail_id,
        outcome=outcome_of(decision).value,
        reason=_reason(found, decision).value,
        detail=decision.detail if isinstance(decision, Quarantined | Ignored) else "",
        person_id=known.person_id if known and known.consenting is None else None,
        message_id=found.message_id,
        fingerprint=found.verdict.fingerprint if found.verdict else None,
        restricted=found.reading is not None and found.reading.safeguarding,
        reading=reading_to_json(found.reading) if found.reading else None,
        verdict=found.verdict.as_json() if found.verdict else None,
        rules_id=known.rules_id if known else None,
        decided_at=now,
        decided_by_id=found.decided_by,
        is_current=True,
    )
    scope.session.add(outcome)
    scope.session.flush()
    return outcome.id


def _reason(found: Found, decision: Decision) -> Reason:
    return Reason.BY_HAND if found.decided_by and isinstance(decision, Recorded) else reason_of(decision)
