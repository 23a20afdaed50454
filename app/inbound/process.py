"""The way of a reply, step by step: mail, verdict, reply, reading, records, receipt."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.inbound.bounded import ReaderDied, ReaderTimeout
from app.inbound.conclude import ContextChanged, conclude
from app.inbound.decide import decide
from app.inbound.decision import Decision, Held, Ignored, Outcome, Quarantined, Read, Reason
from app.inbound.handed_on import Letter, open_letter
from app.inbound.identity.judge_sender import judge_sender, next_try
from app.inbound.identity.who_wrote import may_write, on_whose_word
from app.inbound.known import Known, Stranger
from app.inbound.letters.attached_letters import attached_letters
from app.inbound.letters.brings_letter import may_bring_letter, with_letters
from app.inbound.machines.automatic import sounds_automatic
from app.inbound.machines.beside_machines import is_a_persons, is_of_owner, put_aside, without_asking
from app.inbound.machines.machine_mail import MachineMail, read_machine_mail
from app.inbound.machines.own_mail import is_our_own
from app.inbound.mail.message import Message, UnreadableMail, read_message
from app.inbound.reply.unsaid import words_of_mail, written_at
from app.inbound.services import Services
from app.inbound.stored import AlreadyDecided, Found, StoredMail, begin, look_up, put_off
from app.reading import read_reply

log = structlog.get_logger()

TRIES = 3
MOST_ATTEMPTS = 10  # more, and something about the mail brings the worker down


class SenderUnknownYet(Exception):
    """The DNS was silent about who sent the mail: it waits until `later` (UTC)."""

    def __init__(self, later: datetime) -> None:
        super().__init__(f"not before {later:%Y-%m-%d %H:%M:%S} UTC")
        self.later = later


def process_reply(services: Services, mail: StoredMail) -> Outcome:
    """Read one stored mail and write what follows from it, in one transaction at the end.

    Raises:
        AlreadyDecided: when somebody else was faster.
        ContextChanged: when what was known changed while the mail was read.
        SenderUnknownYet: when the DNS was silent about the sender, and a later try may tell.
        UnreadableMail, ReaderTimeout, ReaderDied: when it cannot be read.

    """
    message = services.bounded(read_message, mail.raw)
    machine = services.bounded(read_machine_mail, message, mail.raw, mail.has_null_sender)
    if (machine is None or machine.answers) and is_our_own(message, mail.envelope, services.office.reply_domain):
        return conclude(services, Found(mail, message), Ignored(Reason.LOOP))
    if machine and not machine.speaks:
        return conclude(services, Found(mail, message, machine=machine), Ignored(machine.reason))
    letter = open_letter(services, mail, message)
    whole, known = message, look_up(services, mail, letter.message)
    verdict = letter.vouched(judge_sender(services, mail, message, _may_write(letter, known)))
    verdict = on_whose_word(verdict, known, mail.vouched)
    message = letter.message
    reply = services.bounded(words_of_mail, message, known.context.checkin)
    reading = services.bounded(read_reply, reply, known.context, written_at(message, mail.received_at))
    read = decide(reading, known, verdict)
    later = next_try(verdict, mail.received_at, services.office.clock())
    if later and isinstance(read.decision, Held) and not (machine and machine.marked):
        raise SenderUnknownYet(later)
    found = Found(mail, message, known, verdict, read.reading, handed_on_by=letter.handed_on_by)
    if machine is None or is_a_persons(machine, read, verdict, known):
        decision = _unasked_in_doubt(services, message, read)
        return conclude(services, found, _with_letters(services, found, whole, decision))
    return _put_aside(services, found, machine, read)


def _unasked_in_doubt(services: Services, message: Message, read: Read) -> Decision:
    """Nothing is asked of what sounds like a machine, though nothing marks it: a person reads it."""
    decision = without_asking(read)
    in_doubt = decision != read.decision and services.bounded(sounds_automatic, message)
    return decision if in_doubt else read.decision


def _with_letters(services: Services, found: Found, whole: Message, decision: Decision) -> Decision:
    """The decision, or that the mail (the `whole` of it, where a coordinator handed it on) brings a letter."""
    if not whole.attachment_names or found.reading is None or not may_bring_letter(found.known, decision):
        return decision
    letters = services.bounded(attached_letters, found.mail.raw)
    return with_letters(decision, found.reading, whole.subject, letters)


def _put_aside(services: Services, found: Found, machine: MachineMail, read: Read) -> Outcome:
    assert found.verdict is not None
    machine, decision = replace(machine, of_owner=is_of_owner(found.verdict)), put_aside(machine, read, found.verdict)
    if isinstance(decision, Ignored):
        return conclude(services, Found(found.mail, found.message, machine=machine), decision)
    return conclude(services, replace(found, machine=machine), decision)


def process_received(
    services: Services, tenant_id: UUID, received_mail_id: UUID, *, again: bool = False
) -> Outcome | None:
    """Bring one received mail to its outcome; `None` when it has one already and is not to be read `again`.

    Whatever goes wrong, the bytes stay: what cannot be read is quarantined, and an error of the database or of the DNS
    leaves the mail to a later sweep; then, too, the outcome is `None`.
    """
    for _ in range(TRIES):
        try:
            mail = begin(services, tenant_id, received_mail_id, again=again)
            return _processed_or_put_off(services, mail)
        except AlreadyDecided:
            return None
        except ContextChanged:
            log.info("context_changed", tenant=str(tenant_id), mail=str(received_mail_id))
    return None


def _may_write(letter: Letter, known: Known | Stranger) -> Collection[str]:
    """The addresses from which the mail would count: that of the coordinator who hands it on, else the writer's."""
    if letter.handed_on_by:
        return (letter.handed_on_from,)
    return may_write(known)


def _processed_or_put_off(services: Services, mail: StoredMail) -> Outcome | None:
    try:
        return _processed_or_quarantined(services, mail)
    except SenderUnknownYet as silence:
        log.info("sender_unknown_yet", tenant=str(mail.tenant_id), mail=str(mail.received_mail_id))
        put_off(services, mail, silence.later)
        return None


def _processed_or_quarantined(services: Services, mail: StoredMail) -> Outcome:
    try:
        if mail.attempts > MOST_ATTEMPTS:
            return conclude(services, Found(mail), Quarantined(Reason.FAILED, f"taken up {MOST_ATTEMPTS} times"))
        return process_reply(services, mail)
    except UnreadableMail as problem:
        return conclude(services, Found(mail), Quarantined(Reason.UNREADABLE, problem.detail))
    except (ReaderTimeout, ReaderDied) as problem:
        return conclude(services, Found(mail), Quarantined(Reason.TOO_SLOW, str(problem)))
    except (AlreadyDecided, ContextChanged, SenderUnknownYet, SQLAlchemyError, OSError):
        raise
    except Exception as fault:  # noqa: BLE001 - a fault of ours: the steps are pure, so it would come again
        sort = type(fault).__name__  # its message may hold the person's words
        log.warning("mail_failed", tenant=str(mail.tenant_id), mail=str(mail.received_mail_id), fault=sort)
        return conclude(services, Found(mail), Quarantined(Reason.FAILED, sort))
