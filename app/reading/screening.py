"""Which pieces of a sentence may count at all: hours of something else, rates and plain numbers are left out."""

from dataclasses import replace
from itertools import zip_longest

from app.reading.amounts import Amount
from app.reading.counts import Count
from app.reading.denials import clause_of, is_denied, is_of_denied_session
from app.reading.pieces import Mark, Piece, Scan, Sign
from app.reading.sentences import Sentence

_PLAIN_MARKS = frozenset(",.:;()-!?\"'/|[]=~+&")
_KNOWN = (
    "filler",
    "approximate",
    "and",
    "distributive",
    "total",
    "unit",
    "each",
    "range",
    "no",
    "period_lead",
    "including",
    "disputed",
    "unreal",
    "reported",
    "turn",
    "alternative",
)
_ARTICLES = frozenset({"one", "un", "une"})
_DAY_ARTICLES = frozenset({"le", "les", "du"})
_SHORT = 6
_LASTING = frozenset({"for", "pendant", "durant"})
_CLOSING = frozenset({"", ",", ")", ";", "and", "et"})
_TELLING = frozenset({Sign.SESSION, Sign.MODE, Sign.PARTNER})
_OF = frozenset({"de", "d"})
_WHOSE = frozenset({"son", "sa", "ses", "mon", "ma", "mes", "notre", "nos", "leur", "leurs", "la", "l", "ce", "cette"})
_MESSAGES = frozenset({"email", "text"})
_TURNS = frozenset({"but", "mais"})
_OURS = frozenset({"we", "i", "have", "ve", "nous", "on", "je", "j", "avons", "ai", "a"})


def screened(found: Scan, *, expects_hours: bool) -> tuple[Piece, ...]:
    """The pieces that may be a claim. `expects_hours`: a number alone answers our question for hours."""
    sentence = found.sentence
    kept = [_left_open(sentence, piece) for piece in found.pieces if not is_denied(sentence, piece)]
    bare = [piece for piece in kept if isinstance(piece, Amount) and piece.bare]
    hours = _bare_hours(found, bare, kept, expects_hours=expects_hours) if bare else frozenset()
    kept = [_without_unit(sentence, piece, hours) for piece in kept]
    counted = [piece for piece in kept if piece.first in hours or _counts(sentence, piece, kept)]
    counted = [piece for piece in counted if not _is_some_messages(sentence, piece, counted)]
    places = {piece.first for piece in counted if isinstance(piece, Amount)}
    dropped = {piece.end for piece in kept if isinstance(piece, Amount) and piece.first not in places}
    return tuple(
        piece
        for piece, following in zip_longest(counted, counted[1:])
        if (piece.first not in dropped or not _goes_with_number(piece, following))
        and not _is_total_of_count(piece, counted)
    )


def _left_open(sentence: Sentence, piece: Piece) -> Piece:
    """An amount that is told and not claimed, so that nothing can be added up: `not met for the full 2 hours`."""
    if not isinstance(piece, Amount) or piece.bare:
        return piece
    of_other_things = _is_included(sentence, piece) and (
        sentence.has("work") or sentence.tag(piece.end, "irrelevant") is not None
    )
    left = of_other_things or sentence.has("untold") or is_of_denied_session(sentence, piece)
    return replace(piece, minutes=None) if left else piece


def _without_unit(sentence: Sentence, piece: Piece, hours: frozenset[int]) -> Piece:
    """`on the 9th for an hour, on the 23rd for 30`: a length, and of what unit stays open."""
    if not isinstance(piece, Amount) or not piece.bare or piece.first in hours:
        return piece
    lasting = sentence.mark(piece.first - 1) in _LASTING and sentence.mark(piece.end) in _CLOSING
    return replace(piece, minutes=None, bare=False) if lasting and sentence.has("session") else piece


def _is_included(sentence: Sentence, amount: Amount) -> bool:
    """`3 hours including 1 hour of travel`."""
    first, _ = clause_of(sentence, amount.first, amount.end)
    return any(sentence.tag(at, "including") for at in range(first, amount.first))


