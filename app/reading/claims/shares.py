"""How some of the sessions told were held: `four calls of an hour, two of them on Zoom`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.reading.claims.claim import Claim
from app.reading.claims.marks import Mark, Sign
from app.reading.claims.pieces import Days, Piece, Scan
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence

_HOUR = 60
_REACH = 5  # tokens from the number to how they met: `two of them were held on Zoom`
_APART = frozenset({",", ";", ":", "(", ")"})
_ONES = frozenset({"one", "un", "une"})
_BESIDE = frozenset({Sign.INCLUDING, Sign.SESSION})


@dataclass(frozen=True, slots=True)
class Share:
    """So many of the sessions were held so; `times` is None for all that are left. `pieces` tell it."""

    times: int | None
    mode: str
    named: bool  # `of them`, `the last one`: said to be some of the sessions
    once: bool  # `one`, `once`
    pieces: tuple[Piece, ...]

    @property
    def told(self) -> tuple[Piece, ...]:
        """The pieces that say how and when."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Days) or _has_sign(piece, Sign.MODE))


def shares_in(found: Scan, told: int) -> tuple[Share, ...]:
    """The shares of sessions that a sentence tells of.

    `told` is the number of sessions told in earlier sentences (0: none), which an own number goes before.
    """
    own = next((at for at, piece in enumerate(found.pieces) if _counts_several(piece)), None)
    counted = found.pieces[own] if own is not None else None
    sessions = (counted.times or 0) if isinstance(counted, Count) else told
    behind = found.pieces[own + 1 :] if own is not None else found.pieces
    shares = tuple(_shares(found.sentence, behind))
    inside = {id(piece) for share in shares for piece in share.pieces}
    others = [piece for piece in behind if id(piece) not in inside]
    apart = any(_has_sign(piece, Sign.MODE) for piece in others)
    if not shares or not _fit(shares, sessions) or not _are_shares(shares, sessions, apart=apart):
        return ()
    if own is None and any(isinstance(piece, Amount | Count | Clock | Days) for piece in others):
        return ()
    return shares if not any(_tells_own_length(found.sentence, behind, piece, shares) for piece in others) else ()


def without_shares(found: Scan, shares: Sequence[Share]) -> Scan:
    """The sentence without the words of the shares."""
    inside = {id(piece) for share in shares for piece in share.pieces}
    return replace(found, pieces=tuple(piece for piece in found.pieces if id(piece) not in inside))


def dealt_by_shares(claims: Sequence[Claim], shares: Sequence[tuple[Share, Claim]]) -> list[Claim]:
    """The claims, the last one of several sessions with what is told of some of them. Each share brings its claim."""
    at = next((at for at in reversed(range(len(claims))) if is_of_several(claims[at])), None)
    if at is None:
        return [*claims]
    return [*claims[:at], _with_shares(claims[at], shares), *claims[at + 1 :]]


def is_of_several(claim: Claim) -> bool:
    """Whether more than one session is told and counted."""
    return claim.counted and (claim.sessions or 0) > 1


def parted(claim: Claim) -> tuple[Claim, ...]:
    """A claim for each share of the sessions, where the length of each is told; else the claim as it is."""
    if not (claim.dealt and claim.each and claim.minutes is not None):
        return (claim,)
    told = claim.minutes, claim.amount_words, claim.partners
    return tuple(
        replace(each, minutes=told[0], amount_words=told[1], partners=each.partners or told[2]) for each in claim.dealt
    )


def _with_shares(claim: Claim, shares: Sequence[tuple[Share, Claim]]) -> Claim:
    left = (claim.sessions or 0) - sum(share.times or 0 for share, _ in shares)
    dealt = [_dealt(told, share.times or left) for share, told in shares]
    if left > 0 and all(share.times for share, _ in shares):
        bare = replace(claim, minutes=None, vague="", amount_words="", total=False, days=())
        dealt.append(_dealt(bare, left))
    modes = {each.mode for each in dealt}
    return replace(claim, dealt=tuple(dealt), modes=(modes.pop(),) if len(modes) == 1 else ())


def _dealt(claim: Claim, sessions: int) -> Claim:
    return replace(claim, sessions=sessions, counted=True, each=sessions > 1, each_guessed=False, hedged=False)


def _counts_several(piece: Piece) -> bool:
    return isinstance(piece, Count) and (piece.times or 0) > 1 and not piece.weeks


