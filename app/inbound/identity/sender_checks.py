"""Asking the enrolled address once about a held mail, "Was this you?", and what its answer does (I9).

A forger must not be able to fill anybody's mailbox through us: see `_not_now`. What is not asked about waits for the
coordinator like all held mail.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select, update

from app import events
from app.address_spelling import comparable
from app.db import TenantScope, new_id
from app.inbound.decision import Outcome, Reason
from app.inbound.hours.claims import minutes_of
from app.inbound.identity.authenticate import verdict_from_json
from app.inbound.identity.known_writers import NO, YES
from app.inbound.identity.unasked import MAY_PASS, Unasked
from app.inbound.known import Known, PendingCheck
from app.inbound.models import MailOutcome, ReceivedMail, SenderCheck
from app.inbound.stored import Found
from app.outbound.reach.suppression import suppressed
from app.programmes.addresses import AddressRefused, Way, confirm_address, could_name, name_address
from app.programmes.models import Person
from app.reading.stored import reading_from_json

ASKED_AGAIN_AFTER: Final = timedelta(days=7)
"""After silence, or a no, the next held mail is not asked about before."""
MOST_A_DAY: Final = 5
"""So many questions a day go to somebody who says yes to each."""
_NAMELESS: Final = (Reason.TWO_SENDERS, Reason.UNCLEAR_HEADERS)


def ask_about_held(scope: TenantScope, found: Found, reason: Reason, now: datetime) -> list[events.Event]:
    """Note a mail that was held just now, and ask its person about it, or note why not."""
    if not isinstance(found.known, Known) or found.verdict is None or _check_of(scope, found.mail.received_mail_id):
        return []
    check = SenderCheck(
        tenant_id=scope.tenant_id,
        id=new_id(),
        received_mail_id=found.mail.received_mail_id,
        person_id=found.known.person_id,
        programme_id=found.known.programme_id,
        sender="" if reason in _NAMELESS else found.verdict.sender,
        held_at=now,
    )
    check.unasked = _never(found, found.known, reason) or _not_now(scope, check, now)
    scope.session.add(check)
    scope.session.flush()
    return [] if check.unasked else [_ask(scope, check, now)]


def confirm_held(
    scope: TenantScope, found: Found, check: PendingCheck, now: datetime, *, always: bool
) -> list[events.Event]:
    """It was theirs: the held mail is read again, on their word. Then the next one that waits is asked about."""
    row = _settle(scope, found, check, YES, now)
    scope.session.execute(
        update(MailOutcome)
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == check.held_mail_id,
            MailOutcome.is_current,
        )
        .values(is_current=False)
    )
    scope.session.execute(
        update(ReceivedMail)
        .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id == check.held_mail_id)
        .values(attempts=0, taken_at=None)
    )
    named = _take_address(scope, row, now) if always else []
    waiting = _next_waiting(scope, row.person_id, now)
    return [*named, *([_ask(scope, waiting, now)] if waiting else [])]


def deny_held(scope: TenantScope, found: Found, check: PendingCheck, now: datetime) -> None:
    """It was not theirs: the held mail is put aside for good; its bytes and the history of its outcomes stay."""
    _settle(scope, found, check, NO, now)
    held = scope.session.scalars(
        select(MailOutcome).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == check.held_mail_id,
            MailOutcome.is_current,
        )
    ).one()
    held.is_current = False
    scope.session.flush()
    scope.session.add(
        MailOutcome(
            tenant_id=scope.tenant_id,
            id=new_id(),
            received_mail_id=held.received_mail_id,
            outcome=Outcome.IGNORED.value,
            reason=Reason.DENIED.value,
            detail="",
            person_id=held.person_id,
            message_id=held.message_id,
            fingerprint=held.fingerprint,
            restricted=held.restricted,
            reading=held.reading,
            verdict=held.verdict,
            rules_id=held.rules_id,
            decided_at=now,
            decided_by_id=None,
            is_current=True,
        )
    )
    scope.session.flush()


def _never(found: Found, known: Known, reason: Reason) -> Unasked | None:
    """Not about what answers such a question itself, what a coordinator hands on, or what could not be recorded.

    Nor about an old mail of theirs that somebody sends on, nor one that came before: they would say that it is their
    own, and it must not count again.
    """
    if found.handed_on_by:
        return Unasked.HANDED_ON
    if known.check is not None or known.is_for_another or reason is Reason.ADDRESS_UNCLEAR:
        return Unasked.ANSWERS_QUESTION
    if reason is Reason.NOT_ADDRESSED and (found.verdict is None or found.verdict.sent_on or not found.verdict.doubt):
        return Unasked.OLD_MAIL
    return Unasked.TOO_LATE if known.closed_at is not None or known.key_expired_at is not None else None


def _not_now(scope: TenantScope, check: SenderCheck, now: datetime) -> Unasked | None:
    """Not whom no mail of ours is for, and else as `_too_soon` has it."""
    person = scope.session.get_one(Person, (scope.tenant_id, check.person_id))
    if person.unsubscribed_at is not None:
        return Unasked.UNSUBSCRIBED
    return Unasked.UNREACHABLE if suppressed(scope, [person.email]) else _too_soon(scope, check, person.email, now)


def _too_soon(scope: TenantScope, check: SenderCheck, enrolled: str, now: datetime) -> Unasked | None:
    """Once in seven days while nobody answers or after a no; and never again about an address that is denied."""
    before = scope.session.scalars(
        select(SenderCheck)
        .where(
            SenderCheck.tenant_id == scope.tenant_id,
            SenderCheck.person_id == check.person_id,
            SenderCheck.asked_at.is_not(None),
        )
        .order_by(SenderCheck.asked_at.desc(), SenderCheck.id.desc())
    ).all()
    denied = {comparable(one.sender) for one in before if one.answer == NO} - {comparable(enrolled)}
    if comparable(check.sender) in denied:
        return Unasked.DENIED_BEFORE
    last = before[0] if before else None
    if last is None or last.asked_at is None:
        return None
    if last.answer == YES:
        today = sum(1 for one in before if one.asked_at and one.asked_at > now - timedelta(days=1))
        return Unasked.ASKED_OFTEN if today >= MOST_A_DAY else None
    return Unasked.ASKED_LATELY if now - last.asked_at < ASKED_AGAIN_AFTER else None


def _next_waiting(scope: TenantScope, person_id: UUID, now: datetime) -> SenderCheck | None:
    """The oldest held mail of theirs that nobody was asked about yet; the person has just shown that they answer."""
    check = scope.session.scalar(
        select(SenderCheck)
        .join(
            MailOutcome,
            (MailOutcome.tenant_id == SenderCheck.tenant_id)
            & (MailOutcome.received_mail_id == SenderCheck.received_mail_id),
        )
        .where(
            SenderCheck.tenant_id == scope.tenant_id,
            SenderCheck.person_id == person_id,
            SenderCheck.asked_at.is_(None),
            or_(SenderCheck.unasked.is_(None), SenderCheck.unasked.in_([why.value for why in MAY_PASS])),
            MailOutcome.is_current,
            MailOutcome.outcome == Outcome.HELD.value,
        )
        .order_by(SenderCheck.id)
        .limit(1)
    )
    return check if check and not _not_now(scope, check, now) else None


def _ask(scope: TenantScope, check: SenderCheck, now: datetime) -> events.SenderDoubted:
    """The question, with what the mail was read as in our own words: a forger's are not handed on."""
    check.asked_at, check.unasked = now, None
    mail = scope.session.get_one(ReceivedMail, (scope.tenant_id, check.received_mail_id))
    reading, reason = scope.session.execute(
        select(MailOutcome.reading, MailOutcome.reason).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == check.received_mail_id,
            MailOutcome.is_current,
        )
    ).one()
    scope.session.flush()
    read = reading_from_json(reading) if reading else None
    return events.SenderDoubted(
        check_id=check.id,
        person_id=check.person_id,
        programme_id=check.programme_id,
        received_at=mail.received_at,
        sender=check.sender,
        period=read.period if read else None,
        minutes=minutes_of(read) if read and read.hours else None,
        could_be_own=could_name(scope, check.person_id, check.sender, now),
        elsewhere=reason == Reason.NOT_ADDRESSED,
    )


