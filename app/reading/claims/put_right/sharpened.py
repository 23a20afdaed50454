"""A vague amount that an exact one replaces at once: `a few hours... I looked it up: 3.25 hours`, `soit 2 h 15`."""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.claim import Claim
from app.reading.claims.passed import passed_claims
from app.reading.explained import PassedOver, PassedReason
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_NEAR = 2  # sentences behind the vague amount in which the exact one stands
_EQUALS = frozenset({"=", ":", "("})
_BOTH = 2
_LONGEST_CUE = 6  # tokens
_LEADING = small_words("leads_to_the_exact_figure")


def sharpened(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> tuple[Sequence[Claim], tuple[PassedOver, ...]]:
    """The claims without a vague amount whose exact value is told right behind it, and that amount as passed over."""
    told = [claim for claim in claims if claim.has_amount and not claim.future]
    if len(told) != _BOTH:
        return claims, ()
    vague, exact = told
    if not vague.vague or exact.minutes is None or not _is_same_time(vague, exact):
        return claims, ()
    if not _leads(vague, exact, sentences):
        return claims, ()
    new = replace(exact, modes=exact.modes or vague.modes, partners=exact.partners or vague.partners)
    standing = [new if claim is exact else claim for claim in claims if claim is not vague]
    return standing, tuple(passed_claims([vague], PassedReason.CORRECTED))


def _is_same_time(vague: Claim, exact: Claim) -> bool:
    """Nothing parts them: neither another way, partner or day, nor a word that adds."""
    modes, partners = set(vague.modes) | set(exact.modes), set(vague.partners) | set(exact.partners)
    days = set(vague.days) | set(exact.days)
    return len(modes) <= 1 and len(partners) <= 1 and not (vague.days and exact.days and len(days) > 1)


def _leads(vague: Claim, exact: Claim, sentences: Sequence[Sentence]) -> bool:
    """Whether words for it stand right before the exact amount, or right behind."""
    if exact.sentence.find("adding") or exact.sentence.tag(exact.first, "and") is not None:
        return False
    at = _past_fillers(exact)
    if vague.sentence is exact.sentence:
        equals = exact.sentence.mark(exact.amount_at - 1) in _EQUALS
        return equals or _ends_with_cue(exact.sentence, at) or _is_said_behind(exact)
    first, last = (_place(claim, sentences) for claim in (vague, exact))
    if first is None or last is None or last - first > _NEAR:
        return False
    before = sentences[last - 1]
    ends = _ends_with_cue(before, len(before.tokens)) if at == 0 else _ends_with_cue(exact.sentence, at)
    return ends or _is_said_behind(exact)


def _past_fillers(exact: Claim) -> int:
    """Where the words end before the amount and the small words that lead to it: `looked it up: it was 3 hours`."""
    sentence, at = exact.sentence, exact.amount_at
    while at and (not sentence.mark(at - 1).isalnum() or sentence.mark(at - 1) in _LEADING):
        at -= 1
    return at


def _ends_with_cue(sentence: Sentence, end: int) -> bool:
    while end and not sentence.mark(end - 1).isalnum():
        end -= 1
    begins = range(max(0, end - _LONGEST_CUE), end)
    return any(sentence.find_within("sharpened", at, end) == sentence.words(at, end) for at in begins)


def _is_said_behind(exact: Claim) -> bool:
    sentence = exact.sentence
    behind = sentence.find_within("sharpened_behind", exact.amount_at, len(sentence.tokens))
    return behind is not None and sentence.text.rstrip(" .)").endswith(behind)


def _place(claim: Claim, sentences: Sequence[Sentence]) -> int | None:
    return next((at for at, sentence in enumerate(sentences) if sentence is claim.sentence), None)