def _fit(shares: Sequence[Share], sessions: int) -> bool:
    """Whether there are as many sessions as are shared out."""
    rests = sum(share.times is None for share in shares)
    dealt = sum(share.times or 0 for share in shares)
    return sessions > 1 and rests <= 1 and dealt + rests <= sessions


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
    at, named = start, False
    while at < len(pieces) and (_has_sign(pieces[at], Sign.INCLUDING) or _has_sign(pieces[at], Sign.DETAIL)):
        named, at = True, at + 1
    detail = next((each for each in pieces[start:at] if _has_sign(each, Sign.DETAIL)), None)
    times = _times(sentence, pieces[at]) if at < len(pieces) else None
    if times is None and detail is None:
        return None
    first = pieces[at] if times is not None else pieces[at - 1]
    at += times is not None
    while at < len(pieces) and _is_beside(pieces[at]):
        named, at = named or _has_sign(pieces[at], Sign.INCLUDING), at + 1
    mode = pieces[at] if at < len(pieces) else None
    if not isinstance(mode, Mark) or mode.sign != Sign.MODE or not _is_near(sentence, first, mode):
        return None
    at += 1
    while at < len(pieces) and (_has_sign(pieces[at], Sign.SESSION) or _follows_at_once(sentence, pieces, at)):
        at += 1
    rest = times is None and isinstance(detail, Mark) and detail.value == "rest"
    once = not first.noun if isinstance(first, Count) else sentence.mark(first.first) in _ONES
    return Share(None if rest else times or 1, mode.value, named, once, tuple(pieces[start:at]))


def with_hours_of_them(found: Scan) -> Scan:
    """`3 hours, one of them by phone`: an hour of them, where no sessions are told."""
    if any(isinstance(piece, Count) for piece in found.pieces):
        return found
    pieces = (_hour_of(found, at) for at in range(len(found.pieces)))
    return replace(found, pieces=tuple(each for piece in pieces for each in piece))


def _hour_of(found: Scan, at: int) -> tuple[Piece, ...]:
    sentence, piece = found.sentence, found.pieces[at]
    mode = found.pieces[at + 1] if at + 1 < len(found.pieces) else None
    hours = any(isinstance(each, Amount) and not each.bare for each in found.pieces[:at])
    if not (
        hours and isinstance(piece, Mark) and _has_sign(piece, Sign.DETAIL) and sentence.mark(piece.first) in _ONES
    ):
        return (piece,)
    if not (isinstance(mode, Mark) and mode.sign == Sign.MODE and _is_near(sentence, piece, mode)):
        return (piece,)
    of_them = piece.first + 1
    return Amount(piece.first, of_them, Fraction(_HOUR), bare=True), Mark(of_them, piece.end, Sign.INCLUDING, "yes")


def _is_beside(piece: Piece) -> bool:
    return isinstance(piece, Days) or (isinstance(piece, Mark) and piece.sign in _BESIDE)


def _follows_at_once(sentence: Sentence, pieces: Sequence[Piece], at: int) -> bool:
    """`one by phone on May 5`: the day of the session."""
    piece, mode = pieces[at], pieces[at - 1]
    between = range(mode.end, piece.first)
    return isinstance(piece, Days) and not any(sentence.mark(each) in _APART for each in between)


def _has_sign(piece: Piece, sign: Sign) -> bool:
    return isinstance(piece, Mark) and piece.sign == sign


def _times(sentence: Sentence, piece: Piece) -> int | None:
    """How many sessions the piece may count: `two`, `once`, `two calls`, `les deux premières`."""
    if isinstance(piece, Count):
        return piece.times
    if isinstance(piece, Amount) and piece.bare and piece.minutes is not None and piece.minutes % _HOUR == 0:
        return int(piece.minutes) // _HOUR
    if isinstance(piece, Mark) and piece.sign == Sign.DISTRIBUTIVE and sentence.tag(piece.end, "first"):
        number = number_at(sentence, piece.first + 1)
        return int(number.value) if number else None
    return None


def _is_near(sentence: Sentence, number: Piece, mode: Mark) -> bool:
    between = range(number.first + 1, mode.first)
    return len(between) <= _REACH and not any(sentence.mark(at) in _APART for at in between)


def _tells_own_length(sentence: Sentence, pieces: Sequence[Piece], piece: Piece, shares: Sequence[Share]) -> bool:
    """`2 hours in person and 1 by phone`, `one on Zoom, 30 min, and one by phone, 20 min`: lengths of their own."""
    if not isinstance(piece, Amount):
        return isinstance(piece, Clock) or _counts_several(piece)
    if piece.bare:
        return True
    begins = min(each.first for share in shares for each in share.pieces)
    shared = [each for each in pieces if each.first > piece.first]
    if piece.first < begins:
        following = shared[0] if shared else None
        return isinstance(following, Mark) and following.sign == Sign.MODE
    of_all = any(isinstance(each, Mark) and each.sign in {Sign.TOTAL, Sign.EACH} for each in shared)
    return not (of_all or sentence.tag_before(piece.first, "total"))
