"""What came in: the bytes, the envelope, what became of it, and the questions it raised."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import JsonObject, Platform, TenantOwned, within_tenant


class RawMail(TenantOwned):
    """The bytes as they came, once per tenant and digest (SHA-256); its own retention class."""

    __tablename__ = "raw_mail"
    __table_args__ = (UniqueConstraint("tenant_id", "digest"),)

    digest: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    first_received_at: Mapped[datetime]


class ReceivedMail(TenantOwned):
    """One mail for one recipient of ours, with the envelope seen; the same mail again is the same row."""

    __tablename__ = "received_mail"
    __table_args__ = (
        UniqueConstraint("tenant_id", "raw_mail_id", "recipient"),
        within_tenant("raw_mail_id", "raw_mail"),
        within_tenant("reply_address_id", "reply_address"),
        within_tenant("programme_id", "programme"),
        within_tenant("outbound_mail_id", "outbound_mail"),
    )

    raw_mail_id: Mapped[UUID]
    recipient: Mapped[str]  # "key:<reply address>", "programme:<id>" or "return:<mail>": one, however it was spelt
    reply_address_id: Mapped[UUID | None]
    programme_id: Mapped[UUID | None]
    outbound_mail_id: Mapped[UUID | None]  # the mail of ours that came back to its return path
    envelope: Mapped[JsonObject]  # `app.inbound.receive.Envelope`
    received_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)  # begun readings; too many and the mail is quarantined
    taken_at: Mapped[datetime | None]  # when the attempt that counts last was begun
    not_before: Mapped[datetime | None]  # the DNS was silent about its sender: nobody takes it up until then


class ProviderEvent(Platform):
    """What a provider or a mailbox has handed to us before, by the hash of its own name for it; a platform table.

    A delivery for one recipient names the mail that was kept; a token that works once names the digest it came with.
    """

    __tablename__ = "provider_event"

    event_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"))
    received_mail_id: Mapped[UUID | None]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class MailOutcome(TenantOwned):
    """What became of a received mail. One is current, by constraint; a replay adds the next and history stays."""

    __tablename__ = "mail_outcome"
    __table_args__ = (
        within_tenant("received_mail_id", "received_mail"),
        within_tenant("decided_by_id", "membership"),
        Index(
            "uq_mail_outcome_current",
            "tenant_id",
            "received_mail_id",
            unique=True,
            postgresql_where=text("is_current"),
        ),
        Index("ix_mail_outcome_message_id", "tenant_id", "message_id"),
        Index("ix_mail_outcome_fingerprint", "tenant_id", "fingerprint"),
        Index("ix_mail_outcome_person", "tenant_id", "person_id", "decided_at"),
    )

    received_mail_id: Mapped[UUID]
    outcome: Mapped[str]
    reason: Mapped[str]
    detail: Mapped[str]
    person_id: Mapped[UUID | None]
    message_id: Mapped[str | None]
    fingerprint: Mapped[str | None]  # of the mail's body and date: the same for each copy of it
    restricted: Mapped[bool]  # a safeguarding matter: for the named person only, in no list (C2)
    reading: Mapped[JsonObject | None]
    verdict: Mapped[JsonObject | None]
    rules_id: Mapped[UUID | None]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[UUID | None]  # the member of staff who decided; none where the rules did
    is_current: Mapped[bool]


class Question(TenantOwned):
    """One question that a reply raised (I3), with what would be recorded on a yes."""

    __tablename__ = "question"
    __table_args__ = (
        within_tenant("received_mail_id", "received_mail"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("check_in_id", "check_in"),
        within_tenant("attestation_list_id", "attestation_list"),
    )

    received_mail_id: Mapped[UUID | None]  # none where it came of what a coordinator entered
    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    check_in_id: Mapped[UUID | None]
    attestation_list_id: Mapped[UUID | None]  # the listed hours that it is about
    subject_matter: Mapped[str]  # unclear: ask again; add_or_replace: hours beside those of the period
    wording: Mapped[str]
    reading: Mapped[JsonObject | None]  # what waits for the answer
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class SenderCheck(TenantOwned):
    """A held mail about which the enrolled address is asked at most once, "Was this you?", and what came of it (I9)."""

    __tablename__ = "sender_check"
    __table_args__ = (
        UniqueConstraint("tenant_id", "received_mail_id"),
        within_tenant("received_mail_id", "received_mail", ondelete="CASCADE"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("answered_by_id", "received_mail", ondelete="SET NULL (answered_by_id)"),
        Index("ix_sender_check_person", "tenant_id", "person_id", "asked_at"),
    )

    received_mail_id: Mapped[UUID]  # the held mail
    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    sender: Mapped[str]  # the address that it names as its sender, as found; may be forged
    held_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    unasked: Mapped[str | None]  # why nobody is asked, one word of `app.inbound.identity.unasked.Unasked`
    answer: Mapped[str | None]  # yes or no
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None]  # the mail that said so


class AmendedReading(TenantOwned):
    """A mail that a coordinator read otherwise than we did (docs/learning.md), kept where the tenant asks for it.

    It goes with its mail: who erases that erases this.
    """

    __tablename__ = "amended_reading"
    __table_args__ = (
        UniqueConstraint("tenant_id", "received_mail_id"),
        within_tenant("received_mail_id", "received_mail", ondelete="CASCADE"),
    )

    received_mail_id: Mapped[UUID]
    context: Mapped[JsonObject]  # what was known then, as JSON of the reading contract
    expected: Mapped[JsonObject]  # what the coordinator recorded, as the same JSON
    notes: Mapped[str]  # what our reading came to: fixed words and figures, nobody's words
    handed_on: Mapped[bool]  # the words are those of the mail that a coordinator forwarded
    kept_at: Mapped[datetime]
