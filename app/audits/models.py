"""Audits: their scope, the sample, every look, and what the parties were asked and answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.db import JsonObject, Platform, TenantOwned, within_tenant


class AuditLink(Platform):
    """SHA-256 of the key in an invitation's link, and the audit that it leads to; it opens nothing by itself."""

    __tablename__ = "audit_link"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    audit_id: Mapped[UUID]


class Audit(TenantOwned):
    """What one auditor may look at, and until when (X1).

    The days of `since` and `until` are local and included; `ends_on` is the last day, in the programme's zone, and
    `ends_at` the end of it in UTC. Nothing of it changes but `revoked_at`.
    """

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        within_tenant("membership_id", "membership"),
        within_tenant("invited_by_id", "membership"),
        Index("ix_audit_membership", "tenant_id", "membership_id"),
    )

    number: Mapped[int]  # counts the organisation's audits from 1
    membership_id: Mapped[UUID]
    invited_by_id: Mapped[UUID]
    invited_at: Mapped[datetime]
    programme_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    members: Mapped[str]  # one word of `app.audits.scope.Members`
    since: Mapped[date | None]
    until: Mapped[date | None]
    ends_on: Mapped[date]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AuditMember(TenantOwned):
    """A member in the sample, where it is not everybody: named by the coordinator, or drawn."""

    __tablename__ = "audit_member"
    __table_args__ = (
        UniqueConstraint("tenant_id", "audit_id", "person_id"),
        within_tenant("audit_id", "audit"),
        within_tenant("person_id", "person"),
    )

    audit_id: Mapped[UUID]
    person_id: Mapped[UUID]


class AuditPopulation(TenantOwned):
    """The list from which a sample is drawn, as it was frozen before anybody knew the seed (X5)."""

    __tablename__ = "audit_population"
    __table_args__ = (
        UniqueConstraint("tenant_id", "audit_id"),
        within_tenant("audit_id", "audit"),
        CheckConstraint("wanted >= 1", name="wants_somebody"),
    )
    append_only = True
    erasable = ("members",)

    audit_id: Mapped[UUID]
    wanted: Mapped[int]
    members: Mapped[JsonObject]  # the key of each member in the draw -> the id of the person
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    frozen_at: Mapped[datetime]


class AuditSeed(TenantOwned):
    """The words from which the sample follows, fixed once and for all after the list was frozen (X5)."""

    __tablename__ = "audit_seed"
    __table_args__ = (
        UniqueConstraint("tenant_id", "audit_id"),
        within_tenant("audit_id", "audit"),
        within_tenant("membership_id", "membership"),
    )
    append_only = True

    audit_id: Mapped[UUID]
    seed: Mapped[str]
    membership_id: Mapped[UUID]  # who chose it
    fixed_at: Mapped[datetime]


class AuditLook(TenantOwned):
    """One look of an auditor (X1): the note in the audit log, within which audit, and at whom and what."""

    __tablename__ = "audit_look"
    __table_args__ = (
        within_tenant("audit_id", "audit"),
        within_tenant("audit_entry_id", "audit_entry"),
        within_tenant("person_id", "person"),
        within_tenant("claim_id", "ledger_entry"),
        Index("ix_audit_look_audit", "tenant_id", "audit_id", "id"),
    )
    append_only = True

    audit_id: Mapped[UUID]
    audit_entry_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    claim_id: Mapped[UUID | None]


class AuditInquiry(TenantOwned):
    """One mail to one party of some entries: please confirm to the auditor (X4)."""

    __tablename__ = "audit_inquiry"
    __table_args__ = (
        within_tenant("audit_id", "audit"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
    )
    append_only = True

    audit_id: Mapped[UUID]
    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    asked_at: Mapped[datetime]


class AuditQuestion(TenantOwned):
    """One entry in such a mail, with the minutes that were shown; nobody is asked twice about an entry in an audit."""

    __tablename__ = "audit_question"
    __table_args__ = (
        UniqueConstraint("tenant_id", "audit_id", "claim_id", "person_id"),
        UniqueConstraint("tenant_id", "inquiry_id", "number"),
        within_tenant("audit_id", "audit"),
        within_tenant("inquiry_id", "audit_inquiry"),
        within_tenant("claim_id", "ledger_entry"),
        within_tenant("person_id", "person"),
        Index("ix_audit_question_claim", "tenant_id", "claim_id"),
    )
    append_only = True

    audit_id: Mapped[UUID]
    inquiry_id: Mapped[UUID]
    claim_id: Mapped[UUID]
    person_id: Mapped[UUID]
    number: Mapped[int]  # its place in the mail, from 1
    minutes: Mapped[int]


class AuditAnswer(TenantOwned):
    """What a party wrote back about one entry; a later answer stands beside the earlier one (X4).

    It is evidence for the auditor and changes nothing in the ledger.
    """

    __tablename__ = "audit_answer"
    __table_args__ = (
        UniqueConstraint("tenant_id", "question_id", "received_mail_id"),
        within_tenant("question_id", "audit_question"),
        Index("ix_audit_answer_question", "tenant_id", "question_id", "id"),
    )

    question_id: Mapped[UUID]
    said: Mapped[str]  # one word of `app.audits.said.Said`
    words: Mapped[str]
    # No foreign key: a mail may be deleted when its time is over, the answer that stands on it stays.
    received_mail_id: Mapped[UUID]
    mail_digest: Mapped[bytes] = mapped_column(LargeBinary)
    verdict: Mapped[str]  # how its sender was checked
    answered_at: Mapped[datetime]
