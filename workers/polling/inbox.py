"""The folder that mail is taken from. What we have dealt with is moved out of it, or marked; nothing is deleted."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from workers.polling.account import Account

log = structlog.get_logger()

SECONDS = 30.0
TROUBLE = (ImapToolsError, imaplib.IMAP4.error, OSError)
"""What comes of a server that is away, refuses us, or speaks badly."""
_AT_ONCE = 200
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')
_UID = re.compile(rb"\bUID (\d+)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One mail of the folder. All parts of its name together are those of no other mail, whatever a server forgets."""

    uid: str
    size_bytes: int
    date: str
    validity: str

    @property
    def name(self) -> str:
        """What the mail is called: validity and number of the folder (RFC 9051, 2.3.1.1), size, date."""
        return f"{self.validity}/{self.uid}/{self.size_bytes}/{self.date}"


class Inbox:
    """One conversation with the server, with the folder open."""

    def __init__(self, account: Account, mailbox: BaseMailBox) -> None:
        self._account = account
        self._client = mailbox.client
        self._mailbox = mailbox
        kind, found = self._client.capability()
        said = b" ".join(part for part in found if isinstance(part, bytes)) if kind == "OK" else b""
        self._can = set(said.decode("ascii", "replace").upper().split())

    def waiting(self) -> list[Waiting]:
        """Every mail of the folder, in the order of its numbers."""
        self._mailbox.folder.set(self._account.folder)
        validity = self._client.untagged_responses.get("UIDVALIDITY", [b"?"])[-1] or b"?"
        assert isinstance(validity, bytes)
        uids = self._mailbox.uids(charset=None)
        pieces = [uids[start : start + _AT_ONCE] for start in range(0, len(uids), _AT_ONCE)]
        return [mail for piece in pieces for mail in self._described(piece, validity.decode("ascii", "replace"))]

    def fetch(self, mail: Waiting) -> bytes | None:
        """The bytes of a mail, which stays unread; `None` if it is gone meanwhile."""
        parts = self._checked(self._client.uid("FETCH", mail.uid, "(BODY.PEEK[])"))
        return next((part[1] for part in parts if isinstance(part, tuple)), None)

    def file(self, mail: Waiting, folder: str, flags: str) -> bool:
        """Move a mail into a folder of ours, which is made where it is missing; else mark it where it is.

        Whether it was moved. A mail that stays has to be known by its name from now on.
        """
        if "MOVE" in self._can and self._is_moved(mail, folder):
            return True
        if self._client.uid("STORE", mail.uid, "+FLAGS.SILENT", flags)[0] != "OK":
            log.warning("imap_not_marked", account=self._account.name, uid=mail.uid)
        return False

    def wait(self, seconds: float) -> bool:
        """Wait until the server tells of something new, at most so long; `False` where it cannot tell."""
        if "IDLE" not in self._can:
            return False
        self._mailbox.idle.wait(seconds)
        return True

    def _is_moved(self, mail: Waiting, folder: str) -> bool:
        """Some servers want all folders below INBOX."""
        for name in (folder, f"INBOX.{folder}"):
            if self._client.uid("MOVE", mail.uid, name)[0] == "OK":
                return True
            if self._client.create(name)[0] == "OK" and self._client.uid("MOVE", mail.uid, name)[0] == "OK":
                return True
        return False

    def _described(self, uids: Sequence[str], validity: str) -> list[Waiting]:
        described = self._checked(self._client.uid("FETCH", ",".join(uids), "(UID RFC822.SIZE INTERNALDATE)"))
        lines = [part if isinstance(part, bytes) else b" ".join(part) for part in described if part]
        return [mail for line in lines if (mail := _mail_of(line, validity))]

    def _checked(
        self, answered: tuple[str, list[bytes | tuple[bytes, bytes] | None]]
    ) -> list[bytes | tuple[bytes, bytes]]:
        kind, parts = answered
        if kind != "OK":
            raise imaplib.IMAP4.error(f"the server answered {kind}")
        return [part for part in parts if part is not None]


def _mail_of(line: bytes, validity: str) -> Waiting | None:
    uid, size, date = _UID.search(line), _SIZE.search(line), _DATE.search(line)
    if not (uid and size):
        return None
    when = date.group(1).decode("ascii", "replace") if date else ""
    return Waiting(uid.group(1).decode(), int(size.group(1)), when, validity)


@contextmanager
def opened(account: Account) -> Iterator[Inbox]:
    """The folder, until the block ends.

    Raises:
        ImapToolsError, imaplib.IMAP4.error, OSError: when the server cannot be had.

    """
    mailbox = _connected(account)
    try:
        sign_in = mailbox.login if f"{account.user}{account.password}".isascii() else mailbox.login_utf8
        sign_in(account.user, account.password, account.folder)
        yield Inbox(account, mailbox)
    finally:
        mailbox.client.shutdown()


def _connected(account: Account) -> BaseMailBox:
    if account.is_encrypted:
        return MailBox(account.host, account.port, SECONDS, ssl_context=ssl.create_default_context())
    if account.is_here:
        return MailBoxUnencrypted(account.host, account.port, SECONDS)
    return MailBoxStartTls(account.host, account.port, SECONDS, ssl_context=ssl.create_default_context())
