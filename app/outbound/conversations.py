"""Threads (ADR 0010): all mail between a programme and a person about the same matches is one conversation.

Mail programs put a mail where its References lead, and Gmail only if the subject is the same besides. So a
conversation keeps the subject it began with, and each mail names the first one and the latest.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
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


def place_in(scope: TenantScope, thread: Thread | None, subject: str, answers: str | None, now: datetime) -> Place:
    """The next place in a thread; the conversation begins here if it has not begun. `answers` is a person's mail."""
    answered = (answers,) if answers and len(answers) <= LONGEST_ID else ()
    if thread is None:
        return Place(None, subject, answered)
    conversation = _conversation(scope, thread, subject, now)
    before = [known for known in _ids_in(scope, conversation.id) if known not in answered]
    title = f"Re: {conversation.subject}" if answers else conversation.subject
    return Place(conversation.id, title, _capped((*before, *answered)))


def _conversation(scope: TenantScope, thread: Thread, subject: str, now: datetime) -> Conversation:
    if thread.answered_id:
        return scope.session.get_one(Conversation, (scope.tenant_id, thread.answered_id))
    scope.session.execute(
        insert(Conversation)
        .values(
            tenant_id=scope.tenant_id,
            id=new_id(),
            person_id=thread.person_id,
            programme_id=thread.programme_id,
            about=thread.about,
            subject=subject,
            began_at=now,
        )
        .on_conflict_do_nothing()
    )
    query = select(Conversation).where(
        Conversation.tenant_id == scope.tenant_id,
        Conversation.person_id == thread.person_id,
        Conversation.programme_id == thread.programme_id,
        Conversation.about == thread.about,
    )
    return scope.session.execute(query).scalar_one()


def _ids_in(scope: TenantScope, conversation_id: UUID) -> list[str]:
    """The Message-IDs of a conversation as far as they matter: the first, and the latest with what they answered."""
    query = select(OutboundMail.message_id, OutboundMail.in_reply_to).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.conversation_id == conversation_id
    )
    first = scope.session.execute(query.order_by(OutboundMail.id).limit(1)).all()
    latest = scope.session.execute(query.order_by(OutboundMail.id.desc()).limit(MOST_REFERENCES)).all()
    ids = [first[0].message_id] if first else []
    for ours, theirs in reversed(latest):
        ids += [known for known in (theirs, ours) if known and len(known) <= LONGEST_ID]
    return list(dict.fromkeys(ids))


def _capped(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The first, which holds the thread together, and the latest."""
    return ids if len(ids) <= MOST_REFERENCES + 1 else (ids[0], *ids[-MOST_REFERENCES:])
