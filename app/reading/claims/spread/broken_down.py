"""Time that a sentence tells twice: `1 h 30 : 30 min sur le CV, 1 h de Zoom`, `1 hour, that's 2 half-hour calls`."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from app.reading.claims.claim import Claim, left_open
from app.reading.words.small_words import small_words

_OPENINGS = frozenset({":", "(", "="})
_FROM, _TO = small_words("span_of_days_from"), small_words("span_of_days_to")
_REACH = 3  # tokens from the mark to the words that restate: `, that's 4 calls`
_FEWEST = 2


def told_once(claims: Sequence[Claim], *, shared: bool) -> list[Claim]:
    """The claims of a sentence without what tells the same time again; what may do so stays open.

    `shared`: what sets some of the sessions apart was told.
    """
    told = [_of_span(claim if shared else _of_all_but_one(claim)) for claim in claims]
    return _without_parts(_without_restated(told))


def _without_parts(claims: list[Claim]) -> list[Claim]:
    """A length, a colon and what it was spent on: the parts fall, or the whole where they tell how."""
    whole, parts = (claims[0], claims[1:]) if claims else (None, [])
    if whole is None or len(parts) < _FEWEST or not _is_broken_down(whole, parts):
        return claims
    if sum(part.minutes or Fraction(0) for part in parts) != whole.minutes_in_all:
        return [left_open(whole), *parts]
    if not any(part.modes for part in parts):
        return [whole]
    return [replace(part, days=whole.days, modes=part.modes or whole.modes) for part in parts]


def _is_broken_down(whole: Claim, parts: Sequence[Claim]) -> bool:
    opening = whole.sentence.mark(parts[0].first)
    if whole.minutes is None or whole.total or opening not in _OPENINGS:
        return False
    plain = all(part.minutes and not (part.days or part.counted or part.partners or part.total) for part in parts)
    led = [part.sentence.mark(part.first) for part in parts[1:]]
    apart = any(mark in _OPENINGS - {":"} for mark in led)  # "1 h (Zoom) 30 min (phone)"
    return plain and not apart and (bool(whole.days) or not any(part.modes for part in parts))


def _without_restated(claims: list[Claim]) -> list[Claim]:
    """`2 hours by phone, that's 4 half-hour calls`: the sessions stand, held as the whole was."""
    for first, second in pairwise(claims):
        if _is_restated(first, second):
            told = replace(second, modes=second.modes or first.modes, partners=second.partners or first.partners)
            return [told if each is second else each for each in claims if each is not first]
    return claims


def _is_restated(first: Claim, second: Claim) -> bool:
    if first.counted or first.days or not (second.counted and second.each) or not first.minutes:
        return False
    says = any(second.sentence.tag(at, "restates") for at in range(second.first, second.first + _REACH))
    same_way = not (first.modes and second.modes and first.mode != second.mode)
    return says and same_way and first.minutes == second.minutes_in_all


def _of_span(claim: Claim) -> Claim:
    """`from the 4th to the 6th, 2 hours each day`: on the 5th too, or not?"""
    if not claim.each or len(claim.days) != _FEWEST or (claim.days[1] - claim.days[0]).days < _FEWEST:
        return claim
    words = [claim.sentence.mark(at) for at in range(claim.first, claim.end)]
    begins = next((at for at, word in enumerate(words) if word in _FROM), None)
    spans = begins is not None and any(word in _TO for word in words[begins:])
    return left_open(claim) if spans else claim


def _of_all_but_one(claim: Claim) -> Claim:
    """`4 séances d'une heure sauf la dernière`: and how long was that one?"""
    if not (claim.counted and claim.each):
        return claim
    sentence = claim.sentence
    excepted = (tag for tag in sentence.all("except") if tag.first >= claim.amount_at)
    left = any(sentence.tag(at, "first") for tag in excepted for at in range(tag.end, tag.end + _REACH))
    return left_open(claim) if left else claim
