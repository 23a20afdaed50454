"""One of several sessions put right or taken out: `the 12th was actually 90 min`, `the phone one was really 30 min`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.reading.claims.claim import Claim

_CUES = ("correction", "correction_weak", "taken_back")


def struck_out(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims without the sessions that a later sentence takes out (`Scratch the 20th`), and those taken out."""
    gone: list[Claim] = []
    for at, claim in enumerate(claims):
        if claim.has_amount or not claim.days or not claim.sentence.find("struck_out"):
            continue
        gone += [each for each in claims[:at] if each.has_amount and set(each.days) == set(claim.days)]
        if gone:
            gone.append(claim)
    return tuple(each for each in claims if not _is_in(each, gone)), tuple(gone)


def _is_in(claim: Claim, some: Sequence[Claim]) -> bool:
    return any(each is claim for each in some)


def tells_way_anew(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """`1h in person, 1h phone… the phone one was really 30 min`: of one that was told with another length."""
    same = [each for each in earlier if each.has_amount and each.modes and each.mode == claim.mode]
    alone = len(same) == 1 and bool(claim.modes) and claim.mode != "unspecified" and not claim.days
    return alone and bool(claim.sentence.find("way_put_right"))


def restates_in_another_way(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """`3 hours phone. Oops, I mean video. 3 hours video.`: the same hours again, in the way just put right."""
    told = [each for each in earlier if each.has_amount]
    cue = earlier[-1] if earlier else None
    if cue is None or cue.has_amount or len(told) != 1 or not any(cue.sentence.find(each) for each in _CUES):
        return False
    return cue.modes == claim.modes != told[0].modes and claim.minutes == told[0].minutes and not claim.days


def by_day(earlier: Sequence[Claim], later: Sequence[Claim]) -> tuple[Claim, ...] | None:
    """`May 5: 1 hr, May 12: 1 hr (the 12th was actually 90 min)`: only the day told anew; None where none is."""
    new = [claim for claim in later if claim.has_amount]
    old = [claim for claim in earlier if claim.has_amount]
    days = [day for claim in new for day in claim.days]
    known = [day for claim in old for day in claim.days]
    if len(known) < 2 or not days or len(set(known)) != len(known) or not set(days) <= set(known):  # noqa: PLR2004
        return None
    if not all(len(claim.days) == 1 for claim in new) or not all(_may_lose(claim, days) for claim in old):
        return None
    kept = [_without_days(claim, days) for claim in earlier]
    return (*(claim for claim in kept if claim is not None), *(_of_its_day(claim, old) for claim in later))


def _may_lose(claim: Claim, days: Sequence[date]) -> bool:
    """Whether each of its days has its own length."""
    return bool(claim.days) and (len(claim.days) == 1 or claim.each or not set(days) & set(claim.days))


def _without_days(claim: Claim, days: Sequence[date]) -> Claim | None:
    if not claim.has_amount or not set(days) & set(claim.days):
        return claim
    left = tuple(day for day in claim.days if day not in days)
    return replace(claim, days=left, sessions=len(left) if claim.counted else claim.sessions) if left else None


def _of_its_day(claim: Claim, old: Sequence[Claim]) -> Claim:
    """How it was held and with whom stays where it is not told anew."""
    same = next((each for each in old if set(claim.days) & set(each.days)), None)
    if same is None or not claim.has_amount:
        return claim
    return replace(claim, modes=claim.modes or same.modes, partners=claim.partners or same.partners)
