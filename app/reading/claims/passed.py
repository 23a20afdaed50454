"""Claims and facts that a rule leaves out, as they are written in the reply."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from app.reading.claims.capped import MOST_CHARACTERS
from app.reading.claims.claim import Claim
from app.reading.contract import Evidence, Reading
from app.reading.explained import PassedOver, PassedReason
from app.reading.places import place_near

_MOST_SOUGHT = 80
_MOST = 40  # a huge sheet of figures is no list to read


def left_out(before: Sequence[Claim], after: Sequence[Claim]) -> list[Claim]:
    """The claims that a rule took away."""
    if len(before) == len(after):
        return []
    return [claim for claim in before if not any(each is claim for each in after)]


def passed_claims(claims: Iterable[Claim], reason: PassedReason) -> list[PassedOver]:
    """The claims that a rule left out, each by its amount, else by all its words."""
    return [_passed(claim, claim.vague or claim.amount_words or claim.words, reason) for claim in claims]


def _passed(claim: Claim, words: str, reason: PassedReason) -> PassedOver:
    tokens = claim.sentence.tokens
    first = claim.amount_at if claim.has_amount else claim.first
    return PassedOver(words, reason, claim.sentence.text, tokens[first].start - tokens[0].start)


def passed_evidence(evidence: Iterable[Evidence], reason: PassedReason) -> list[PassedOver]:
    """The words of facts that do not stand after all."""
    return [PassedOver(each.text, reason) for each in evidence]


def with_passed(reading: Reading) -> Reading:
    """The reading with what was passed over as it is written in the reply, each once; joined lines fall apart again."""
    explanation = reading.explanation
    if not explanation.passed_over:
        return reading
    answers = [each.text for each in reading.evidence if each.field.startswith("answers")]
    passed = (each for each in explanation.passed_over if not _is_answer(each, answers))
    standing = standing_in(reading.reply_text, passed)
    return replace(reading, explanation=replace(explanation, passed_over=standing))


def _is_answer(passed: PassedOver, answers: Iterable[str]) -> bool:
    """Whether an answer to an item stands on the words after all."""
    return any(passed.text in words or words in passed.text for words in answers)


def standing_in(text: str, passed: Iterable[PassedOver]) -> tuple[PassedOver, ...]:
    """What was passed over as and where the reply's text has it, each once; words that we put together are left out."""
    found: dict[PassedOver, None] = {}
    text = text[:MOST_CHARACTERS]  # no more is read of a huge reply
    for each in islice(passed, _MOST_SOUGHT):
        place = place_near(text, each.text, each.within, each.at)
        if place is not None:
            found[PassedOver(text[place[0] : place[1]], each.reason, at=place[0])] = None
    return tuple(sorted(found, key=lambda each: each.at))[:_MOST]
