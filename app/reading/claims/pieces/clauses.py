"""Pieces grouped into what belongs together: one amount or one session, with its day, mode, partner and count.

A sentence is cut at its marks and conjunctions; neighbouring clauses join again as long as nothing in them competes
(two amounts, two days, two partners). `May 6, one hour on the phone` is one group,
`1 hour in person, 2 hours of calls and half an hour of emails` are three.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.reading.claims.pieces.group import Group
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece, Scan
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.zones import Zones

_BOTH = 2
_MESSAGES = frozenset({"email", "text"})
_OPENINGS = frozenset({"(", ":", "="})
_LIST_WORDS = frozenset({"&"}) | small_words("and", "the", "in_a_list_of_days")
_TURNS = frozenset({",", "("}) | small_words("but")
_MARKS = frozenset({",", ";", ":", "(", ")", "|", "-", "/", "[", "]", "=", ">"})


def groups(found: Scan, pieces: Sequence[Piece]) -> tuple[Group, ...]:
    """The groups of a sentence in order, of the given pieces of it."""
    clauses = [_timed(clause, found.zones) for clause in _clauses(found.sentence, pieces)]
    lengths = sum(_length(clause) for clause in clauses)
    out: list[Group] = []
    for index, clause in enumerate(clauses):
        following = clauses[index + 1] if index + 1 < len(clauses) else None
        if out and _joins(out[-1], clause, following, alone=lengths == _BOTH):
            out[-1] = _joined(out[-1], clause)
        else:
            out.append(clause)
    return tuple(out)


def _timed(clause: Group, zones: Zones) -> Group:
    return replace(clause, future=any(zones.is_future(piece.first) for piece in clause.pieces))


def _joined(group: Group, clause: Group) -> Group:
    return replace(group, end=clause.end, pieces=group.pieces + clause.pieces, future=group.future or clause.future)


def _joins(group: Group, clause: Group, following: Group | None, *, alone: bool) -> bool:
    """Whether the clause tells more of the same amount or session. `alone`: no more than two lengths are told."""
    if group.future != clause.future:
        return False
    told = _is_told_twice(group, clause, alone=alone) or _is_its_length(group, clause)
    if _length(group) and _length(clause) and not told:
        return False
    if _competes(group, clause):
        return False
    return not _belongs_to_next(group, clause, following)


def _length(group: Group) -> bool:
    told_nothing = group.has(Sign.NOTHING) and (group.has(Sign.PARTNER) or _is_none_of_mode(group))
    return bool(group.amounts or group.clocks) or told_nothing or group.is_alike


def _is_none_of_mode(group: Group) -> bool:
    """`nothing by email`; not `no meetings, just emails`."""
    modes = group.marks(Sign.MODE)
    return any(0 <= mode.first - none.end <= 1 for none in group.marks(Sign.NOTHING) for mode in modes)


def _is_told_twice(group: Group, clause: Group, *, alone: bool) -> bool:
    """`May 14, 5-7pm (2 hours)`: a length and a range of the clock of one session."""
    amounts, clocks = group.amounts + clause.amounts, group.clocks + clause.clocks
    if len(amounts) != 1 or len(clocks) != 1 or group.has(Sign.TOTAL) or clause.has(Sign.TOTAL):
        return False
    if group.sentence.tag(clause.first, "and"):
        return False
    adds = any(isinstance(piece, Days | Count) for piece in clause.pieces)
    return amounts[0].minutes == clocks[0].minutes or not adds or (alone and not group.counts)


def _is_its_length(group: Group, clause: Group) -> bool:
    """`même chose le 20 mais 1 h 30 cette fois`, `same on the 12th, 30 min`: the length of the session likened."""
    if not group.is_alike or group.amounts or group.clocks or len(clause.amounts) != 1:
        return False
    turns = clause.sentence.mark(clause.first) in _TURNS or clause.sentence.mark(clause.first + 1) in _TURNS - _MARKS
    of_other = (Sign.PARTNER, Sign.MODE, Sign.TOTAL, Sign.EACH)
    own = any(clause.has(sign) for sign in of_other) or clause.days or clause.counts or clause.clocks
    return turns and not own and bool(group.days)


def _competes(group: Group, clause: Group) -> bool:
    if group.days and clause.days and not _lengthens_list(group, clause):
        return True
    if group.has(Sign.PARTNER) and clause.has(Sign.PARTNER) and _partners(group) != _partners(clause):
        return not _names_only(group) and not _names_another(clause)
    if group.counts and clause.counts:
        linked = clause.sentence.tag(clause.first, "and") is not None
        again = linked and (_length(group) or _modes_of_counts_differ(group, clause))  # "and one over coffee"
        return bool(_length(clause) or again) or group.counts[0].times != clause.counts[0].times
    if group.has(Sign.MONTH) and clause.has(Sign.MONTH):
        return any(not isinstance(piece, Mark) for piece in clause.pieces)
    if (_length(group) and _goes_on(group, clause)) or _turns_to_session(group, clause):
        return True
    own = clause.days or clause.counts or clause.amounts or clause.clocks
    return bool(own) and _modes_differ(group, clause)


def _modes_of_counts_differ(group: Group, clause: Group) -> bool:
    """`one call and one coffee`: not the same session told twice."""
    modes = [{mark.value for mark in each.marks(Sign.MODE)} for each in (group, clause)]
    return group.counts[0].noun and clause.counts[0].noun and modes[0] != modes[1]


def _goes_on(group: Group, clause: Group) -> bool:
    """`…, the rest by phone`, `…, half an hour each, and exchanged emails`: the clause tells of other time."""
    rest = clause.tells_rest and not _length(clause)
    return rest or (_is_only_of_messages(clause) and _tells_session(group))


def _tells_session(group: Group) -> bool:
    live = any(mark.value not in _MESSAGES for mark in group.marks(Sign.MODE))
    return live or bool(group.days or group.counts) or group.has(Sign.SESSION)


def _is_only_of_messages(group: Group) -> bool:
    """`…, half an hour each, and exchanged emails`: messages are no session."""
    modes = {mark.value for mark in group.marks(Sign.MODE)}
    return bool(modes) and modes <= _MESSAGES


def _turns_to_session(group: Group, clause: Group) -> bool:
    """`Emails on May 3 and 10, and we had a call of an hour`: the hour is not that of the emails."""
    if not (group.days and _is_only_of_messages(group) and _length(clause)):
        return False
    within = range(clause.first, clause.end)
    return any(clause.sentence.tag(at, word) for at in within for word in ("session", "each"))  # "a call" may be each


def _lengthens_list(group: Group, clause: Group) -> bool:
    """`We met May 4 and May 18, one hour each`: one list of days."""
    if not isinstance(group.pieces[-1], Days):
        return False
    if _length(group):
        return (group.is_alike or _fills_count(group, clause)) and _follows_at_once(group, clause)
    alone = all(isinstance(piece, Days) for piece in clause.pieces) or clause.has(Sign.EACH)
    return alone or clause.has(Sign.TOTAL) or _follows_at_once(group, clause)


def _fills_count(group: Group, clause: Group) -> bool:
    """`2 meetings, 45 minutes each, on May 7 and on May 21`: as many days as sessions are told."""
    days = sum(len(piece.days) for piece in (*group.days, *clause.days))
    return not _length(clause) and any((count.times or 0) >= days for count in group.counts)


def _follows_at_once(group: Group, clause: Group) -> bool:
    """`on May 5 and May 19 for an hour`: nothing but `and` between the days."""
    begin = clause.pieces[0]
    between = range(group.pieces[-1].end, begin.first)
    return isinstance(begin, Days) and all(group.sentence.mark(at) in _LIST_WORDS for at in between)


def _names_only(group: Group) -> bool:
    """`Kate and Sam, 2 hours`: several names before one amount."""
    return all(isinstance(piece, Mark) and piece.sign == Sign.PARTNER for piece in group.pieces)


def _names_another(clause: Group) -> bool:
    """`2 hours with Kate and Sam`: the clause is `and Sam`."""
    linked = clause.sentence.tag(clause.first, "and") is not None
    return linked and _names_only(clause) and clause.end - clause.first == 1 + len(clause.pieces)


def _partners(group: Group) -> set[str]:
    return {mark.value for mark in group.marks(Sign.PARTNER)}


def _modes_differ(group: Group, clause: Group) -> bool:
    left = {mark.value for mark in group.marks(Sign.MODE)}
    right = {mark.value for mark in clause.marks(Sign.MODE)}
    return bool(left and right and left != right)


def _belongs_to_next(group: Group, clause: Group, following: Group | None) -> bool:
    """`Phone, 1 hour, Zoom, 2 hours`: a mode, day or partner that leads to the amount after it."""
    if following is None or not _length(group) or _length(clause):
        return False
    if not _length(following) or _heads(clause, following):
        return _heads(clause, following)
    if group.sentence.mark(clause.first) == "(":
        return False
    leading = any(isinstance(piece, Days) for piece in group.pieces[:1]) or _starts_with_attribute(group)
    if clause.days or clause.has(Sign.PARTNER):
        return leading
    if not clause.has(Sign.MODE) or following.has(Sign.MODE):
        return False
    return _modes_differ(group, clause) or following.sentence.mark(following.first) in _OPENINGS


def _heads(clause: Group, following: Group) -> bool:
    """`Kate: 2 h (1 by phone), Sam: none`: a name with its colon."""
    return _names_only(clause) and clause.sentence.mark(following.first) == ":"


def _starts_with_attribute(group: Group) -> bool:
    first = group.pieces[0] if group.pieces else None
    return isinstance(first, Mark) and first.sign in {Sign.MODE, Sign.PARTNER, Sign.MONTH}


def _clauses(sentence: Sentence, pieces: Sequence[Piece]) -> Iterator[Group]:
    held: list[Piece] = []
    first, previous = 0, 0
    for piece in pieces:
        cut = _cut_between(sentence, previous, piece.first) if held else None
        if cut is None and held and _second_length(held, piece):
            cut, held, moved = _cut_inside(held, piece)
            yield Group(sentence, first, cut, tuple(held), sentence.mark(cut) in {":", "-"})
            held, first = moved, cut
        elif cut is not None:
            yield Group(sentence, first, cut, tuple(held), sentence.mark(cut) in {":", "-"})
            held, first = [], cut
        held.append(piece)
        previous = max(previous, piece.end)
    if held:
        yield Group(sentence, first, len(sentence.tokens), tuple(held))


def _cut_between(sentence: Sentence, start: int, end: int) -> int | None:
    for index in range(start, end):
        if sentence.mark(index) in _MARKS or sentence.tag(index, "and"):
            return index
    return None


def _second_length(held: Sequence[Piece], piece: Piece) -> bool:
    if isinstance(piece, Clock) and piece.until is None:
        return False
    return isinstance(piece, Amount | Clock) and any(_is_length_like(each, piece) for each in held)


def _is_length_like(held: Piece, piece: Amount | Clock) -> bool:
    """Two amounts, or two ranges of the clock; an amount and a range are one session told twice."""
    if isinstance(piece, Amount):
        return isinstance(held, Amount)
    return isinstance(held, Clock) and held.until is not None


def _trails(held: Sequence[Piece], last: int) -> bool:
    """`Kate and I did 3 hrs in person half an hour facetime`: each way stands behind its amount."""
    way = held[last + 1] if last + 1 < len(held) else None
    behind = isinstance(way, Mark) and way.sign == Sign.MODE
    return behind and not any(isinstance(each, Mark) and each.sign == Sign.MODE for each in held[:last])


def _cut_inside(held: list[Piece], piece: Piece) -> tuple[int, list[Piece], list[Piece]]:
    """Two amounts without a mark between: `phone 1h email 2h` parts before `email`, `1h phone 2h email` after."""
    if isinstance(held[-1], Mark) and held[-1].sign == Sign.INCLUDING:  # "4 hours including 1 hour by email"
        return held[-1].first, held[:-1], held[-1:]
    last = max(index for index, each in enumerate(held) if isinstance(each, type(piece)))
    led = last > 0 and isinstance(held[last - 1], Mark | Days) and not _trails(held, last)
    if led and last + 1 < len(held):
        return held[last].end, held[: last + 1], held[last + 1 :]
    return piece.first, held, []
