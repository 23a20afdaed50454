"""What follows from a machine's mail: the state of the mail and of its address, an absence. Never an answer (RFC 3834).

Only the mail of ours that a report is about decides whose address it is, and only a report that knows that mail's
return path says what becomes of it: reply keys and Message-IDs travel, so what names one of these alone is a rumour.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app import events
from app.db import TenantScope
from app.inbound.bounces.report import Action, DeliveryReport, ReportedRecipient
from app.inbound.machines.absence_notes import note_absence
from app.inbound.machines.automatic import Machine
from app.inbound.machines.machine_mail import MachineMail
from app.inbound.mail.message import Message
from app.inbound.models import ReceivedMail
from app.matches.people import programmes_of
from app.outbound.delivery.keep import keep_became
from app.outbound.delivery.told import Became
from app.outbound.models import OutboundMail, ReplyAddress
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_alive, note_complaint, note_failure
from app.outbound.reply_address import mail_of_return_path


def machine_effects(
    scope: TenantScope, said: MachineMail, message: Message, received_mail_id: UUID, now: datetime
) -> list[events.Event]:
    """Write what follows (`now` in UTC) and say what happened."""
    mail = scope.session.get_one(ReceivedMail, (scope.tenant_id, received_mail_id))
    returned = _mail_returned(scope, mail, said)
    sent = returned or _mail_named(scope, mail, said, message)
    if sent is None:
        return []
    proven = returned is not None and sent.to_address.lower() not in _senders(message)
    match said.machine:
        case Machine.BOUNCE | Machine.COMPLAINT:
            told = _proven if proven else _rumoured
            return told(scope, said, sent, mail.received_at)
        case Machine.CHALLENGE:
            return note_failure(scope, sent.to_address, Failure.CHALLENGE, mail.received_at, mail_id=sent.id)
        case Machine.AUTO_REPLY:
            if said.of_owner:
                _note_absence(scope, said, sent, mail, now)
                note_alive(scope, sent.to_address, mail.received_at)
            return _said_left(scope, said, sent, mail.received_at)
        case _:
            pass
    return []


def _proven(scope: TenantScope, said: MachineMail, sent: OutboundMail, at: datetime) -> list[events.Event]:
    if said.machine is Machine.BOUNCE:
        return _reported(scope, said.report, sent, at) if said.report else []
    keep_became(scope, sent.id, Became.COMPLAINED, at)
    return note_complaint(scope, sent.to_address, at, mail_id=sent.id)


def _reported(scope: TenantScope, report: DeliveryReport, sent: OutboundMail, at: datetime) -> list[events.Event]:
    address = sent.to_address.lower()
    own = [one for one in report.recipients if one.address == address]
    found = next((one for one in own or report.recipients if one.action is Action.FAILED), None)
    if found is None:
        if any(one.action is Action.ARRIVED for one in own):
            keep_became(scope, sent.id, Became.DELIVERED, at)
            note_alive(scope, address, at)
        return []
    failure = _failure(found, named=bool(own))
    keep_became(scope, sent.id, Became.FAILED, at, failure)
    return note_failure(
        scope, address, failure, at, permanent=found.permanent, detail=found.diagnostic, mail_id=sent.id
    )


def _rumoured(scope: TenantScope, said: MachineMail, sent: OutboundMail, at: datetime) -> list[events.Event]:
    """A report that anybody could have written who has seen the mail: a coordinator reads of it, and mail goes on."""
    report = said.report or DeliveryReport((), ())
    failed = next((one for one in report.recipients if one.action is Action.FAILED), None)
    if failed is None and said.machine is Machine.BOUNCE:
        return []
    detail = failed.diagnostic if failed else ""
    return note_failure(scope, sent.to_address, Failure.REPORTED, at, detail=detail, mail_id=sent.id)


def _senders(message: Message) -> set[str]:
    return {address.lower() for _, address in message.senders}


def _failure(found: ReportedRecipient, *, named: bool) -> Failure:
    """Where the report names another address, theirs forwards there: that one's death is not theirs at once."""
    failure = found.failure or Failure.UNCLEAR
    return failure if named or not found.address else Failure.UNDELIVERABLE


def _said_left(scope: TenantScope, said: MachineMail, sent: OutboundMail, at: datetime) -> list[events.Event]:
    """Where its owner has left, mail goes on and a coordinator reads what the automatic reply says."""
    if not said.left:
        return []
    return note_failure(scope, sent.to_address, Failure.LEFT, at, detail=said.words, mail_id=sent.id)


def _mail_returned(scope: TenantScope, mail: ReceivedMail, said: MachineMail) -> OutboundMail | None:
    """The mail of ours whose return path it came to, or names: it is shown to nobody but its reader."""
    if mail.outbound_mail_id:
        return scope.session.get_one(OutboundMail, (scope.tenant_id, mail.outbound_mail_id))
    paths = said.report.return_paths if said.report else ()
    found = (mail_of_return_path(scope.session, path, scope.tenant_id) for path in paths)
    returned = next((one for one in found if one), None)
    return scope.session.get(OutboundMail, (scope.tenant_id, returned)) if returned else None


def _mail_named(scope: TenantScope, mail: ReceivedMail, said: MachineMail, message: Message) -> OutboundMail | None:
    """The mail of ours that it names by its Message-ID, or whose reply key it came to."""
    ids = [*(said.report.message_ids if said.report else ()), *message.in_reply_to, *message.references]
    named = _latest(scope, OutboundMail.message_id.in_(ids)) if ids else None
    return named or (
        _latest(scope, OutboundMail.reply_address_id == mail.reply_address_id) if mail.reply_address_id else None
    )


def _latest(scope: TenantScope, which: ColumnElement[bool]) -> OutboundMail | None:
    return scope.session.scalar(
        select(OutboundMail)
        .where(OutboundMail.tenant_id == scope.tenant_id, which)
        .order_by(OutboundMail.id.desc())
        .limit(1)
    )


def _note_absence(scope: TenantScope, said: MachineMail, sent: OutboundMail, mail: ReceivedMail, now: datetime) -> None:
    programme_id = _programme_of(scope, sent) if sent.person_id else None
    if sent.person_id and programme_id:
        note_absence(scope, said.words, sent.person_id, mail, programme_id=programme_id, now=now)


def _programme_of(scope: TenantScope, sent: OutboundMail) -> UUID | None:
    if sent.programme_id:
        return sent.programme_id
    if sent.reply_address_id:
        return scope.session.get_one(ReplyAddress, (scope.tenant_id, sent.reply_address_id)).programme_id
    return next(iter(programmes_of(scope, sent.person_id)), None) if sent.person_id else None
