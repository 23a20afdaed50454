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
    doubtful = meant | {id(claim) for claim in _of_another(claims, sentences)}
    standing = [
        replace(claim, loose=True) if id(claim) in doubtful else claim for claim in claims if id(claim) not in dropped
    ]
    return standing, passed_claims(out, PassedReason.SOMETHING_ELSE)


def _told_in(claims: Sequence[Claim], sentence: Sentence | None) -> list[Claim]:
    return [claim for claim in claims if claim.sentence is sentence and claim.has_amount]


def _is_of_sessions(claim: Claim) -> bool:
    return bool(claim.modes or claim.is_session or claim.total)


def _of_another(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """What is told right before `Scratch the 20th, that was with another mentee`: which of it stays open."""
    for earlier, later in pairwise(sentences):
        if later.find("was_of_another") and not _told_in(claims, later):
            yield from _told_in(claims, earlier)


def _meant(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The amounts before the words in their sentence; where it has none, those of the sentence before."""
    before = {id(later): earlier for earlier, later in pairwise(sentences)}
    for sentence in sentences:
        words = sentence.find("uncounted")
        if words is None and sentence.find("milestone"):
            yield from _told_in(claims, sentence)  # "I hit 100 hours since 2019 with this one"
        if words is None:
            continue
        own = _told_in(claims, sentence)
        told = own or _told_in(claims, before.get(id(sentence)))
        place = sentence.text.find(words) if own else len(sentence.source)
        start = sentence.tokens[0].start
        yield from (claim for claim in told if not own or sentence.tokens[claim.amount_at].start - start < place)
