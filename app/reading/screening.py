"""Which pieces of a sentence may count at all: hours of something else, rates and plain numbers are left out."""

from itertools import zip_longest

from app.reading.amounts import Amount
from app.reading.pieces import Count, Mark, Piece, Scan, Sign
from app.reading.sentences import Sentence

_PLAIN_MARKS = frozenset(",.:;()-!?\"'/|[]=~+&")
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "|", "-"})
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
)
_ARTICLES = frozenset({"one", "un", "une"})
_SHORT = 6
_TELLING = frozenset({Sign.SESSION, Sign.MODE, Sign.PARTNER})
_OURS = frozenset({"we", "i", "have", "ve", "nous", "on", "je", "j", "avons", "ai", "a"})


def screened(found: Scan, *, expects_hours: bool) -> tuple[Piece, ...]:
    """The pieces that may be a claim. `expects_hours`: a number alone answers our question for hours."""
    sentence = found.sentence
    kept = [piece for piece in found.pieces if not _is_denied(sentence, piece)]
    bare = [piece for piece in kept if isinstance(piece, Amount) and piece.bare]
    hours = _bare_hours(sentence, bare, kept, expects_hours=expects_hours) if bare else frozenset()
    counted = [piece for piece in kept if piece.first in hours or _counts(sentence, piece, kept)]
    dropped = {piece.end for piece in kept if isinstance(piece, Amount) and piece not in counted}
    return tuple(
        piece
        for piece, following in zip_longest(counted, counted[1:])
        if piece.first not in dropped or not _goes_with_number(piece, following)
    )


def _goes_with_number(piece: Piece, following: Piece | None) -> bool:
    """Whether a mark falls with the number before it: `40 hours a week`; `8 emails`, unless their hours follow."""
    if not isinstance(piece, Mark):
        return False
    if piece.sign == Sign.MODE:
        return not isinstance(following, Amount)
    return piece.sign in {Sign.RATE, Sign.EVERY}


def _counts(sentence: Sentence, piece: Piece, pieces: list[Piece]) -> bool:
    if isinstance(piece, Amount):
        return not piece.bare and not _is_of_something_else(sentence, piece, pieces)
    if isinstance(piece, Count) and not piece.noun and not piece.each:
        return _is_count_of_sessions(sentence, pieces)
    return True


def _is_denied(sentence: Sentence, piece: Piece) -> bool:
    """`not 3`, `instead of 3`, `pas 4`; `did not meet`, `want to meet`."""
    if isinstance(piece, Amount):
        return any(sentence.tag_before(at, "not") for at in (piece.first, piece.first - 1) if at > 0)
    if isinstance(piece, Mark) and piece.sign == Sign.MODE:
        after = piece.end + 1 if sentence.mark(piece.end) in {":", "-", "="} else piece.end
        nothing = sentence.tag(after, "no")
        return nothing is not None and sentence.mark(nothing.end) in {"", ",", ";", ")", "and", "et", "/", "|"}
    if isinstance(piece, Mark | Count) and _is_missed(sentence, piece):
        return True
    if isinstance(piece, Mark) and piece.sign == Sign.SESSION and piece.value in {"verb", "present"}:
        reach = range(max(0, piece.first - 4), piece.first)
        return any(sentence.tag(at, "denial") and not _parts(sentence, at, piece.first) for at in reach)
    return False


def _is_missed(sentence: Sentence, piece: Mark | Count) -> bool:
    """`missed our meeting`, `the call was cancelled`: it did not take place."""
    if isinstance(piece, Mark) and piece.sign != Sign.SESSION:
        return False
    first, end = _clause(sentence, piece.first, piece.end)
    return any(sentence.tag(at, "missed") for at in range(first, end))


def _parts(sentence: Sentence, start: int, end: int) -> bool:
    return any(sentence.mark(at) in _CLAUSE_ENDS for at in range(start, end))


def _is_of_something_else(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> bool:
    if sentence.tag(amount.end, "irrelevant") or sentence.tag_before(amount.first, "irrelevant"):
        tag = sentence.tag(amount.end, "irrelevant") or sentence.tag_before(amount.first, "irrelevant")
        after = sentence.tag(amount.end, "irrelevant")
        if tag and tag.value == ("after" if after else "before"):
            return True
    just_before = range(max(0, amount.first - 3), amount.first)
    if sentence.tag(amount.end, "rate") and any(sentence.tag(at, "work") for at in just_before):
        return True
    first, end = _clause(sentence, amount.first, amount.end)
    if any(sentence.tag(at, "unreal") for at in range(first, amount.first)):
        return True
    telling = [each for each in pieces if isinstance(each, Mark) and each.sign in _TELLING]
    if _is_work(sentence, first, end) and not any(first <= each.first < end for each in telling):
        return True
    if telling or any(isinstance(each, Count) for each in pieces):
        return False
    return _is_work(sentence, 0, len(sentence.tokens)) or sentence.tag(amount.end, "rate") is not None


def _is_work(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the hours are of work, travel or an exam: `she works`, `the drive`; not `we worked`."""
    for at in range(first, end):
        tag = sentence.tag(at, "work")
        if tag and (tag.value == "other" or sentence.mark(at - 1) not in _OURS):
            return True
    return False


def _bare_hours(sentence: Sentence, bare: list[Amount], pieces: list[Piece], *, expects_hours: bool) -> frozenset[int]:
    """Where the numbers without a unit stand that are hours: nothing else around them could be counted."""
    known = _known(sentence, pieces)
    whole = expects_hours and len(known) == len(sentence.tokens)
    corrects = sentence.find("correction") is not None
    return frozenset(
        amount.first for amount in bare if _is_hours(sentence, amount, pieces, known, alone=whole, corrects=corrects)
    )


def _is_hours(
    sentence: Sentence, amount: Amount, pieces: list[Piece], known: frozenset[int], *, alone: bool, corrects: bool
) -> bool:
    first, end = _clause(sentence, amount.first, amount.end)
    beside = {sentence.mark(amount.first - 1), sentence.mark(amount.end)}
    if "/" in beside or _is_count_of_messages(sentence, amount.end) or not known.issuperset(range(first, end)):
        return False
    inside = [each for each in pieces if first <= each.first < end and each is not amount]
    telling = {each.sign for each in inside if isinstance(each, Mark)} & {Sign.MODE, Sign.PARTNER, Sign.TOTAL}
    if sentence.mark(amount.first) in _ARTICLES and not telling:
        return alone and len(sentence.tokens) == 1
    return bool(telling) or alone or corrects


def _is_count_of_messages(sentence: Sentence, index: int) -> bool:
    # "8 emails" is no eight hours.
    mode = sentence.tag(index, "mode")
    return mode is not None and mode.value in {"email", "text"} and sentence.mark(mode.end - 1).endswith("s")


def _clause(sentence: Sentence, first: int, end: int) -> tuple[int, int]:
    while first > 0 and sentence.mark(first - 1) not in _CLAUSE_ENDS and not sentence.tag(first - 1, "and"):
        first -= 1
    if first > 1 and sentence.mark(first - 1) in {":", "-"}:  # "Kate: 2": what stands before the mark belongs to it
        first = _clause(sentence, first - 1, first - 1)[0]
    while end < len(sentence.tokens) and sentence.mark(end) not in _CLAUSE_ENDS and not sentence.tag(end, "and"):
        end += 1
    return first, end


def _known(sentence: Sentence, pieces: list[Piece]) -> frozenset[int]:
    """The tokens that are a piece, a filling word or a plain mark."""
    covered = {at for piece in pieces for at in range(piece.first, piece.end)}
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
