"""The transactional outbox: a mail is written beside the facts it tells of, and sent after the commit (ADR 0002)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.clock import Clock
from app.db import TenantScope, new_id
from app.outbound.budget import over_budget
from app.outbound.conversations import Thread, place_in
from app.outbound.mail import Mail, MailKind
from app.outbound.models import OutboundMail
from app.outbound.occasions import OCCASIONS, UNASKED
from app.outbound.quiet_hours import next_allowed, zone_of_person
from app.outbound.reply_address import Purpose, open_address
from app.outbound.withholding import Withheld
from app.programmes.models import Person
from app.programmes.versions import rules_of

ANSWERS_A_DAY = 10
NOTICE_PAUSE = timedelta(days=7)
ANSWERS = (
    MailKind.RECEIPT,
    MailKind.QUESTION,
    MailKind.PASSED_ON,
    MailKind.UNSUBSCRIBED,
    MailKind.SENDER_DENIED,
    MailKind.AUDIT_RECEIPT,
)


@dataclass(frozen=True, slots=True)
class Office:
    """What sending needs to know of its surroundings: the domain of our addresses, the time, our pages."""

    reply_domain: str
    clock: Clock
    public_url: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A mail with its envelope-to-be. `reply` opens a secret address; `once` makes the mail unique in its tenant.

    `in_reply_to` is the person's mail that this one answers, `thread` the conversation that it belongs to, if any.
    """

    mail: Mail
    to_name: str
    to_address: str
    from_name: str
    from_address: str
    once: str
    person_id: UUID | None = None
    programme_id: UUID | None = None
    reply: Purpose | None = None
    in_reply_to: str | None = None
    thread: Thread | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """When a mail goes out (UTC), or why it is only kept."""

    at: datetime
    withheld: Withheld | None = None


def post(scope: TenantScope, posts: Sequence[Post], office: Office) -> int:
    """Put mails into the outbox, each once; how many were new. Nothing is sent before the caller commits.

    Answers stop at ten a day to one person and notices nobody asked for at one a week to one address, so that two
    machines answering each other fall silent (RFC 3834). What nobody asked for waits for the morning, and what is over
    the month's budget is kept for a coordinator to see, and not sent (I12).
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


def _turn_of(scope: TenantScope, item: Post, now: datetime) -> Turn:
    occasion = OCCASIONS[item.mail.kind]
    if occasion not in UNASKED or item.person_id is None or item.programme_id is None:
        return Turn(now)
    rules = rules_of(scope, None, programme_id=item.programme_id).rules
    person = scope.session.get_one(Person, (scope.tenant_id, item.person_id))
    at = next_allowed(now, zone_of_person(person.timezone, rules), rules)
    return Turn(at, Withheld.BUDGET if over_budget(scope, item.person_id, occasion, at, rules) else None)


def _write(scope: TenantScope, item: Post, office: Office, now: datetime) -> None:
    turn = _turn_of(scope, item, now)
    address, key = open_address(scope, item.reply) if item.reply and not turn.withheld else (None, None)
    mail_id = new_id()
    # The Message-ID names the reply address too: some mail programs drop Reply-To, and answer to the From.
    name = f"{mail_id.hex}.{address.id.hex}" if address else mail_id.hex
    place = place_in(scope, item.thread, item.mail.subject, item.in_reply_to, now)
    scope.session.add(
        OutboundMail(
            tenant_id=scope.tenant_id,
            id=mail_id,
            person_id=item.person_id,
            programme_id=item.programme_id,
            kind=item.mail.kind.value,
            locale=item.mail.locale,
            to_name=item.to_name,
            to_address=item.to_address,
            from_name=item.from_name,
            from_address=item.from_address,
            subject=place.subject,
            text=item.mail.text,
            html=item.mail.html,
            message_id=f"<{name}@{office.reply_domain}>",
            in_reply_to=item.in_reply_to,
            conversation_id=place.conversation_id,
            thread_ids=" ".join(place.references),
            logo_id=item.mail.logo_id,
            reply_address_id=address.id if address else None,
            reply_key=key,
            notice=item.mail.notice,
            dedupe_key=item.once,
            created_at=now,
            next_attempt_at=turn.at,
            failed_at=now if turn.withheld else None,
            withheld=turn.withheld.value if turn.withheld else None,
        )
    )
    scope.session.flush()
