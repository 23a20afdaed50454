"""Words that say how, with whom and how often: modes, sessions, partners, hedges; and what makes them mean nothing."""

from dataclasses import dataclass
from enum import StrEnum

from app.reading.claims.pieces.places import is_at_home, is_place, is_where_from
from app.reading.claims.pieces.ways_not_taken import is_reason, is_way_not_taken
from app.reading.times.amounts import amount_at
from app.reading.times.counts import amount_ends
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_MESSAGES = small_words("messages")
_HOUR = 60
_LONGEST_AMOUNT = 5  # tokens
_CURRENCIES = frozenset("$\u20ac\u00a3")
# `No, it was an hour`: an answer, and not nothing.
_AFTER_ANSWER = frozenset({",", "-", ":"}) | small_words("behind_an_answer")
_BEHIND_NO = frozenset({",", ":", "-"}) | small_words("behind_no")
_ARTICLES = small_words("article_of_each")
_HALVES = small_words("halves")
_OF_HALF, _THE_SPELL = small_words("of_a_half"), small_words("article_of_a_spell")
_PARTS_OF_TIME = small_words("parts_of_time")
_SPELLS = small_words("spells_of_time")
_MEALS = small_words("meals")
_AT = small_words("leads_to_a_meal")
_BUT = small_words("nothing_but")
_BEHIND_MONTH = frozenset({":"}) | small_words("behind_a_month")  # "March was 4 hours"
_COMPARING = small_words("comparing")
_THAN = small_words("alike_to")  # "autant qu'en avril"
_HEDGED_WORDS = 4
_DEGREES = small_words("degrees")
_OF_TOPIC = small_words("of_a_topic")
_OWNERS = small_words("owners_of_mail")


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
    ALIKE = "alike"  # the same, twice that


@dataclass(frozen=True, slots=True)
class Mark:
    """A telling word at the tokens `first` to `end` (excluded)."""

    first: int
    end: int
    sign: Sign
    value: str


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


def marks_at(sentence: Sentence, index: int) -> tuple[Mark, ...]:
    """The marks that start at the token `index`: a partner, a way to meet, words such as `each`; often none."""
    token = sentence.tokens[index]
    if token.text.startswith("@p"):
        return (Mark(index, index + 1, Sign.PARTNER, token.text[2:]),)
    place = sentence.tag(index, "place")
    if place and is_place(sentence, index) and not is_way_not_taken(sentence, place):
        return (Mark(index, place.end, Sign.MODE, place.value),)
    if is_at_home(sentence, index):
        home = sentence.tag(index, "at_home")
        return (Mark(index, home.end if home else index + 1, Sign.MODE, "in_person"),)
    marks = [
        Mark(index, tag.end, sign, tag.value)
        for category, sign in _SIGNS
        if (tag := sentence.tag(index, category))
        and not (sign == Sign.EACH and _is_one(sentence, tag))
        and not _is_refused(sentence, tag, sign)
        and not _is_once(sentence, tag)
    ]
    return tuple(marks) if _is_session(index, marks) else tuple(marks[:1])


def _is_one(sentence: Sentence, tag: Tag) -> bool:
    """`a session` is `each` only right behind an amount: `30 minutes a session`."""
    amount = sentence.tag_before(tag.first, "unit") or sentence.tag_before(tag.first, "duration")
    return sentence.mark(tag.first) in _ARTICLES and amount is None and not amount_ends(sentence, tag.first)


def _is_session(index: int, marks: list[Mark]) -> bool:
    # "video call" and "zoomed" are a mode and a session; "zoom", "coffee" or "calls" alone only one of them.
    many = [mark for mark in marks if mark.sign == Sign.SESSION]
    return len(marks) > 1 and bool(many) and (many[0].value == "verb" or many[0].end > index + 1)


def _is_time_of_meal(sentence: Sentence, index: int) -> bool:
    """`20 min on Zoom at breakfast`: when, and not how."""
    return sentence.mark(index) in _MEALS and sentence.mark(index - 1) in _AT and is_where_from(sentence, index)


def is_compared(sentence: Sentence, index: int) -> bool:
    """`same as April`, `unlike April`, `comme en avril`: no month that hours are told of."""
    near = [at for at in (index - 1, index - 2) if at >= 0]
    alike = (sentence.mark(at) in _THAN and sentence.tag_before(at, "alike") for at in near)
    return any(sentence.mark(at) in _COMPARING for at in near) or any(alike)


def _is_once(sentence: Sentence, tag: Tag) -> bool:
    """`soit` is a hedge only in `soit … soit`; alone it is `that is`."""
    return tag.value == "twice" and sum(each.value == "twice" for each in sentence.all(tag.category)) == 1


def _is_refused(sentence: Sentence, tag: Tag, sign: Sign) -> bool:
    """A mode or a session that is denied (`no calls`, `pas de courriel`), a month that is only a verb (`may`)."""
    index = tag.first
    if sign == Sign.NOTHING:
        return index == 0 and sentence.mark(1) in _AFTER_ANSWER
    if sign == Sign.EACH:
        return _is_price(sentence, index) or _is_of_way(sentence, tag)
    if sign in {Sign.MODE, Sign.SESSION}:
        return _is_denied(sentence, index) or _is_no_way(sentence, tag, sign)
    if sign == Sign.HEDGE:
        return _is_of_topic(sentence, tag) or is_half_of_time(sentence, tag)
    return sign == Sign.MONTH and _is_no_month(sentence, index)


