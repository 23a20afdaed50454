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
    __table_args__ = (Index("ix_return_path_outbound_mail_id", "outbound_mail_id"),)

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    outbound_mail_id: Mapped[UUID]


class MailDomain(Platform):
    """SHA-256 of a domain that a tenant has proven to be its own, by our key in its DNS (U5); of one tenant only."""

    __tablename__ = "mail_domain"

    domain_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    proven_at: Mapped[datetime]  # when the key was last seen there


class UnsubscribeLink(Platform):
    """SHA-256 of the key in a mail's unsubscribe link, and whose mail it stops (I8, RFC 8058)."""

    __tablename__ = "unsubscribe_link"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]


class Pace(Platform):
    """When the next mail to one domain, or of one tenant, may go: SHA-256 of its name, and the time (UTC)."""

    __tablename__ = "pace"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    free_at: Mapped[datetime]


class ReplyAddress(TenantOwned):
    """What one secret address stands for: one person, one purpose, one time. The key itself is not here."""

    __tablename__ = "reply_address"
    __table_args__ = (
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("check_in_id", "check_in"),
        within_tenant("attestation_list_id", "attestation_list"),
        within_tenant("audit_inquiry_id", "audit_inquiry"),
    )

    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    check_in_id: Mapped[UUID | None]
    question_id: Mapped[UUID | None]
    sender_check_id: Mapped[UUID | None]  # the held mail's check that a reply answers
    person_address_id: Mapped[UUID | None]  # the further address whose owner answers
    attestation_list_id: Mapped[UUID | None]  # what the mail listed for its reader to confirm
    audit_inquiry_id: Mapped[UUID | None]  # the auditor's questions that a reply answers
    pair_proposal_id: Mapped[UUID | None]  # the pair to which its reader may consent
    period: Mapped[str | None]  # YYYY-MM that a reply is about
    purpose: Mapped[str]  # the kinds of check-in of the reading contract
    expires_at: Mapped[datetime]


class Conversation(TenantOwned):
    """One thread in a person's mail program: a person, a programme, and what they are matched in (ADR 0010)."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id", "programme_id", "about"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
    )

    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    about: Mapped[str]  # the matches and the language; see `app.outbound.conversations.Thread`
    subject: Mapped[str]  # as it began; Gmail keeps together what has the same
    began_at: Mapped[datetime]


class OutboundMail(TenantOwned):
    """One mail to one address, with the exact text sent; one Message-ID however often it is tried."""

    __tablename__ = "outbound_mail"
    __table_args__ = (
        UniqueConstraint("tenant_id", "dedupe_key"),
        UniqueConstraint("tenant_id", "message_id"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("reply_address_id", "reply_address"),
        within_tenant("conversation_id", "conversation"),
        within_tenant("logo_id", "logo"),
        Index("ix_outbound_mail_conversation", "tenant_id", "conversation_id", "id"),
        Index("ix_outbound_mail_person", "tenant_id", "person_id", "id"),
        Index("ix_outbound_mail_reply_address", "tenant_id", "reply_address_id", "id"),
        Index("ix_outbound_mail_to_address", "tenant_id", "to_address", "created_at"),
        Index("ix_outbound_mail_due", "tenant_id", "next_attempt_at", postgresql_where=text("sent_at IS NULL")),
    )

    person_id: Mapped[UUID | None]
    programme_id: Mapped[UUID | None]  # whose mail it is; none for mail of the organisation itself
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
    in_reply_to: Mapped[str | None]  # the mail of a person that this one answers
    conversation_id: Mapped[UUID | None]
    thread_ids: Mapped[str] = mapped_column(default="")  # the References header
    logo_id: Mapped[UUID | None]  # the picture that its HTML shows
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
    withheld: Mapped[str | None]  # why it was not sent, one word of `app.outbound.pacing.withholding.Withheld`
    became: Mapped[str | None]  # what others told of it since, one word of `app.outbound.delivery.told.Became`
    became_at: Mapped[datetime | None]
    became_why: Mapped[str | None]  # where it failed, one word of `app.outbound.reach.failures.Failure`
    attached: Mapped[int] = mapped_column(default=0)  # how many files go along; they are kept until it is sent


class OutboundAttachment(TenantOwned):
    """A file that goes along with a mail, kept until the mail is sent or given up."""

    __tablename__ = "outbound_attachment"
    __table_args__ = (
        UniqueConstraint("tenant_id", "outbound_mail_id", "place"),
        within_tenant("outbound_mail_id", "outbound_mail"),
    )

    outbound_mail_id: Mapped[UUID]
    place: Mapped[int]  # among the files of its mail, from 0
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class MailEnclosure(TenantOwned):
    """What goes out with a mail, as what it is made from; it is made when the mail is sent, and its bytes not kept."""

    __tablename__ = "mail_enclosure"
    __table_args__ = (
        UniqueConstraint("tenant_id", "outbound_mail_id", "kind"),
        within_tenant("outbound_mail_id", "outbound_mail"),
    )

    outbound_mail_id: Mapped[UUID]
    kind: Mapped[str]  # one word of `app.outbound.letter.enclosures.Enclosed`
    parameters: Mapped[JsonObject]


class AddressState(TenantOwned):
    """What mail to one address came to, where that was not well: it bounced, or its owner complained (I8)."""

    __tablename__ = "address_state"
    __table_args__ = (UniqueConstraint("tenant_id", "email"), within_tenant("last_mail_id", "outbound_mail"))

    email: Mapped[str]  # lower case
    state: Mapped[str]  # one word of `app.outbound.reach.standing.State`
    reason: Mapped[str]  # why, one word of `app.outbound.reach.failures.Failure`, or `complaint`
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
    private_key: Mapped[bytes] = mapped_column(
        LargeBinary
    )  # sealed under SECRET_KEY; see `app.outbound.letter.dkim_keys`
    public_key: Mapped[str]  # the p= of the DNS record
    created_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    checks: Mapped[JsonObject | None]  # what the last look at its DNS found
    active_since: Mapped[datetime | None]  # its records stood when last looked at: mail goes out under it


class MailWords(TenantOwned):
    """One version of a programme's own words for a kind of mail in one language; the highest number holds.

    `body` has for each passage in own words `{"words": …, "instead_of": our English sentence at that time}`.
    """

    __tablename__ = "mail_words"
    __table_args__ = (
        UniqueConstraint("tenant_id", "programme_id", "kind", "language", "number"),
        within_tenant("programme_id", "programme"),
        within_tenant("membership_id", "membership"),
    )
    append_only = True

    programme_id: Mapped[UUID]
    kind: Mapped[str]  # of `app.outbound.own_words.catalogue`
    language: Mapped[str]
    number: Mapped[int]
    body: Mapped[JsonObject]
    membership_id: Mapped[UUID]
    written_at: Mapped[datetime]


class MailWordsDraft(TenantOwned):
    """Own words that a coordinator is trying out: shown to them alone, sent to nobody else."""

    __tablename__ = "mail_words_draft"
    __table_args__ = (
        # Named, because the name made from so many columns would be too long for PostgreSQL.
        UniqueConstraint("tenant_id", "membership_id", "programme_id", "kind", "language", name="uq_mail_words_draft"),
        within_tenant("programme_id", "programme"),
        within_tenant("membership_id", "membership"),
    )

    programme_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    kind: Mapped[str]
    language: Mapped[str]
    body: Mapped[JsonObject]
    written_at: Mapped[datetime]
