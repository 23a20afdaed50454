"""Where each claim stands, derived from the entries that followed it; nothing is ever stored as a state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from app.ledger.columns import Columns
from app.ledger.drafts import Kind
from app.programmes.mode_words import UNSPECIFIED
from app.programmes.rules import Confirmation

COORDINATOR = "coordinator"
"""The role in which staff answer a claim."""
_UNSAID = ("local_date", "starts", "ends")


class State(StrEnum):
    """Where a claim stands."""

    RECORDED = "recorded"  # the rules ask nobody
    CLAIMED = "claimed"  # waits for whom the rules ask
    ATTESTED = "attested"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LiveClaim:
    """A claim with what later entries made of it: its minutes now, its state, and the answer that decided it.

    `claim` holds the date, times and mode that a completion filled in; `completions` are the ids of those that count,
    in their order.
    `answers` are all that count still, the latest of each person.
    """

    claim: Columns
    minutes: int
    state: State
    answer: Columns | None
    completions: tuple[UUID, ...] = ()
    answers: tuple[Columns, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Minutes in all, by mode and by state; `minutes` is the sum of either."""

    minutes: int
    by_mode: Mapping[str, int]
    by_state: Mapping[State, int]


def states(entries: Sequence[Columns]) -> tuple[LiveClaim, ...]:
    """Every claim among the entries, in their order, with its minutes and state now.

    The entries come in the order of the chain. The latest correction's minutes count, 0 withdraws the claim. A
    correction that changes the minutes sets aside what was answered before it: people confirmed another figure. Of
    one person the latest answer counts. A coordinator's answer settles what others answered before it; where that was
    a dispute, a coordinator's word suffices even if the rules ask the partner.
    """
    followers: dict[UUID, list[Columns]] = {}
    for entry in entries:
        if entry.target_id is not None:
            followers.setdefault(entry.target_id, []).append(entry)
    return tuple(_live(claim, followers.get(claim.id, ())) for claim in entries if claim.kind == Kind.CLAIM)


def totals(claims: Iterable[LiveClaim]) -> Totals:
    """The sums of the claims' minutes as they stand now; withdrawn ones come to 0."""
    by_mode, by_state = Counter[str](), Counter[State]()
    for live in claims:
        by_mode[live.claim.mode or UNSPECIFIED] += live.minutes
        by_state[live.state] += live.minutes
    return Totals(by_mode.total(), dict(by_mode), dict(by_state))


def _live(claim: Columns, followers: Sequence[Columns]) -> LiveClaim:
    told = [entry for entry in followers if entry.kind == Kind.COMPLETION]
    live = _answered(claim, [entry for entry in followers if entry.kind != Kind.COMPLETION])
    if not told:
        return live
    return replace(live, claim=_completed(claim, told), completions=tuple(entry.id for entry in told))


def _completed(claim: Columns, told: Sequence[Columns]) -> Columns:
    """The claim with what it had left unsaid; of several completions the latest that tells counts."""
    found = claim
    for entry in reversed(told):
        found = replace(found, **{name: getattr(found, name) or getattr(entry, name) for name in _UNSAID})
        if found.mode == UNSPECIFIED and entry.mode:
            found = replace(found, mode=entry.mode)
    return found


def _answered(claim: Columns, followers: Iterable[Columns]) -> LiveClaim:
    minutes, corrected, answers, ruled = claim.minutes or 0, False, dict[UUID | None, Columns](), False
    for entry in followers:
        if entry.kind == Kind.CORRECTION:
            answers, ruled = (answers, ruled) if entry.minutes == minutes else ({}, False)
            minutes, corrected = entry.minutes or 0, True
        elif entry.by_role == COORDINATOR:
            ruled = ruled or any(answer.kind == Kind.DISPUTE for answer in answers.values())
            answers = {entry.by_id: entry}
        else:
            answers.pop(entry.by_id, None)  # the latest comes last
            answers[entry.by_id] = entry
    if corrected and minutes == 0:
        return LiveClaim(claim, 0, State.WITHDRAWN, None)
    state, answer = _judged(claim, tuple(answers.values()), ruled=ruled)
    return LiveClaim(claim, minutes, state, answer, answers=tuple(answers.values()))


def _judged(claim: Columns, answers: Sequence[Columns], *, ruled: bool) -> tuple[State, Columns | None]:
    disputes = [answer for answer in answers if answer.kind == Kind.DISPUTE]
    if disputes:
        return State.DISPUTED, disputes[-1]
    enough = [answer for answer in answers if _suffices(claim, answer, ruled=ruled)]
    if enough:
        return State.ATTESTED, enough[-1]
    return (State.RECORDED if claim.confirmation == Confirmation.NOBODY else State.CLAIMED), None


def _suffices(claim: Columns, answer: Columns, *, ruled: bool) -> bool:
    """`ruled`: a coordinator has set a dispute aside."""
    by_partner = answer.by_id in claim.counterpart_ids and answer.by_id != claim.person_id
    by_coordinator = answer.by_role == COORDINATOR
    if claim.confirmation == Confirmation.PARTNER:
        return by_partner or (by_coordinator and ruled)
    if claim.confirmation == Confirmation.COORDINATOR:
        return by_coordinator
    return by_partner or by_coordinator
