"""What a sentence is made of: amounts, clock times, days, counts, modes, partners and other telling words, with places.

Nothing is decided here; every piece knows the words it stands on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.reading.amounts import Amount, amount_at, number_at
from app.reading.clock import Clock, clock_at
from app.reading.dates import SaidDay, days_at
from app.reading.sentences import Sentence
from app.reading.zones import Zones, zones_of

_FARTHEST_NOUN = 3
_MOST_SESSIONS = 40


class Sign(StrEnum):
    """A telling word that is neither an amount nor a time."""

    MODE = "mode"
    PARTNER = "partner"
    SESSION = "session"  # met, talked, call, calls
    EACH = "each"
    EVERY = "every"
    RATE = "rate"
    TOTAL = "total"
    INCLUDING = "including"
    DETAIL = "first"  # one of the, the second
    NOTHING = "no"
    MONTH = "month"
    HEDGE = "hedge"
    DISTRIBUTIVE = "distributive"


@dataclass(frozen=True, slots=True)
class Mark:
    """A telling word at the tokens `first` to `end` (excluded)."""

    first: int
    end: int
    sign: Sign
    value: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many sessions; `times` is None where it is vague. `each`: the amount that follows is the length of one."""

    first: int
    end: int
    times: int | None
    each: bool = False
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """One day or a list of days."""

    first: int
    end: int
    days: tuple[SaidDay, ...]


Piece = Amount | Clock | Days | Count | Mark


@dataclass(frozen=True, slots=True)
class Scan:
    """A sentence with its pieces in order and the zones that change their meaning."""

    sentence: Sentence
    pieces: tuple[Piece, ...]
    zones: Zones


def scan(sentence: Sentence) -> Scan:
    """All pieces of the sentence that count; what lies in a topic or a question is left out."""
    zones = zones_of(sentence)
    found = [piece for piece in _pieces(sentence) if not zones.is_muted(piece.first)]
    return Scan(sentence, tuple(found), zones)


def _pieces(sentence: Sentence) -> Iterator[Piece]:
    index = 0
    while index < len(sentence.tokens):
        found = _pieces_at(sentence, index)
        yield from found
        index = max((_end_of(sentence, piece) for piece in found), default=index + 1)


def _end_of(sentence: Sentence, piece: Piece) -> int:
    # A count ends at its number: "4 weekly zoom calls" still tells of zoom.
    if isinstance(piece, Count) and piece.noun:
        number = number_at(sentence, piece.first)
        return number.end if number else piece.first + 1
    return piece.end


def _pieces_at(sentence: Sentence, index: int) -> tuple[Piece, ...]:
    days = days_at(sentence, index)
    if days:
        return (Days(index, days[-1].end, days),)
    piece = clock_at(sentence, index) or _count_at(sentence, index) or amount_at(sentence, index)
    return (piece,) if piece else _marks_at(sentence, index)


def _count_at(sentence: Sentence, index: int) -> Count | None:
    vague = sentence.tag(index, "vague_times")
    if vague:
        return Count(index, vague.end, None)
    times = sentence.tag(index, "times")
    if times and times.value != "n":
        return Count(index, times.end, int(times.value))
    if times and number_at(sentence, times.end) and amount_ends(sentence, index):
        return _multiplied(sentence, index, times.end)
    article = sentence.tag(index, "article")
    number = number_at(sentence, index)
    if number is None and article is None:
        return None
    value = number.value if number else Fraction(1)
    end = number.end if number else article.end if article else index
    if value.denominator != 1 or not 0 < value <= _MOST_SESSIONS or sentence.mark(end) == ":":
        return None
    return _counted(sentence, index, end, int(value))


def _multiplied(sentence: Sentence, index: int, at: int) -> Count | None:
    """`1 hr x 3`: the number behind the sign counts."""
    number = number_at(sentence, at)
    if number is None or number.value.denominator != 1:
        return None
    return Count(index, number.end, int(number.value), each=True)


def amount_ends(sentence: Sentence, index: int) -> bool:
    """Whether a unit of time ends right before the token."""
    return sentence.tag_before(index, "unit") is not None


