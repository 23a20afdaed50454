"""Which pieces of a sentence may count at all: hours of something else, rates and plain numbers are left out."""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.left import Left, passed_in
from app.reading.claims.left_out.bare_hours import bare_hours, counts_sessions_on, is_lost
from app.reading.claims.left_out.days_left_out import without_days_left_out
from app.reading.claims.left_out.denials import clause_of, denial_of, is_of_denied_session
from app.reading.claims.left_out.doubtful_time import is_doubtful, is_of_break
from app.reading.claims.left_out.other_hours import (
    is_included,
    is_of_availability,
    is_point_in_time,
    lasts_otherwise,
    other_reason,
)
from app.reading.claims.left_out.planned_hours import is_left_out_of_sum, is_over, is_usual, is_what_came_of_plan
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece, Scan
from app.reading.claims.put_right.days_put_right import without_days_put_right
from app.reading.explained import PassedOver, PassedReason
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_SHORT = 6
_ALL = small_words("all_of_them")
_LASTING = small_words("lasting")
_CLOSING = frozenset({"", ",", ")", ";"}) | small_words("and")
_MESSAGES = frozenset({"email", "text"})


def screened(found: Scan, *, expects_hours: bool) -> tuple[tuple[Piece, ...], list[PassedOver]]:
    """The pieces that may be a claim, and what may not.

    `expects_hours`: a number alone answers our question for hours.
    """
    sentence, left = found.sentence, list(found.left)
    standing = without_days_left_out(sentence, found.pieces, left)
    told_days = without_days_put_right(sentence, standing, left)
    kept = [
        _left_open(sentence, piece)
        for each in told_days
        if (piece := _as_one_less(sentence, each, told_days)) is not each or not _is_denied(sentence, piece, left)
    ]
    bare = [piece for piece in kept if isinstance(piece, Amount) and piece.bare]
    hours = bare_hours(found, bare, kept, expects_hours=expects_hours) if bare else frozenset()
    kept = [_without_unit(sentence, piece, kept, hours) for piece in kept if not _says_all_again(sentence, piece, kept)]
    counted = [piece for piece in kept if piece.first in hours or not _is_left(_mute(sentence, piece, kept), left)]
    counted = [piece for piece in counted if not _is_some_messages(sentence, piece, counted)]
    places = {piece.first for piece in counted if isinstance(piece, Amount)}
    dropped = {
        _end_of_words(sentence, piece) for piece in kept if isinstance(piece, Amount) and piece.first not in places
    }
    told = tuple(
        piece
        for at, piece in enumerate(counted)
        if (piece.first not in dropped or not _goes_with_number(piece, counted[at + 1 :]))
        and not _is_total_of_count(piece, counted)
    )
    return told, passed_in(sentence, left) if left else []


def _is_left(rule: Left | None, left: list[Left]) -> bool:
    """Whether a rule leaves the piece out; it is noted then."""
    if rule is not None:
        left.append(rule)
    return rule is not None


def _is_denied(sentence: Sentence, piece: Piece, left: list[Left]) -> bool:
    """Whether it is denied; noted with the words that deny a session: `did not meet`. `No emails` is no time."""
    reason = denial_of(sentence, piece)
    if reason is None or (isinstance(piece, Mark) and piece.sign == Sign.MODE):
        return reason is not None
    first, end = (piece.first, piece.end) if isinstance(piece, Amount) else _denied_words(sentence, piece, reason)
    left.append(Left(first, end, reason))
    return True


def _denied_words(sentence: Sentence, piece: Piece, reason: PassedReason) -> tuple[int, int]:
    first, end = clause_of(sentence, piece.first, piece.end)
    return first, end if reason == PassedReason.MISSED else piece.end


def _left_open(sentence: Sentence, piece: Piece) -> Piece:
    """An amount that is told and not claimed, so that nothing can be added up: `not met for the full 2 hours`."""
    if isinstance(piece, Clock) and is_of_break(sentence, piece):
        return Amount(piece.first, piece.end, None)
    if not isinstance(piece, Amount) or piece.bare:
        return piece
    of_other_things = is_included(sentence, piece) and (
        sentence.has("work") or sentence.tag(piece.end, "irrelevant") is not None
    )
    left = (
        of_other_things
        or lasts_otherwise(sentence, piece)
        or is_point_in_time(sentence, piece)
        or sentence.has("untold")
        or is_of_denied_session(sentence, piece)
        or is_over(sentence, piece)
        or is_left_out_of_sum(sentence, piece)
        or is_usual(sentence, piece)
        or is_doubtful(sentence, piece)
        or sentence.find("with_other_time") is not None
    )
    return replace(piece, minutes=None) if left else piece


