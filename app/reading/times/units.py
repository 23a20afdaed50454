"""Hours and minutes as they are written behind a number: `h`, `hrs`, `2-hour`, `45'`."""

from app.reading.words.sentences import Sentence


def is_attributive(sentence: Sentence, unit_end: int) -> bool:
    """Whether a hyphen joins the unit that ends before token `unit_end` to its number: `2-hour`, `30-min`."""
    # The hyphen was left out of the tokens, its place shows.
    unit, number = sentence.tokens[unit_end - 1], sentence.tokens[unit_end - 2]
    return sentence.source[number.end : unit.start] in {"-", "\u2010", "\u2011"}


def unit_after(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """End and size in minutes of the unit at the token, past a closing word such as `full` or `of an`."""
    unit = sentence.tag(index, "unit")
    if unit:
        return unit.end, int(unit.value)
    if index and _is_minute_mark(sentence, index):
        return index, 1
    if sentence.mark(index) == "m" and index and sentence.tokens[index - 1].touches(sentence.tokens[index]):
        return index + 1, 1
    lead = sentence.tag(index, "unit_lead")
    unit = sentence.tag(lead.end, "unit") if lead else None
    return (unit.end, int(unit.value)) if unit else None


def _is_minute_mark(sentence: Sentence, index: int) -> bool:
    """`45'`: the mark is no token, its place shows."""
    before = sentence.tokens[index - 1]
    rest = sentence.source[before.end : before.end + 2]
    return before.is_number and rest[:1] in {"'", "\u2019", "\u2032"} and not rest[1:].isalnum()