def _goes_with_number(piece: Piece, following: Piece | None) -> bool:
    """Whether a mark falls with the number before it: `40 hours a week`; `8 emails`, unless their hours follow."""
    if not isinstance(piece, Mark):
        return False
    if piece.sign == Sign.MODE:
        return not isinstance(following, Amount)
    return piece.sign in {Sign.RATE, Sign.EVERY}


def _is_total_of_count(piece: Piece, pieces: list[Piece]) -> bool:
    """`30 minutes every Monday, four times in all`: a total of sessions, not of time."""
    if not isinstance(piece, Mark) or piece.sign != Sign.TOTAL:
        return False
    behind = any(isinstance(each, Count) and each.times and each.end == piece.first for each in pieces)
    return behind and not any(isinstance(each, Amount) and each.first >= piece.end for each in pieces)


def _is_some_messages(sentence: Sentence, piece: Piece, pieces: list[Piece]) -> bool:
    """`2 hours by phone plus a few emails`: how many were written says nothing of the hours."""
    if not isinstance(piece, Mark) or piece.value not in _MESSAGES:
        return False
    if sentence.tag_before(piece.first, "vague_quantity") is None:
        return False
    following = next((each for each in pieces if each.first > piece.first), None)
    modes = {each.value for each in pieces if isinstance(each, Mark) and each.sign == Sign.MODE}
    called = any(isinstance(each, Count) and each.noun for each in pieces)
    return not isinstance(following, Amount) and (called or bool(modes - _MESSAGES))


def _counts(sentence: Sentence, piece: Piece, pieces: list[Piece]) -> bool:
    if isinstance(piece, Amount):
        return not piece.bare and not _is_of_something_else(sentence, piece, pieces)
    if isinstance(piece, Count) and not piece.noun and not piece.each:
        return _is_count_of_sessions(sentence, pieces)
    return True


