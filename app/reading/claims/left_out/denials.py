"""Pieces that a sentence takes back: `not 3 hours`, `did not meet`, `the call was cancelled`, `3 hours is too many`."""

from collections.abc import Iterator

from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece
from app.reading.explained import PassedReason
from app.reading.times.amounts import Amount
from app.reading.times.counts import Count
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.tokens import Token

_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "|", "-"})
_VERBS = frozenset({"verb", "present"})
_TURNS = frozenset({":"}) | small_words("but")
_SAVE = small_words("nothing_save")
_DETERMINERS = small_words("determiners", "article_of_a_length")
_REACH = 4  # tokens before a session in which its denial stands
_BEHIND_NOTHING = frozenset({"", ",", ";", ")", "/", "|"}) | small_words("and")


def denial_of(sentence: Sentence, piece: Piece) -> PassedReason | None:
    """`not 3`, `instead of 3`, `pas 4`; `did not meet`, `want to meet`; `I tried 3 times`. None: it may stand."""
    if isinstance(piece, Amount):
        return _denial_of_amount(sentence, piece)
    if isinstance(piece, Mark) and piece.sign == Sign.MODE:
        return PassedReason.DENIED if _is_mode_of_nothing(sentence, piece) else None
    if isinstance(piece, Count) and not piece.noun and _follows(sentence, piece.first, "attempt"):
        return PassedReason.ATTEMPTED
    if isinstance(piece, Mark | Count):
        return _denial_of_session(sentence, piece)
    return PassedReason.MISSED if isinstance(piece, Days) and _is_missed_day(sentence, piece) else None


def _denial_of_amount(sentence: Sentence, amount: Amount) -> PassedReason | None:
    if _is_refused(sentence, amount) or _is_disputed(sentence, amount):
        return PassedReason.DENIED
    if _is_former(sentence, amount):
        return PassedReason.FORMER
    missed = _is_missed_behind(sentence, amount) or _is_of_missed_session(sentence, amount)
    return PassedReason.MISSED if missed else None


def _denial_of_session(sentence: Sentence, piece: Mark | Count) -> PassedReason | None:
    if _is_missed(sentence, piece):
        return PassedReason.MISSED
    if _is_thought_of(sentence, piece):
        return PassedReason.CONDITION
    if _is_elsewhere(sentence, piece):
        return PassedReason.SOMETHING_ELSE
    told = isinstance(piece, Mark) and piece.sign == Sign.SESSION and piece.value in _VERBS
    return PassedReason.DENIED if told and _follows(sentence, piece.first, "denial") else None


def _is_of_missed_session(sentence: Sentence, amount: Amount) -> bool:
    """`Kate cancelled the 2 hour session`, `a annulé notre appel d'une heure`: how long it would have been."""
    first = _behind_turn(sentence, clause_of(sentence, amount.first, amount.end)[0], amount.first)
    missed = [tag.end for at in range(first, amount.first) if (tag := sentence.tag(at, "missed"))]
    if not missed:
        return False
    behind = sentence.tag(amount.end, "session") or sentence.tag(amount.end + 1, "session")
    before = any(sentence.tag_before(at, "session") for at in (amount.first, amount.first - 1) if at > missed[-1])
    between = range(missed[-1], amount.first)  # "skipped the 2 hours", "missed the first 10 minutes"
    alone = all(sentence.mark(at) in _DETERMINERS or sentence.tag(at, "first") for at in between)
    return behind is not None or before or alone


def _behind_turn(sentence: Sentence, first: int, end: int) -> int:
    """Where what is told anew begins: `missed this earlier: 2 hours on Zoom`, `missed the first bit but we had 1 h`."""
    return max((at + 1 for at in range(first, end) if sentence.mark(at) in _TURNS), default=first)


def clause_of(sentence: Sentence, first: int, end: int) -> tuple[int, int]:
    """The tokens around `first` to `end` up to the next mark or conjunction on either side."""
    while first > 0 and sentence.mark(first - 1) not in _CLAUSE_ENDS and not sentence.tag(first - 1, "and"):
        first -= 1
    if first > 1 and sentence.mark(first - 1) in {":", "-"}:  # "Kate: 2": what stands before the mark belongs to it
        first = clause_of(sentence, first - 1, first - 1)[0]
    while end < len(sentence.tokens) and sentence.mark(end) not in _CLAUSE_ENDS and not sentence.tag(end, "and"):
        end += 1
    return first, end


def _is_refused(sentence: Sentence, amount: Amount) -> bool:
    return any(sentence.tag_before(at, "not") for at in (amount.first, amount.first - 1) if at > 0)


def _is_disputed(sentence: Sentence, amount: Amount) -> bool:
    """`I don't think 3 hours is right`, `3 is too many`."""
    said = sentence.tag(amount.end, "disputed")
    if said and said.value == "after":
        return True
    first, _ = clause_of(sentence, amount.first, amount.end)
    return any(
        tag.value == "before" for at in range(first, amount.first) if (tag := sentence.tag(at, "disputed")) is not None
    )


