"""Pairs that formed elsewhere (M8): proposed by one of the two, a match once the other consents."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from app.address_spelling import comparable
from app.db import TenantScope, new_id
from app.matches.models import PairProposal
from app.matches.people import running_matches
from app.matches.start import start_match
from app.programmes.addresses import owner_of
from app.programmes.enrolment import enrol
from app.programmes.models import Person
from app.programmes.versions import rules_of

MOST_IN_VAIN: Final = 5
"""So many people one member may name within `A_WHILE` who have not consented."""
A_WHILE: Final = timedelta(days=30)
_OPPOSITE: Final = {"mentor": "mentee", "mentee": "mentor"}


class State(StrEnum):
    """Where a proposal stands."""

    TO_APPROVE = "to_approve"  # the coordinator looks first
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    SILENT = "silent"
    UNDELIVERED = "undelivered"
    REFUSED = "refused"  # by the coordinator


OPEN: Final = frozenset({State.TO_APPROVE, State.ASKED})
ASKED_IN_VAIN: Final = frozenset({State.DECLINED, State.SILENT})
"""Whoever these say of is not asked again."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a member told: the other's name and address, their own role, since which local day."""

    programme_id: UUID
    proposer_id: UUID
    role: str
    name: str
    email: str
    since: date | None
    received_mail_id: UUID


def address_hash(tenant_id: UUID, email: str) -> bytes:
    """What is kept of an address that is forgotten: SHA-256 with the tenant; `kate+x@` is the mailbox of `kate@`."""
    local, _, domain = comparable(email).rpartition("@")
    mailbox = f"{local.partition('+')[0] or local}@{domain}"
    return hashlib.sha256(b"pair:" + tenant_id.bytes + mailbox.encode()).digest()


def lock_address(scope: TenantScope, email: str) -> None:
    """Two members who name one address at the same moment: the second waits, and sees what the first did."""
    number = int.from_bytes(address_hash(scope.tenant_id, email)[:8], signed=True)
    scope.session.execute(select(func.pg_advisory_xact_lock(number)))


def proposals_to(scope: TenantScope, email: str) -> list[PairProposal]:
    """Every proposal about whoever has the address, the oldest first; also of those whose address is forgotten."""
    return list(
        scope.session.scalars(
            select(PairProposal)
            .where(
                PairProposal.tenant_id == scope.tenant_id,
                PairProposal.address_hash == address_hash(scope.tenant_id, email),
            )
            .order_by(PairProposal.id)
        )
    )


def open_proposal(scope: TenantScope, proposer_id: UUID, email: str) -> PairProposal | None:
    """What this member has told of whoever has the address, while it is open."""
    own = (row for row in proposals_to(scope, email) if row.proposer_id == proposer_id)
    return next((row for row in own if row.state in OPEN), None)


def in_vain_lately(scope: TenantScope, proposer_id: UUID, now: datetime) -> int:
    """How many people a member has named of late who have not consented."""
    return scope.session.execute(
        select(func.count()).where(
            PairProposal.tenant_id == scope.tenant_id,
            PairProposal.proposer_id == proposer_id,
            PairProposal.proposed_at > now - A_WHILE,
            PairProposal.state != State.AGREED,
        )
    ).scalar_one()


def came_by_consent(scope: TenantScope, person_id: UUID) -> bool:
    """Whether somebody without a member number is here because they consented to a pair: they register nobody else."""
    query = (
        select(PairProposal.id)
        .join(Person, (Person.tenant_id == PairProposal.tenant_id) & (Person.id == PairProposal.partner_id))
        .where(PairProposal.tenant_id == scope.tenant_id, Person.id == person_id, Person.member_number.is_(None))
    )
    return scope.session.scalar(query.limit(1)) is not None


def are_matched(scope: TenantScope, person_id: UUID, other_id: UUID, programme_id: UUID) -> bool:
    """Whether the two have a match in the programme that has not ended."""
    running = running_matches(scope, person_id, programme_id)
    return any(partner.person_id == other_id for match in running for partner in match.partners)


def propose(scope: TenantScope, said: Proposed, now: datetime, *, asked: bool) -> PairProposal:
    """Note a pair that was told; `asked`: the other is asked now, without a coordinator's look."""
    row = PairProposal(
        tenant_id=scope.tenant_id,
        id=new_id(),
        programme_id=said.programme_id,
        proposer_id=said.proposer_id,
        role=said.role,
        name=said.name,
        email=said.email,
        address_hash=address_hash(scope.tenant_id, said.email),
        since=said.since,
        received_mail_id=said.received_mail_id,
        state=State.TO_APPROVE.value,
        proposed_at=now,
    )
    scope.session.add(row)
    if asked:
        ask(scope, row, now)
    scope.session.flush()
    return row


def ask(scope: TenantScope, row: PairProposal, now: datetime) -> None:
    """The other is asked from now on (UTC), and has until the local day `answer_by`."""
    rules = rules_of(scope, None, programme_id=row.programme_id).rules
    row.state, row.asked_at = State.ASKED.value, now
    row.answer_by = now.astimezone(rules.zone).date() + timedelta(days=rules.pairs.answer_within_days)


def locked(scope: TenantScope, proposal_id: UUID) -> PairProposal | None:
    """The proposal; until the commit nobody else settles it."""
    return scope.session.scalar(
        select(PairProposal)
        .where(PairProposal.tenant_id == scope.tenant_id, PairProposal.id == proposal_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def agree(scope: TenantScope, row: PairProposal, now: datetime, *, locale: str, answered_by_id: UUID) -> None:
    """The other consents: they become a person without a number where they are none yet, and the match begins (T3)."""
    partner_id = owner_of(scope, row.email) or enrol(scope, name=row.name, email=row.email, locale=locale)
    version = rules_of(scope, None, programme_id=row.programme_id)
    row.match_id = start_match(
        scope,
        programme_id=row.programme_id,
        rules_id=version.rules_id,
        people={row.proposer_id: row.role, partner_id: _OPPOSITE[row.role]},
        started_on=row.since or row.proposed_at.astimezone(version.rules.zone).date(),
    )
    row.partner_id, row.answered_by_id = partner_id, answered_by_id
    row.state, row.settled_at = State.AGREED.value, now
    scope.session.flush()


def end(scope: TenantScope, row: PairProposal, state: State, now: datetime) -> None:
    """It comes to nothing: of the other nothing stays but the hash of the address."""
    row.state, row.settled_at = state.value, now
    row.name, row.email = "", ""
    scope.session.flush()