def _settle(scope: TenantScope, found: Found, check: PendingCheck, answer: str, now: datetime) -> SenderCheck:
    row = scope.session.get_one(SenderCheck, (scope.tenant_id, check.check_id))
    row.answer, row.answered_at, row.answered_by_id = answer, now, found.mail.received_mail_id
    scope.session.flush()
    return row


def _take_address(scope: TenantScope, check: SenderCheck, now: datetime) -> list[events.Event]:
    """`Yes, always`: the address counts at once where our own check proved the held mail, else when it answers us."""
    try:
        address_id = name_address(scope, check.person_id, Way.OWN, check.sender, now)
    except AddressRefused:
        return []
    if _was_proven(scope, check.received_mail_id) and confirm_address(scope, address_id, now):
        return [events.AddressConfirmed(address_id, check.programme_id)]
    return [events.AddressNamed(address_id, check.programme_id)]


def _was_proven(scope: TenantScope, received_mail_id: UUID) -> bool:
    verdict = scope.session.scalar(
        select(MailOutcome.verdict)
        .where(MailOutcome.tenant_id == scope.tenant_id, MailOutcome.received_mail_id == received_mail_id)
        .order_by(MailOutcome.id.desc())
        .limit(1)
    )
    return verdict is not None and verdict_from_json(verdict).proven


def _check_of(scope: TenantScope, received_mail_id: UUID) -> SenderCheck | None:
    return scope.session.scalar(
        select(SenderCheck).where(
            SenderCheck.tenant_id == scope.tenant_id, SenderCheck.received_mail_id == received_mail_id
        )
    )