def _is_former(sentence: Sentence, amount: Amount) -> bool:
    """`I wrote 3 hours, it was 2`, `2 hours (was 3)`: what was told earlier."""
    former = sentence.tag_before(amount.first, "former")
    if former and sentence.mark(former.first - 1) == "(" and sentence.mark(amount.end) == ")":
        return True
    if sentence.find("earlier_mail") and sentence.find("adding"):
        return False  # told before, and more is told now
    follows = any(
        (token.is_number or sentence.tag(at, "number")) and not sentence.tag_before(at, "not")
        for at, token in _behind(sentence, amount.end)
    )
    return follows and sentence.tag_before(amount.first, "reported") is not None


def _behind(sentence: Sentence, end: int) -> Iterator[tuple[int, Token]]:
    return ((at, sentence.tokens[at]) for at in range(end, len(sentence.tokens)))


def is_of_denied_session(sentence: Sentence, amount: Amount) -> bool:
    """`We did not meet for the full 2 hours`: not that long, but how long?"""
    first, _ = clause_of(sentence, amount.first, amount.end)
    if any(sentence.tag(at, "except") and sentence.mark(at) in _SAVE for at in range(first, amount.first)):
        return False  # "not seen in May except 30 min on the 29th"
    tags = ((at, sentence.tag(at, "session")) for at in range(first, amount.first))
    return any(tag and tag.value in _VERBS and _follows(sentence, at, "denial") for at, tag in tags)


def _is_mode_of_nothing(sentence: Sentence, mode: Mark) -> bool:
    after = mode.end + 1 if sentence.mark(mode.end) in {":", "-", "="} else mode.end
    nothing = sentence.tag(after, "no")
    return nothing is not None and sentence.mark(nothing.end) in _BEHIND_NOTHING


def _is_missed(sentence: Sentence, piece: Mark | Count) -> bool:
    """`missed our meeting`, `the call was cancelled`: it did not take place."""
    if isinstance(piece, Mark) and piece.sign != Sign.SESSION:
        return False
    first, _ = clause_of(sentence, piece.first, piece.end)
    return _is_missed_behind(sentence, piece) or any(sentence.tag(at, "missed") for at in range(first, piece.first))


def _is_missed_day(sentence: Sentence, days: Days) -> bool:
    """`missed the 19th`, `le 12 annulé`; not `met on the 12th as she cancelled`, `moved the 5th to the 8th`."""
    first, end = clause_of(sentence, days.first, days.end)
    first = _behind_turn(sentence, first, days.first)
    missed = [tag for at in range(first, end) if (tag := sentence.tag(at, "missed"))]
    moved = any(sentence.tag(at, "replaced") for at in range(first, end))
    met = any((tag := sentence.tag(at, "session")) and tag.value in _VERBS for at in range(first, end))
    return bool(missed) and len(days.days) == 1 and not (moved or met or sentence.find("correction"))


def _is_elsewhere(sentence: Sentence, piece: Mark | Count) -> bool:
    """`I landed four interviews`, `quatre entretiens avec des recruteurs`: sessions with other people."""
    if isinstance(piece, Mark) and piece.sign != Sign.SESSION:
        return False
    first, end = clause_of(sentence, piece.first, piece.end)
    if any(sentence.mark(at).startswith("@") or sentence.tag(at, "duration") for at in range(first, end)):
        return False
    return any(sentence.tag(at, "elsewhere") for at in range(first, end))


def _is_thought_of(sentence: Sentence, piece: Mark | Count) -> bool:
    """`room 305 if you visit`: only a condition."""
    if isinstance(piece, Mark) and piece.sign != Sign.SESSION:
        return False
    first, _ = clause_of(sentence, piece.first, piece.end)
    return any(sentence.tag(at, "condition") for at in range(first, piece.first))


def _is_missed_behind(sentence: Sentence, piece: Amount | Mark | Count) -> bool:
    """`the 30 minute call was cancelled`; `a call of 30 minutes, cancelled`."""
    _, end = clause_of(sentence, piece.first, piece.end)
    apart = sentence.tag(end + 1, "missed")
    alone = apart is not None and not sentence.mark(apart.end).isalnum()
    return alone or any(sentence.tag(at, "missed") for at in range(piece.end, end))


def _follows(sentence: Sentence, first: int, category: str) -> bool:
    """Whether a word of the category stands shortly before the token, in the same clause."""
    reach = range(max(0, first - _REACH), first)
    return any(sentence.tag(at, category) and not _is_parted(sentence, at, first) for at in reach)


def _is_parted(sentence: Sentence, start: int, end: int) -> bool:
    return any(sentence.mark(at) in _CLAUSE_ENDS for at in range(start, end))