def _is_of_something_else(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> bool:
    if _is_included(sentence, amount):
        return False
    if _is_irrelevant(sentence, amount) or _is_unreal(sentence, amount):
        return True
    first, end = clause_of(sentence, amount.first, amount.end)
    telling = [each for each in pieces if isinstance(each, Mark) and each.sign in _TELLING]
    own = any(first <= each.first < end and each.sign != Sign.PARTNER for each in telling)
    if not own and (_is_work(sentence, first, end) or _explains_work(sentence, first, telling)):
        return True
    if telling or any(isinstance(each, Count) for each in pieces):
        return False
    works = not _is_told_apart(sentence, amount, pieces) and _is_work(sentence, 0, len(sentence.tokens))
    return works or (sentence.tag(amount.end, "rate") is not None and not _is_told_by_us(sentence, amount))


def _explains_work(sentence: Sentence, first: int, telling: list[Mark]) -> bool:
    """`she started on the night shift, twelve hours at a stretch`: the words before the comma say of what."""
    if sentence.mark(first - 1) != ",":
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
    others = [each for each in pieces if isinstance(each, Amount) and each is not amount]
    apart = [each for each in others if not first <= each.first < end]
    works = any(_is_work(sentence, *clause_of(sentence, each.first, each.end)) for each in apart)
    return works or any(sentence.tag(at, "past") for at in range(first, amount.first))


def _is_unreal(sentence: Sentence, amount: Amount) -> bool:
    """`supposed to be 2 hours`, `2 hours planned`, `a 2 hour meeting booked`."""
    first, _ = clause_of(sentence, amount.first, amount.end)
    behind = amount.end
    while told := sentence.tag(behind, "session") or sentence.tag(behind, "mode"):
        behind = told.end
    meant = (sentence.tag(at, "unreal") for at in (*range(first, amount.first), behind))
    behind_it = range(amount.end, len(sentence.tokens))
    turned = any(sentence.mark(at) in _TURNS or sentence.tag(at, "turn") for at in behind_it)
    return any(tag.value == "yes" or turned for tag in meant if tag)


def _is_work(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the hours are of work, travel or an exam: `she works`, `the drive`; not `we worked`."""
    for at in range(first, end):
        tag = sentence.tag(at, "work")
        if tag and (tag.value == "other" or sentence.mark(at - 1) not in _OURS):
            return True
    return False


def _bare_hours(found: Scan, bare: list[Amount], pieces: list[Piece], *, expects_hours: bool) -> frozenset[int]:
    """Where the numbers without a unit stand that are hours: nothing else around them could be counted."""
    sentence = found.sentence
    known = _known(found)
    whole = expects_hours and len(known) == len(sentence.tokens)
    corrects = not whole and _corrects(found, pieces)
    return frozenset(
        amount.first for amount in bare if _is_hours(sentence, amount, pieces, known, alone=whole, corrects=corrects)
    )


def _corrects(found: Scan, pieces: list[Piece]) -> bool:
    """`I meant 2`, `2 hours, wait, no, it was 1.5`."""
    sized = any(isinstance(piece, Amount) and not piece.bare for piece in pieces)
    weak = sized and found.sentence.find("correction_weak") is not None
    return weak or found.sentence.find("correction") is not None or _takes_back(found, pieces)


def _takes_back(found: Scan, pieces: list[Piece]) -> bool:
    """`We planned 2 hours but only did 1`: an amount that does not count explains the number beside it."""
    amounts = [piece for piece in found.pieces if isinstance(piece, Amount) and piece.minutes is not None]
    kept = {piece.first for piece in pieces}
    return any(
        piece.first not in kept or _is_unreal(found.sentence, piece) or found.zones.is_future(piece.first)
        for piece in amounts
    )


def _is_hours(
    sentence: Sentence, amount: Amount, pieces: list[Piece], known: frozenset[int], *, alone: bool, corrects: bool
) -> bool:
    first, end = clause_of(sentence, amount.first, amount.end)
    if _is_no_figure_of_hours(sentence, amount) or not known.issuperset(range(first, end)):
        return False
    inside = [each for each in pieces if first <= each.first < end and each is not amount]
    telling = {each.sign for each in inside if isinstance(each, Mark)} & {Sign.MODE, Sign.PARTNER, Sign.TOTAL}
    if sentence.mark(amount.first) in _ARTICLES and not telling:
        return alone and len(sentence.tokens) == 1
    return bool(telling) or alone or corrects


def _is_no_figure_of_hours(sentence: Sentence, amount: Amount) -> bool:
    """`8/10`, `8 emails`, `le 8`; in `person 2 / email 1` the stroke stands apart."""
    before, after = sentence.mark(amount.first - 1), sentence.mark(amount.end)
    tokens = sentence.tokens
    led = before == "/" and tokens[amount.first - 1].touches(tokens[amount.first])
    followed = after == "/" and tokens[amount.end - 1].touches(tokens[amount.end])
    return led or followed or before in _DAY_ARTICLES or _is_count_of_messages(sentence, amount.end)


def _is_count_of_messages(sentence: Sentence, index: int) -> bool:
    # "8 emails" is no eight hours.
    mode = sentence.tag(index, "mode")
    return mode is not None and mode.value in {"email", "text"} and sentence.mark(mode.end - 1).endswith("s")


def _known(found: Scan) -> frozenset[int]:
    """The tokens that are a piece, a filling word or a plain mark."""
    sentence = found.sentence
    covered = {at for piece in found.pieces for at in range(piece.first, piece.end)}
    for at, tags in enumerate(sentence.tags):
        if any(tag.category in _KNOWN for tag in tags):
            covered.update(range(at, max(tag.end for tag in tags)))
        if _is_plain(sentence.mark(at)):
            covered.add(at)
    return frozenset(covered)


def _is_plain(text: str) -> bool:
    return text in _PLAIN_MARKS or text.startswith("@")


def _is_count_of_sessions(sentence: Sentence, pieces: list[Piece]) -> bool:
    """`twice` counts sessions where the sentence tells of one, or says hardly anything else."""
    told = any(
        isinstance(each, Amount) or (isinstance(each, Mark) and each.sign in {Sign.SESSION, Sign.MODE})
        for each in pieces
    )
    return told or len(sentence.tokens) <= _SHORT
