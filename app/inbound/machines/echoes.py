"""Two machines must not answer each other: what is not understood gets one answer an hour, equal mails get none.

Robots without any mark of one (RFC 3834) are known by this alone. A person who writes clearly is answered each time.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeGuard
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.decision import Decision, Ignored, Outcome, Question, Reason, Review
from app.inbound.known import Known
from app.inbound.models import MailOutcome
from app.inbound.stored import Found
from app.outbound.letter.mail import MailKind
from app.outbound.models import OutboundMail

AN_HOUR: Final = timedelta(hours=1)
A_WEEK: Final = timedelta(days=7)
_ALIKE: Final = 0.8
"""So great a share of all words of two mails in both: only a number, a name or a greeting differs."""
_FEW_WORDS: Final = 5
_MOST_EARLIER: Final = 50
_TOKEN: Final = re.compile(r"\w+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NOT_UNDERSTOOD: Final = frozenset({Reason.UNCLEAR, Reason.HOW_IT_GOES, Reason.REQUEST, Reason.NO_MATCH})
_ASKED: Final = (MailKind.QUESTION.value, MailKind.PASSED_ON.value)


def without_echo(scope: TenantScope, found: Found, decision: Decision, now: datetime) -> Decision:
    """The decision, unless carrying it out would answer a robot once more (`now` in UTC).

    Facts are always recorded, and a concern for somebody's safety always reaches a person.
    """
    if found.decided_by or not isinstance(found.known, Known) or not _answers_the_writer(decision):
        return decision
    text, person_id = found.reading.reply_text if found.reading else "", found.known.person_id
    if text and any(_spoken(text) == _spoken(other) for other in _earlier(scope, found, person_id, now - AN_HOUR)):
        return Ignored(Reason.LOOP)
    if found.mail.has_null_sender:
        return _unanswered(decision)
    matter = decision.matter if isinstance(decision, Question) else decision.reason
    if matter not in _NOT_UNDERSTOOD:
        return decision  # a clear report, however like the last one: only a day or a number may tell them apart
    if _asked_lately(scope, found.known, now) or _said_alike(scope, found, text, now):
        return Review(Reason.STILL_UNCLEAR if isinstance(decision, Question) else matter, quietly=True)
    return decision


def _answers_the_writer(decision: Decision) -> TypeGuard[Question | Review | Ignored]:
    match decision:
        case Question() | Ignored(reason=Reason.UNSUBSCRIBED):
            return True
        case Review(reason=reason):
            return reason in _NOT_UNDERSTOOD  # the kind notices of what is closed or expired have a limit of their own
        case _:
            return False


def _unanswered(decision: Question | Review | Ignored) -> Decision:
    """What becomes of a mail that came from nobody, by its envelope: nobody is asked or told (RFC 3834, section 2)."""
    match decision:
        case Question():
            return Review(Reason.REQUEST, quietly=True)
        case Review():
            return replace(decision, quietly=True)
        case Ignored():
            return decision


def _said_alike(scope: TenantScope, found: Found, text: str, now: datetime) -> bool:
    """Whether the same person was not understood in nearly these words within the week."""
    words = _words(text)
    if len(words) < _FEW_WORDS or not isinstance(found.known, Known):
        return False
    return any(_alike(words, _words(other)) for other in _earlier(scope, found, found.known.person_id, now - A_WEEK))


def _earlier(scope: TenantScope, found: Found, person_id: UUID, since: datetime) -> Iterator[str]:
    rows = scope.session.scalars(
        select(MailOutcome.reading)
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.person_id == person_id,
            MailOutcome.received_mail_id != found.mail.received_mail_id,
            MailOutcome.decided_at > since,
            MailOutcome.is_current,
            MailOutcome.outcome != Outcome.HELD.value,  # it was not answered, and perhaps not theirs
            MailOutcome.reason != Reason.DENIED.value,
        )
        .order_by(MailOutcome.decided_at.desc())
        .limit(_MOST_EARLIER)
    )
    return (str(reading["reply_text"]) for reading in rows if reading)


def _spoken(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= _ALIKE * len(some | others)


def _asked_lately(scope: TenantScope, known: Known, now: datetime) -> bool:
    query = select(OutboundMail.id).where(
        OutboundMail.tenant_id == scope.tenant_id,
        OutboundMail.person_id == known.person_id,
        OutboundMail.kind.in_(_ASKED),
        OutboundMail.created_at > now - AN_HOUR,
    )
    return scope.session.scalar(query.limit(1)) is not None
