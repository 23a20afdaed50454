"""What is told of some of the sessions: `four calls of an hour, two of them on Zoom`, `the first 50 minutes`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece, Scan
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HOUR = 60
_REACH = 5  # tokens from the number to what is told of it: `two of them were held on Zoom`
_NEAR = 4  # tokens from `except` to the one left out: `except for the last one`
_APART = frozenset({",", ";", ":", "(", ")"})
_OPENINGS = frozenset({":", "("})
_ONES = small_words("one")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of the sessions, and what is told of them in `pieces`; `times` is None for all that are left."""

    times: int | None
    named: bool  # `of them`, `the last one`: said to be some of the sessions
    once: bool  # `one`, `once`
    pieces: tuple[Piece, ...]

    @property
    def told(self) -> tuple[Piece, ...]:
        """The pieces that say how long, how and when."""
        return tuple(piece for piece in self.pieces if _tells(piece))

    @property
    def has_length(self) -> bool:
        """Whether one of its pieces is a length with its unit."""
        return any(_is_length(piece) for piece in self.pieces)


def shares_in(found: Scan, told: int) -> tuple[Share, ...]:
    """The shares of sessions that a sentence tells of.

    `told` is the number of sessions told in earlier sentences (0: none), which an own number goes before.
    """
    own = next((at for at, piece in enumerate(found.pieces) if _counts_several(piece)), None)
    counted = found.pieces[own] if own is not None else None
    sessions = (counted.times or 0) if isinstance(counted, Count) and not _is_share_itself(found, told) else told
    behind = found.pieces[own + 1 :] if own is not None and sessions is not told else found.pieces
    shares = tuple(_shares(found.sentence, behind))
    inside = {id(piece) for share in shares for piece in share.pieces}
    others = [piece for piece in behind if id(piece) not in inside]
    apart = any(_has_sign(piece, Sign.MODE) for piece in others)
    if not shares or not _fit(shares, sessions) or not _are_shares(shares, sessions, apart=apart):
        return ()
    if behind is found.pieces and any(isinstance(piece, Amount | Count | Clock | Days) for piece in others):
        return ()
    return shares if not any(_tells_own_length(found.sentence, behind, piece, shares) for piece in others) else ()


def _is_share_itself(found: Scan, told: int) -> bool:
    """`… Three calls were half an hour`: of the sessions told before."""
    return told > 0 and any(_has_sign(piece, Sign.INCLUDING) for piece in found.pieces[:3])


def without_shares(found: Scan, shares: Sequence[Share]) -> Scan:
    """The sentence without the words of the shares."""
    inside = {id(piece) for share in shares for piece in share.pieces}
    return replace(found, pieces=tuple(piece for piece in found.pieces if id(piece) not in inside))


def _counts_several(piece: Piece) -> bool:
    return isinstance(piece, Count) and (piece.times or 0) > 1 and not piece.weeks


def _fit(shares: Sequence[Share], sessions: int) -> bool:
    """Whether there are as many sessions as are shared out."""
    rests = sum(share.times is None for share in shares)
    dealt = sum(share.times or 0 for share in shares)
    return rests <= 1 and 0 < dealt + rests <= sessions


def _are_shares(shares: Sequence[Share], sessions: int, *, apart: bool) -> bool:
    """Whether the numbers count sessions told: they say so, or there are as many of them as were told.

    `apart`: the sessions have a way of their own, so that one more is told: `twice in person and once on Zoom`.
    """
    dealt = sum(share.times or 0 for share in shares)
    of_them = any(share.named or (share.once and not apart) for share in shares)
    return of_them or dealt == sessions


def _shares(sentence: Sentence, pieces: Sequence[Piece]) -> Iterator[Share]:
    at = 0
    while at < len(pieces):
        share = _share_at(sentence, pieces, at)
        if share:
            yield share
        at += len(share.pieces) if share else 1


def _share_at(sentence: Sentence, pieces: Sequence[Piece], start: int) -> Share | None:
    at = _past_signs(pieces, start, {Sign.INCLUDING, Sign.DETAIL})
    detail = next((each for each in pieces[start:at] if _has_sign(each, Sign.DETAIL)), None)
    times = _times(sentence, pieces[at]) if at < len(pieces) else None
    if times is None and detail is None:
        return None
    number = pieces[at] if times is not None else pieces[at - 1]
    first = at + (times is not None)
    end = _end_of_told(sentence, pieces, first)
    if not any(_is_length(piece) or _has_sign(piece, Sign.MODE) for piece in pieces[first:end]):
        return None
    of_them = any(_has_sign(piece, Sign.INCLUDING) for piece in pieces[start:end])
    named = of_them or detail is not None or sentence.tag(number.end, "was") is not None
    once = not number.noun if isinstance(number, Count) else sentence.mark(number.first) in _ONES
    rest = times is None and isinstance(detail, Mark) and detail.value == "rest"
    return Share(None if rest else times or 1, named, once, tuple(pieces[start:end]))


def _past_signs(pieces: Sequence[Piece], at: int, signs: set[Sign]) -> int:
    while at < len(pieces) and isinstance(piece := pieces[at], Mark) and piece.sign in signs:
        at += 1
    return at


