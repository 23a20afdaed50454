"""The mentoring relationship: who is matched, what they were asked, where and when they met, how they say it goes."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import TenantOwned, within_tenant


class Match(TenantOwned):
    """A mentoring relationship; it keeps the version of the rules it began under (T3)."""

    __tablename__ = "match"
    __table_args__ = (
        within_tenant("programme_id", "programme"),
        within_tenant("cohort_id", "cohort"),
        within_tenant("rules_id", "programme_rules"),
    )

    programme_id: Mapped[UUID]
    cohort_id: Mapped[UUID | None]
    rules_id: Mapped[UUID]
    state: Mapped[str]  # active, paused, ended
    started_on: Mapped[date]
    ends_on: Mapped[date | None]


class MatchParticipant(TenantOwned):
    """A person's part in a match: mentor, mentee, facilitator. Groups have several of each (B, D)."""

    __tablename__ = "match_participant"
    __table_args__ = (
        UniqueConstraint("tenant_id", "match_id", "person_id"),
        within_tenant("match_id", "match"),
        within_tenant("person_id", "person"),
        Index("ix_match_participant_person", "tenant_id", "person_id"),
    )

    match_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[str]


class CheckIn(TenantOwned):
    """One month's question to one person about all their matches in a programme (I1)."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("tenant_id", "programme_id", "person_id", "period"),
        within_tenant("programme_id", "programme"),
        within_tenant("person_id", "person"),
        within_tenant("rules_id", "programme_rules"),
    )

    programme_id: Mapped[UUID]
    person_id: Mapped[UUID]
    rules_id: Mapped[UUID]
    role: Mapped[str]
    period: Mapped[str]  # YYYY-MM in the programme's zone
    state: Mapped[str]  # open, asked (a question is out), with_person (staff read the reply), answered, unanswered
    opened_at: Mapped[datetime]
    answer_by: Mapped[date]  # local to the programme's zone
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]


class Meeting(TenantOwned):
    """A session as someone reported it (H1). A later correction marks it withdrawn; it is never deleted."""

    __tablename__ = "meeting"
    __table_args__ = (
        within_tenant("match_id", "match"),
        within_tenant("reported_by_id", "person"),
        within_tenant("received_mail_id", "received_mail"),
    )

    match_id: Mapped[UUID]
    reported_by_id: Mapped[UUID]
    received_mail_id: Mapped[UUID | None]  # none where a coordinator was told
    period: Mapped[str]
    held_on: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    minutes: Mapped[int | None]
    mode: Mapped[str]
    topics: Mapped[str | None]
    homework: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]


class StatusReport(TenantOwned):
    """How a person says a match goes, in one mail (I1, P8): status, help wanted, the next meeting."""

    __tablename__ = "status_report"
    __table_args__ = (
        within_tenant("match_id", "match"),
        within_tenant("person_id", "person"),
        within_tenant("received_mail_id", "received_mail"),
        Index("ix_status_report_latest", "tenant_id", "match_id", "person_id", "reported_at"),
    )

    match_id: Mapped[UUID]
    person_id: Mapped[UUID]
    received_mail_id: Mapped[UUID | None]
    period: Mapped[str]
    status: Mapped[str]
    wants_help: Mapped[bool]
    minutes_said: Mapped[int | None]  # what a role that does not claim hours said all the same
    next_meeting_on: Mapped[date | None]
    next_meeting_at: Mapped[time | None]
    reported_at: Mapped[datetime]


class PairProposal(TenantOwned):
    """A pair that formed elsewhere, as one of the two told it by mail; the other is asked for consent (M8).

    `name` and `email` are the other's. They are blank once it has come to nothing; then `address_hash` alone says who
    is not to be asked again.
    """

    __tablename__ = "pair_proposal"
    __table_args__ = (
        within_tenant("programme_id", "programme"),
        within_tenant("proposer_id", "person"),
        within_tenant("partner_id", "person"),
        within_tenant("match_id", "match"),
        within_tenant("received_mail_id", "received_mail"),
        within_tenant("answered_by_id", "received_mail"),
        Index("ix_pair_proposal_address_hash", "tenant_id", "address_hash"),
        Index("ix_pair_proposal_proposer", "tenant_id", "proposer_id", "proposed_at"),
        Index(
            "uq_pair_proposal_open",
            "tenant_id",
            "address_hash",
            unique=True,
            postgresql_where=text("state IN ('to_approve', 'asked')"),
        ),
    )

    programme_id: Mapped[UUID]
    proposer_id: Mapped[UUID]
    role: Mapped[str]  # the proposer's: mentor or mentee
    name: Mapped[str]
    email: Mapped[str]  # lower case
    address_hash: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[date | None]  # local to the programme
    received_mail_id: Mapped[UUID]  # the mail that told of it
    state: Mapped[str]  # one word of `app.matches.proposals.State`
    proposed_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    answer_by: Mapped[date | None]  # local to the programme
    settled_at: Mapped[datetime | None]
    partner_id: Mapped[UUID | None]  # who consented
    match_id: Mapped[UUID | None]
    answered_by_id: Mapped[UUID | None]  # the mail in which they did
