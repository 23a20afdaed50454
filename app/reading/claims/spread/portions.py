"""Hours by how they were spent, told as portions of the whole: `half by phone and half on Zoom`, `60% in person`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.reading.claims.claim import Claim
from app.reading.claims.pieces.marks import is_half_of_time
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HALF = "30"  # minutes of the hour before it
_REACH = 7  # tokens from the portion to how it was spent: `two thirds of our 3 hours were on Zoom`
_APART = frozenset({",", ";", ":", "(", ")"}) | small_words("and")
_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Portion:
    """A portion of the hours and how it was spent; `part` is None for all that is left."""

    part: Fraction | None
    mode: str


def portions_in(sentence: Sentence) -> tuple[Portion, ...]:
    """The portions that the sentence tells of; empty where they do not fill the whole or one has no way of its own."""
    if spread := _evenly(sentence):
        return spread
    found = tuple(_portions(sentence))
    told = sum((portion.part or Fraction(0) for portion in found), Fraction(0))
    rests = sum(portion.part is None for portion in found)
    fits = rests <= 1 and Fraction(0) < told <= 1 - Fraction(rests, _PER_CENT)
    return found if fits and all(portion.mode for portion in found) else ()


def by_portions(claims: Sequence[Claim], portions: Sequence[Portion]) -> list[Claim]:
    """The claims, with the only one that has hours parted; as they are where sessions or several hours are told."""
    told = [claim for claim in claims if claim.has_amount]
    whole = told[0] if len(told) == 1 else None
    if not portions or whole is None or whole.minutes is None or whole.sessions or whole.days or whole.each:
        return [*claims]
    parts = [_part(whole, each.part, (each.mode,)) for each in portions if each.part is not None]
    left = 1 - sum((each.part for each in portions if each.part is not None), Fraction(0))
    if left:
        rest = next((each.mode for each in portions if each.part is None), None)
        parts.append(_part(whole, left, (rest,) if rest else ()))
    others = [claim for claim in claims if claim is not whole and not _tells_only_how(claim)]
    return [*others, *parts]


def _part(whole: Claim, part: Fraction, modes: tuple[str, ...]) -> Claim:
    minutes = (whole.minutes or Fraction(0)) * part
    return replace(whole, minutes=minutes, modes=modes, hedged=False, total=False, including=False, rest=False)


def _tells_only_how(claim: Claim) -> bool:
    return bool(claim.modes) and not (claim.days or claim.sessions or claim.partners)


def _portions(sentence: Sentence) -> Iterator[Portion]:
    at = 0
    while at < len(sentence.tokens):
        part, end = _part_at(sentence, at)
        if end > at:
            yield Portion(part, _mode_behind(sentence, end))
        at = max(end, at + 1)


def _part_at(sentence: Sentence, index: int) -> tuple[Fraction | None, int]:
    """The portion that begins at the token and where it ends; the same place where none does."""
    portion = sentence.tag(index, "portion")
    if portion and not is_half_of_time(sentence, portion):
        return (None if portion.value == "rest" else Fraction(portion.value)), portion.end
    half = sentence.tag(index, "tail")
    if half and half.value == _HALF and not _goes_on(sentence, index):
        return Fraction(1, 2), half.end
    number = number_at(sentence, index)
    if number and sentence.mark(number.end) == "%" and 0 < number.value < _PER_CENT:
        return number.value / _PER_CENT, number.end + 1
    return None, index


def _goes_on(sentence: Sentence, index: int) -> bool:
    """`an hour and a half`, `two and a half`; not `half by phone and half on Zoom`."""
    counted = sentence.tokens[index - 1].is_number or any(
        sentence.tag_before(index, each) for each in ("unit", "number", "duration", "article")
    )
    return index == 0 or counted


def _mode_behind(sentence: Sentence, index: int) -> str:
    """How the portion that ends at the token was spent; empty where no way follows at once."""
    for at in range(index, index + _REACH):
        way = sentence.tag(at, "mode") or sentence.tag(at, "place")
        if way:
            return way.value
        if sentence.mark(at) in _APART or _part_at(sentence, at)[1] > at:
            return ""
    return ""


def _evenly(sentence: Sentence) -> tuple[Portion, ...]:
    """`split evenly between phone and Zoom`, `moitié-moitié visio et téléphone`."""
    even = next(sentence.all("evenly"), None)
    if even is None:
        return ()
    modes = [tag.value for tag in sentence.all("mode") if tag.first >= even.end] or [
        tag.value for tag in sentence.all("mode")
    ]
    ways = tuple(dict.fromkeys(modes))
    return tuple(Portion(Fraction(1, len(ways)), mode) for mode in ways) if len(ways) > 1 else ()
