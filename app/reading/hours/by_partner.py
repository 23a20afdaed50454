"""What each of several partners had, where it is told with a total and its parts.

`Kate: 2 h (1 in person, 1 by phone). Sam: 1 h on Zoom.` The total and the parts of one partner are the same time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.reading.claims.claim import Claim
from app.reading.explained import PassedReason
from app.reading.hours.sums import Problem
from app.reading.hours.totals import differs, sum_of_claims, total_and_parts

_SEVERAL = 2


@dataclass
class OfPartners:
    """The claims that are left to add up, what was left out, and the first thing that is unclear.

    `parted`: they are of several partners, one each, and the remainder of each total is among them.
    """

    claims: Sequence[Claim]
    passed: list[tuple[Claim, PassedReason]] = field(default_factory=list)
    problem: Problem | None = None
    parted: bool = False


def told_once(claims: Sequence[Claim], rests: Sequence[Claim]) -> OfPartners:
    """The claims, of each partner either the total or its parts. `rests`: how what is left of a total was spent.

    Where the claims are not of several partners, one each, they stay as they are.
    """
    named = dict.fromkeys(claim.partners for claim in (*claims, *rests) if len(claim.partners) == 1)
    out = OfPartners(claims)
    if len({claim.partners for claim in claims} & named.keys()) < _SEVERAL:
        return out
    out.parted = True
    for partners in named:
        own = [claim for claim in out.claims if claim.partners == partners]
        if not _stand_together(own, claims):
            continue  # "Kate 1 h. Sam 2 h. Kate 1 h by phone.": told of later, so one more
        modes = {claim.mode for claim in rests if claim.partners == partners}
        standing = _of_one(own, modes.pop() if len(modes) == 1 else "", out)
        out.claims = [*(claim for claim in out.claims if claim.partners != partners), *standing]
    return out


def _stand_together(own: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    at = [place for place, claim in enumerate(claims) if any(claim is each for each in own)]
    return bool(at) and at[-1] - at[0] == len(at) - 1


def _of_one(own: Sequence[Claim], rest: str, out: OfPartners) -> Sequence[Claim]:
    totals, parts = total_and_parts(own, explains_rest=bool(rest))
    if not totals:
        return own
    said, added = sum_of_claims(totals[:1]), sum_of_claims(parts)
    if not parts:
        out.passed += [(claim, PassedReason.TWICE) for claim in totals[1:]]
        return [replace(totals[0], total=False)]
    out.passed += [(claim, PassedReason.TOTAL) for claim in totals]
    if added == said:
        return parts
    if added < said and (rest or any(claim.including for claim in parts)):
        modes = (rest,) if rest else ()
        left = replace(totals[0], minutes=said - added, modes=modes, hedged=False, total=False, sessions=0, days=())
        return [*parts, left]
    out.problem = out.problem or differs("total_differs", said, added)
    return own
