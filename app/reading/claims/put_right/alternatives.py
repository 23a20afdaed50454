"""Amounts of which only one is meant: `an hour, maybe an hour and a half`, `1 hour or perhaps 2` (rule 2)."""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.claim import Claim, left_open
from app.reading.claims.passed import passed_claims
from app.reading.explained import PassedOver, PassedReason
from app.reading.words.small_words import small_words

_PARTS = frozenset({",", "(", "-", ";"})
_AGAIN = frozenset({"("}) | small_words("yes_again")
_OR = small_words("or")
_BETWEEN_CELLS = frozenset({",", ";", "/", "|", "-"})
_SEVERAL = 2


def opened(claims: Sequence[Claim], passed: list[PassedOver]) -> Sequence[Claim]:
    """The claims of one sentence; where a second amount only doubts the first, the first stays open.

    What only says the first again is noted in `passed`.
    """
    out = list(claims[:1])
    for second in claims[1:]:
        first = out[-1]
        if not (first.has_amount and second.has_amount and _is_same_amount(first, second)):
            out.append(second)
        elif second.minutes is None or second.minutes not in {first.minutes, first.minutes_in_all}:
            out[-1] = replace(first, minutes=None, vague=first.sentence.words(first.amount_at, second.end))
        else:
            passed += passed_claims([second], PassedReason.TWICE)
    return out


def unlabelled(claims: Sequence[Claim]) -> list[Claim]:
    """Numbers alone, several of them: cells of a table, parts and perhaps a total. They stay open.

    Each stands on a line of its own, or all on one: `2, 0, 1.5`.
    """
    bare = [claim for claim in claims if _is_only_number(claim) or _is_row_of_numbers(claim)]
    if len(bare) < _SEVERAL and not any(map(_is_row_of_numbers, bare)):
        return list(claims)
    open_ = {id(claim) for claim in bare}
    return [left_open(claim) if id(claim) in open_ else claim for claim in claims]


def _is_only_number(claim: Claim) -> bool:
    alone = len(claim.sentence.tokens) == 1 and claim.sentence.tokens[0].is_number
    return alone and claim.bare and claim.answers is None and claim.sentence.heading is None


def _is_row_of_numbers(claim: Claim) -> bool:
    """`2,0,1.5,0,0`; not `1 + 1`."""
    marks = [token.text for token in claim.sentence.tokens if not token.is_number]
    several = len(claim.sentence.tokens) - len(marks) > _SEVERAL
    return several and claim.bare and claim.answers is None and set(marks) <= _BETWEEN_CELLS


def _is_same_amount(first: Claim, second: Claim) -> bool:
    cue = _cue(second)
    if cue is None:
        return _is_restated(first, second)
    if second.sentence.mark(cue) in _OR:
        return True
    same_mode = not second.modes or second.modes == first.modes
    return second.sentence.mark(cue - 1) in _PARTS and same_mode and not _tells_more(second)


def _is_restated(first: Claim, second: Claim) -> bool:
    """`1.5 hours (90 minutes)`, `2 hours, yes 2 hours`, `2 meetings, 1 h each (2 h)`."""
    bracketed = second.sentence.mark(second.amount_at - 1) in _AGAIN
    same = second.minutes is not None and second.minutes in {first.minutes, first.minutes_in_all}
    return bracketed and same and not second.modes and not second.each and not _tells_more(second)


def _tells_more(claim: Claim) -> bool:
    return bool(claim.days or claim.counted or claim.sessions or claim.partners or claim.total)


def _cue(claim: Claim) -> int | None:
    """Where the words before the amount begin that make it another guess."""
    sentence, at, doubted = claim.sentence, claim.amount_at, False
    while True:
        guess = sentence.tag_before(at, "alternative")
        about = guess or sentence.tag_before(at, "approximate")
        if about is None:
            return at if doubted else None
        doubted = doubted or guess is not None
        at = about.first
