"""The transactional outbox: a mail is written beside the facts it tells of, and sent after the commit (ADR 0002)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.clock import Clock
from app.db import TenantScope, new_id
from app.outbound.mail import Mail, MailKind
from app.outbound.models import OutboundMail
from app.outbound.reply_address import Purpose, open_address

ANSWERS_A_DAY = 10
NOTICE_PAUSE = timedelta(days=7)
ANSWERS = (
    MailKind.RECEIPT,
    MailKind.QUESTION,
    MailKind.PASSED_ON,
    MailKind.UNSUBSCRIBED,
    MailKind.SENDER_DENIED,
)


@dataclass(frozen=True, slots=True)
class Office:
    """What sending needs to know of its surroundings: the domain of our addresses, and the time."""

    reply_domain: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Post:
    """A mail with its envelope-to-be. `reply` opens a secret address; `once` makes the mail unique in its tenant."""

    mail: Mail
    to_name: str
    to_address: str
    from_name: str
    from_address: str
    once: str
    person_id: UUID | None = None
    reply: Purpose | None = None
    in_reply_to: str | None = None


def post(scope: TenantScope, posts: Sequence[Post], office: Office) -> int:
    """Put mails into the outbox, each once; how many were new. Nothing is sent before the caller commits.

    Answers stop at ten a day to one person and notices nobody asked for at one a week to one address, so that two
    machines answering each other fall silent (RFC 3834).
    """
    now = office.clock()
    written = 0
    for item in posts:
        if not _known(scope, item) and not _too_many(scope, item, now):
            _write(scope, item, office, now)
            written += 1
    return written


def _known(scope: TenantScope, item: Post) -> bool:
    query = select(OutboundMail.id).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.dedupe_key == item.once
    )
    return scope.session.scalar(query) is not None


def _too_many(scope: TenantScope, item: Post, now: datetime) -> bool:
    count = select(func.count()).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.to_address == item.to_address
    )
    if item.mail.notice:
        same = count.where(OutboundMail.kind == item.mail.kind, OutboundMail.created_at > now - NOTICE_PAUSE)
        return bool(scope.session.scalar(same))
    if item.mail.kind in ANSWERS:
        today = count.where(OutboundMail.kind.in_(ANSWERS), OutboundMail.created_at > now - timedelta(days=1))
        return (scope.session.scalar(today) or 0) >= ANSWERS_A_DAY
    return False


def _write(scope: TenantScope, item: Post, office: Office, now: datetime) -> None:
    address, key = open_address(scope, item.reply) if item.reply else (None, None)
    mail_id = new_id()
    # The Message-ID names the reply address too: some mail programs drop Reply-To, and answer to the From.
    thread = f"{mail_id.hex}.{address.id.hex}" if address else mail_id.hex
    scope.session.add(
        OutboundMail(
            tenant_id=scope.tenant_id,
            id=mail_id,
            person_id=item.person_id,
            kind=item.mail.kind.value,
            locale=item.mail.locale,
            to_name=item.to_name,
            to_address=item.to_address,
            from_name=item.from_name,
            from_address=item.from_address,
            subject=item.mail.subject,
            text=item.mail.text,
            html=item.mail.html,
            message_id=f"<{thread}@{office.reply_domain}>",
            in_reply_to=item.in_reply_to,
            reply_address_id=address.id if address else None,
            reply_key=key,
            notice=item.mail.notice,
            dedupe_key=item.once,
            created_at=now,
            next_attempt_at=now,
        )
    )
    scope.session.flush()
