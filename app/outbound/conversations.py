"""Threads (ADR 0010): all mail between a programme and a person about the same matches is one conversation.

Mail programs put a mail where its References lead, and Gmail only if the subject is the same besides. So a
conversation keeps the subject it began with, and each mail names the first one and the latest.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import UnaryExpression, select, true, tuple_
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.outbound.models import Conversation, OutboundMail

MOST_REFERENCES = 10
"""So many of the latest mails are named besides the first; longer headers are cut by some servers."""
LONGEST_ID = 250
"""A longer Message-ID is not repeated: a header line holds 998 characters (RFC 5322 2.1.1)."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Which conversation a mail belongs to: that of the mail that was answered, else the one about these matches.

    A person's language is part of it, for a subject in another language would tear the thread apart.
    """

    person_id: UUID
    programme_id: UUID
    match_ids: frozenset[UUID]
    locale: str
    answered_id: UUID | None = None

    @property
    def about(self) -> str:
        """The matches and the language, as one short name."""
        parts = [*sorted(match_id.hex for match_id in self.match_ids), self.locale]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail stands: its conversation, its subject there, and the Message-IDs before it, the oldest first."""

    conversation_id: UUID | None
    subject: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """A mail that is to join a thread, with the subject it would begin one with; `answers` is a person's mail."""

    thread: Thread | None
    subject: str
    answers: str | None


def places_of(scope: TenantScope, joining: Sequence[Joining], now: datetime) -> list[Place]:
    """The next place of each mail, no two of which join one thread; threads that have not begun begin here."""
    known = _answered_in(scope, joining) | _about_the_same(scope, joining, now)
    before = _ids_in(scope, {conversation.id for conversation in known.values()})
    return [_place(mail, known[mail.thread] if mail.thread else None, before) for mail in joining]


def _place(mail: Joining, conversation: Conversation | None, ids_in: Mapping[UUID, Sequence[str]]) -> Place:
    answered = (mail.answers,) if mail.answers and len(mail.answers) <= LONGEST_ID else ()
    if conversation is None:
        return Place(None, mail.subject, answered)
    before = [known for known in ids_in[conversation.id] if known not in answered]
    title = f"Re: {conversation.subject}" if mail.answers else conversation.subject
    return Place(conversation.id, title, _capped((*before, *answered)))


def _answered_in(scope: TenantScope, joining: Sequence[Joining]) -> dict[Thread, Conversation]:
    """The conversations in which a person wrote what is answered now."""
    threads = {mail.thread: mail.thread.answered_id for mail in joining if mail.thread and mail.thread.answered_id}
    if not threads:
        return {}
    query = select(Conversation).where(
        Conversation.tenant_id == scope.tenant_id, Conversation.id.in_(set(threads.values()))
    )
    found = {row.id: row for row in scope.session.scalars(query)}
    return {thread: found[answered_id] for thread, answered_id in threads.items()}


def _about_the_same(scope: TenantScope, joining: Sequence[Joining], now: datetime) -> dict[Thread, Conversation]:
    """The conversations about the same matches; those that nobody has begun yet begin."""
    subjects = {mail.thread: mail.subject for mail in joining if mail.thread and not mail.thread.answered_id}
    found = _found(scope, subjects)
    missing = {thread: subject for thread, subject in subjects.items() if thread not in found}
    if missing:
        _begin(scope, missing, now)
        found |= _found(scope, missing)
    return found


def _found(scope: TenantScope, threads: Collection[Thread]) -> dict[Thread, Conversation]:
    if not threads:
        return {}
    named = {(thread.person_id, thread.programme_id, thread.about): thread for thread in threads}
    name = tuple_(Conversation.person_id, Conversation.programme_id, Conversation.about)
    query = select(Conversation).where(Conversation.tenant_id == scope.tenant_id, name.in_(list(named)))
    return {named[row.person_id, row.programme_id, row.about]: row for row in scope.session.scalars(query)}


def _begin(scope: TenantScope, threads: Mapping[Thread, str], now: datetime) -> None:
    """Somebody else may begin the same at this moment: theirs holds. In one order, so that nobody waits in a ring."""
    rows = [
        {
            "tenant_id": scope.tenant_id,
            "id": new_id(),
            "person_id": thread.person_id,
            "programme_id": thread.programme_id,
            "about": thread.about,
            "subject": subject,
            "began_at": now,
        }
        for thread, subject in sorted(threads.items(), key=lambda one: (one[0].person_id, one[0].about))
    ]
    scope.session.execute(insert(Conversation).on_conflict_do_nothing(), rows)


def _ids_in(scope: TenantScope, conversations: set[UUID]) -> dict[UUID, list[str]]:
    """The Message-IDs of conversations as far as they matter: the first, and the latest with what they answered."""
    ids: dict[UUID, list[str]] = {conversation_id: [] for conversation_id in conversations}
    if not conversations:
        return ids
    for conversation_id, ours, _ in _mails_in(scope, conversations, OutboundMail.id.asc(), 1):
        ids[conversation_id].append(ours)
    latest = _mails_in(scope, conversations, OutboundMail.id.desc(), MOST_REFERENCES)
    for conversation_id, ours, theirs in latest:
        ids[conversation_id] += [known for known in (theirs, ours) if known and len(known) <= LONGEST_ID]
    return {conversation_id: list(dict.fromkeys(known)) for conversation_id, known in ids.items()}


def _mails_in(
    scope: TenantScope, conversations: set[UUID], preferred: UnaryExpression[UUID], most: int
) -> list[tuple[UUID, str, str | None]]:
    """Of each conversation the mails `preferred`, so many at most, the oldest first: its id, ours, what it answered."""
    mail = (
        select(OutboundMail.id, OutboundMail.message_id, OutboundMail.in_reply_to)
        .where(OutboundMail.tenant_id == scope.tenant_id, OutboundMail.conversation_id == Conversation.id)
        .order_by(preferred)
        .limit(most)
        .lateral()
    )
    query = (
        select(Conversation.id, mail.c.message_id, mail.c.in_reply_to)
        .join(mail, true())
        .where(Conversation.tenant_id == scope.tenant_id, Conversation.id.in_(conversations))
        .order_by(mail.c.id)
    )
    return [(row[0], row[1], row[2]) for row in scope.session.execute(query)]


def _capped(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The first, which holds the thread together, and the latest."""
    return ids if len(ids) <= MOST_REFERENCES + 1 else (ids[0], *ids[-MOST_REFERENCES:])
