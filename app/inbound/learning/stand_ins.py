"""Who stands in for whom: a name of ours for every word of a name that must not leave. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from app.inbound.learning.circle import Circle, Person
from app.inbound.learning.ordinary import key, nicknames, ordinary_words, stand_in_names, words

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class StandIn:
    """What is written for a word. `near`: for the word in small letters too; `whose` are the people it names.

    `ordinary`: the word is also a plain word or a month, and is a name only where it stands like one.
    """

    text: str
    near: bool
    ordinary: bool
    whose: frozenset[int] = frozenset()


@dataclass
class _Cast:
    """The names that are still free, and the parts given so far."""

    given: Iterator[tuple[str, str]]
    family: Iterator[str]
    bodies: Iterator[str]
    parts: dict[str, StandIn] = field(default_factory=dict)

    def give(self, word: str, text: str, *, near: bool, whose: int | None = None) -> None:
        if len(word) < _SHORTEST or word in words("particles"):
            return
        before = self.parts.get(word)
        ours = frozenset() if whose is None else frozenset({whose})
        if before is None:
            self.parts[word] = StandIn(text, near, word in ordinary_words(), ours)
        else:
            self.parts[word] = StandIn(before.text, before.near or near, before.ordinary, before.whose | ours)


def name_keys(circle: Circle) -> frozenset[str]:
    """The key of every word of every name of the circle."""
    names = [name for person in circle.people for name in (person.name, person.called)]
    return frozenset(key(word) for name in (*names, *circle.bodies) for word in _LETTERS.findall(name))


def cast(circle: Circle, present: Collection[str], turn: int) -> Mapping[str, StandIn]:
    """For the key of each word of a name of the circle, its stand-in; `present` are the keys of the words in the case.

    `turn` says where in our list of names to begin, so that not every case is about the same two people. People who
    are not near and not present need no stand-in.
    """
    roles = _cast(name_keys(circle).union(present), turn)
    for body in circle.bodies:
        _add_body(roles, body)
    for number, person in enumerate(circle.people):
        if person.near or not name_keys(Circle((person,))).isdisjoint(present):
            _add_person(roles, person, number)
    return roles.parts


def cast_phrases(circle: Circle, present: Collection[str], turn: int) -> Mapping[tuple[str, ...], str]:
    """For names of bodies that are made of plain words, what stands for their first word; by the keys of all words."""
    roles = _cast(name_keys(circle).union(present), turn + 1)
    phrases = [tuple(map(key, _LETTERS.findall(body))) for body in circle.bodies]
    return {phrase: next(roles.bodies) for phrase in phrases if len(phrase) > 1 and ordinary_words().issuperset(phrase)}


def cast_strangers(
    found: Sequence[tuple[str, bool]], parts: Mapping[str, StandIn], taken: Collection[str], turn: int
) -> Mapping[str, StandIn]:
    """Stand-ins for names of people nobody knows, beside those in `parts`."""
    used = frozenset(key(word) for part in parts.values() for word in part.text.split())
    roles = _cast(used.union(taken), turn)
    for word, follows in found:
        roles.give(word, next(roles.family) if follows else next(roles.given)[0], near=True)
    return roles.parts


def _cast(taken: frozenset[str], turn: int) -> _Cast:
    def free(sort: str) -> Iterator[str]:
        listed = stand_in_names(sort)
        start = turn % len(listed)
        kept = (names for names in listed[start:] + listed[:start] if taken.isdisjoint(map(key, names.split())))
        yield from kept
        yield from (f"{listed[number % len(listed)].split()[0]}{_letters(number)}" for number in count())

    given = ((name.split()[0], name.split()[-1]) for name in free("given"))
    return _Cast(given=given, family=free("family"), bodies=free("bodies"))


def _add_body(roles: _Cast, name: str) -> None:
    """Its own words get a stand-in; plain words such as "Mentoring" stay."""
    plain = " ".join(word for word in name.split() if not any(sign.isdigit() for sign in word))
    for word in map(key, _LETTERS.findall(plain)):
        if word not in ordinary_words() and word not in roles.parts and word not in words("particles"):
            roles.give(word, next(roles.bodies), near=True)


def _add_person(roles: _Cast, person: Person, number: int) -> None:
    first, *rest = person.name.split() or [""]
    given, short = _again(roles, first) or next(roles.given)
    _add_name(roles, first, given, person, number)
    for name in _LETTERS.findall(person.called):
        roles.give(key(name), short, near=person.near, whose=number)
    if person.near:
        for name in sorted(nicknames().get(_joined(first), ())):
            roles.give(name, short, near=True, whose=number)
    family = ""
    for name in rest:
        known = roles.parts.get(_joined(name))
        family = known.text if known else next(roles.family)
        _add_name(roles, name, family, person, number)
    if rest and person.near:
        roles.give(_joined(first) + _joined(rest[-1]), given + family.lower(), near=True, whose=number)


def _again(roles: _Cast, first: str) -> tuple[str, str] | None:
    known = roles.parts.get(_joined(first))
    return (known.text, known.text) if known else None


def _add_name(roles: _Cast, name: str, text: str, person: Person, number: int) -> None:
    """A name as one word, and each part of it where it has a hyphen or an apostrophe."""
    roles.give(_joined(name), text, near=person.near, whose=number)
    first, *others = _LETTERS.findall(name) or [""]
    roles.give(key(first), text, near=person.near, whose=number)
    for part in map(key, others):
        if part not in roles.parts:
            roles.give(part, next(roles.family), near=person.near, whose=number)


def _joined(name: str) -> str:
    return key("".join(_LETTERS.findall(name)))


def _letters(number: int) -> str:
    """A syllable for each number, for a mail with more names in it than our list has."""
    return "".join("aeiou"[int(figure) % 5] + "lmnrst"[int(figure) % 6] for figure in str(number))
