"""What became of a row of entries: which are still there, in place and unchanged, told by their fingerprints alone."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as it stands now, by number; `late` if it says that it was recorded after the root's day."""

    seq: int
    fingerprint: bytes
    late: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry that stands elsewhere, under the number `seq`, after and before these others.

    0 is the beginning; one more than the last entry is the end, here and below.
    """

    number: int
    seq: int
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class Inserted:
    """Something between two entries that the root does not know; `seq` is the number that it bears."""

    seq: int
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A run of entries that bear other numbers, the first of them `now`."""

    first: int
    last: int
    now: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of entries 1 to the root's head.

    `numbers` says for each found one which entry it is, also where its body was changed; None for one that the root
    does not know. `later` are the positions of those that were entered after the root. `replaced` are entries at the
    end whose numbers such later ones bear: changed so as to look younger, or taken out and the others moved up.
    """

    numbers: tuple[int | None, ...]
    later: tuple[int, ...]
    changed: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()
    swapped: tuple[tuple[int, int], ...] = ()
    moved: tuple[Moved, ...] = ()
    inserted: tuple[Inserted, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every entry is where it was, as it was."""
        return not (
            self.changed
            or self.missing
            or self.replaced
            or self.swapped
            or self.moved
            or self.inserted
            or self.renumbered
        )


def align(expected: Sequence[bytes], found: Sequence[Found]) -> Alignment:
    """Hold what is found, in the order of its numbers, against the fingerprints of entries 1, 2, 3 and so on."""
    if _all_in_place(expected, found):
        later = range(len(expected), len(found))
        return Alignment((*range(1, len(expected) + 1), *(None for _ in later)), tuple(later))
    return _compared(expected, found)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A found entry that is in order: where it was found, which one it is, and by how much its number is off."""

    at: int
    number: int
    offset: int


@dataclass(slots=True)
class _Stretch:
    """What lies between two anchors: the entries that are gone, and, by position, what stands there instead."""

    lost: dict[int, None]
    strange: list[int]
    before: _Anchor
    after: _Anchor


def _all_in_place(expected: Sequence[bytes], found: Sequence[Found]) -> bool:
    pairs = zip(found, expected, strict=False)
    return (
        len(found) >= len(expected)
        and all(one.seq == number and one.fingerprint == known for number, (one, known) in enumerate(pairs, 1))
        and all(one.seq > len(expected) for one in found[len(expected) :])
    )


def _compared(expected: Sequence[bytes], found: Sequence[Found]) -> Alignment:
    numbers, count = _known(expected, found), len(expected)
    swapped = _swapped(numbers, found)
    places = [_in_place(number, one, swapped) for number, one in zip(numbers, found, strict=True)]
    anchors = [_Anchor(at, place, found[at].seq - place) for at in _in_order(places) if (place := places[at])]
    changed: dict[int, int] = {}
    later: list[int] = []
    missing: list[int] = []
    replaced: list[int] = []
    inserted: list[Inserted] = []
    for stretch in _stretches(numbers, anchors, count):
        later += _take_later(stretch, found, count)
        replaced += _take_replaced(stretch, found, later)
        changed |= _take_changed(stretch, found)
        missing += stretch.lost
        between = (stretch.before.number, stretch.after.number)
        inserted += [Inserted(found[at].seq, *between) for at in stretch.strange]
    return Alignment(
        numbers=tuple(changed.get(at, number) for at, number in enumerate(numbers)),
        later=tuple(later),
        changed=tuple(sorted(changed.values())),
        missing=tuple(missing),
        replaced=tuple(replaced),
        swapped=tuple(sorted(swapped.items())),
        moved=tuple(_moved(places, anchors, found, count)),
        inserted=tuple(inserted),
        renumbered=tuple(_renumbered(anchors)),
    )


def _known(expected: Sequence[bytes], found: Sequence[Found]) -> list[int | None]:
    """Which entry each is by its fingerprint; of two alike the one that bears the entry's number is it."""
    where = {known: number for number, known in enumerate(expected, 1)}
    numbers = [where.get(one.fingerprint) for one in found]
    taken: set[int | None] = {one.seq for number, one in zip(numbers, found, strict=True) if number == one.seq}
    kept: set[int] = set()
    for at, one in enumerate(found):
        number = numbers[at]
        again = number in kept if number == one.seq else number in taken
        if number is None or again:
            numbers[at] = None
        else:
            kept.add(number)
            taken.add(number)
    return numbers