def _end_of_told(sentence: Sentence, pieces: Sequence[Piece], start: int) -> int:
    """Where what is told of the share ends: one length, one way, one day, each near the word before it."""
    seen: set[str] = set()
    at = start
    while at < len(pieces):
        piece, kind = pieces[at], _kind(pieces[at])
        if kind is None or kind in seen or not _is_near(sentence, pieces[at - 1], piece):
            break
        seen |= {kind} - {"word"}
        at += 1
    return at


def _kind(piece: Piece) -> str | None:
    """What the piece tells of a share; None where it begins something else."""
    if isinstance(piece, Days):
        return "day"
    if _is_length(piece):
        return "length"
    if isinstance(piece, Mark) and piece.sign in {Sign.INCLUDING, Sign.SESSION}:
        return "word"
    return "mode" if _has_sign(piece, Sign.MODE) else None


def _tells(piece: Piece) -> bool:
    return isinstance(piece, Days) or _is_length(piece) or _has_sign(piece, Sign.MODE)


def _is_length(piece: Piece) -> bool:
    return isinstance(piece, Amount) and not piece.bare and piece.minutes is not None


def _has_sign(piece: Piece, sign: Sign) -> bool:
    return isinstance(piece, Mark) and piece.sign == sign


def _times(sentence: Sentence, piece: Piece) -> int | None:
    """How many sessions the piece may count: `two`, `once`, `two calls`, `les deux premières`; not `in a cafe`."""
    if sentence.mark(piece.first) in _ONES and sentence.tag_before(piece.first, "place_lead"):
        return None
    if isinstance(piece, Count):
        return piece.times
    if isinstance(piece, Amount) and piece.bare and piece.minutes is not None and piece.minutes % _HOUR == 0:
        return int(piece.minutes) // _HOUR
    if isinstance(piece, Mark) and piece.sign == Sign.DISTRIBUTIVE and sentence.tag(piece.end, "first"):
        number = number_at(sentence, piece.first + 1)
        return int(number.value) if number else None
    return None


def _is_near(sentence: Sentence, number: Piece, told: Piece) -> bool:
    between = range(number.first + 1, told.first)
    apart = [at for at in between if sentence.mark(at) in _APART]
    opens = isinstance(told, Amount) and apart == [told.first - 1] and sentence.mark(apart[0]) in _OPENINGS
    excepted = isinstance(told, Amount) and apart == [told.first - 1] and _is_exception(sentence, number)
    return len(between) <= _REACH and (not apart or opens or excepted)


def _is_exception(sentence: Sentence, number: Piece) -> bool:
    """`4 calls of an hour, except the last one, 30 minutes`."""
    return any(sentence.tag(at, "except") for at in range(max(0, number.first - _NEAR), number.first))


def _tells_own_length(sentence: Sentence, pieces: Sequence[Piece], piece: Piece, shares: Sequence[Share]) -> bool:
    """`2 hours in person and 1 by phone`, `one on Zoom, 30 min, and one by phone, 20 min`: lengths of their own."""
    if not isinstance(piece, Amount):
        return isinstance(piece, Clock) or _counts_several(piece)
    begin = min((each for share in shares for each in share.pieces), key=lambda each: each.first)
    if piece.bare or any(share.has_length for share in shares):
        excepted = piece.first < begin.first and _is_exception(sentence, begin)
        return piece.bare or not (excepted or _is_of_all(sentence, pieces, piece))
    begins = begin.first
    shared = [each for each in pieces if each.first > piece.first]
    if piece.first < begins:
        following = shared[0] if shared else None
        return isinstance(following, Mark) and following.sign == Sign.MODE
    return not _is_of_all(sentence, pieces, piece)


def _is_of_all(sentence: Sentence, pieces: Sequence[Piece], amount: Amount) -> bool:
    """`an hour each`, `4 hours in all`: a length that is not one session's."""
    behind = (each for each in pieces if each.first > amount.first)
    following = next(behind, None)
    said = isinstance(following, Mark) and following.sign in {Sign.TOTAL, Sign.EACH}
    return said or sentence.tag_before(amount.first, "total") is not None


def with_hours_of_them(found: Scan) -> Scan:
    """`3 hours, one of them by phone`: an hour of them, where no sessions are told."""
    if any(isinstance(piece, Count) for piece in found.pieces):
        return found
    pieces = (_hour_of(found, at) for at in range(len(found.pieces)))
    return replace(found, pieces=tuple(each for piece in pieces for each in piece))


def _hour_of(found: Scan, at: int) -> tuple[Piece, ...]:
    sentence, piece = found.sentence, found.pieces[at]
    mode = found.pieces[at + 1] if at + 1 < len(found.pieces) else None
    hours = any(_is_length(each) for each in found.pieces[:at])
    if not (hours and _has_sign(piece, Sign.DETAIL) and sentence.mark(piece.first) in _ONES):
        return (piece,)
    if not (isinstance(mode, Mark) and mode.sign == Sign.MODE and _is_near(sentence, piece, mode)):
        return (piece,)
    of_them = piece.first + 1
    return Amount(piece.first, of_them, Fraction(_HOUR), bare=True), Mark(of_them, piece.end, Sign.INCLUDING, "yes")
