"""What one claim of a sentence takes over from another: the day of a heading, a way, a partner, a month."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.reading.claims.claim import Claim
from app.reading.claims.left_out.conclusions import concludes


def inherited(claims: Sequence[Claim], *, headed: bool) -> Iterator[Claim]:
    """Within a sentence: what a heading says holds for all, what the first says of mode and partner holds on."""
    trailing = _trailing_modes(claims)
    for index, claim in enumerate(claims):
        earlier = claims[:index]
        amounts = any(each.has_amount for each in earlier)
        sums = amounts and (claim.total or claim.sentence.mark(claim.amount_at - 1) == "=" or concludes(claim))
        told = _under(claim, claims[0]) if earlier and headed and claim.has_amount and not sums else claim
        partners = told.partners or _partners_before(earlier, sums=sums)
        modes = told.modes
        if not modes and (told.has_amount or told.days):
            before = () if told.alike else _mode_before(told, earlier)
            modes = before or _mode_of_sum(claims, index) or trailing
        told = _of_month(told, claims[0]) if earlier else told
        sessions = 1 if _goes_on_meeting(told, earlier) else told.sessions
        yield replace(told, partners=partners, modes=modes, sessions=sessions, total=claim.total or sums)


def _partners_before(earlier: Sequence[Claim], *, sums: bool) -> tuple[int, ...]:
    """Whose the time is where it is not said again; a sum of what several had is nobody's own."""
    named = dict.fromkeys(each.partners for each in earlier if each.partners)
    return () if sums and len(named) > 1 else next(reversed(named), ())


def _of_month(claim: Claim, heading: Claim) -> Claim:
    """`these are my hours for April, May will follow: 2 hours`: the month named before all amounts."""
    heads = heading.month_heads and not heading.has_amount and claim.has_amount and not claim.future
    return replace(claim, months=heading.months, month_heads=True) if heads and not claim.months else claim


def _goes_on_meeting(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """`I met with Kate for 2 hours and with Sam for 1 hour`: two meetings."""
    told = claim.has_amount and claim.sessions == 0 and claim.is_live and not claim.total
    return told and any(each.sessions == 1 and not each.counted and each.has_amount for each in earlier)


def _under(claim: Claim, heading: Claim) -> Claim:
    return replace(
        claim,
        days=claim.days or heading.days,
        months=claim.months or heading.months,
        modes=claim.modes or (heading.modes if not heading.has_amount else ()),
    )


def _mode_before(claim: Claim, earlier: Sequence[Claim]) -> tuple[str, ...]:
    """`We met in person on May 6 for an hour and on May 20 for an hour`: the second is in person too."""
    if claim.counted or claim.sessions or not claim.days:
        return ()
    return next((each.modes for each in reversed(earlier) if each.modes and each.days), ())


def _mode_of_sum(claims: Sequence[Claim], index: int) -> tuple[str, ...]:
    """`75min+45min Zoom`, `phone: 15 + 20 minutes`: one way for all that is added."""
    first, last = index, index
    while first > 0 and _is_added(claims[first]):
        first -= 1
    while last + 1 < len(claims) and _is_added(claims[last + 1]):
        last += 1
    modes = {claim.mode for claim in claims[first : last + 1] if claim.modes}
    return (modes.pop(),) if first < last and len(modes) == 1 else ()


def _is_added(claim: Claim) -> bool:
    return claim.sentence.mark(claim.first) == "+" and claim.has_amount


def _trailing_modes(claims: Sequence[Claim]) -> tuple[str, ...]:
    """`An hour on the 3rd and an hour on the 24th, both on Zoom`."""
    if len(claims) < 2 or not claims[-1].modes or any(claim.modes for claim in claims[:-1]):  # noqa: PLR2004
        return ()
    last = claims[-1]
    alike = all(bool(claim.days) == bool(last.days) and claim.has_amount for claim in claims[:-1])
    alike = alike and not all(claim.counted for claim in claims)  # "one call on the 5th and one coffee on the 12th"
    spread = next(last.sentence.all("distributive"), None) is not None
    return last.modes if spread or (alike and bool(last.days)) else ()