def _counted(sentence: Sentence, index: int, end: int, value: int) -> Count | None:
    times = sentence.tag(end, "times")
    if times and times.value == "n":
        return Count(index, times.end, value, each=amount_follows(sentence, times.end))
    if amount_follows(sentence, end) and _noun_end(sentence, end, past_amount=True):
        return Count(index, end, value, each=True)
    noun = _noun_end(sentence, end)
    return Count(index, noun, value, noun=True) if noun else None


def amount_follows(sentence: Sentence, index: int) -> bool:
    """Whether an amount with a unit begins at the token."""
    if index >= len(sentence.tokens):
        return False
    amount = amount_at(sentence, index)
    return amount is not None and not amount.bare and amount.minutes is not None


def _noun_end(sentence: Sentence, index: int, *, past_amount: bool = False) -> int | None:
    """End of the session noun that a number counts: `2 calls`, `4 weekly zoom calls`, `two great long calls`."""
    if past_amount:
        amount = amount_at(sentence, index)
        index = amount.end if amount else index
    for at in range(index, index + _FARTHEST_NOUN + 1):
        session = sentence.tag(at, "session")
        if session and session.value != "verb":
            return session.end
        if not _may_describe(sentence, at):
            return None
    return None


def _may_describe(sentence: Sentence, index: int) -> bool:
    word = sentence.mark(index)
    if not word.isalpha() or sentence.tag(index, "unit") or number_at(sentence, index):
        return False
    described = sentence.tag(index, "mode") or sentence.tag(index, "every") or word in {"in", "en"}
    return bool(described) or not (sentence.tag(index, "filler") or sentence.tag(index, "and"))


_SIGNS = (
    ("mode", Sign.MODE),
    ("each", Sign.EACH),
    ("every", Sign.EVERY),
    ("rate", Sign.RATE),
    ("total", Sign.TOTAL),
    ("including", Sign.INCLUDING),
    ("first", Sign.DETAIL),
    ("hedge", Sign.HEDGE),
    ("session", Sign.SESSION),
    ("no", Sign.NOTHING),
    ("month", Sign.MONTH),
    ("distributive", Sign.DISTRIBUTIVE),
)


def _marks_at(sentence: Sentence, index: int) -> tuple[Piece, ...]:
    token = sentence.tokens[index]
    if token.text.startswith("@p"):
        return (Mark(index, index + 1, Sign.PARTNER, token.text[2:]),)
    place = sentence.tag(index, "place")
    if place and _is_place(sentence, index):
        return (Mark(index, place.end, Sign.MODE, place.value),)
    marks = [
        Mark(index, tag.end, sign, tag.value)
        for category, sign in _SIGNS
        if (tag := sentence.tag(index, category)) and not _is_refused(sentence, index, sign)
    ]
    return tuple(marks) if _is_session(index, marks) else tuple(marks[:1])


def _is_session(index: int, marks: list[Mark]) -> bool:
    # "video call" and "zoomed" are a mode and a session; "zoom", "coffee" or "calls" alone only one of them.
    many = [mark for mark in marks if mark.sign == Sign.SESSION]
    return len(marks) > 1 and bool(many) and (many[0].value == "verb" or many[0].end > index + 1)


def _is_place(sentence: Sentence, index: int) -> bool:
    return any(sentence.tag(before, "place_lead") for before in range(max(0, index - 4), index))


def _is_refused(sentence: Sentence, index: int, sign: Sign) -> bool:
    """A mode or a session that is denied (`no calls`, `pas de courriel`), a month that is only a verb (`may`)."""
    if sign in {Sign.MODE, Sign.SESSION}:
        return any(sentence.tag(at, "no") for at in range(max(0, index - 3), index)) and not _is_no_answer(
            sentence, index
        )
    if sign == Sign.MONTH:
        return sentence.tag(index, "doubtful") is not None and not _leads_to_month(sentence, index)
    return False


def _is_no_answer(sentence: Sentence, index: int) -> bool:
    # "No, zoom" and "no. by phone": a mark stands between.
    return any(sentence.mark(at) in {",", ":", "-", "it", "c"} for at in range(max(0, index - 3), index))


def _leads_to_month(sentence: Sentence, index: int) -> bool:
    if sentence.tag_before(index, "month_lead") or sentence.mark(index + 1) == ":":
        return True
    written = sentence.source[sentence.tokens[index].start]
    return index > 0 and written.isupper()
