"""Hours that the writer says are not to be counted: `the ferry takes 2 hours. I don't log that.`"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.reading.claims.claim import Claim
from app.reading.claims.passed import passed_claims
from app.reading.explained import PassedOver, PassedReason
from app.reading.words.sentences import Sentence


def without_uncounted(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> tuple[list[Claim], list[PassedOver]]:
    """The claims without those that are not to be counted, and what was left out.

    What tells of a session or a way all the same stays open.
    """
    meant = {id(claim) for claim in _meant(claims, sentences)}
    out = [claim for claim in claims if id(claim) in meant and not _is_of_sessions(claim)]
    dropped = {id(claim) for claim in out}
    standing = [
        replace(claim, loose=True) if id(claim) in meant else claim for claim in claims if id(claim) not in dropped
    ]
    return standing, passed_claims(out, PassedReason.SOMETHING_ELSE)


def _of_years(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """`I hit 100 hours since 2019 with this one`."""
    return [claim for claim in claims if claim.sentence is sentence and claim.has_amount]


def _is_of_sessions(claim: Claim) -> bool:
    return bool(claim.modes or claim.is_session or claim.total)


def _meant(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The amounts before the words in their sentence; where it has none, those of the sentence before."""
    before = {id(later): earlier for earlier, later in pairwise(sentences)}
    for sentence in sentences:
        words = sentence.find("uncounted")
        if words is None and sentence.find("milestone"):
            yield from _of_years(claims, sentence)
        if words is None:
            continue
        own = [claim for claim in claims if claim.sentence is sentence and claim.has_amount]
        told = own or [claim for claim in claims if claim.sentence is before.get(id(sentence)) and claim.has_amount]
        place = sentence.text.find(words) if own else len(sentence.source)
        start = sentence.tokens[0].start
        yield from (claim for claim in told if not own or sentence.tokens[claim.amount_at].start - start < place)
