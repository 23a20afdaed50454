"""What a decision writes besides the outcome itself, and the events that come of it."""

from datetime import datetime
from uuid import UUID

from app import events
from app.db import TenantScope
from app.inbound.answered import answered, known_of
from app.inbound.basis import Basis
from app.inbound.confirming.confirmed_effects import about_hours
from app.inbound.decision import (
    AddressAnswered,
    AuditorAnswer,
    CheckAnswered,
    Confirmed,
    Decision,
    Held,
    Ignored,
    LetterBrought,
    PairAnswered,
    PairTold,
    Quarantined,
    Question,
    Reason,
    Recorded,
    RecordWanted,
    Review,
)
from app.inbound.hours.completing import reading_once_more
from app.inbound.identity.sender_effects import about_sender
from app.inbound.inquiries.inquiry_effects import about_audit
from app.inbound.known import Known
from app.inbound.letters.letter_effects import keep_letters
from app.inbound.machines.absence_notes import note_told_absence
from app.inbound.machines.machine_effects import machine_effects
from app.inbound.models import Question as QuestionRow
from app.inbound.open_questions import settle_questions
from app.inbound.pairs.effects import about_pair
from app.inbound.pairs.forgetting import empty_mails
from app.inbound.pairs.said import PairSaid
from app.inbound.record import record
from app.inbound.shown.question_words import worded
from app.inbound.stored import Found
from app.matches.models import CheckIn
from app.programmes.unsubscribing import stop_mail

_WITH_MORE = frozenset({Reason.PAIR_MISSING, Reason.INCOMPLETE})
QUIET: dict[type, type[events.MailIgnored | events.MailQuarantined]] = {
    Ignored: events.MailIgnored,
    Quarantined: events.MailQuarantined,
}


def effects(
    scope: TenantScope, found: Found, decision: Decision, outcome_id: UUID, now: datetime
) -> list[events.Event]:
    """Carry a decision out and say what happened."""
    return [*_of_decision(scope, found, decision, outcome_id, now), *_of_machine(scope, found, now)]


def _of_decision(
    scope: TenantScope, found: Found, decision: Decision, outcome_id: UUID, now: datetime
) -> list[events.Event]:
    match decision:
        case Recorded():
            return _recorded(scope, found, decision, outcome_id, now)
        case Question() | RecordWanted() | Review():
            return [_replied(scope, found, decision, outcome_id, now)]
        case Ignored(reason=Reason.UNSUBSCRIBED):
            return [_unsubscribed(scope, found, outcome_id, now)]
        case Confirmed() | AuditorAnswer() | LetterBrought():
            return _about_evidence(scope, found, decision, outcome_id, now)
        case PairTold() | PairAnswered() | Held() | CheckAnswered() | AddressAnswered():
            return _about_people(scope, found, decision, outcome_id, now)
        case Ignored() | Quarantined():
            if decision.reason is Reason.PAIR_OVER:
                empty_mails(scope, [found.mail.received_mail_id])
            return [QUIET[type(decision)](found.mail.received_mail_id)]


def _about_people(
    scope: TenantScope,
    found: Found,
    decision: PairTold | PairAnswered | Held | CheckAnswered | AddressAnswered,
    outcome_id: UUID,
    now: datetime,
) -> list[events.Event]:
    """Who is whose pair, and who wrote."""
    if isinstance(decision, PairTold | PairAnswered):
        return about_pair(scope, found, decision, outcome_id, now)
    return about_sender(scope, found, decision, outcome_id, now)


def _of_machine(scope: TenantScope, found: Found, now: datetime) -> list[events.Event]:
    if found.machine is None or found.message is None:
        note_told_absence(scope, found, now)
        return []
    return machine_effects(scope, found.machine, found.message, found.mail.received_mail_id, now)


def _recorded(scope: TenantScope, found: Found, facts: Recorded, outcome_id: UUID, now: datetime) -> list[events.Event]:
    known = known_of(found)
    assert found.reading is not None
    assert found.verdict is not None
    basis = Basis(
        mail=answered(found, known, outcome_id, facts.period),
        digest=found.mail.digest,
        verdict=found.verdict,
        known=known,
        reading=found.reading,
        at=now,
        entered_by=found.decided_by or found.handed_on_by,
    )
    settle_questions(scope, known, now)
    happened = record(scope, facts, basis)
    if found.reading.command == "stop" and found.verdict.writer.assistant_id is None:
        happened.append(_unsubscribed(scope, found, outcome_id, now))
    return happened


