"""Step 8, the facts: write meetings, statuses and ledger entries, and return what happened."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import update

from app import events
from app.attestations.expect import expect, note_replaced
from app.db import TenantScope
from app.inbound.basis import Basis
from app.inbound.decision import Recorded
from app.inbound.hours.claims import claims_hours
from app.inbound.hours.completed_sessions import complete_sessions
from app.inbound.hours.entries import drafts_of
from app.inbound.hours.followed_sessions import follow_claims
from app.inbound.hours.said import said_of_matches
from app.inbound.hours.wanting import ask_what_is_missing
from app.ledger.append import append
from app.ledger.drafts import Kind
from app.ledger.models import LedgerEntry
from app.matches.models import CheckIn, Meeting, StatusReport
from app.reading.contract import Status

ENDS = (Status.ENDING, Status.ENDED)


def record(scope: TenantScope, facts: Recorded, basis: Basis) -> list[events.Event]:
    """Write the facts of one mail. The ledger comes last, because its head stays locked until the commit.

    Raises:
        IntegrityError: when this mail's entries are there already.

    """
    if facts.replaces:
        _withdraw_sessions(scope, facts, basis)
    follow_claims(scope, facts, basis)
    facts = complete_sessions(scope, facts, basis)
    _write_sessions(scope, facts, basis)
    said = _write_reports(scope, facts, basis)
    _close_check_in(scope, basis)
    entries = append(scope, drafts_of(facts, basis), basis.at)
    expect(scope, entries, basis.at)
    note_replaced(scope, _replaced(facts, entries))
    happened = _happened(facts, basis, said, entries)
    question_id, wanting = ask_what_is_missing(scope, basis, facts.period)
    return [replace(happened[0], question_id=question_id, wanting=wanting), *happened[1:]]


def _replaced(facts: Recorded, entries: Sequence[LedgerEntry]) -> dict[UUID, UUID]:
    """Claim -> the claim that was entered in its place; entries come in the order of their drafts."""
    claims = [entry.id for entry in entries if entry.kind == Kind.CLAIM]
    return {item.in_place_of: claim for item, claim in zip(facts.items, claims, strict=True) if item.in_place_of}


def _happened(
    facts: Recorded, basis: Basis, said: tuple[events.SaidOfMatch, ...], entries: tuple[LedgerEntry, ...]
) -> tuple[events.ReplyRecorded, *tuple[events.Event, ...]]:
    reading = basis.reading
    recorded = events.ReplyRecorded(
        mail=basis.mail,
        said=said,
        hours_said=reading.hours is not None and any(map(claims_hours, basis.known.matches)),
        head=f"{entries[-1].seq}:{entries[-1].hash.hex()}" if entries else "",
        corrected=bool(facts.adjustments),
        wants_help=reading.wants_help,
        topics=reading.topics or tuple(dict.fromkeys(item.topics for item in facts.completions if item.topics)),
        homework=reading.homework,
        entered_by=basis.entered_by,
        answered_by=basis.verdict.writer.assistant_id,
    )
    more: list[events.Event] = [events.HelpRequested(basis.mail)] if reading.wants_help else []
    if any(of_match.status in ENDS for of_match in said):
        more.append(events.EndSaid(basis.mail))
    return recorded, *more


def _withdraw_sessions(scope: TenantScope, facts: Recorded, basis: Basis) -> None:
    scope.session.execute(
        update(Meeting)
        .where(
            Meeting.tenant_id == scope.tenant_id,
            Meeting.match_id.in_({item.match_id for item in facts.meetings}),
            Meeting.reported_by_id == basis.known.person_id,
            Meeting.period == facts.period,
            Meeting.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=basis.at)
    )


def _write_sessions(scope: TenantScope, facts: Recorded, basis: Basis) -> None:
    scope.session.add_all(
        Meeting(
            tenant_id=scope.tenant_id,
            match_id=item.match_id,
            reported_by_id=basis.known.person_id,
            received_mail_id=basis.mail.received_mail_id,
            period=facts.period,
            held_on=item.held_on,
            starts=item.starts,
            ends=item.ends,
            minutes=item.minutes,
            mode=item.mode,
            topics="; ".join(basis.reading.topics) or None,
            homework="; ".join(basis.reading.homework) or None,
        )
        for item in facts.meetings
    )
    scope.session.flush()


def _write_reports(scope: TenantScope, facts: Recorded, basis: Basis) -> tuple[events.SaidOfMatch, ...]:
    said = said_of_matches(facts, basis.reading, basis.known)
    scope.session.add_all(
        StatusReport(
            tenant_id=scope.tenant_id,
            match_id=of_match.match_id,
            person_id=basis.known.person_id,
            received_mail_id=basis.mail.received_mail_id,
            period=facts.period,
            status=of_match.status,
            wants_help=basis.reading.wants_help,
            minutes_said=of_match.minutes_told,
            next_meeting_on=of_match.next_meeting_on,
            next_meeting_at=of_match.next_meeting_at,
            reported_at=basis.at,
        )
        for of_match in said
    )
    scope.session.flush()
    return said


def _close_check_in(scope: TenantScope, basis: Basis) -> None:
    if basis.known.check_in_id is None:
        return
    check_in = scope.session.get_one(CheckIn, (scope.tenant_id, basis.known.check_in_id))
    check_in.state, check_in.answered_at = "answered", basis.at
    scope.session.flush()
