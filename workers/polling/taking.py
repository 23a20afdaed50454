"""One round through the folder: each mail is stored, and only then moved out of it.

A process that dies in between meets the mail again; it is known by its name and its digest, and has no second effect.
"""

from dataclasses import dataclass, field
from email import policy
from email.parser import BytesHeaderParser
from email.utils import parseaddr

import structlog

from app.clock import Clock
from app.db import Database
from app.inbound.receive import LARGEST_MAIL_BYTES, Envelope, receive
from app.inbound.services import Wake
from app.inbound.ways_in.addressed import destinations_of
from app.inbound.ways_in.provider_events import done_before, event_hash, note_done
from workers.outage import AWAY
from workers.polling.account import Account
from workers.polling.inbox import TROUBLE, Inbox, Waiting

log = structlog.get_logger()

KEPT = ("Mentorpost-kept", r"(\Seen)")
ASIDE = ("Mentorpost-unmatched", r"(\Flagged)")
"""Where a mail goes, and how it is marked if it cannot be moved."""
_HEADER_BYTES = 100_000
_LONGEST_PATH = 500


@dataclass
class Desk:
    """What a round works with; `failed` counts the tries of mails that cannot be stored, so each is told once."""

    account: Account
    database: Database
    reply_domain: str
    wake: Wake
    clock: Clock
    failed: dict[str, int] = field(default_factory=dict)


def take_all(desk: Desk, inbox: Inbox) -> int:
    """Take every mail of the folder that is not yet dealt with; how many were.

    A mail that cannot be stored stays where it is, keeps no other one, and is tried again in the next round.

    Raises:
        ImapToolsError, imaplib.IMAP4.error, OSError: the server cannot be had any more.
        SQLAlchemyError: the records are away.

    """
    mails = inbox.waiting()
    with desk.database.platform() as session:
        done = done_before(session, [_event(desk, mail) for mail in mails])
    return sum(_is_taken(desk, inbox, mail) for mail in mails if _event(desk, mail) not in done)


def _is_taken(desk: Desk, inbox: Inbox, mail: Waiting) -> bool:
    try:
        place = _take(desk, inbox, mail)
    except (*AWAY, *TROUBLE):
        raise
    except Exception:
        desk.failed[mail.name] = desk.failed.get(mail.name, 0) + 1
        if desk.failed[mail.name] == 1:
            log.exception("imap_mail_not_stored", account=desk.account.name, uid=mail.uid, bytes=mail.size_bytes)
        return False
    if place is None:
        return False
    if not inbox.file(mail, *place):
        with desk.database.platform() as session:
            note_done(session, _event(desk, mail), desk.clock())
    return True


def _take(desk: Desk, inbox: Inbox, mail: Waiting) -> tuple[str, str] | None:
    """Where the mail belongs now; `None` if it is gone."""
    if mail.size_bytes > LARGEST_MAIL_BYTES:
        log.warning("imap_too_large", account=desk.account.name, uid=mail.uid, bytes=mail.size_bytes)
        return ASIDE
    raw = inbox.fetch(mail)
    if raw is None:
        return None
    found = destinations_of(desk.database, raw, (), desk.reply_domain)
    if not found:
        log.warning("imap_unmatched", account=desk.account.name, uid=mail.uid, bytes=len(raw))
        return ASIDE
    envelope = Envelope(
        peer="",
        helo="",
        mail_from=_return_path(raw),
        rcpt_to=(),
        way="imap",
        delivery_id=f"{desk.account.name} {mail.name}",
    )
    for kept in receive(desk.database, raw, envelope, found, desk.clock):
        log.info("mail_kept", way="imap", tenant=str(kept.tenant_id), mail=str(kept.received_mail_id), bytes=len(raw))
        desk.wake("inbound", kept.tenant_id, kept.received_mail_id)
    return KEPT


def _return_path(raw: bytes) -> str:
    """MAIL FROM as the server that took the mail in noted it (RFC 5321, 4.4); `<>` where there was none."""
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(raw[:_HEADER_BYTES])
    noted = str(headers.get("Return-Path", "")).strip()
    if noted == "<>":
        return noted
    return parseaddr(noted)[1] if len(noted) <= _LONGEST_PATH else ""  # thousands of brackets end no parser


def _event(desk: Desk, mail: Waiting) -> bytes:
    return event_hash("imap-done", desk.account.name, mail.name)