def _swapped(numbers: Sequence[int | None], found: Sequence[Found]) -> dict[int, int]:
    """Two that bear one another's number, the smaller first."""
    now = {one.seq: number for number, one in zip(numbers, found, strict=True) if number not in {None, one.seq}}
    return {
        seq: number for seq, number in now.items() if number is not None and seq < number and now.get(number) == seq
    }


def _in_place(number: int | None, one: Found, swapped: Mapping[int, int]) -> int | None:
    """Those that changed places count as the entries in whose places they stand."""
    if number is not None and (swapped.get(one.seq) == number or swapped.get(number) == one.seq):
        return one.seq
    return number


def _in_order(places: Sequence[int | None]) -> list[int]:
    """The positions of a longest run of rising numbers: whatever is not in it was moved."""
    tops: list[int] = []
    top_at: list[int] = []
    before = [-1] * len(places)
    for at, place in enumerate(places):
        if place is None:
            continue
        length = bisect_left(tops, place)
        before[at] = top_at[length - 1] if length else -1
        if length == len(tops):
            tops.append(place)
            top_at.append(at)
        else:
            tops[length], top_at[length] = place, at
    run = []
    at = top_at[-1] if top_at else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _stretches(numbers: Sequence[int | None], anchors: Sequence[_Anchor], count: int) -> Iterator[_Stretch]:
    known = set(numbers)
    beginning = _Anchor(-1, 0, 0)
    end = _Anchor(len(numbers), count + 1, anchors[-1].offset if anchors else 0)
    for before, after in pairwise((beginning, *anchors, end)):
        lost = dict.fromkeys(number for number in range(before.number + 1, after.number) if number not in known)
        strange = [at for at in range(before.at + 1, after.at) if numbers[at] is None]
        if lost or strange:
            yield _Stretch(lost, strange, before, after)


def _take_later(stretch: _Stretch, found: Sequence[Found], count: int) -> list[int]:
    """Those with a number beyond the head; at the end also those that say themselves that they are."""
    at_end = stretch.after.number > count
    came_later = {
        at: found[at].seq - stretch.before.offset > count or (at_end and found[at].late) for at in stretch.strange
    }
    stretch.strange = [at for at, later in came_later.items() if not later]
    return [at for at, later in came_later.items() if later]


def _take_replaced(stretch: _Stretch, found: Sequence[Found], later: Sequence[int]) -> list[int]:
    """The lost entries whose numbers later ones bear; where there are too few of those, they only moved up."""
    borne = {found[at].seq - stretch.before.offset for at in later}
    if not stretch.lost or not borne.issuperset(stretch.lost):
        return []
    replaced, stretch.lost = [*stretch.lost], {}
    return replaced


def _take_changed(stretch: _Stretch, found: Sequence[Found]) -> dict[int, int]:
    """By position the lost entry whose number one bears, or would bear if it was renumbered as its neighbours were."""
    changed = {}
    for offset in (stretch.before.offset, stretch.after.offset):
        for at in stretch.strange:
            number = found[at].seq - offset
            if at not in changed and number in stretch.lost:
                changed[at] = number
                del stretch.lost[number]
    stretch.strange = [at for at in stretch.strange if at not in changed]
    return changed


def _moved(
    places: Sequence[int | None], anchors: Sequence[_Anchor], found: Sequence[Found], count: int
) -> Iterator[Moved]:
    positions = [anchor.at for anchor in anchors]
    in_order = set(positions)
    for at, place in enumerate(places):
        if place is not None and at not in in_order:
            following = bisect_left(positions, at)
            after = anchors[following - 1].number if following else 0
            before = anchors[following].number if following < len(anchors) else count + 1
            yield Moved(place, found[at].seq, after, before)


def _renumbered(anchors: Sequence[_Anchor]) -> Iterator[Renumbered]:
    for offset, run in groupby(anchors, key=lambda anchor: anchor.offset):
        first, *others = run
        if offset:
            yield Renumbered(first.number, (others or [first])[-1].number, first.number + offset)
