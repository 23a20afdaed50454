"""The bytes of mails: the person's own, and those of others that name them or quote them. Their digests stay."""

import codecs
import email
import html
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from app.db import TenantScope
from app.erasure.belongings import Belongings
from app.erasure.traces import Search, identity_phrases, standing_in
from app.inbound.decision import Outcome
from app.inbound.emptied import empty_bytes
from app.inbound.models import MailOutcome, RawMail, ReceivedMail

_WAITING: Final = (Outcome.HELD.value, Outcome.REVIEW.value, Outcome.QUARANTINED.value)


@dataclass(frozen=True, slots=True)
class ToldOf:
    """By what a mail of somebody else tells of a person: their names, addresses and numbers, and turns of theirs."""

    names: tuple[str, ...]
    turns: tuple[str, ...]


def empty_raw_mails(scope: TenantScope, them: Belongings) -> dict[UUID, ToldOf]:
    """Empty them; the mails of others that stay for now, because they wait to be read or decided.

    A mail of somebody else is not lost before what it reports is recorded.
    """
    own = set(scope.session.scalars(select(ReceivedMail.raw_mail_id).where(*_kept_as(scope, them))))
    names = identity_phrases(them.identity)
    search = Search.of((*names, *them.turns))
    told = {raw_id for raw_id, content in _others(scope, own) if tells_of(content, search)}
    waiting = that_wait(scope, told)
    empty_bytes(scope, own | (told - waiting))
    left = {raw_id: all_texts(_content(scope, raw_id)) for raw_id in waiting}
    return {raw_id: ToldOf(standing_in(names, texts), standing_in(them.turns, texts)) for raw_id, texts in left.items()}


def that_wait(scope: TenantScope, raw_ids: Collection[UUID]) -> set[UUID]:
    """Those among them that have come to no end yet."""
    ended = exists().where(
        MailOutcome.tenant_id == ReceivedMail.tenant_id,
        MailOutcome.received_mail_id == ReceivedMail.id,
        MailOutcome.is_current,
        MailOutcome.outcome.not_in(_WAITING),
    )
    found = scope.session.scalars(
        select(ReceivedMail.raw_mail_id).where(
            ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.raw_mail_id.in_(raw_ids), ~ended
        )
    )
    return set(found)


def tells_of(content: bytes, search: Search) -> bool:
    """Whether a mail has one of the phrases in its bytes, its headers, its texts, or a file that goes along."""
    return any(search.finds(text) for text in all_texts(content))


def all_texts(content: bytes) -> tuple[str, ...]:
    """A mail as it is, and every header and part of it decoded."""
    return (content.decode("utf-8", "replace"), *_texts(content))


def _texts(content: bytes) -> Iterator[str]:
    """Every header and every part of text, decoded as well as can be."""
    for part in email.message_from_bytes(content).walk():
        for value in part.values():
            yield _decoded(value)
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and not part.is_multipart():
            text = payload.decode(_charset(part, payload), "replace")
            yield text
            if part.get_content_subtype() == "html":
                yield html.unescape(text)


def _decoded(value: object) -> str:
    try:
        return str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return str(value)


def _charset(part: Message, payload: bytes) -> str:
    marked = "utf-16" if payload.startswith((BOM_UTF16_BE, BOM_UTF16_LE)) else "utf-8"
    named = part.get_content_charset(marked)
    try:
        return codecs.lookup(named).name
    except (LookupError, ValueError):
        return "utf-8"


def _kept_as(scope: TenantScope, them: Belongings) -> tuple[ColumnElement[bool], ...]:
    return (ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id.in_(them.mails))


def _others(scope: TenantScope, own: Collection[UUID]) -> Iterator[tuple[UUID, bytes]]:
    """The mails that are still kept, a few at a time: each may have 35 MB."""
    ids = scope.session.scalars(
        select(RawMail.id).where(
            RawMail.tenant_id == scope.tenant_id, RawMail.id.not_in(own), func.octet_length(RawMail.content) > 0
        )
    ).all()
    for raw_id in ids:
        yield raw_id, _content(scope, raw_id)


def _content(scope: TenantScope, raw_id: UUID) -> bytes:
    query = select(RawMail.content).where(RawMail.tenant_id == scope.tenant_id, RawMail.id == raw_id)
    return bytes(scope.session.scalar(query) or b"")
