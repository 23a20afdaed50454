"""Times told by comparison with one before, given the length of it where there is exactly one that can be meant."""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.claim import Claim
from app.reading.words.sentences import Sentence


def likened(claims: Sequence[Claim], sentences: Sequence[Sentence], *, several: bool) -> list[Claim]:
    """The claims, those told by comparison as long as the one before; `several`: there is more than one partner.

    What can mean more than one length, or none, stays open. `Kate said the same` tells of no time.
    """
    out: list[Claim] = []
    for claim in claims:
        told = _likened(claim, out, several=several) if claim.alike else claim
        out.append(claim if claim.alike and _is_parted(told, out, sentences) else told)
    return out


def _likened(claim: Claim, earlier: Sequence[Claim], *, several: bool) -> Claim:
    if claim.alike is None or (claim.minutes is not None):
        return claim
    told_before = any(each.has_amount for each in earlier)
    new = told_before or (_is_apart(claim, several=several) and not claim.alike.again)
    if not (_is_of_time(claim, several=several) and new):
        return replace(claim, vague="", alike=None)
    meant = _meant(claim, earlier)
    return _as_long(claim, meant) if meant and _is_clear(claim, several=several) else claim


def _is_parted(claim: Claim, earlier: Sequence[Claim], sentences: Sequence[Sentence]) -> bool:
    """`1 h on the 5th. Nothing on the 12th. Same on the 19th.`: the same as which?"""
    last = next((each for each in reversed(earlier) if each.has_amount), None)
    if last is None or claim.minutes is None or (claim.alike and claim.alike.of is not None):
        return False
    places = [at for at, each in enumerate(sentences) if each is last.sentence or each is claim.sentence]
    return any(each.has("no") for each in sentences[min(places) + 1 : max(places)]) if places else False


def _is_of_time(claim: Claim, *, several: bool) -> bool:
    """Whether another time is told: on another day, with another partner, in another way, or by words of length."""
    if claim.alike is None:
        return False
    partner = several and _names_partner(claim)
    if claim.alike.elsewhere or claim.alike.times is None:
        return partner or (not claim.alike.elsewhere and (claim.alike.sure or bool(claim.days)))
    closes = claim.amount_words and claim.sentence.text.endswith(claim.amount_words)
    return _is_apart(claim, several=several) or claim.alike.sure or bool(closes or claim.months)


def _is_apart(claim: Claim, *, several: bool) -> bool:
    """Whether it is told what sets it apart from the time before: a day, a partner, a way, `another`."""
    partner = several and _names_partner(claim)
    one_more = any(claim.first <= tag.first < claim.end for tag in claim.sentence.all("one_more"))
    return partner or one_more or bool(claim.days or claim.modes or claim.sessions)


def _names_partner(claim: Claim) -> bool:
    if claim.sentence.heading is not None:
        return True
    compared = claim.alike.of if claim.alike else None
    named = {int(mark[2:]) for at in range(claim.first, claim.end) if (mark := claim.sentence.mark(at))[:2] == "@p"}
    return bool(named - {compared})


def _meant(claim: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """The one time that can be meant, None where there are none or several."""
    told = [each for each in earlier if each.has_amount or each.nothing]
    if claim.alike and claim.alike.of is not None:
        told = [each for each in told if each.partners == (claim.alike.of,)]
    plain = all(each.minutes and not (each.total or each.future or each.hedged) for each in told)
    if not told or not plain or len({(each.minutes, each.each) for each in told}) > 1:
        return None
    of_last = [each for each in told if each.partners == told[-1].partners]
    if len(of_last) > 1 and (not claim.days or claim.partners not in {(), told[-1].partners}):
        return None  # "Kate 1 h on the 5th and 1 h on the 12th, Sam the same"
    modes = {each.mode for each in told}
    return told[-1] if claim.modes or len(modes) == 1 else None


def _is_clear(claim: Claim, *, several: bool) -> bool:
    """Whether how often and when is told: not `the same every week`, `twice the same`, `the same in April`."""
    known = claim.alike is not None and claim.alike.times is not None
    often = claim.sentence.has("every") or claim.sentence.has("rate") or claim.weeks > 1
    return (
        known
        and _is_apart(claim, several=several)
        and not often
        and not claim.months
        and (claim.sessions or 0) <= 1
        and not claim.unclear_day
    )


def _as_long(claim: Claim, meant: Claim) -> Claim:
    times = claim.alike.times if claim.alike else None
    if times is None or meant.minutes is None:
        return claim
    many = meant.each or (meant.sessions or 0) > 1 or len(meant.days) > 1 or bool(meant.dealt)
    if many and (claim.days or meant.days or meant.dealt or claim.partners == meant.partners):
        return claim
    told = replace(
        claim,
        minutes=meant.minutes * times,
        vague="",
        modes=claim.modes or meant.modes,
        partners=claim.partners or meant.partners,
        sessions=claim.sessions or (1 if meant.is_session else 0),
        each=len(claim.days) > 1,
    )
    return replace(told, sessions=meant.sessions, each=meant.each, counted=meant.counted) if many else told
