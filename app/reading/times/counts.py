"""How many sessions are told: `twice`, `3 weekly calls`, `4 x 30 min`, `Meetings: 2` (rule 3 of the contract)."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from app.reading.times.amounts import amount_at
from app.reading.times.hours_by_way import is_of_hours, tells_session
from app.reading.times.spans import is_span_in_words
from app.reading.words.figures import number_at
from app.reading.words.lexicon import Tag, lexicon
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.tokens import plain_words, tokenize

_FARTHEST_NOUN = 3
_MOST_SESSIONS = 40
_LONGEST_AMOUNT = 4
_OF_THEM = (small_words("of_counted"), small_words("them_counted"))
_IN = small_words("in")
_OF = small_words("length_of")
_CLOSING = frozenset({"", ",", ")", ";", ":"})
_ONE = small_words("one")
_LENGTH_OF = small_words("length_of")
_TOGETHER = small_words("together")
_BOTH, _ALL_OF, _OF_ALL = small_words("both_named"), small_words("all_named"), small_words("of_all_named")
_HAS, _THIRD = small_words("has_hours"), small_words("third_person", "we")
_MOST_WEEKS = 5  # more do not lie within one month


@dataclass(frozen=True, slots=True)
class Count:
    """How many sessions; `times` is None where it is vague. `each`: the amount that follows is the length of one.

    `weeks`: how often an amount a week was spent, whether or not in sessions.
    """

    first: int
    end: int
    times: int | None
    each: bool = False
    noun: bool = False
    weeks: bool = False


def count_at(sentence: Sentence, index: int) -> Count | None:
    """The number of sessions that begins at the token: `twice`, `3 calls`, `Meetings: 2`; None if there is none."""
    vague = sentence.tag(index, "vague_times")
    if vague:
        return Count(index, vague.end, None)
    if named := _named_together(sentence, index):
        return named
    times = sentence.tag(index, "times")
    if times and times.value != "n":
        return Count(index, times.end, int(times.value), each=amount_follows(sentence, times.end))
    if times and number_at(sentence, times.end) and _is_multiplied(sentence, index, times.end):
        return _multiplied(sentence, index, times.end)
    return _numbered(sentence, index)


def _named_together(sentence: Sentence, index: int) -> Count | None:
    """`Both video sessions were an hour`, `nos deux rencontres ont duré une heure`: the length of each."""
    named = _number_of_all(sentence, index)
    noun = _noun_end(sentence, named.end) if named else None
    said = next((at for at in range(noun, len(sentence.tokens)) if sentence.tag(at, "was")), None) if noun else None
    verb = sentence.tag(said, "was") if said is not None else None
    if named is None or noun is None or verb is None or said is None:
        return None
    start = verb.end
    while sentence.tag(start, "approximate") or sentence.mark(start) in _LENGTH_OF:
        start += 1
    summed = any(sentence.mark(at) in _TOGETHER or sentence.tag(at, "total") for at in range(noun, said))
    if summed or not amount_follows(sentence, start):
        return None
    return Count(index, noun, int(named.value), each=True, noun=True)


def _number_of_all(sentence: Sentence, index: int) -> Tag | None:
    """`both`, `both of our`, `all three`, `nos deux`, `chacune des deux`: how many, and where the words end."""
    if sentence.mark(index) in _BOTH:
        value, end = "2", index + 1
    elif sentence.mark(index) in _ALL_OF:
        alone = lexicon().tags(sentence.tokens[index + 1 : index + 2])  # "les deux" is a phrase of its own
        words = (tag.value for tags in alone for tag in tags if tag.category == "number")
        value, end = next(words, sentence.mark(index + 1)), index + 2
    else:
        return None
    while sentence.mark(end) in _OF_ALL:
        end += 1
    return Tag("number", value, index, end) if value in {"2", "3", "4"} else None


def _numbered(sentence: Sentence, index: int) -> Count | None:
    article = sentence.tag(index, "article")
    number = number_at(sentence, index)
    if (number is None and article is None) or is_span_in_words(sentence, index):
        return None
    if article and _is_verb(sentence, index):
        return None
    value = number.value if number else Fraction(1)
    end = number.end if number else article.end if article else index
    end += bool(sentence.tag(index, "dozens")) and sentence.mark(end) in _OF  # "une douzaine d'appels"
    weeks = sentence.tag(end, "weeks")
    if weeks and 1 < value <= _MOST_WEEKS and value.denominator == 1 and _is_weekly(sentence):
        return Count(index, weeks.end, int(value), each=True, weeks=True)
    if value.denominator != 1 or not 0 < value <= _MOST_SESSIONS or sentence.mark(end) == ":":
        return None
    return _counted(sentence, index, end, int(value))


def _is_verb(sentence: Sentence, index: int) -> bool:
    """`on a jasé`: no article."""
    return sentence.mark(index) in _HAS and (
        sentence.mark(index - 1) in _THIRD or sentence.mark(index - 1).startswith("@p")
    )


def _is_multiplied(sentence: Sentence, index: int, at: int) -> bool:
    """`1 hr x 3`, `20-minute call x3`; not `3 calls x 20 min`."""
    counted = sentence.tag_before(index, "session") or sentence.tag_before(index, "every")
    return (counted is not None and not amount_follows(sentence, at)) or amount_ends(sentence, index)


def _is_number_of_sessions(sentence: Sentence, index: int) -> bool:
    """`Meetings: 2`; `Phone calls: 2` may be hours."""
    many = sentence.tag_before(index - 1, "session") if sentence.mark(index - 1) in {":", "="} else None
    return many is not None and many.value == "many" and sentence.tag(many.first, "mode") is None


def _multiplied(sentence: Sentence, index: int, at: int) -> Count | None:
    """`1 hr x 3`: the number behind the sign counts."""
    number = number_at(sentence, at)
    if number is None or number.value.denominator != 1:
        return None
    return Count(index, number.end, int(number.value), each=True)


def amount_ends(sentence: Sentence, index: int) -> bool:
    """Whether an amount of time ends right before the token: `1 hr`, `1h30`, `1:30`."""
    if sentence.tag_before(index, "unit") is not None:
        return True
    amounts = (amount_at(sentence, first) for first in range(max(0, index - _LONGEST_AMOUNT), index))
    return any(amount is not None and not amount.bare and amount.end == index for amount in amounts)


def _counted(sentence: Sentence, index: int, end: int, value: int) -> Count | None:
    if sentence.tag(end, "unit"):
        return None  # "deux heures et quart en visio"
    every = sentence.tag(end, "every")
    if every and amount_follows(sentence, every.end) and _noun_end(sentence, every.end, past_amount=True):
        return Count(index, every.end, value, each=True)  # "3 weekly 1h calls"
    if _is_number_of_sessions(sentence, index) and not _is_pronoun(sentence, index):
        return Count(index, end, value)
    times = sentence.tag(end, "times")
    if times and times.value == "n":
        return Count(index, times.end, value, each=amount_follows(sentence, times.end))
    if amount_follows(sentence, end) and _noun_end(sentence, end, past_amount=True):
        return Count(index, end, value, each=True)
    return _counted_by_noun(sentence, index, end, value)


def _counted_by_noun(sentence: Sentence, index: int, end: int, value: int) -> Count | None:
    if is_of_hours(sentence, index, end):
        return None if value > 1 or not stands_for_session(sentence, index) else Count(index, end, 1, noun=True)
    if value > 1 and _counts_those_before(sentence, index, end):
        return Count(index, end + len(_OF_THEM), value)
    if stands_for_session(sentence, index):
        return None if _is_dealt(sentence, index) else Count(index, end, 1, noun=True)
    if value == 1 and _is_setting(sentence, index):
        return None
    noun = _noun_end(sentence, end)
    if noun is None and sentence.answers and _asks_how_often(sentence.answers):
        return Count(index, end, value)  # "How many times did you meet?" - "Just one."
    return Count(index, noun, value, noun=True) if noun else None


@lru_cache(maxsize=1024)
def _asks_how_often(question: str) -> bool:
    plain = plain_words(token for token in tokenize(question) if token.text != "?")
    return lexicon().patterns["asks_how_often"].search(plain) is not None


def _counts_those_before(sentence: Sentence, index: int, end: int) -> bool:
    """`Weekly 20-minute calls, three of them`; not `three of them by phone`."""
    told = [tag for tag in sentence.all("session") if tag.value == "many" and tag.end <= index]
    closes = sentence.mark(end + len(_OF_THEM)) in _CLOSING
    said = all(sentence.mark(end + at) in words for at, words in enumerate(_OF_THEM))
    return bool(told) and said and closes and not any(_counts_several(sentence, at) for at in range(told[-1].first))


def stands_for_session(sentence: Sentence, index: int) -> bool:
    """`one talk over lunch and another by phone`, `one on Zoom, 30 min, and one by phone, 20 min`."""
    if not _is_pronoun(sentence, index):
        return False
    if tells_session(sentence, index):
        return True
    alike = sum(_is_pronoun(sentence, at) for at in range(len(sentence.tokens)))
    lengths = sum(bool(sentence.tag(at, "unit") or sentence.tag(at, "duration")) for at in range(len(sentence.tokens)))
    return 1 < alike <= lengths


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    found = sentence.tag(index, "one")
    return found is not None and _leads_to_way(sentence, found.end)


def _leads_to_way(sentence: Sentence, index: int) -> bool:
    """`by phone`, `over a coffee`, `en visio`; `in person`."""
    lead = sentence.tag(index, "mode_lead")
    if lead is None:
        mode = sentence.tag(index, "mode")
        return mode is not None and mode.value == "in_person" and sentence.tag(index, "session") is None
    article = sentence.tag(lead.end, "article")
    return sentence.tag(article.end if article else lead.end, "mode") is not None


def is_count_of_messages(sentence: Sentence, index: int) -> bool:
    """`8 emails` is no eight hours: whether messages are counted by the number that ends at the token."""
    mode = sentence.tag(index, "mode")
    messages = mode is not None and mode.value in {"email", "text"}
    return messages and any(sentence.mark(at).endswith("s") for at in range(index, mode.end if mode else index))


def _is_setting(sentence: Sentence, index: int) -> bool:
    """`We met twice, each time over a coffee`, `dans un café`: where and how, and no session more."""
    led = sentence.tag_before(index, "place_lead") is not None
    one = sentence.tag(index, "article") is not None or sentence.mark(index) in _ONE
    return led and one and _is_dealt(sentence, index)


def _is_dealt(sentence: Sentence, index: int) -> bool:
    """`two calls, one by phone and one on Zoom`: they are counted already."""
    return any(_counts_several(sentence, at) for at in range(index))


def _counts_several(sentence: Sentence, index: int) -> bool:
    times = sentence.tag(index, "times")
    if times is not None or sentence.tag(index, "vague_times"):
        return times is None or times.value not in {"1", "n"}
    number = number_at(sentence, index)
    return number is not None and number.value > 1 and _noun_end(sentence, number.end) is not None


def _is_weekly(sentence: Sentence) -> bool:
    """`2 hours a week for 4 weeks`; not `every other week`."""
    said = [*sentence.all("rate"), *sentence.all("every")]
    return bool(said) and all(tag.value == "week" for tag in said)


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
    if not word.isalpha() or number_at(sentence, index):
        return False
    if sentence.tag(index, "unit") or sentence.tag(index, "tail"):  # "one and a half on zoom"
        return False
    if word not in _IN and sentence.tag(index, "mode_lead"):  # "1 over coffee"
        return False
    described = sentence.tag(index, "mode") or sentence.tag(index, "every") or word in _IN
    return bool(described) or not (sentence.tag(index, "filler") or sentence.tag(index, "and"))