def _about_evidence(
    scope: TenantScope,
    found: Found,
    decision: Confirmed | AuditorAnswer | LetterBrought,
    outcome_id: UUID,
    now: datetime,
) -> list[events.Event]:
    match decision:
        case Confirmed():
            return about_hours(scope, found, decision, outcome_id, now)
        case AuditorAnswer():
            return about_audit(scope, found, decision, outcome_id)
        case LetterBrought():
            _set_check_in(scope, known_of(found), "with_person")  # nobody reminds whoever has written
            return keep_letters(scope, found, decision, now)


def _replied(
    scope: TenantScope, found: Found, decision: Question | RecordWanted | Review, outcome_id: UUID, now: datetime
) -> events.Event:
    if isinstance(decision, Question):
        return _asked(scope, found, decision, outcome_id, now)
    if isinstance(decision, RecordWanted):
        return events.RecordAsked(answered(found, known_of(found), outcome_id, None))
    return _passed_on(scope, found, decision, outcome_id)


def _asked(
    scope: TenantScope, found: Found, question: Question, outcome_id: UUID, now: datetime
) -> events.QuestionAsked:
    known = known_of(found)
    period = _period(found, known)
    wording = worded(question, period, known.locale)
    row = QuestionRow(
        tenant_id=scope.tenant_id,
        received_mail_id=found.mail.received_mail_id,
        person_id=known.person_id,
        programme_id=known.programme_id,
        check_in_id=known.check_in_id,
        attestation_list_id=known.listed.list_id if known.listed else None,
        subject_matter=question.matter.value,
        wording=wording.sentence,
        reading=_waiting(found, known, question) if wording.yes_or_no or question.matter in _WITH_MORE else None,
        asked_at=now,
    )
    scope.session.add(row)
    _set_check_in(scope, known, "asked")
    scope.session.flush()
    return events.QuestionAsked(
        mail=answered(found, known, outcome_id, period),
        question_id=row.id,
        yes_or_no=wording.yes_or_no,
        wording=wording.sentence,
        list_id=known.listed.list_id if known.listed else None,
    )


def _waiting(found: Found, known: Known, question: Question) -> dict[str, object] | None:
    """What waits for the answer: the reading, the pair as far as it was told, or the hours that lack something."""
    if question.matter is Reason.INCOMPLETE:
        return reading_once_more(known.question)
    pair = question.values.get("pair")
    if isinstance(pair, PairSaid):
        return pair.to_json()
    return found.reading.to_json() if found.reading else None


def _passed_on(scope: TenantScope, found: Found, review: Review, outcome_id: UUID) -> events.Event:
    """A person reads it now, so nobody reminds the writer or calls them silent (I4)."""
    if isinstance(found.known, Known) and found.verdict and found.verdict.doubt is None:
        _set_check_in(scope, found.known, "with_person")
    if review.reason is Reason.SAFEGUARDING:
        return _concern(found, outcome_id)
    known = known_of(found)
    mail = answered(found, known, outcome_id, _period(found, known))
    if review.reason is Reason.PROGRAMME_CLOSED:
        return events.ClosedProgrammeWrittenTo(mail)
    if review.reason is Reason.KEY_EXPIRED:
        assert known.key_expired_at is not None
        return events.ExpiredKeyUsed(mail, known.key_expired_at)
    return events.ReplyLeftWaiting(mail) if review.quietly else events.ReplyPassedOn(mail)


def _concern(found: Found, outcome_id: UUID) -> events.SafeguardingRaised:
    assert found.known is not None
    assert found.verdict is not None
    known = found.known if isinstance(found.known, Known) else None
    writes_themselves = found.verdict.doubt is None and found.verdict.writer.assistant_id is None
    trusted = known if known and not known.is_for_another and writes_themselves and not found.machine else None
    return events.SafeguardingRaised(
        outcome_id=outcome_id,
        programme_id=known.programme_id if known else found.known.programme_id,
        writer_name=trusted.name if trusted else found.verdict.sender,
        writer_email=found.verdict.sender,
        received_at=found.mail.received_at,
        words=found.reading.reply_text if found.reading else "",
        answer_to=answered(found, trusted, outcome_id, None) if trusted else None,
    )


def _unsubscribed(scope: TenantScope, found: Found, outcome_id: UUID, now: datetime) -> events.Unsubscribed:
    known = known_of(found)
    stop_mail(scope, known.person_id, now)
    return events.Unsubscribed(answered(found, known, outcome_id, None))


def _set_check_in(scope: TenantScope, known: Known, state: str) -> None:
    """A check-in that has its answer keeps it, whatever its owner writes later."""
    if known.check_in_id is None:
        return
    check_in = scope.session.get_one(CheckIn, (scope.tenant_id, known.check_in_id))
    if check_in.state != "answered":
        check_in.state = state


def _period(found: Found, known: Known) -> str | None:
    said = found.reading.period if found.reading else None
    return said or known.context.checkin.period
