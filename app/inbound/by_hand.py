"""What a coordinator decides about a mail, or enters for somebody (I3, I11): by the same path as a mail's own facts.

The record says who entered it and from what; the person gets the receipt and can correct it by a reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.events import Answered
from app.inbound.basis import Basis
from app.inbound.conclude import lock_mail, lock_person, write_outcome
from app.inbound.context import load_known
from app.inbound.decision import Decision, Ignored, Reason, Recorded
from app.inbound.effects import effects
from app.inbound.hours.claims import MINUTES_PER_HOUR
from app.inbound.identity.authenticate import Verdict, verdict_from_json
from app.inbound.known import Known
from app.inbound.learning.keep import keep_if_amended
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.inbound.place import place_of_person
from app.inbound.record import record
from app.inbound.stored import Found, StoredMail
from app.matches.models import CheckIn
from app.matches.people import programmes_of
from app.outbound.announce import announce
from app.outbound.models import ReplyAddress
from app.outbound.outbox import Office
from app.reading.contract import Evidence, Hours, Kind, Outcome, Reading, Status
from app.reading.stored import reading_from_json
from app.tenants.audit import Action, note_action

BY_HAND = "by_hand"
"""The policy in the evidence of what nobody's mail says: a coordinator was told."""

SOURCES: Mapping[str, str] = {
    "phone": "told by phone",
    "own_address": "written to the coordinator's own address",
    "in_person": "told in person",
    "records": "from the programme's own records",
    "dispute": "deciding between two answers",
}
"""How a coordinator came to know, as the ledger's evidence keeps it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who decides, as a membership; `note` is the reason or what was said, in the coordinator's words."""

    membership_id: UUID
    note: str = ""
    status: Status = Status.UNKNOWN


@dataclass(frozen=True, slots=True)
class Told:
    """What a coordinator enters for a person: the facts, and how they came to know (a key of `SOURCES`)."""

    person_id: UUID
    programme_id: UUID
    facts: Recorded
    source: str


def known_person(
    scope: TenantScope, person_id: UUID, programme_id: UUID, now: datetime, *, mail: ReceivedMail | None = None
) -> Known:
    """All that is known of the person for whom a coordinator acts, as it stands now (UTC)."""
    return load_known(scope, place_of_person(scope, mail, person_id, programme_id), now)


def record_mail(
    scope: TenantScope, office: Office, seen: MailOutcome, facts: Recorded, hand: Hand, *, person_id: UUID
) -> None:
    """Record what a coordinator read in a waiting mail, as that person's; `seen` is the outcome they looked at.

    Raises:
        AlreadyDecided: when the mail has come to another outcome meanwhile.

    """
    mail = locked_mail(scope, seen)
    lock_person(scope, person_id)
    now = office.clock()
    programme_id = mail.programme_id or programme_of_mail(scope, mail, person_id)
    known = known_person(scope, person_id, programme_id, now, mail=mail)
    known = replace(known, check_in_id=known.check_in_id or _check_in_of(scope, known, facts.period))
    reading = reading_from_json(seen.reading) if seen.reading else _nothing_read(facts.period)
    keep_if_amended(scope, seen, known, facts, status=hand.status, at=now)
    status = hand.status if hand.status is not Status.UNKNOWN else reading.status
    decide_by_hand(
        scope,
        office,
        found_by_hand(scope, mail, seen, hand, known=known, reading=replace(reading, status=status)),
        facts,
    )
    note_action(scope, hand.membership_id, Action.MAIL_RECORDED, now, subject=mail.id, note=hand.note)


def dismiss_mail(scope: TenantScope, office: Office, seen: MailOutcome, hand: Hand) -> None:
    """Put a waiting mail aside; nothing is recorded from it and nobody is written to.

    Raises:
        AlreadyDecided: when the mail has come to another outcome meanwhile.

    """
    mail = locked_mail(scope, seen)
    known = None
    if seen.person_id:
        programme_id = mail.programme_id or programme_of_mail(scope, mail, seen.person_id)
        known = known_person(scope, seen.person_id, programme_id, office.clock(), mail=mail)
    reading = reading_from_json(seen.reading) if seen.reading else None
    decide_by_hand(
        scope,
        office,
        found_by_hand(scope, mail, seen, hand, known=known, reading=reading),
        Ignored(Reason.DISMISSED, hand.note),
    )
    note_action(scope, hand.membership_id, Action.MAIL_DISMISSED, office.clock(), subject=mail.id, note=hand.note)


