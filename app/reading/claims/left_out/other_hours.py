"""Hours of something else than sessions: planned ones, work, travel, how long ago it was."""

from app.reading.claims.left_out.denials import clause_of
from app.reading.claims.left_out.doubtful_time import is_of_break
from app.reading.claims.left_out.planned_hours import (
    is_allowed,
    is_before_cut,
    is_cut_to,
    is_not_counted,
    is_requested,
    is_unreal,
)
from app.reading.claims.pieces.marks import Mark, Sign, is_compared
from app.reading.claims.pieces.pieces import Piece
from app.reading.explained import PassedReason
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.times.units import is_attributive
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_TELLING = frozenset({Sign.SESSION, Sign.MODE, Sign.PARTNER})
_OF = small_words("length_of")
_WHOSE = small_words("whose_length")
_LASTING = small_words("lasting")
_NOUNS = small_words("verb_or_noun")
_DETERMINERS = small_words("determiners")
_BREAKS = frozenset({";"}) | small_words("but")
_LONG, _IS = small_words("long"), small_words("is_long")
_NAMING = small_words("before_a_noun_of_hours")
_WITH = small_words("with", "met_somebody_else")
_TOGETHER = small_words("us_two")
_OURS = small_words("our_doing")


def other_reason(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> PassedReason | None:
    """Why the amount is of no session: planned, or of something else. `pieces`: all of the sentence that may stand."""
    if is_included(sentence, amount) or is_cut_to(sentence, amount) or is_of_break(sentence, amount):
        return None
    planned = (is_unreal, is_before_cut, is_allowed, is_requested)
    if any(rule(sentence, amount) for rule in planned):
        return PassedReason.PLANNED
    month = sentence.tag_before(amount.first - 1, "month") if sentence.mark(amount.first - 1) == "(" else None
    if month is not None and is_compared(sentence, month.first):
        return PassedReason.SOMETHING_ELSE  # "unlike April (3 hours) we managed 1 hour"
    if amount.minutes is None and is_of_availability(sentence, amount):  # "between 2 and 4"
        return PassedReason.SOMETHING_ELSE
    other = (
        is_not_counted(sentence, amount)
        or _is_irrelevant(sentence, amount)
        or _is_of_work(sentence, amount, pieces)
        or _is_with_others(sentence, amount)
    )
    return PassedReason.SOMETHING_ELSE if other else None


def is_point_in_time(sentence: Sentence, amount: Amount) -> bool:
    """`We met an hour before her shift`: when, or how long? Not `for an hour after the workshop`."""
    lasting = sentence.mark(amount.first - 1) in _LASTING or sentence.tag_before(amount.first, "spent") is not None
    return not lasting and sentence.tag(amount.end, "point_in_time") is not None


def lasts_otherwise(sentence: Sentence, amount: Amount) -> bool:
    """`The recital lasted 2 hours`: a thing with a name of its own, and neither a session nor our time."""
    long = sentence.mark(amount.end) in _LONG and sentence.mark(amount.first - 1) in _IS
    lasted = sentence.tag_before(amount.first, "lasted")
    if not long and lasted is None:
        return False
    verb = lasted.first if lasted and not long else amount.first - 1
    subject = range(clause_of(sentence, verb, amount.first)[0], verb)
    named = any(sentence.mark(at) in _NAMING for at in subject)
    return named and not any(_is_ours(sentence, at) for at in subject)


def _is_ours(sentence: Sentence, index: int) -> bool:
    known = ("ours", "session", "each", "mode", "times", "place", "unit", "work")
    return sentence.mark(index).startswith("@") or any(sentence.tag(index, category) for category in known)


def _is_with_others(sentence: Sentence, amount: Amount) -> bool:
    """`I met my boss for 2 hours`, `2 h avec mon chef`; not `we met her boss`."""
    first, end = clause_of(sentence, amount.first, amount.end)
    clause = range(first, end)
    others = [at for at in clause if (tag := sentence.tag(at, "elsewhere")) and tag.value == "who"]
    met = [at for at in others if sentence.mark(at - 1) in _WITH or sentence.tag_before(at, "session")]
    together = any(sentence.mark(at) in _TOGETHER or sentence.mark(at).startswith("@") for at in clause)
    return bool(met) and not together


def is_of_availability(sentence: Sentence, piece: Amount | Clock) -> bool:
    """`reach me between 2 and 4 pm`, `au bureau de 9 h à 17 h`: when somebody is there, where no session follows."""
    said = [tag for tag in sentence.all("availability") if tag.end <= piece.first]
    if not said or _tells_of_meeting(sentence, said[0].first):
        return False
    between = range(said[-1].end, piece.first)
    return not any(sentence.mark(at) in _BREAKS or sentence.tag(at, "session") for at in between)


def _tells_of_meeting(sentence: Sentence, end: int) -> bool:
    """`we met during my office hours`."""
    return any((tag := sentence.tag(at, "session")) is not None and tag.value == "verb" for at in range(end))


def _is_of_work(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> bool:
    if sentence.tag(amount.end, "total"):
        return False  # "by phone, which is all that works out there, 2.5 hours in total"
    first, end = clause_of(sentence, amount.first, amount.end)
    telling = [each for each in pieces if isinstance(each, Mark) and each.sign in _TELLING]
    own = any(first <= each.first < end and each.sign != Sign.PARTNER for each in telling)
    if not own and (_is_work(sentence, first, end, amount.end) or _explains_work(sentence, first, telling)):
        return True
    if telling or any(isinstance(each, Count) for each in pieces):
        return False
    works = not _is_told_apart(sentence, amount, pieces) and _is_work(sentence, 0, len(sentence.tokens), amount.end)
    return works or (sentence.tag(amount.end, "rate") is not None and not _is_told_by_us(sentence, amount))


def _explains_work(sentence: Sentence, first: int, telling: list[Mark]) -> bool:
    """`she started on the night shift, twelve hours at a stretch`: the words before the comma say of what."""
    if sentence.mark(first - 1) not in {",", "("}:
        return False
    begin, end = clause_of(sentence, first - 1, first - 1)
    told = any(begin <= each.first < end and each.sign != Sign.PARTNER for each in telling)
    amounts = any(sentence.tag(at, "unit") or sentence.tag(at, "duration") for at in range(begin, end))
    return not told and not amounts and _is_work(sentence, begin, end)


def _is_told_by_us(sentence: Sentence, amount: Amount) -> bool:
    """`an hour a week`, `we spent 2 hours a week`; not `she has 40 hours a week of classes`."""
    return amount.first == 0 or any(sentence.mark(at) in _OURS for at in range(amount.first))


def _is_irrelevant(sentence: Sentence, amount: Amount) -> bool:
    """`2 hours ago`, `within 2 hours`, `a 30 minute drive`; `40 hours of work a week`."""
    after, before = sentence.tag(amount.end, "irrelevant"), sentence.tag_before(amount.first, "irrelevant")
    tag, value = (after, "after") if after else (before, "before")
    if tag and tag.value == value:
        return not _is_of_our_talk(sentence, amount)
    just_before = range(max(0, amount.first - 3), amount.first)
    return sentence.tag(amount.end, "rate") is not None and any(sentence.tag(at, "work") for at in just_before)


def _is_of_our_talk(sentence: Sentence, amount: Amount) -> bool:
    """`on a parlé une heure de son projet`: of what they talked, where `une heure de route` is another thing."""
    if sentence.mark(amount.end) not in _OF or sentence.mark(amount.end + 1) not in _WHOSE:
        return False
    lasting = amount.first - 1 if sentence.mark(amount.first - 1) in _LASTING else amount.first
    told = sentence.tag_before(lasting, "session")
    return told is not None and told.value != "many"


def _is_told_apart(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> bool:
    """`2 hours, she was 30 minutes late`: the other words have an amount of their own; `and gave 2 hours`."""
    first, end = clause_of(sentence, amount.first, amount.end)
    amounts = [each for each in pieces if isinstance(each, Amount) and each is not amount]
    others = [each for each in amounts if not each.bare or sentence.tag(each.end, "work")]  # not "4 on the panel"
    apart = [each for each in others if not first <= each.first < end]
    works = any(_is_work(sentence, *clause_of(sentence, each.first, each.end)) for each in apart)
    return works or any(sentence.tag(at, "past") for at in range(first, amount.first))


def _is_work(sentence: Sentence, first: int, end: int, own_end: int | None = None) -> bool:
    """Whether the hours are of work, travel or an exam: `she works`, `the drive`; not `we worked`.

    `own_end`: where the amount in question ends; a word that another amount measures says nothing of it.
    """
    if any(sentence.tag(at, "practice") for at in range(first, end)):
        return False
    for at in range(first, end):
        if (
            at != own_end and sentence.tag(at - 1, "unit") and is_attributive(sentence, at)
        ):  # "with the 10-hour shifts we got 1 hour in"
            continue
        tag = sentence.tag(at, "work")
        if tag and (tag.value == "other" or not (sentence.mark(at - 1) in _OURS or _is_noun(sentence, at))):
            return True
    return False


def _is_noun(sentence: Sentence, index: int) -> bool:
    """`going over the works`, `the temporary works`: no verb."""
    return sentence.mark(index) in _NOUNS and bool(_DETERMINERS & {sentence.mark(index - 1), sentence.mark(index - 2)})


def is_included(sentence: Sentence, amount: Amount) -> bool:
    """`3 hours including 1 hour of travel`."""
    first, _ = clause_of(sentence, amount.first, amount.end)
    return any(sentence.tag(at, "including") for at in range(first, amount.first))
