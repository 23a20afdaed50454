"""What somebody says of the hours that they were asked about, written into the ledger (H3, P8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.attestations.lines import items_by_id, said_of
from app.attestations.models import AttestationItem
from app.attestations.outcomes import Effect, Outcome, Said, Settled, Verdict
from app.db import TenantScope
from app.ledger.append import append, lock_head
from app.ledger.columns import Columns
from app.ledger.drafts import AttestationDraft, DisputeDraft, Evidence, Kind, Means, Party
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim, State
from app.ledger.totals import claims_by_id
from app.matches.models import MatchParticipant

EvidenceOf = Callable[[int, str], Evidence]
"""The number of an answer within its mail, and the words it stands on -> the evidence."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Who answers, and how. Without a `role` it is the one that they have in the claim's match."""

    party: Party
    means: Means
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What each verdict did, and what was entered."""

    settled: tuple[Settled, ...]
    entries: tuple[LedgerEntry, ...]

    @property
    def head(self) -> str:
        """The head of the chain after the last entry as `SEQ:HASH`; empty where nothing was entered."""
        return f"{self.entries[-1].seq}:{self.entries[-1].hash.hex()}" if self.entries else ""


def answer(
    scope: TenantScope,
    verdicts: Sequence[Verdict],
    witness: Witness,
    evidence_of: EvidenceOf,
    at: datetime,
    *,
    keeps_item: bool = False,
) -> Answers:
    """Enter what the witness says of each item, `at` a moment in UTC.

    `keeps_item`: the item is somebody else's, and keeps what they said.

    How the claims stand is looked up with the ledger's head locked, so nothing comes in between: a figure that is not
    the one shown is never confirmed, and the same word again enters nothing. Call it last in the transaction.
    """
    lock_head(scope)
    items = {item.id: item for item in items_by_id(scope, [verdict.item_id for verdict in verdicts])}
    before = claims_by_id(scope, {item.claim_id for item in items.values()})
    effects = [_effect(verdict, items[verdict.item_id], before, witness) for verdict in verdicts]
    roles = _roles(scope, witness, before.values())
    drafts = [
        _draft(verdict, items[verdict.item_id].claim_id, witness, roles, evidence_of(number, verdict.words))
        for number, (verdict, effect) in enumerate(zip(verdicts, effects, strict=True), start=1)
        if effect in (Effect.CONFIRMED, Effect.DISPUTED)
    ]
    entries = append(scope, drafts, at)
    after = claims_by_id(scope, set(before))
    for verdict, effect in zip(verdicts, effects, strict=True):
        if not keeps_item:
            _note(items[verdict.item_id], verdict, effect, at)
    scope.session.flush()
    _release(scope, after.values(), at)
    settled = tuple(
        _settled(verdict, effect, before[claim_id], after[claim_id])
        for verdict, effect in zip(verdicts, effects, strict=True)
        for claim_id in (items[verdict.item_id].claim_id,)
    )
    return Answers(settled, entries)


def _settled(verdict: Verdict, effect: Effect, before: LiveClaim, after: LiveClaim) -> Settled:
    ended = before.state is State.DISPUTED and after.state is not State.DISPUTED
    return Settled(verdict, before.claim.id, effect, ended_dispute=ended)


def _effect(verdict: Verdict, item: AttestationItem, claims: Mapping[UUID, LiveClaim], witness: Witness) -> Effect:
    live = claims[item.claim_id]
    if live.state is State.WITHDRAWN or live.minutes != item.minutes:
        return Effect.CHANGED
    own = next((one for one in live.answers if one.by_id == witness.party.person_id), None)
    if own and _says_the_same(own, verdict, item):
        return Effect.SAID_BEFORE
    return Effect.CONFIRMED if verdict.yes else Effect.DISPUTED


def _says_the_same(own: Columns, verdict: Verdict, item: AttestationItem) -> bool:
    """Silence is no word: whoever answers after it is heard."""
    if own.means == Means.SILENCE or (own.kind == Kind.ATTESTATION) != verdict.yes:
        return False
    return verdict.yes or verdict.said in (Said(), said_of(item))


def _draft(
    verdict: Verdict, claim_id: UUID, witness: Witness, roles: Mapping[UUID, str], evidence: Evidence
) -> AttestationDraft | DisputeDraft:
    kind = AttestationDraft if verdict.yes else DisputeDraft
    return kind(claim_id, witness.party, roles[claim_id], witness.means, evidence)


def _roles(scope: TenantScope, witness: Witness, claims: Iterable[LiveClaim]) -> Mapping[UUID, str]:
    if witness.role:
        return {live.claim.id: witness.role for live in claims}
    rows = scope.session.execute(
        select(MatchParticipant.match_id, MatchParticipant.role).where(
            MatchParticipant.tenant_id == scope.tenant_id, MatchParticipant.person_id == witness.party.person_id
        )
    )
    by_match = {row.match_id: row.role for row in rows}
    return {live.claim.id: by_match[live.claim.match_id] for live in claims}


def _note(item: AttestationItem, verdict: Verdict, effect: Effect, at: datetime) -> None:
    if effect is Effect.CHANGED:
        item.outcome, item.settled_at = Outcome.CHANGED.value, item.settled_at or at
    elif effect in (Effect.CONFIRMED, Effect.DISPUTED):
        item.outcome = (Outcome.ATTESTED if verdict.yes else Outcome.DISPUTED).value
        item.settled_at = at
        said = verdict.said
        item.said_minutes, item.said_mode, item.said_on = said.minutes, said.mode, said.on
        item.said_starts, item.said_ends, item.said_absent = said.starts, said.ends, said.absent


def _release(scope: TenantScope, claims: Iterable[LiveClaim], at: datetime) -> None:
    """Nobody else is asked about what is confirmed already."""
    done = [live.claim.id for live in claims if live.state in (State.ATTESTED, State.WITHDRAWN)]
    for item in scope.session.scalars(
        select(AttestationItem).where(
            AttestationItem.tenant_id == scope.tenant_id,
            AttestationItem.claim_id.in_(done),
            AttestationItem.settled_at.is_(None),
        )
    ):
        item.outcome, item.settled_at = Outcome.ELSEWHERE.value, at
    scope.session.flush()
