"""Auditors, and what they ask."""

from dataclasses import dataclass
from uuid import UUID

from app.events.replies import Answered


@dataclass(frozen=True, slots=True)
class AuditorInvited:
    """Somebody may audit (X1); the link leads to a page that mails a code, and opens nothing by itself."""

    audit_id: UUID
    link: str


@dataclass(frozen=True, slots=True)
class AuditPartiesAsked:
    """An auditor asks one party to confirm entries (X4)."""

    inquiry_id: UUID


@dataclass(frozen=True, slots=True)
class AuditorAnswered:
    """A party answered the auditor; `said` has for each question one word of `app.audits.said.Said`."""

    mail: Answered
    inquiry_id: UUID
    said: tuple[tuple[UUID, str], ...]
