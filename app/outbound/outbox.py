"""The transactional outbox: a mail is written beside the facts it tells of, and sent after the commit (ADR 0002)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.clock import Clock
from app.db import TenantScope, new_id
from app.outbound.conversations import Joining, Place, Thread, places_of
from app.outbound.letter.attachments import keep_attachments
from app.outbound.letter.enclosed import Enclosed, enclose
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.models import OutboundMail, ReplyAddress
from app.outbound.pacing.budget import Wanted, over_budget
from app.outbound.pacing.occasions import OCCASIONS, UNASKED
from app.outbound.pacing.quiet_hours import next_allowed, zone_of_person
from app.outbound.pacing.withholding import Withheld
from app.outbound.reply_address import Purpose, open_address
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
    MailKind.ATTESTATION_RECEIPT,
    MailKind.STATEMENT,
    MailKind.AUDIT_RECEIPT,
    MailKind.PAIR_TOLD,
    MailKind.OUTSIDE_LETTER_KEPT,
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

    `in_reply_to` is the person's mail that this one answers, `thread` the conversation that it belongs to, if any,
    `enclosed` what goes with it.
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
    enclosed: Enclosed | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """When a mail was written and when it goes out (UTC), or why it is only kept."""

    written_at: datetime
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
    for wave in _waves(posts):
        known = _known(scope, wave)
        new = [item for item in wave if item.once not in known and not _too_many(scope, item, now)]
        _write(scope, new, office, now)
        written += len(new)
    return written


def _waves(posts: Sequence[Post]) -> Iterator[list[Post]]:
    """Neighbours that have no bearing on each other, so that all look-ups for them may come before all writing."""
    wave: list[Post] = []
    taken: set[object] = set()
    for item in posts:
        bearing = _bearing(item)
        if not taken.isdisjoint(bearing):
            yield wave
            wave, taken = [], set()
        wave.append(item)
        taken |= bearing
    if wave:
        yield wave


def _bearing(item: Post) -> set[object]:
    """What other mails are counted or threaded by: no two of one wave have any of it in common."""
    bearing: set[object] = {item.once, item.person_id, item.to_address if _is_counted(item) else None}
    return bearing - {None}


def _is_counted(item: Post) -> bool:
    return item.mail.notice or item.mail.kind in ANSWERS


def _known(scope: TenantScope, posts: Sequence[Post]) -> set[str]:
    query = select(OutboundMail.dedupe_key).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.dedupe_key.in_([item.once for item in posts])
    )
    return set(scope.session.scalars(query))


def _too_many(scope: TenantScope, item: Post, now: datetime) -> bool:
    if not _is_counted(item):
        return False
    count = select(func.count()).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.to_address == item.to_address
    )
    if item.mail.notice:
        same = count.where(OutboundMail.kind == item.mail.kind, OutboundMail.created_at > now - NOTICE_PAUSE)
        return bool(scope.session.scalar(same))
    today = count.where(OutboundMail.kind.in_(ANSWERS), OutboundMail.created_at > now - timedelta(days=1))
    return (scope.session.scalar(today) or 0) >= ANSWERS_A_DAY


def _write(scope: TenantScope, posts: Sequence[Post], office: Office, now: datetime) -> None:
    turns = _turns(scope, posts, now)
    joining = [Joining(item.thread, item.mail.subject, item.in_reply_to) for item in posts]
    places = places_of(scope, joining, now)
    addresses = [
        open_address(scope, item.reply) if item.reply and not turn.withheld else None
        for item, turn in zip(posts, turns, strict=True)
    ]
    scope.session.flush()
    rows = [
        _row(scope, item, turn, place, address, reply_domain=office.reply_domain)
        for item, turn, place, address in zip(posts, turns, places, addresses, strict=True)
    ]
    scope.session.add_all(rows)
    scope.session.flush()
    for item, row in zip(posts, rows, strict=True):
        if item.mail.attachments:
            keep_attachments(scope, row.id, item.mail.attachments)
        if item.enclosed:
            enclose(scope, row.id, item.enclosed)


def _turns(scope: TenantScope, posts: Sequence[Post], now: datetime) -> list[Turn]:
    """What was asked for goes at once; the rest by the person's zone and what they got this month."""
    wanted = _wanted(scope, posts, now)
    over = dict(zip(wanted, over_budget(scope, list(wanted.values())), strict=True))
    return [
        Turn(now, wanted[item.once].at, Withheld.BUDGET if over[item.once] else None)
        if item.once in wanted
        else Turn(now, now)
        for item in posts
    ]


def _wanted(scope: TenantScope, posts: Sequence[Post], now: datetime) -> dict[str, Wanted]:
    """By name, those mails that nobody asked for, at the hour at which each may come."""
    unasked = [
        (item.once, OCCASIONS[item.mail.kind], item.person_id, item.programme_id)
        for item in posts
        if OCCASIONS[item.mail.kind] in UNASKED and item.person_id and item.programme_id
    ]
    if not unasked:
        return {}
    zones = _zones(scope, {person_id for _, _, person_id, _ in unasked})
    latest = {one: rules_of(scope, None, programme_id=one).rules for one in {item[3] for item in unasked}}
    wanted = {}
    for once, occasion, person_id, programme_id in unasked:
        rules = latest[programme_id]
        at = next_allowed(now, zone_of_person(zones[person_id], rules), rules)
        wanted[once] = Wanted(person_id, occasion, at, rules)
    return wanted


def _zones(scope: TenantScope, person_ids: set[UUID]) -> dict[UUID, str | None]:
    query = select(Person.id, Person.timezone).where(Person.tenant_id == scope.tenant_id, Person.id.in_(person_ids))
    return {row.id: row.timezone for row in scope.session.execute(query)}


def _row(
    scope: TenantScope,
    item: Post,
    turn: Turn,
    place: Place,
    opened: tuple[ReplyAddress, str] | None,
    *,
    reply_domain: str,
) -> OutboundMail:
    address, key = opened or (None, None)
    mail_id = new_id()
    # The Message-ID names the reply address too: some mail programs drop Reply-To, and answer to the From.
    name = f"{mail_id.hex}.{address.id.hex}" if address else mail_id.hex
    return OutboundMail(
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
        message_id=f"<{name}@{reply_domain}>",
        in_reply_to=item.in_reply_to,
        conversation_id=place.conversation_id,
        thread_ids=" ".join(place.references),
        logo_id=item.mail.logo_id,
        reply_address_id=address.id if address else None,
        reply_key=key,
        notice=item.mail.notice,
        dedupe_key=item.once,
        created_at=turn.written_at,
        next_attempt_at=turn.at,
        failed_at=turn.written_at if turn.withheld else None,
        withheld=turn.withheld.value if turn.withheld else None,
        attached=len(item.mail.attachments),
    )
