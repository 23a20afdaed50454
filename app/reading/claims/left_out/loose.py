"""Amounts that nothing ties to the mentoring, beside hours that something does: `his 40-hour course`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.reading.claims.claim import Claim
from app.reading.claims.left_out.denials import clause_of
from app.reading.claims.passed import passed_claims
from app.reading.explained import PassedOver, PassedReason
from app.reading.times.amounts import Amount, amount_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_TOGETHER = small_words("together")
_ONE_OF_US = _TOGETHER | small_words("each_of_us")
_OTHERS_OWN = small_words("somebodys_own")
_THIRD = small_words("third_person")
_DOUBTFUL_WE = small_words("doubtful_we")
_WRITER = _TOGETHER - _DOUBTFUL_WE | small_words("the_writer")
_AFTERWARDS = small_words("afterwards")
_OPENING = small_words("and", "then", "so", "afterwards")
_WE = small_words("we")
_PLAIN = small_words("no_subject")
_BEHIND_DOUBTFUL_WE = small_words("behind_doubtful_we")
_HAD = small_words("had")  # "Felix was 2 h"
_I = small_words("i_alone")  # "she spent three hours on the homework I gave"
_CORRECTING = ("correction", "correction_weak", "taken_back", "denied_figure")
_SHORTEST_NOUN = 3
_TERSE = 6  # tokens: who writes so little writes of nothing else
_REACH = 3  # tokens behind `2-hour` in which its noun stands


def without_loose(claims: Sequence[Claim]) -> tuple[list[Claim], list[PassedOver]]:
    """The claims without amounts of other things, and what was left out; what may be either stays open.

    Where no hours are tied to the mentoring by a way, a session, a day, a month or a partner, all amounts stand.
    """
    if not any(_is_tied(claim) for claim in claims):
        return list(claims), []
    other = [claim for claim in claims if _is_of_other_thing(claim)]
    return list(_judged(claims, other)), passed_claims(other, PassedReason.SOMETHING_ELSE)


def _judged(claims: Sequence[Claim], other: Sequence[Claim]) -> Iterator[Claim]:
    for claim in claims:
        if not any(each is claim for each in other):
            yield replace(claim, loose=True) if _is_in_doubt(claim) else claim


def _is_tied(claim: Claim) -> bool:
    return claim.minutes is not None and not claim.future and not _is_adjective(claim) and _tells_of_us(claim)


def _tells_of_us(claim: Claim) -> bool:
    if _is_spent_by_another(claim):
        return False
    told = claim.modes or claim.is_session or claim.total or claim.months or claim.partners or claim.answers
    return bool(told) or len(claim.sentence.tokens) <= _TERSE or claim.sentence.has("practice")


def _is_of_other_thing(claim: Claim) -> bool:
    """`his 40-hour course`, `a 60-hour week`; `42 points in a day`."""
    if claim.future or not claim.has_amount:
        return False
    if _is_adjective(claim):
        if _measures_other_thing(claim):
            return True
        owned = claim.sentence.mark(claim.amount_at - 1) in _OTHERS_OWN
        return owned or not (_before(claim) & _ONE_OF_US or _clause(claim) & _WE or claim.partners)
    told = claim.modes or claim.is_session or claim.partners
    return bool(claim.vague) and not told and _is_spell_of_days(claim)


def _is_in_doubt(claim: Claim) -> bool:
    """`the 4-hour paper that I sat`, `preparation took 30 minutes`: ours or not?"""
    if claim.future or claim.minutes is None:
        return False
    if _is_adjective(claim):
        return not _clause(claim) & _TOGETHER and not claim.partners
    if _is_spent_by_another(claim):
        return True
    corrects = any(claim.sentence.find(each) for each in _CORRECTING)
    return not (_tells_of_us(claim) or corrects) and _has_other_subject(claim)


def _is_spent_by_another(claim: Claim) -> bool:
    """`She spent 10 hours on the assignment`: one of the two alone, and neither a session nor a way."""
    sentence = claim.sentence
    named = sentence.mark(claim.amount_at - 1).startswith("@") or any(map(sentence.find, _CORRECTING))
    if claim.modes or claim.is_session or claim.total or claim.bare or named:
        return False
    first, end = clause_of(sentence, claim.amount_at, claim.amount_at + 1)
    first = first - 2 if first > 1 and sentence.mark(first - 1) in _AFTERWARDS else first
    at = next((at for at in range(first, end) if sentence.mark(at) not in _OPENING), end)
    subject = sentence.mark(at) in _THIRD or sentence.mark(at).startswith("@p")
    acts = (
        subject
        and sentence.mark(at + 1).isalpha()
        and not _had(sentence, at + 1, claim.amount_at)
        and not sentence.tag(at + 1, "unit")
        and at + 1 < claim.amount_at
    )
    return acts and not any(
        (sentence.mark(at) in _WRITER and not (at > claim.amount_at and sentence.mark(at) in _I))
        or sentence.mark(at) == "@me"
        or sentence.tag(at, "session")
        for at in range(first, end)
    )


def _had(sentence: Sentence, index: int, amount: int) -> bool:
    """`Felix was 2 hours`, `Kate had about 1 h`: whose hours they were."""
    between = range(index + 1, amount)
    return sentence.mark(index) in _HAD and all(sentence.tag(at, "approximate") for at in between)


def _is_adjective(claim: Claim) -> bool:
    """Whether the amount says how long something is that is no session: `2-hour paper`, not `2-hour call`."""
    amount = _amount(claim)
    if amount is None or not amount.attributive:
        return False
    near = range(amount.end, amount.end + _REACH)
    if any(claim.sentence.tag(at, each) for at in near for each in ("session", "mode")):
        return False
    return claim.sentence.mark(amount.end).isalpha()


def _measures_other_thing(claim: Claim) -> bool:
    """`the 4-hour tax paper that I sat`: a noun of work, travel or exams stands near, and nobody did it together."""
    amount = _amount(claim)
    if amount is None or _clause(claim) & _TOGETHER:
        return False
    near = range(amount.end, amount.end + _REACH)
    return any(claim.sentence.tag(at, each) for at in near for each in ("work", "other_noun"))


def _is_spell_of_days(claim: Claim) -> bool:
    spells = (tag for tag in claim.sentence.all("day_spell") if claim.first <= tag.first < claim.end)
    return any(claim.sentence.words(tag.first, tag.end) == claim.vague for tag in spells)


def _has_other_subject(claim: Claim) -> bool:
    """Whether a noun of no vocabulary of ours leads to the amount, and nobody of the two does."""
    if _clause(claim) & _ONE_OF_US:
        return False
    first, _ = clause_of(claim.sentence, claim.amount_at, claim.amount_at)
    leading = range(first, claim.amount_at)
    return any(_is_unknown_word(claim.sentence, at) and claim.sentence.mark(at) not in _PLAIN for at in leading)


def _is_unknown_word(sentence: Sentence, index: int) -> bool:
    word = sentence.mark(index)
    return len(word) >= _SHORTEST_NOUN and word.isalpha() and not sentence.tags[index]


def _amount(claim: Claim) -> Amount | None:
    return amount_at(claim.sentence, claim.amount_at) if claim.has_amount else None


def _before(claim: Claim) -> frozenset[str]:
    first, _ = clause_of(claim.sentence, claim.amount_at, claim.amount_at)
    return _words(claim.sentence, first, claim.amount_at)


def _clause(claim: Claim) -> frozenset[str]:
    return _words(claim.sentence, *clause_of(claim.sentence, claim.amount_at, claim.amount_at + 1))


def _words(sentence: Sentence, first: int, end: int) -> frozenset[str]:
    """The words there, without a word that says we in one language and stands here in another: the English `on`."""
    return frozenset(
        word
        for at in range(first, end)
        if (word := sentence.mark(at)) not in _DOUBTFUL_WE or sentence.mark(at + 1) in _BEHIND_DOUBTFUL_WE
    )
