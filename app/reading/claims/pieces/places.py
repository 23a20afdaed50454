"""Places that say that people met in person: `at the library`, `May 12, 1 hour, library`, `chez elle`, `at Kate's`."""

from app.reading.times.counts import amount_ends
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_APART = frozenset({",", ";", "(", ")", "-"})
_BEHIND_PLACE = _APART | frozenset({"", "=", "+", "&"}) | small_words("and", "behind_a_place")
_AT_HOME_OF, _AT_SOMEBODYS, _OWN = (
    small_words("at_home_of"),
    small_words("at_somebodys"),
    small_words("sign_of_the_owner"),
)
_BEHIND_HOME = _BEHIND_PLACE | frozenset({":"}) | small_words("behind_a_home")
_LONGEST_NOTE = 12  # tokens: who writes so little leaves out small words


def is_place(sentence: Sentence, index: int) -> bool:
    """Whether the place at the token is where they met."""
    if any(sentence.tag(before, "place_lead") for before in range(max(0, index - 4), index)):
        return not is_where_from(sentence, index)
    place = sentence.tag(index, "place")
    if place is None:
        return False
    apart = sentence.mark(index - 1) in _APART and sentence.mark(place.end) in _APART | {""}
    return apart or _is_noted(sentence, place)


def _is_noted(sentence: Sentence, place: Tag) -> bool:
    """`resto 1h30`, `22 mai 13h30-16h chantier`, `2h kate bureau ok`: a note without small words."""
    if len(sentence.tokens) > _LONGEST_NOTE:
        return False
    before = place.first - 1 if sentence.mark(place.first - 1).startswith("@p") else place.first
    if _ends_length(sentence, before) and sentence.mark(place.end) in _BEHIND_PLACE:
        return not is_where_from(sentence, place.first)
    return place.first == 0 and (
        sentence.mark(place.end)[:1].isdecimal() or sentence.tag(place.end, "duration") is not None
    )


def _ends_length(sentence: Sentence, index: int) -> bool:
    """Whether an amount or a range of the clock ends right before the token."""
    duration = sentence.tag_before(index, "duration")
    return index > 0 and (duration is not None or amount_ends(sentence, index))


def is_where_from(sentence: Sentence, index: int) -> bool:
    """`90 minutes on FaceTime at the shop`, `on Teams from my office`: said otherwise how, the place is no way."""
    for at in range(index - 1, -1, -1):
        mode = sentence.tag(at, "mode")
        if mode and mode.value != "in_person":
            return True
        ends = sentence.mark(at) in _APART or sentence.tokens[at].is_number
        if ends or any(sentence.tag(at, category) for category in ("and", "unit", "duration", "range")):
            return False
    return False


def is_at_home(sentence: Sentence, index: int) -> bool:
    """`chez elle`, `chez Kate`, `at Kate's`; not `she was ill at her place`, `at Kate's request`."""
    if sentence.tag_before(index, "being") or is_where_from(sentence, index):
        return False
    if sentence.tag(index, "at_home"):
        return True
    if not sentence.mark(index + 1).startswith("@p"):
        return False
    if sentence.mark(index) in _AT_HOME_OF:
        return True
    own = sentence.mark(index) in _AT_SOMEBODYS and sentence.mark(index + 2) in _OWN
    return own and (sentence.mark(index + 3) in _BEHIND_HOME or sentence.tokens[index + 3].is_number)
