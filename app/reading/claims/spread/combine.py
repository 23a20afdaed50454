"""What is said in one sentence and completes another: `All by phone.`, `We met twice.` … `An hour each.`"""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.claim import LIVE_MODES, Claim
from app.reading.claims.spread.dealt_shares import parted

_LONGEST_SPREAD = 12
_LONGEST_PLACE = 4  # tokens


def combined(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with modes and counts of other sentences given to the amounts they complete."""
    told = _counts_given(_lengths_given(_days_told_once(_mode_of_total_given(_modes_given(claims)))))
    return tuple(each for claim in told for each in parted(claim))


def _mode_of_total_given(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """`Ivy: 1 h`, `Zuri: 2 h`, `Total 3 hours, all on Zoom`: what is said of the total is said of its parts."""
    totals = [claim for claim in claims if claim.total and claim.has_amount and len(set(claim.modes)) == 1]
    parts = [claim for claim in claims if not claim.total and claim.has_amount]
    if len(totals) != 1 or any(claim.modes for claim in parts):
        return tuple(claims)
    return tuple(replace(claim, modes=totals[0].modes) if claim in parts else claim for claim in claims)


def _modes_given(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    spread = [claim for claim in claims if _spreads_mode(claim)]
    lacking = [claim for claim in claims if (claim.has_amount or claim.dealt) and not claim.modes and not claim.hedged]
    modes = {claim.mode for claim in spread}
    if len(modes) != 1 or not lacking or not _may_be_of_messages(modes, claims):
        return tuple(claims)
    mode = modes.pop()
    known = any(claim.modes for claim in claims if claim.has_amount)
    if known and not any(claim.sentence.has("distributive") for claim in spread):
        return tuple(claims)
    return tuple(
        replace(claim, modes=(mode,)) if claim in lacking else claim for claim in claims if claim not in spread
    )


def _may_be_of_messages(modes: set[str], claims: Sequence[Claim]) -> bool:
    """`Emails on May 3 and 10. We met for an hour.`: beside a session the time is not that of the messages."""
    return bool(modes & LIVE_MODES) or not any(claim.is_session for claim in claims)


def _spreads_mode(claim: Claim) -> bool:
    """A short sentence that says how: `All by phone.`, `It was on Zoom.`, `Emails on May 3 and 10.`"""
    if (
        claim.has_amount
        or (claim.days and claim.is_live)
        or claim.future
        or not claim.modes
        or claim.mode == "unspecified"
    ):
        return False
    counted = claim.counted and not claim.sentence.tag(0, "distributive")  # "Toutes deux en visio."
    if claim.rest or counted or claim.sentence.tag(0, "and") or _is_denied(claim):
        return False
    return len(claim.sentence.tokens) <= _LONGEST_SPREAD and any(
        (
            claim.sentence.has("distributive"),
            claim.answers is not None,
            _starts_with_mode(claim),
            _is_only_where(claim),
            claim.sessions != 0,
        )
    )


def _is_denied(claim: Claim) -> bool:
    """`No emails.`; not `Always at the library, never online.`"""
    ways = [tag.first for category in ("mode", "place") for tag in claim.sentence.all(category)]
    return any(tag.first < min(ways, default=tag.end) for tag in claim.sentence.all("no"))


def _is_only_where(claim: Claim) -> bool:
    """`At Kate's.`, `À son bureau.`"""
    led = claim.sentence.tag(0, "place_lead") is not None or claim.sentence.tag(0, "at_home") is not None
    return led and len(claim.sentence.tokens) <= _LONGEST_PLACE


def _starts_with_mode(claim: Claim) -> bool:
    at = next((tag.first for tag in claim.sentence.all("mode")), None)
    return at is not None and at <= 2  # noqa: PLR2004


def _days_told_once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """`Le 5 : 1 h 30. Le 19 : 1 h. Le 5 en personne, le 19 au téléphone.`: how, told of a day apart from its length."""
    told = list(claims)
    for later in filter(_tells_how_of_day, claims):
        at = next((at for at, claim in enumerate(told) if _tells_same_day(claim, later)), None)
        if at is not None:
            told[at] = replace(told[at], modes=later.modes)
            told = [claim for claim in told if claim is not later]
    return tuple(told)


def _tells_how_of_day(claim: Claim) -> bool:
    told = claim.has_amount or claim.start is not None or claim.counted
    return not told and bool(claim.modes) and len(claim.days) == 1


def _tells_same_day(claim: Claim, later: Claim) -> bool:
    return claim.days == later.days and claim.has_amount and not claim.modes and not claim.hedged


def _lengths_given(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """`Zoom on the 12th. We were on for an hour.` … `A call on the 26th. Ten minutes.`: each length to its session."""
    open_counts = [claim for claim in claims if _is_count(claim)]
    if len(open_counts) == 1 and sum(claim.has_amount for claim in claims) == 1:
        return tuple(claims)  # nothing to tell apart
    told: list[Claim] = []
    for claim in claims:
        at = next((at for at in reversed(range(len(told))) if _tells(told[at])), None)
        if at is not None and told[at] in open_counts and _is_length_of(claim, told[at], told[:at]):
            told[at] = _joined(claim, told[at])
        else:
            told.append(claim)
    return tuple(told)


def _tells(claim: Claim) -> bool:
    return bool(claim.has_amount or claim.modes or claim.days or claim.sessions or claim.start)


def _is_length_of(claim: Claim, session: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether the claim says nothing but how long the session right before it was."""
    if claim.minutes is None or claim.modes or claim.hedged or claim.days or claim.counted or claim.total or claim.each:
        return False
    one = (session.sessions or 1) == 1 and len(session.days) <= 1
    return one and not claim.added and not claim.partners and not any(_is_count(each) for each in earlier)


def _counts_given(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    counts = [claim for claim in claims if _is_count(claim)]
    amounts = [claim for claim in claims if claim.has_amount and not claim.counted and not claim.days]
    if len(counts) != 1 or len(amounts) != 1 or any(claim.detail for claim in claims):
        return tuple(claims)
    count, amount = counts[0], amounts[0]
    if amount.total and amount.including:
        return tuple(claims)  # "met on March 21. In all, counting that, 4 hours"
    if (amount.modes and not amount.is_live) or (count.modes and amount.modes and count.mode != amount.mode):
        return tuple(claims)
    joined = _joined(amount, count)
    return tuple(joined if claim is amount else claim for claim in claims if claim is not count)


def _joined(amount: Claim, count: Claim) -> Claim:
    """The length and the sessions as one claim."""
    return replace(
        amount,
        sessions=count.sessions,
        counted=True,
        days=count.days,
        start=amount.start or count.start,
        until=amount.until or count.until,
        modes=amount.modes or count.modes,
        partners=amount.partners or count.partners,
        dealt=count.dealt,
    )


def _is_count(claim: Claim) -> bool:
    """`We met twice`, `we had our monthly meeting`: sessions without their length."""
    one = claim.sessions == 1 and any(tag.value == "1" for tag in claim.sentence.all("session"))
    dated = bool(claim.days) and bool(claim.sessions or claim.modes)
    return (claim.counted or one or dated) and not claim.has_amount and claim.is_live