def _is_denied(sentence: Sentence, index: int) -> bool:
    denied = any(_denies(sentence, at) for at in range(max(0, index - 3), index))
    return denied and not (_is_no_answer(sentence, index) or _is_all_but(sentence, index))


def _denies(sentence: Sentence, index: int) -> bool:
    """`pas de courriel`; not `pas juste au téléphone`."""
    none = sentence.tag(index, "no")
    return none is not None and not sentence.tag(none.end, "way_limited")


def _is_no_way(sentence: Sentence, tag: Tag, sign: Sign) -> bool:
    """Why they met so, where it was told, when it was, or the same messages again."""
    if sentence.tag(tag.first, "mode") and is_reason(sentence, tag.first):
        return True
    if sign == Sign.SESSION:
        return False
    if is_way_not_taken(sentence, tag):
        return True
    again = tag.value == "text" and _is_of_emails(sentence, tag)
    return again or _is_earlier_mail(sentence, tag.first) or _is_time_of_meal(sentence, tag.first)


def _is_of_way(sentence: Sentence, each: Tag) -> bool:
    """`3 hours, both times on Zoom`: how each was; not `an hour, both times on Zoom`, a length rather than a sum."""
    way = sentence.tag(each.end, "mode") or (
        (lead := sentence.tag(each.end, "mode_lead")) and sentence.tag(lead.end, "mode")
    )
    if sentence.mark(each.first - 1) != "," or not way:
        return False
    before = (amount_at(sentence, at) for at in range(max(0, each.first - _LONGEST_AMOUNT), each.first - 1))
    return any(amount and amount.end == each.first - 1 and (amount.minutes or 0) > _HOUR for amount in before)


def _is_of_emails(sentence: Sentence, messages: Tag) -> bool:
    """`2 hours of emails, a dozen messages`: the emails again."""
    named = sentence.mark(messages.first) in _MESSAGES and messages.end == messages.first + 1
    return named and any(tag.value == "email" and tag.end <= messages.first for tag in sentence.all("mode"))


def _is_price(sentence: Sentence, index: int) -> bool:
    """`the lattes were $6.75 each`."""
    return sentence.mark(index - 2) in _CURRENCIES or sentence.mark(index - 1) in _CURRENCIES


def _is_no_month(sentence: Sentence, index: int) -> bool:
    """`we may`, `same as April`."""
    doubtful = sentence.tag(index, "doubtful") is not None and not _leads_to_month(sentence, index)
    return doubtful or is_compared(sentence, index)


def _is_of_topic(sentence: Sentence, hedge: Tag) -> bool:
    """`an hour by phone, mostly on her resume`, `surtout pour son examen`: what for, and not how."""
    after = hedge.end
    near = range(after, after + _HEDGED_WORDS)
    if any(sentence.tag(at, "mode") or (sentence.tag(at, "place") and is_place(sentence, at)) for at in near):
        return False
    topic = sentence.tag(after, "topic") or sentence.tag(after, "purpose") or sentence.mark(after) in _OF_TOPIC
    return bool(topic) or (sentence.mark(hedge.first) in _DEGREES and sentence.mark(after).isalpha())


def is_half_of_time(sentence: Sentence, hedge: Tag) -> bool:
    """`half of January`, `the second half`: no share of the hours."""
    if sentence.mark(hedge.first) not in _HALVES:
        return False
    if sentence.tag(hedge.end, "unit"):
        return True  # "half hour on the telephone"
    after = hedge.end + 1 if sentence.mark(hedge.end) in _OF_HALF else hedge.end
    after = after + 1 if sentence.mark(after) in _THE_SPELL else after
    spell = sentence.tag(after, "month") or sentence.mark(after) in _SPELLS
    return bool(spell) or sentence.mark(hedge.first - 1) in _PARTS_OF_TIME


def _is_earlier_mail(sentence: Sentence, index: int) -> bool:
    """`My last mail said 5 hours`: where it was told, and not how the hours were spent."""
    owned = any(sentence.mark(before) in _OWNERS for before in (index - 1, index - 2))
    return owned and any(sentence.find(each) for each in ("earlier_mail", "names_mail"))


def _is_all_but(sentence: Sentence, index: int) -> bool:
    """`nothing but emails`, `rien que des courriels`: these there were."""
    near = [sentence.mark(at) for at in range(max(0, index - 3), index)]
    return any(each in _BUT for each in near)


def _is_no_answer(sentence: Sentence, index: int) -> bool:
    # "No, zoom" and "no. by phone": a mark stands between.
    return any(sentence.mark(at) in _BEHIND_NO for at in range(max(0, index - 3), index))


def _leads_to_month(sentence: Sentence, index: int) -> bool:
    if sentence.tag_before(index, "month_lead") or sentence.mark(index + 1) in _BEHIND_MONTH:
        return True
    written = sentence.source[sentence.tokens[index].start]
    return index > 0 and written.isupper()
