"""The way of a reply, step by step: mail, verdict, reply, reading, records, receipt."""

from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.inbound.authenticate import authenticate
from app.inbound.bounded import ReaderDied, ReaderTimeout
from app.inbound.conclude import ContextChanged, conclude
from app.inbound.decide import decide
from app.inbound.decision import Ignored, Outcome, Quarantined, Reason
from app.inbound.handed_on import open_letter
from app.inbound.known import Known
from app.inbound.machine_mail import read_machine_mail
from app.inbound.message import UnreadableMail, read_message
from app.inbound.own_mail import is_our_own
from app.inbound.services import Services
from app.inbound.stored import AlreadyDecided, Found, StoredMail, begin, look_up
from app.inbound.unsaid import words_of_mail, written_at
from app.reading import read_reply

log = structlog.get_logger()

TRIES = 3
MOST_ATTEMPTS = 10  # more, and something about the mail brings the worker down


def process_reply(services: Services, mail: StoredMail) -> Outcome:
    """Read one stored mail and write what follows from it, in one transaction at the end.

    Raises:
        AlreadyDecided: when somebody else was faster.
        ContextChanged: when what was known changed while the mail was read.
        UnreadableMail, ReaderTimeout, ReaderDied: when it cannot be read.

    """
    message = services.bounded(read_message, mail.raw)
    machine = services.bounded(read_machine_mail, message, mail.raw)
    if (machine is None or machine.answers) and is_our_own(message, mail.envelope, services.office.reply_domain):
        return conclude(services, Found(mail, message), Ignored(Reason.LOOP))
    if machine:
        return conclude(services, Found(mail, message, machine=machine), Ignored(machine.reason))
    letter = open_letter(services, mail, message)
    message = letter.message
    known = look_up(services, mail, message)
    enrolled = known.email if isinstance(known, Known) else None
    verdict = letter.vouched(authenticate(message, mail.envelope, enrolled=enrolled, keyed=mail.keyed))
    reply = services.bounded(words_of_mail, message, known.context.checkin)
    reading = services.bounded(read_reply, reply, known.context, written_at(message, mail.received_at))
    read = decide(reading, known, verdict)
    found = Found(mail, message, known, verdict, read.reading, handed_on_by=letter.handed_on_by)
    return conclude(services, found, read.decision)


def process_received(
    services: Services, tenant_id: UUID, received_mail_id: UUID, *, again: bool = False
) -> Outcome | None:
    """Bring one received mail to its outcome; `None` when it has one already and is not to be read `again`.

    Whatever goes wrong, the bytes stay: what cannot be read is quarantined, and an error of the database leaves the
    mail to the next sweep.
    """
    for _ in range(TRIES):
        try:
            mail = begin(services, tenant_id, received_mail_id, again=again)
            return _processed_or_quarantined(services, mail)
        except AlreadyDecided:
            return None
        except ContextChanged:
            log.info("context_changed", tenant=str(tenant_id), mail=str(received_mail_id))
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
    except (AlreadyDecided, ContextChanged, SQLAlchemyError, OSError):
        raise
    except Exception as fault:  # noqa: BLE001 - a fault of ours: the steps are pure, so it would come again
        sort = type(fault).__name__  # its message may hold the person's words
        log.warning("mail_failed", tenant=str(mail.tenant_id), mail=str(mail.received_mail_id), fault=sort)
        return conclude(services, Found(mail), Quarantined(Reason.FAILED, sort))
