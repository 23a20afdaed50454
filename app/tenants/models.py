"""Tenants, the people who sign in, and what they are in a tenant."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Platform, TenantOwned, new_id, within_tenant


class Tenant(Platform):
    """An organisation that runs programmes (T1). Platform: id and address name only."""

    __tablename__ = "tenant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class User(Platform):
    """One login identity on the platform; who it is, each tenant knows for itself."""

    __tablename__ = "user_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)


class LoginPlace(Platform):
    """That a login identity is known in a tenant, as staff or as a participant; who it is there, the tenant knows."""

    __tablename__ = "login_place"
    __table_args__ = (UniqueConstraint("user_id", "tenant_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))


class SignIn(Platform):
    """One request to sign in (U2): hashes only. Rows of the last minutes also limit how often one may ask."""

    __tablename__ = "sign_in"
    __table_args__ = (
        Index("ix_sign_in_email", "email_hash", "asked_at"),
        Index("ix_sign_in_peer", "peer_hash", "asked_at"),
        Index("ix_sign_in_browser", "browser_hash"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)  # of the code and the browser's secret together
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    email_hash: Mapped[bytes] = mapped_column(LargeBinary)
    peer_hash: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)  # wrong codes so far


class AuditEntry(TenantOwned):
    """What a member of staff did or looked at (C4), or a person chose for themselves; nobody changes it.

    Not even the owner of the tables does. Only erasing a person takes words out of a note (C3).
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        within_tenant("membership_id", "membership"),
        within_tenant("person_id", "person"),
        CheckConstraint("num_nonnulls(membership_id, person_id) >= 1", name="somebody_acts"),
        Index("ix_audit_entry_at", "tenant_id", "at"),
    )
    append_only = True
    erasable = ("note",)

    membership_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    action: Mapped[str]
    # No foreign key: a mail or a person may be erased when its time is over, the note of what was done stays.
    subject_id: Mapped[UUID | None]
    note: Mapped[str]
    at: Mapped[datetime]


class Membership(TenantOwned):
    """What a user is in a tenant (U1): owner, coordinator, auditor…; staff have a name, address and phone here."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("tenant_id", "user_id", "role"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str | None]
    locale: Mapped[str]
    ends_at: Mapped[datetime | None]  # from then on (UTC) it opens nothing; none where it has no end


class LogoImage(TenantOwned):
    """A picture for the head of mails, as we wrote it ourselves; earlier ones stay for the mails that show them."""

    __tablename__ = "logo"

    content: Mapped[bytes] = mapped_column(LargeBinary)
    subtype: Mapped[str]  # png, jpeg
    width: Mapped[int]  # as shown, in CSS pixels; the picture itself has up to twice as many
    height: Mapped[int]
    uploaded_at: Mapped[datetime]


class Branding(TenantOwned):
    """How the tenant's mails look (U5): its colour and its logo; nothing where it has chosen nothing."""

    __tablename__ = "branding"
    __table_args__ = (UniqueConstraint("tenant_id"), within_tenant("logo_id", "logo"))

    colour: Mapped[str | None]  # #rrggbb, as chosen; see `app.outbound.letter.look` for what is readable
    logo_id: Mapped[UUID | None]
    changed_at: Mapped[datetime]


class Organisation(TenantOwned):
    """The tenant's own name and the person who is told of safeguarding concerns (C2)."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("tenant_id"), within_tenant("safeguarding_id", "membership"))

    name: Mapped[str]
    sender_policy: Mapped[str]
    safeguarding_id: Mapped[UUID]
    allow_list_link: Mapped[int] = mapped_column(default=0)  # which link to the page for administrators is in force
    roots_to: Mapped[str | None]  # the address that gets the daily roots; without one owners or coordinators do
    auditors_read: Mapped[str] = mapped_column(default="none")  # one word of `app.audits.permitted.Permitted`
    keeps_examples: Mapped[bool] = mapped_column(default=False)  # see docs/learning.md; off unless switched on
    shows_words: Mapped[bool] = mapped_column(
        default=True
    )  # whether hour logs show the words that hours were read from
