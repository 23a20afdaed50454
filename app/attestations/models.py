"""What somebody is to confirm, and what each mail about it listed."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ARRAY, Index, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import TenantOwned, within_tenant


class AttestationItem(TenantOwned):
    """That a person, or the coordinators, are to confirm one figure of one claim (H3), and what came of it.

    The ledger alone says where a claim stands. This says who is asked, how often, and about which figure: another
    figure is another item. `said_minutes` and its likes are what would be right, as far as they said it.
    """

    __tablename__ = "attestation_item"
    __table_args__ = (
        within_tenant("programme_id", "programme"),
        within_tenant("claim_id", "ledger_entry"),
        within_tenant("person_id", "person"),
        within_tenant("list_id", "attestation_list"),
        within_tenant("replaced_by_id", "ledger_entry"),
        Index(
            "uq_attestation_item_open",
            "tenant_id",
            "claim_id",
            "person_id",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_attestation_item_claim", "tenant_id", "claim_id"),
        Index(
            "ix_attestation_item_waiting",
            "tenant_id",
            "person_id",
            "asked_at",
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index(
            "ix_attestation_item_replaced_by",
            "tenant_id",
            "replaced_by_id",
            postgresql_where=text("replaced_by_id IS NOT NULL"),
        ),
        Index("ix_attestation_item_outcome", "tenant_id", "outcome", postgresql_where=text("outcome IS NOT NULL")),
    )

    programme_id: Mapped[UUID]
    claim_id: Mapped[UUID]
    person_id: Mapped[UUID | None]  # none: the coordinators
    minutes: Mapped[int]  # the figure that they are asked about
    since: Mapped[datetime]
    list_id: Mapped[UUID | None]  # what the mail listed that asked first
    asked_at: Mapped[datetime | None]
    answer_by: Mapped[date | None]  # local to the programme's zone
    reminders: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str | None]  # one word of `app.attestations.outcomes.Outcome`
    settled_at: Mapped[datetime | None]
    said_minutes: Mapped[int | None]
    said_mode: Mapped[str | None]
    said_on: Mapped[date | None]
    said_starts: Mapped[time | None]
    said_ends: Mapped[time | None]
    said_absent: Mapped[bool | None]
    replaced_by_id: Mapped[UUID | None]  # the claim that took the place of the disputed one


class AttestationList(TenantOwned):
    """What one mail listed, in the order of its numbers, so that an answer by number finds what it is about."""

    __tablename__ = "attestation_list"
    __table_args__ = (within_tenant("person_id", "person"), within_tenant("programme_id", "programme"))

    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    purpose: Mapped[str]  # one word of `app.attestations.outcomes.Purpose`
    item_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    made_at: Mapped[datetime]
