"""The bytes of mails: the person's own, and those of others that name them or quote them. Their digests stay."""

import codecs
import email
from collections.abc import Collection, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select, update

from app.db import TenantScope
from app.erasure.belongings import Belongings
from app.erasure.traces import Search, identity_phrases
from app.inbound.decision import Outcome
from app.inbound.models import MailOutcome, RawMail, ReceivedMail

_WAITING: Final = (Outcome.HELD.value, Outcome.REVIEW.value, Outcome.QUARANTINED.value)


def empty_raw_mails(scope: TenantScope, them: Belongings) -> int:
    """Empty them; how many mails of others stay for now, because they wait to be read or decided, and name the person.

    A mail of somebody else is not lost before what it reports is recorded.
    """
    own = set(scope.session.scalars(select(ReceivedMail.raw_mail_id).where(*_kept_as(scope, them))))
    search = Search.of((*identity_phrases(them.identity), *them.turns))
    told = {raw_id for raw_id, content in _others(scope, own) if tells_of(content, search)}
    waiting = set(scope.session.scalars(_waiting(scope).where(ReceivedMail.raw_mail_id.in_(told))))
    emptied = own | (told - waiting)
    scope.session.execute(
        update(RawMail)
        .where(RawMail.tenant_id == scope.tenant_id, RawMail.id.in_(emptied))
        .values(content=b"")
        .execution_options(synchronize_session=False)
    )
    return len(waiting)


def tells_of(content: bytes, search: Search) -> bool:
    """Whether a mail has one of the phrases in its bytes, its headers, its texts, or a file that goes along."""
    return any(search.finds(text) for text in (content.decode("utf-8", "replace"), *_texts(content)))


def _texts(content: bytes) -> Iterator[str]:
    """Every header and every part of text, decoded as well as can be."""
    for part in email.message_from_bytes(content).walk():
        for value in part.values():
            yield _decoded(value)
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and not part.is_multipart():
            yield payload.decode(_charset(part), "replace")


def _decoded(value: object) -> str:
    try:
        return str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return str(value)


def _charset(part: Message) -> str:
    named = part.get_content_charset("utf-8")
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
        content = scope.session.scalar(
            select(RawMail.content).where(RawMail.tenant_id == scope.tenant_id, RawMail.id == raw_id)
        )
        yield raw_id, bytes(content or b"")


def _waiting(scope: TenantScope) -> Select[UUID]:
    """The bytes of mails that have come to no end yet."""
    ended = exists().where(
        MailOutcome.tenant_id == ReceivedMail.tenant_id,
        MailOutcome.received_mail_id == ReceivedMail.id,
        MailOutcome.is_current,
        MailOutcome.outcome.not_in(_WAITING),
    )
    return select(ReceivedMail.raw_mail_id).where(ReceivedMail.tenant_id == scope.tenant_id, ~ended)
