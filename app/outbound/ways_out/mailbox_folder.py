"""Reading the folder that takes the place of a relay: each outgoing mail is a file, named by its id (UUIDv7)."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.outbound.models import OutboundMail


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture that goes with a mail, by the Content-ID that its HTML names."""

    content_id: str
    content: bytes
    subtype: str


@dataclass(frozen=True, slots=True)
class SentFile:
    """One mail of the folder, as its recipient gets it. `headers` are in the order in which they stand."""

    mail_id: UUID
    sent_at: datetime | None
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    pictures: tuple[SentPicture, ...] = ()

    def header(self, name: str) -> str:
        """The first header of that name; empty where there is none."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Written:
    """What our records say of a mail: its kind and the locale it is written in."""

    kind: str
    locale: str


def newest(folder: Path, limit: int) -> list[SentFile]:
    """The last `limit` mails, the newest first. Ids grow with time, so the names sort by it."""
    return [sent for name in _names(folder)[:limit] if (sent := sent_file(folder, name))]


def sent_file(folder: Path, mail_id: UUID) -> SentFile | None:
    """One mail by its id; `None` when the folder does not hold it."""
    try:
        raw = (folder / f"{mail_id}.eml").read_bytes()
    except FileNotFoundError:
        return None
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    headers = tuple((name, str(value)) for name, value in message.items())
    plain, html = _body(message, "plain"), _body(message, "html")
    return SentFile(mail_id, _sent_at(message), headers, plain, html, tuple(_pictures(message)))


def answers_to(folder: Path, message_id: str, limit: int = 20) -> list[SentFile]:
    """Those of the last `limit` mails that answer a Message-ID, the newest first."""
    return [sent for sent in newest(folder, limit) if sent.header("In-Reply-To") == message_id]


def written(scope: TenantScope, mail_ids: list[UUID]) -> dict[UUID, Written]:
    """What is known of those of the mails that this tenant sent."""
    rows = scope.session.execute(
        select(OutboundMail.id, OutboundMail.kind, OutboundMail.locale).where(
            OutboundMail.tenant_id == scope.tenant_id, OutboundMail.id.in_(mail_ids)
        )
    )
    return {mail_id: Written(kind, locale) for mail_id, kind, locale in rows}


def _names(folder: Path) -> list[UUID]:
    return sorted(_ids(folder), reverse=True)


def _ids(folder: Path) -> Iterator[UUID]:
    for path in folder.glob("*.eml"):
        try:
            yield UUID(path.stem)
        except ValueError:  # a file that somebody put there
            continue


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return None


def _pictures(message: EmailMessage) -> Iterator[SentPicture]:
    for part in message.walk():
        if part.get_content_maintype() == "image" and part["Content-ID"]:
            yield SentPicture(part["Content-ID"].strip("<> "), part.get_content(), part.get_content_subtype())


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""
