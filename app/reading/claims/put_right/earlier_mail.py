"""What an earlier mail of theirs said: `My mail of yesterday said 5 hours. It was 4.`"""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.claim import LIVE_MODES, Claim
from app.reading.words.sentences import Sentence

_RIGHT = ("right_figure", "restates", "correction")


def told_earlier(claims: Sequence[Claim]) -> tuple[int, bool] | None:
    """Where the claims begin that follow what an earlier mail said, and whether they put it right.

    None where no earlier mail is told of, or nothing follows.
    """
    told = next((claim.sentence for claim in claims if claim.has_amount and _is_of_earlier_mail(claim.sentence)), None)
    if told is None:
        return None
    if told.find("adding") and (own := [at for at, each in enumerate(claims) if each.sentence is told])[1:]:
        return own[1], False
    last = max(at for at, claim in enumerate(claims) if claim.sentence is told)
    later = [claim for claim in claims[last + 1 :] if claim.has_amount]
    if not later or any(claim.has_amount and claim.sentence is not told for claim in claims[:last]):
        return None
    return last + 1, _puts_right(later[0].sentence)


def as_told_earlier(claim: Claim) -> Claim:
    """The claim without the day and the way of the mail that it stood in."""
    modes = claim.modes if claim.mode in LIVE_MODES else ()
    return replace(claim, modes=modes, days=(), start=None, until=None, sessions=0, counted=False)


def _is_of_earlier_mail(sentence: Sentence) -> bool:
    return sentence.find("earlier_mail") is not None


def _puts_right(sentence: Sentence) -> bool:
    return not sentence.find("adding") and any(sentence.find(pattern) for pattern in _RIGHT)
