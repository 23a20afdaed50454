"""The sessions that a reply tells of (rule 5 of the contract)."""

from collections.abc import Iterator, Sequence

from app.reading.claims.claim import Claim
from app.reading.contract import Evidence, SaidMeeting

_MOST_MEETINGS = 60


def meetings(claims: Sequence[Claim], partners: Sequence[str]) -> tuple[tuple[SaidMeeting, ...], tuple[Evidence, ...]]:
    """The meetings in order, with the words they stand on. `partners` are full names."""
    found: list[SaidMeeting] = []
    evidence: list[Evidence] = []
    for claim in claims:
        if not _tells_meeting(claim):
            continue
        for meeting in _of_claim(claim, partners):
            evidence.append(Evidence(f"meetings.{len(found)}", claim.words))
            found.append(meeting)
    return tuple(found[:_MOST_MEETINGS]), tuple(evidence[:_MOST_MEETINGS])


def tells_session(claims: Sequence[Claim]) -> bool:
    """Whether any session that took place is told, with or without its length."""
    return any(_tells_meeting(claim) or (claim.is_live and claim.counted) or _met(claim) for claim in claims)


def _met(claim: Claim) -> bool:
    return any(tag.value == "verb" for tag in claim.sentence.all("session")) and claim.sessions == 1


def _tells_meeting(claim: Claim) -> bool:
    if not claim.is_live or claim.nothing:
        return False
    if not claim.has_amount:
        telling = claim.modes or claim.sessions or claim.start or claim.until
        return bool(claim.days) and bool(telling)
    if claim.total and not claim.counted and not claim.days:
        return False
    return bool(claim.sessions or claim.days or claim.until)


def _of_claim(claim: Claim, partners: Sequence[str]) -> Iterator[SaidMeeting]:
    if claim.dealt:
        for share in claim.dealt:
            yield from _of_claim(share, partners)
        return
    times = max(claim.sessions or 1, len(claim.days))
    for index in range(times):
        yield SaidMeeting(
            date=claim.days[index] if index < len(claim.days) else None,
            start=claim.start,
            end=claim.until,
            minutes=_minutes(claim, times),
            mode=claim.mode,
            partner=partners[claim.partners[0]] if len(claim.partners) == 1 else None,
        )


def _minutes(claim: Claim, times: int) -> int | None:
    if claim.minutes is None or (times > 1 and not claim.each):
        return None
    return round(claim.minutes)