def _as_one_less(sentence: Sentence, piece: Piece, pieces: Sequence[Piece]) -> Piece:
    """`On avait 2 rencontres à l'horaire, une a sauté`: how many took place stays open, unless a total is told."""
    if not isinstance(piece, Amount) or not piece.bare or denial_of(sentence, piece) != PassedReason.MISSED:
        return piece
    counted = any(isinstance(each, Count) and each.noun and each.first < piece.first for each in pieces)
    return replace(piece, minutes=None, bare=False) if counted and not sentence.has("total") else piece


def _without_unit(sentence: Sentence, piece: Piece, pieces: list[Piece], hours: frozenset[int]) -> Piece:
    """`on the 9th for an hour, on the 23rd for 30`: a length, and of what unit stays open."""
    if not isinstance(piece, Amount) or not piece.bare:
        return piece
    if piece.first in hours:
        return replace(piece, minutes=None, bare=False) if counts_sessions_on(piece, pieces) else piece
    lasting = sentence.mark(piece.first - 1) in _LASTING and sentence.mark(piece.end) in _CLOSING
    lost = is_lost(sentence, piece, pieces, hours) or is_what_came_of_plan(sentence, piece, pieces)
    open_ = (lasting and sentence.has("session")) or lost
    return replace(piece, minutes=None, bare=False) if open_ else piece


def _says_all_again(sentence: Sentence, piece: Piece, pieces: list[Piece]) -> bool:
    """`3 hours, and all 3 on Zoom`: how the whole was spent."""
    if not isinstance(piece, Amount) or not piece.bare or sentence.mark(piece.first - 1) not in _ALL:
        return False
    return any(isinstance(each, Amount) and each.end < piece.first and each.minutes == piece.minutes for each in pieces)


def _end_of_words(sentence: Sentence, amount: Amount) -> int:
    """Where the words end that say of what the amount is: `3 heures de cours par jour`."""
    of = sentence.tag(amount.end, "irrelevant")
    return of.end if of else amount.end


def _goes_with_number(piece: Piece, behind: Sequence[Piece]) -> bool:
    """Whether a mark falls with the number before it: `40 hours a week`; `8 emails`, unless their hours follow."""
    if not isinstance(piece, Mark):
        return False
    following = next((each for each in behind if not (isinstance(each, Mark) and each.sign == Sign.PARTNER)), None)
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
    return not isinstance(following, Amount | Days) and (called or bool(modes - _MESSAGES))


def _mute(sentence: Sentence, piece: Piece, pieces: list[Piece]) -> Left | None:
    """The rule by which a piece counts nothing: a number without a unit, hours of something else, no sessions."""
    reason = None
    if isinstance(piece, Amount):
        reason = PassedReason.FIGURE if piece.bare else other_reason(sentence, piece, pieces)
    elif isinstance(piece, Clock):
        other = is_of_availability(sentence, piece) or _is_night_of_work(piece, pieces) or is_usual(sentence, piece)
        reason = PassedReason.SOMETHING_ELSE if other else None
    elif isinstance(piece, Count) and not piece.noun and not piece.each:
        reason = None if _is_count_of_sessions(sentence, pieces) else PassedReason.NO_SESSIONS
    return Left(piece.first, piece.end, reason) if reason else None


def _is_night_of_work(clock: Clock, pieces: list[Piece]) -> bool:
    """`She works nights, 11 pm to 7 am`: past midnight, and neither a day, a way nor a session is told."""
    if clock.until is None or clock.until >= clock.start:
        return False
    telling = {Sign.SESSION, Sign.MODE}
    return not any(
        isinstance(each, Days | Count) or (isinstance(each, Mark) and each.sign in telling) for each in pieces
    )


def _is_count_of_sessions(sentence: Sentence, pieces: list[Piece]) -> bool:
    """`twice` counts sessions where the sentence tells of one, or says hardly anything else."""
    told = any(
        isinstance(each, Amount) or (isinstance(each, Mark) and each.sign in {Sign.SESSION, Sign.MODE})
        for each in pieces
    )
    return told or len(sentence.tokens) <= _SHORT
