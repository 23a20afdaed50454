"""Amounts beside the time that was spent: how much was planned, ran over, was cut, is usual or is not to be counted."""

from collections.abc import Sequence

from app.reading.claims.left_out.denials import clause_of
from app.reading.claims.pieces.pieces import Piece
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_TURNS, _RAN = small_words("but"), small_words("ran_over")


def is_unreal(sentence: Sentence, amount: Amount) -> bool:
    """`supposed to be 2 hours`, `2 hours planned`; not `the planned meeting lasted 2 hours`."""
    first, _ = clause_of(sentence, amount.first, amount.end)
    behind = amount.end
    while told := sentence.tag(behind, "session") or sentence.tag(behind, "mode"):
        behind = told.end
    meant = [
        tag
        for at in (*range(first, amount.first), behind)
        if (tag := sentence.tag(at, "unreal") or sentence.tag(at, "plan"))
    ]
    behind_it = range(amount.end, len(sentence.tokens))
    turned = any(sentence.mark(at) in _TURNS or sentence.tag(at, "turn") for at in behind_it)
    return any((tag.value == "yes" or turned) and not _has_come_about(sentence, tag.end, amount.first) for tag in meant)


def _has_come_about(sentence: Sentence, start: int, end: int) -> bool:
    return any(sentence.tag(at, "outcome") or sentence.tag(at, "lasted") for at in range(start, end))


def is_cut_to(sentence: Sentence, amount: Amount) -> bool:
    """`cut short at 40 minutes`, `écourtée à 40 min`: how long it was in the end."""
    return sentence.tag_before(amount.first, "cut") is not None


def is_before_cut(sentence: Sentence, amount: Amount) -> bool:
    """`the 1 hour call was cut to 40 minutes`: how long it would have been."""
    cut = next((tag for tag in sentence.all("cut") if tag.first >= amount.end), None)
    if cut is None or not any(_is_unit(sentence, at) for at in range(cut.end, min(cut.end + 4, len(sentence.tokens)))):
        return False
    return not any(_is_unit(sentence, at) for at in range(amount.end, cut.first))


def is_over(sentence: Sentence, amount: Amount) -> bool:
    """`we went 15 min over our usual hour`, `a débordé de 20 minutes`: on top of an amount that may not be told."""
    if amount.bare or sentence.tag_before(amount.first, "irrelevant"):
        return False
    before = sentence.tag_before(amount.first, "overrun")
    after = sentence.tag(amount.end, "overrun")
    if after is not None and after.value != "before":
        return after.value == "after" or _leads_over(sentence, amount, after.end)
    alone = sentence.mark(amount.first - 1) in _RAN
    return before is not None and before.value == "before" and not alone


def _leads_over(sentence: Sentence, amount: Amount, end: int) -> bool:
    """`ran 20 minutes over`; not `an hour over coffee`, `went 2 hours over her CV`."""
    ran = any(sentence.mark(at) in _RAN for at in range(max(0, amount.first - 3), amount.first))
    closes = not sentence.mark(end).isalnum() or sentence.tag(end, "and") is not None
    return ran and (closes or end > amount.end + 1)


def is_not_counted(sentence: Sentence, amount: Amount) -> bool:
    """`1h, sans compter 45 minutes de transport`, `excluding prep (30 min)`: behind the word, in the same breath.

    Of messages or calls it stays open: `not counting 30 minutes of emails`.
    """
    _, end = clause_of(sentence, amount.first, amount.end)
    tags = [tag for tag in sentence.all("excluded") if tag.end <= amount.first]
    if not tags or any(sentence.tag(at, "mode") for at in range(tags[-1].end, end)):
        return False
    return not any(
        sentence.mark(at) in {",", ";", ":"} or sentence.tag(at, "session") or _is_unit(sentence, at)
        for at in range(tags[-1].end, amount.first)
    )


def is_left_out_of_sum(sentence: Sentence, amount: Amount) -> bool:
    """`not counting 30 minutes of emails`: whether they belong to the hours stays open."""
    _, end = clause_of(sentence, amount.first, amount.end)
    tags = [tag for tag in sentence.all("excluded") if tag.end <= amount.first]
    between = range(tags[-1].end, end) if tags else range(0)
    return any(sentence.tag(at, "mode") for at in between) and not any(
        sentence.mark(at) in {",", ";"} for at in between
    )


def is_allowed(sentence: Sentence, amount: Amount) -> bool:
    """`my boss gave me 2 hours for this`: not how much of it was spent."""
    first, _ = clause_of(sentence, amount.first, amount.end)
    return sentence.find_within("allowed", first, amount.first) is not None


def is_requested(sentence: Sentence, amount: Amount) -> bool:
    """`She asked for two hours`, `elle m'a demandé 2 heures`: right behind the words, and not what was given."""
    first, _ = clause_of(sentence, amount.first, amount.end)
    words = sentence.find_within("requested", first, amount.first)
    return words is not None and sentence.words(first, amount.first).endswith(words)


def is_what_came_of_plan(sentence: Sentence, amount: Amount, pieces: Sequence[Piece]) -> bool:
    """`She asked for two hours, I could give one`: a number that ends its clause behind an amount that was planned."""
    sized = [each for each in pieces if isinstance(each, Amount) and not each.bare]
    planned = [each for each in sized if is_unreal(sentence, each) or is_requested(sentence, each)]
    if not planned or sized[-1].end > amount.first or sized[-1] is not planned[-1]:
        return False
    ends = not sentence.mark(amount.end).isalnum() or sentence.tag(amount.end, "and") is not None
    return ends and amount.first > clause_of(sentence, planned[-1].first, planned[-1].end)[1]


def is_usual(sentence: Sentence, piece: Amount | Clock) -> bool:
    """`we usually meet 6 to 7 pm`, `d'habitude une heure le jeudi`: how often stays open."""
    first, end = clause_of(sentence, piece.first, piece.end)
    usual = any(sentence.tag(at, "usual") for at in range(first, end))
    told = (tag for at in range(first, end) if (tag := sentence.tag(at, "session")))
    return usual and any(tag.value == "present" for tag in told)


def _is_unit(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index, "unit") is not None or sentence.tag(index, "duration") is not None
