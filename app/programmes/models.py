"""Programmes, the versions of their rules, cohorts, and the people who take part."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import JsonObject, Platform, TenantOwned, within_tenant


class Programme(TenantOwned):
    """A mentoring programme of a tenant (T2); `closed_at` ends the taking of replies."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("tenant_id", "slug"), within_tenant("coordinator_id", "membership"))

    slug: Mapped[str]
    name: Mapped[str]
    locale: Mapped[str]
    coordinator_id: Mapped[UUID]
    closed_at: Mapped[datetime | None]


class ProgrammeRules(TenantOwned):
    """One version of a programme's rules (T3), a validated `app.programmes.rules.Rules` as JSON."""

    __tablename__ = "programme_rules"
    __table_args__ = (
        UniqueConstraint("tenant_id", "programme_id", "version"),
        within_tenant("programme_id", "programme"),
    )
    append_only = True

    programme_id: Mapped[UUID]
    version: Mapped[int]
    body: Mapped[JsonObject]
    created_at: Mapped[datetime]


class ProgrammeAddress(Platform):
    """The local part of a programme's own mail address and whose it is; takes what comes without a reply key."""

    __tablename__ = "programme_address"

    local_part: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    programme_id: Mapped[UUID]


class Cohort(TenantOwned):
    """An intake of a programme with its dates (T2), local to the programme's zone."""

    __tablename__ = "cohort"
    __table_args__ = (UniqueConstraint("tenant_id", "programme_id", "name"), within_tenant("programme_id", "programme"))

    programme_id: Mapped[UUID]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Person(TenantOwned):
    """A participant: one address, one language, and the organisation's own number for them (U6)."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("tenant_id", "email"),
        UniqueConstraint("tenant_id", "member_number"),
        Index("ix_person_user", "tenant_id", "user_id"),
    )

    name: Mapped[str]
    given_name: Mapped[str]
    email: Mapped[str]  # lower case
    locale: Mapped[str]
    member_number: Mapped[str | None]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    unsubscribed_at: Mapped[datetime | None]
    timezone: Mapped[str | None]  # where they live, when that is not the programme's zone
    erased_at: Mapped[datetime | None] = mapped_column(default=None)  # nothing but ids is left since (C3)


class PersonAddress(TenantOwned):
    """A further address that a person writes from, or that of an assistant who may answer for them.

    It counts from `confirmed_at`, when its owner answered from it, until `ended_at`; the row stays, because entries
    of the ledger name it.
    """

    __tablename__ = "person_address"
    __table_args__ = (
        within_tenant("person_id", "person"),
        Index(
            "uq_person_address_live",
            "tenant_id",
            "person_id",
            "email",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "uq_person_address_own",
            "tenant_id",
            "email",
            unique=True,
            postgresql_where=text("kind = 'own' AND confirmed_at IS NOT NULL AND ended_at IS NULL"),
        ),
    )

    person_id: Mapped[UUID]
    kind: Mapped[str]  # own: the person's; assistant: of somebody who may answer for them
    email: Mapped[str]  # lower case, its domain in ASCII
    name: Mapped[str]  # the assistant's; empty for an address of one's own
    asked_at: Mapped[datetime]  # when its owner was last asked, UTC
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Absence(TenantOwned):
    """That a person is away, as their mail program told us; reminders wait until they are back (I4)."""

    __tablename__ = "absence"
    __table_args__ = (
        UniqueConstraint("tenant_id", "received_mail_id"),
        within_tenant("person_id", "person"),
        within_tenant("received_mail_id", "received_mail"),
        Index("ix_absence_until", "tenant_id", "person_id", "until"),
    )

    person_id: Mapped[UUID]
    received_mail_id: Mapped[UUID]
    noted_on: Mapped[date]  # local to the programme: the first day, or that on which their program said so
    until: Mapped[date]  # their last day away, local
