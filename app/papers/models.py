"""What is kept of papers: that they were issued, the organisation's own words for them, and mentors' employers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import JsonObject, TenantOwned, within_tenant


class IssuedPaper(TenantOwned):
    """That a paper left the house: its digest and what it was made from. No bytes, no names, no words."""

    __tablename__ = "issued_paper"
    __table_args__ = (
        UniqueConstraint("tenant_id", "digest"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        Index("ix_issued_paper_person", "tenant_id", "person_id", "made_at"),
    )
    append_only = True

    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    kind: Mapped[str]  # one word of `app.papers.kinds.Kind`
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    parameters: Mapped[JsonObject]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class PaperWords(TenantOwned):
    """One version of a programme's own paragraphs on a kind of paper in one language; the highest number holds."""

    __tablename__ = "paper_words"
    __table_args__ = (
        UniqueConstraint("tenant_id", "programme_id", "kind", "language", "number"),
        within_tenant("programme_id", "programme"),
        within_tenant("membership_id", "membership"),
    )
    append_only = True

    programme_id: Mapped[UUID]
    kind: Mapped[str]  # one word of `app.papers.kinds.Kind`
    language: Mapped[str]
    number: Mapped[int]
    opening: Mapped[str]
    closing: Mapped[str]
    membership_id: Mapped[UUID]
    written_at: Mapped[datetime]


class MentorEmployer(TenantOwned):
    """Whom a mentor from outside works for, and whether that employer may be told their hours.

    `tells_hours` is the mentor's own word, given or taken back on their page; nobody else sets it.
    """

    __tablename__ = "mentor_employer"
    __table_args__ = (UniqueConstraint("tenant_id", "person_id"), within_tenant("person_id", "person"))

    person_id: Mapped[UUID]
    name: Mapped[str]
    tells_hours: Mapped[bool]
    said_at: Mapped[datetime | None]  # when the mentor last said so themselves, UTC
