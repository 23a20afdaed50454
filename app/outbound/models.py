"""The outbox, the addresses people reply to, and their keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import JsonObject, Platform, TenantOwned, within_tenant


class ReplyKey(Platform):
    """SHA-256 of a reply key and where it leads, so that the listener finds the tenant at RCPT (I9)."""

    __tablename__ = "reply_key"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    reply_address_id: Mapped[UUID]


class ReturnPath(Platform):
    """SHA-256 of the key in a mail's return path, so that what comes back finds the mail it was (VERP)."""

    __tablename__ = "return_path"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    outbound_mail_id: Mapped[UUID]


class ReplyAddress(TenantOwned):
    """What one secret address stands for: one person, one purpose, one time. The key itself is not here."""

    __tablename__ = "reply_address"
    __table_args__ = (
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("check_in_id", "check_in"),
    )

    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    check_in_id: Mapped[UUID | None]
    question_id: Mapped[UUID | None]
    sender_check_id: Mapped[UUID | None]  # the held mail's check that a reply answers
    person_address_id: Mapped[UUID | None]  # the further address whose owner answers
    period: Mapped[str | None]  # YYYY-MM that a reply is about
    purpose: Mapped[str]  # the kinds of check-in of the reading contract
    expires_at: Mapped[datetime]


class OutboundMail(TenantOwned):
    """One mail to one address, with the exact text sent; one Message-ID however often it is tried."""

    __tablename__ = "outbound_mail"
    __table_args__ = (
        UniqueConstraint("tenant_id", "dedupe_key"),
        UniqueConstraint("tenant_id", "message_id"),
        within_tenant("person_id", "person"),
        within_tenant("reply_address_id", "reply_address"),
        Index("ix_outbound_mail_due", "tenant_id", "next_attempt_at", postgresql_where=text("sent_at IS NULL")),
    )

    person_id: Mapped[UUID | None]
    kind: Mapped[str]
    locale: Mapped[str]
    to_name: Mapped[str]
    to_address: Mapped[str]
    from_name: Mapped[str]
    from_address: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    message_id: Mapped[str]
    in_reply_to: Mapped[str | None]
    reply_address_id: Mapped[UUID | None]
    reply_key: Mapped[str | None]  # readable until the mail is sent, then blank
    notice: Mapped[bool]  # nobody asked for it: null return path
    dedupe_key: Mapped[str]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]  # due from then on; a claim moves it on by the lease
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class AddressState(TenantOwned):
    """What mail to one address came to, where that was not well: it bounced, or its owner complained (I8)."""

    __tablename__ = "address_state"
    __table_args__ = (UniqueConstraint("tenant_id", "email"), within_tenant("last_mail_id", "outbound_mail"))

    email: Mapped[str]  # lower case
    state: Mapped[str]  # one word of `app.outbound.standing.State`
    reason: Mapped[str]  # why, one word of `app.outbound.failures.Failure`, or `complaint`
    detail: Mapped[str]  # what the other server said, cut short
    failures: Mapped[int]  # mails in a row
    since: Mapped[datetime]  # the first of them
    last_at: Mapped[datetime]
    last_mail_id: Mapped[UUID | None]  # the mail that came back last: it counts once, however often it does


class SendingDomain(TenantOwned):
    """A domain of the tenant's own that mail is sent from and signed for (U5), with the key that signs."""

    __tablename__ = "sending_domain"
    __table_args__ = (UniqueConstraint("tenant_id", "domain"),)

    domain: Mapped[str]  # lower case
    selector: Mapped[str]
    private_key: Mapped[bytes] = mapped_column(LargeBinary)  # sealed under SECRET_KEY; see `app.outbound.dkim_keys`
    public_key: Mapped[str]  # the p= of the DNS record
    created_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    checks: Mapped[JsonObject | None]  # what the last look at its DNS found
    active_since: Mapped[datetime | None]  # its records stood when last looked at: mail goes out under it
