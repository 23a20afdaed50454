"""A later sentence that corrects an earlier one wins (rule 12 of the contract)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.claims import Claim
from app.reading.explained import PassedOver, PassedReason
from app.reading.lexicon import lexicon
from app.reading.passed import passed_claims
from app.reading.sentences import Sentence

_APOLOGIES = frozenset({"no", "non", "sorry", "rather", "pardon", "desole", "desolee", "plutot", "oops", "oups"})


@dataclass(frozen=True, slots=True)
class Correction:
    """The claims that stand, whether a correction was made, and what it replaced."""

    claims: tuple[Claim, ...]
    made: bool = False
    passed: tuple[PassedOver, ...] = ()


def corrected(claims: Sequence[Claim], *, earlier_mail: bool) -> Correction:
    """The claims after the last correction in them.

    `earlier_mail`: the reply answers something already recorded, so that a first amount may be a correction too.
    """
    for index in range(len(claims) - 1, -1, -1):
        claim = claims[index]
        if not claim.has_amount or not _is_correction(claim, claims[:index], earlier_mail=earlier_mail):
            continue
        first = _first_of_correction(claims, index)
        return _replaced(claims[:first], claims[first:])
    return _detail_corrected(claims)


def _detail_corrected(claims: Sequence[Claim]) -> Correction:
    """`1 hour each … actually only twice`, `on the 5th. Correction: the 6th`: another count, another day."""
    for index in range(len(claims) - 1, 0, -1):
        claim = claims[index]
        if claim.has_amount or not (claim.counted or claim.days):
            continue
        if claim.sentence.mark(0) not in _APOLOGIES and not _is_correction(claim, (), earlier_mail=True):
            continue
        earlier = [each for each in claims[:index] if each.has_amount and (each.days or each.counted)]
        if len(earlier) != 1:
            continue
        old = earlier[0]
        counted, dated = claim.counted and old.counted, len(claim.days) == len(old.days) > 0
        if not (counted or dated):
            continue
        new = replace(old, sessions=claim.sessions) if counted else replace(old, days=claim.days)
        standing = tuple(new if each is old else each for each in claims if each is not claim)
        return Correction(standing, True, (PassedOver(old.words, PassedReason.CORRECTED_IN_PART, old.sentence.text),))
    return Correction(tuple(claims))


def _first_of_correction(claims: Sequence[Claim], index: int) -> int:
    """The correcting sentence may hold several claims; all after its cue belong to it."""
    sentence, cue = claims[index].sentence, _cue(claims[index].sentence)
    while (
        index > 0 and claims[index - 1].sentence is sentence and cue is not None and claims[index - 1].amount_at > cue
    ):
        index -= 1
    return index


def _is_correction(claim: Claim, earlier: Sequence[Claim], *, earlier_mail: bool) -> bool:
    strong = _place(claim.sentence, "correction")
    if (strong is not None and strong < _reach(claim)) or claim.sentence.find("denied_figure"):
        return True
    weak = _place(claim.sentence, "correction_weak")
    if _follows_apology(claim) and any(each.has_amount for each in earlier):
        return True
    known = earlier_mail or any(each.has_amount for each in earlier)
    return weak is not None and weak < _reach(claim) and known


def _follows_apology(claim: Claim) -> bool:
    """`sorry, 1.5 hours` behind another amount of the same breath."""
    sentence, at = claim.sentence, claim.amount_at - 1
    at = at - 1 if sentence.mark(at) == "," else at
    return sentence.mark(at) in _APOLOGIES


def _reach(claim: Claim) -> int:
    # "2 hours, I meant": the cue may stand right behind the amount, but not behind what follows it.
    return claim.amount_at + 1


def _cue(sentence: Sentence) -> int | None:
    strong = _place(sentence, "correction")
    return strong if strong is not None else _place(sentence, "correction_weak")


def _place(sentence: Sentence, pattern: str) -> int | None:
    """The token at which the pattern begins."""
    match = lexicon().patterns[pattern].search(sentence.plain)
    return sentence.plain.count(" ", 0, match.start() + 1) - 1 if match else None


def _replaced(earlier: Sequence[Claim], later: Sequence[Claim]) -> Correction:
    told = [claim for claim in earlier if claim.has_amount]
    modes = {claim.mode for claim in told}
    if len(told) > 1 and len(modes) > 1 and all(claim.modes for claim in later if claim.has_amount):
        new = {claim.mode for claim in later if claim.has_amount}
        if new <= modes:
            return _standing((*(claim for claim in earlier if claim.mode not in new), *later), told)
    kept = [claim for claim in earlier if not claim.has_amount]
    if len(told) == 1:
        later = [_completed(claim, told[0]) if claim.has_amount else claim for claim in later]
    return _standing((*kept, *later), told)


def _standing(claims: tuple[Claim, ...], earlier: Sequence[Claim]) -> Correction:
    """Those of the earlier amounts that are gone were corrected."""
    gone = [claim for claim in earlier if not any(each is claim for each in claims)]
    return Correction(claims, True, tuple(passed_claims(gone, PassedReason.CORRECTED)))


def _completed(claim: Claim, replaced: Claim) -> Claim:
    """A corrected amount keeps what was said of the one it replaces and not said again."""
    same = claim.minutes == replaced.minutes and claim.start is None
    return replace(
        claim,
        start=replaced.start if same else claim.start,
        until=replaced.until if same else claim.until,
        modes=claim.modes or replaced.modes,
        partners=claim.partners or replaced.partners,
        days=claim.days or replaced.days,
        sessions=claim.sessions or replaced.sessions,
        counted=claim.counted or replaced.counted,
        months=claim.months or replaced.months,
    )