def enter_hours(scope: TenantScope, office: Office, told: Told, hand: Hand) -> None:
    """Enter or correct hours for somebody who told the coordinator (I11); the receipt goes to them."""
    lock_person(scope, told.person_id)
    now = office.clock()
    known = known_person(scope, told.person_id, told.programme_id, now)
    known = replace(known, check_in_id=_check_in_of(scope, known, told.facts.period))
    noted = note_action(scope, hand.membership_id, _action(told.facts), now, subject=told.person_id, note=hand.note)
    account = f"entered by a coordinator, {SOURCES[told.source]}"
    basis = Basis(
        mail=_told(known, noted, told.facts.period, now),
        digest=None,
        verdict=Verdict(BY_HAND, "", keyed=False, address_matches=False, doubt=None, account=account),
        known=known,
        reading=_reading(told.facts, hand),
        at=now,
        entered_by=hand.membership_id,
    )
    announce(scope, record(scope, told.facts, basis), office)


def _action(facts: Recorded) -> Action:
    if facts.adjustments:
        return Action.HOURS_CORRECTED
    return Action.HOURS_ENTERED if facts.items or not facts.completions else Action.HOURS_COMPLETED


def decide_by_hand(scope: TenantScope, office: Office, found: Found, decision: Decision) -> None:
    """Write the mail's next outcome and what follows from it."""
    now = office.clock()
    outcome_id = write_outcome(scope, found, decision, now)
    announce(scope, effects(scope, found, decision, outcome_id, now), office)


def locked_mail(scope: TenantScope, seen: MailOutcome) -> ReceivedMail:
    """The mail, from here to the commit decided by nobody else.

    Raises:
        AlreadyDecided: when it has come to another outcome meanwhile.

    """
    lock_mail(scope, seen.received_mail_id, seen.id)
    return scope.session.get_one(ReceivedMail, (scope.tenant_id, seen.received_mail_id))


def found_by_hand(
    scope: TenantScope,
    mail: ReceivedMail,
    seen: MailOutcome,
    hand: Hand,
    *,
    known: Known | None,
    reading: Reading | None,
) -> Found:
    """A stored mail with what a coordinator decides about it from its reading."""
    digest = scope.session.execute(
        select(RawMail.digest).where(RawMail.tenant_id == scope.tenant_id, RawMail.id == mail.raw_mail_id)
    ).scalar_one()
    stored = StoredMail(
        tenant_id=scope.tenant_id,
        received_mail_id=mail.id,
        raw_mail_id=mail.raw_mail_id,
        digest=digest,
        raw=b"",  # read already; what follows stands on the reading
        envelope=mail.envelope,
        received_at=mail.received_at,
        keyed=mail.reply_address_id is not None,
        current=seen.id,
        attempts=mail.attempts,
    )
    return Found(
        stored,
        None,
        known,
        _verdict(seen.verdict, mail),
        reading,
        decided_by=hand.membership_id,
        thread=seen.message_id,
    )


def _verdict(stored: dict[str, Any] | None, mail: ReceivedMail) -> Verdict:
    if stored:
        return verdict_from_json(stored)
    sender = str(mail.envelope.get("mail_from", ""))
    return Verdict(BY_HAND, sender, keyed=mail.reply_address_id is not None, address_matches=False, doubt=None)


def programme_of_mail(scope: TenantScope, mail: ReceivedMail, person_id: UUID) -> UUID:
    """The programme that a mail is about: that of its reply key, else of the person's newest match."""
    from_key = select(ReplyAddress.programme_id).where(
        ReplyAddress.tenant_id == scope.tenant_id, ReplyAddress.id == mail.reply_address_id
    )
    return scope.session.scalar(from_key) or programmes_of(scope, person_id)[0]


def _check_in_of(scope: TenantScope, known: Known, period: str) -> UUID | None:
    return scope.session.scalar(
        select(CheckIn.id).where(
            CheckIn.tenant_id == scope.tenant_id,
            CheckIn.programme_id == known.programme_id,
            CheckIn.person_id == known.person_id,
            CheckIn.period == period,
        )
    )


def _told(known: Known, noted: UUID, period: str, now: datetime) -> Answered:
    return Answered(
        received_mail_id=None,
        outcome_id=noted,
        person_id=known.person_id,
        programme_id=known.programme_id,
        check_in_id=known.check_in_id,
        period=period,
        message_id=None,
        received_at=now,
        words="",
    )


def _reading(facts: Recorded, hand: Hand) -> Reading:
    """What the coordinator says, in the shape of a reading: the note is what the hours stand on."""
    minutes = sum(item.minutes for item in facts.items)
    fields = ("hours", *(f"answers.{item.entry_id}" for item in facts.completions)) if hand.note else ()
    return replace(
        _nothing_read(facts.period),
        hours=Hours(Decimal(minutes) / MINUTES_PER_HOUR) if facts.items or not facts.completions else None,
        status=hand.status,
        topics=tuple(dict.fromkeys(item.topics for item in facts.items if item.topics)),
        evidence=tuple(Evidence(field, hand.note) for field in fields),
    )


def _nothing_read(period: str) -> Reading:
    return Reading(Kind.REPLY, Outcome.REVIEW, "", period)
