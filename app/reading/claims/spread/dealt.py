"""Lengths dealt to the sessions told: `Two video calls: 45 min and 60 min` is a length each."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.reading.claims.claim import Claim


def dealt(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`Two video calls: 45 min and 60 min`: as many amounts as sessions are one each."""
    claims = _each_of_its_day(claims)
    claims = _total_given(_of_each_day(_each_given(claims)))
    heads = [at for at, claim in enumerate(claims) if claim.counted]
    if len(heads) > 1:  # "two calls (30 min and 45 min) and one coffee (1 hour)": each count deals to its own
        bounds = [0, *heads[1:], len(claims)]
        return [each for first, end in pairwise(bounds) for each in dealt(claims[first:end])]
    counts = [claim for claim in claims if claim.counted and (claim.sessions or 0) > 1]
    amounts = [claim for claim in claims if claim.has_amount]
    if len(counts) != 1 or len(amounts) != counts[0].sessions or any(map(_is_fixed, amounts)):
        return _without_guesses(claims, amounts)
    head = counts[0]
    if amounts[0].amount_at < head.first:
        return claims
    return [
        replace(claim, sessions=1, counted=True, each=False, each_doubtful=False, modes=claim.modes or head.modes)
        for claim in amounts
    ]


def _each_of_its_day(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`Two meetings: May 4, 10 to 11:15, and May 18, 10 to 11`: as many days with lengths as sessions."""
    head = claims[0] if claims else None
    if head is None or not head.counted or (head.sessions or 0) != len(claims) or len(claims) == 1 or head.total:
        return claims
    if not all(len(claim.days) == 1 and claim.minutes is not None for claim in claims):
        return claims
    return [
        replace(claim, sessions=1, counted=True, each=False, each_doubtful=False, modes=claim.modes or head.modes)
        for claim in claims
    ]


def _each_given(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`Three calls and two coffees, an hour each`: the length is that of every session told."""
    last = claims[-1] if claims else None
    if last is None or not (last.each and last.counted and last.minutes is not None):
        return claims
    if not all(claim.counted and not claim.has_amount for claim in claims[:-1]):
        return claims
    told = (last.minutes, last.amount_words, last.amount_at)
    return [
        replace(claim, each=True, minutes=told[0], amount_words=told[1], amount_at=told[2]) for claim in claims[:-1]
    ] + [replace(last, each=(last.sessions or 0) > 1)]


def _total_given(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`One video call and one phone call, 1 hour in total`: an hour of both, and how stays open."""
    last = claims[-1] if len(claims) > 1 else None
    if last is None or not (last.total and last.counted and last.minutes is not None):
        return claims
    if not all(claim.counted and not claim.has_amount for claim in claims[:-1]):
        return claims
    modes = last.modes if last.sentence.has("distributive") else ()  # "…, 3 hours in all, all in person"
    sessions = [*claims[:-1], replace(last, minutes=None, amount_words="", total=False)]
    dealt = tuple(replace(each, modes=each.modes or modes) for each in sessions)
    return [replace(last, sessions=sum(each.sessions or 1 for each in dealt), modes=modes, days=(), dealt=dealt)]


def _of_each_day(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`1 h on the 12th and 2 h on the 26th, both times at my office`: each day has its length already."""
    apart = len(claims) > 1 and all(claim.has_amount and len(claim.days) == 1 for claim in claims)
    if not apart or any(claim.counted or claim.vague for claim in claims):
        return claims
    return [replace(claim, each=False, each_doubtful=False) for claim in claims]


def _is_fixed(claim: Claim) -> bool:
    compared = claim.alike is not None and not claim.days  # "we met twice for an hour, and the same by email"
    return claim.total or compared or (claim.each and not claim.each_guessed)


def _without_guesses(claims: Sequence[Claim], amounts: Sequence[Claim]) -> Sequence[Claim]:
    """`3 times for an hour` is likely an hour each, but not when further amounts follow."""
    if len(amounts) == 1:
        return claims
    return [replace(claim, each=False, each_doubtful=True) if claim.each_guessed else claim for claim in claims]
