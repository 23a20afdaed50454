"""A part of hours on record that is put right: `The phone call was 45 min.` leaves the other parts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from app.reading.contract import Hours
from app.reading.hours.sums import Problem, Tally
from app.reading.times.amounts import amount_at
from app.reading.words.figures import number_at
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence

_NEAR = 4  # tokens
_SUBJECTS = ("mode", "session")


def with_parts_on_record(counted: Tally, sentences: Sequence[Sentence], ours: Hours | None) -> Tally:
    """The hours with the other parts on record beside the one put right; a question where those are not known.

    Unchanged where the reply tells of the whole.
    """
    told = counted.hours
    if told is None or ours is None:
        return counted
    if _has_unread_figure(sentences, counted):
        return Tally(problem=Problem("answer_figures"), passed=counted.passed)
    if told.by_partner and set(told.by_partner) < set(ours.by_partner):
        return counted  # the others' hours stand, they are not touched
    if not any(map(_names_part, sentences)) or not _is_of_part(told, ours):
        return counted
    if not set(told.by_mode) <= set(ours.by_mode) or ours.by_partner:
        return Tally(problem=Problem("answer_figures"), passed=counted.passed)
    by_mode = {**ours.by_mode, **told.by_mode}
    return replace(counted, hours=Hours(sum(by_mode.values(), Decimal(0)), by_mode))


def _is_of_part(told: Hours, ours: Hours) -> bool:
    """Whether other ways than those told are on record, or none is, so that it stays open what was left out."""
    return set(told.by_mode) != set(ours.by_mode) and (len(ours.by_mode) > 1 or set(ours.by_mode) == {"unspecified"})


def _names_part(sentence: Sentence) -> bool:
    """`the phone part was 30 min`, `l'appel a duré 45 min`; not `it was 30 min by phone`."""
    if sentence.has("total"):
        return False
    tags = (tag for each in _SUBJECTS for tag in sentence.all(each))
    return any(_is_subject(sentence, tag) and _is_said_of(sentence, tag.end) for tag in tags)


def _is_subject(sentence: Sentence, tag: Tag) -> bool:
    before = tag.first - 1
    if before < 0 or _is(sentence, before, "of_part") or not sentence.mark(before).isalnum():
        return True
    return _is(sentence, before - 1, "of_part")  # "la partie au téléphone"


def _is(sentence: Sentence, index: int, pattern: str) -> bool:
    """Whether the token is one of the named words."""
    return index >= 0 and sentence.find_within(pattern, index, index + 1) is not None


def _is_said_of(sentence: Sentence, start: int) -> bool:
    """Whether `was`, `should be` or a colon leads on to an amount."""
    said = False
    for at in range(start, min(start + _NEAR + 1, len(sentence.tokens))):
        if said and amount_at(sentence, at) is not None:
            return True
        said = said or _is(sentence, at, "was_so") or sentence.mark(at) == ":"
    return False


def _has_unread_figure(sentences: Sequence[Sentence], counted: Tally) -> bool:
    """`in person 1.5, phone 1`, of which only the second was read."""
    read = {each.text for each in counted.evidence} | {each.text for each in counted.passed}
    return any(figure not in read for sentence in sentences for figure in _beside_ways(sentence))


def _beside_ways(sentence: Sentence) -> Iterator[str]:
    for tag in sentence.all("mode"):
        behind = next((at for at in (tag.end, tag.end + 1) if number_at(sentence, at)), None)
        led = sentence.tag(tag.first - 1, "mode_lead") is not None
        figures = [number for at in (tag.first - 1 - led,) if (number := number_at(sentence, at))]
        plain = behind is not None and (behind == tag.end or _is(sentence, tag.end, "was_so"))
        figures += [number for at in (behind,) if plain and at is not None and (number := number_at(sentence, at))]
        for number in figures:
            amount = amount_at(sentence, number.first)
            if amount is not None and amount.bare and not _ends_amount(sentence, number.first):
                yield sentence.words(amount.first, amount.end)


def _ends_amount(sentence: Sentence, index: int) -> bool:
    """The 30 of `1 h 30`."""
    earlier = (amount_at(sentence, at) for at in range(max(0, index - _NEAR), index))
    return any(amount is not None and amount.end > index for amount in earlier)
