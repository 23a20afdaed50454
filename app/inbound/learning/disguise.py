"""The disguise of one case: the same stand-in for the same name, address or number, in every text of it. Pure.

Figures, dates and amounts stay as they are, and so does everything else: the case still reads as a mail.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.inbound.learning.circle import Circle, Person
from app.inbound.learning.literals import Literal, literals_in, stand_in_for
from app.inbound.learning.named import Edit, name_edits
from app.inbound.learning.ordinary import key
from app.inbound.learning.stand_ins import StandIn, cast, cast_phrases, cast_strangers, name_keys
from app.inbound.learning.strangers import strangers
from app.inbound.learning.written import written_words

_SHORTEST_NUMBER: Final = 5
"""A number of fewer figures, and nothing else, is no help to find somebody and may be an amount or a year."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """What stands in for what. `parts` are words of names by key, `phrases` names of bodies made of plain words,
    `literals` the rest by sort and sameness.
    """

    parts: Mapping[str, StandIn]
    phrases: Mapping[tuple[str, ...], str]
    literals: Mapping[tuple[str, str], str]
    numbers: frozenset[str]

    def text(self, text: str) -> str:
        """The text as it may leave."""
        out, last = [], 0
        for edit in self.edits(text):
            out += [text[last : edit.start], edit.text]
            last = edit.end
        return "".join([*out, text[last:]])

    def edits(self, text: str) -> list[Edit]:
        """What changes in the text, in order; no two overlap."""
        fixed = [Edit(one.start, one.end, self._literal(one)) for one in literals_in(text, self.numbers)]
        starts = [edit.start for edit in fixed]
        named = [one for one in name_edits(text, self.parts, self.phrases) if not _within(one, fixed, starts)]
        return sorted((*fixed, *named), key=lambda edit: edit.start)

    @property
    def shown(self) -> frozenset[str]:
        """The keys of all words that stand in, so that a page can point them out."""
        names = [*(part.text for part in self.parts.values()), *self.phrases.values()]
        return frozenset(map(key, names))

    def _literal(self, literal: Literal) -> str:
        return self.literals.get((literal.sort, literal.same)) or stand_in_for(literal, 0)


def disguise_for(circle: Circle, texts: Sequence[str], turn: str) -> Disguise:
    """What to write instead of the circle's names and numbers, and of whatever else in `texts` names somebody."""
    start = int.from_bytes(hashlib.sha256(turn.encode()).digest()[:4])
    present = frozenset(word.key for text in texts for word in written_words(text))
    parts = cast(circle, present, start)
    unknown = strangers([_without_literals(text, circle) for text in texts], parts.keys() | name_keys(circle))
    whole = {**parts, **cast_strangers(unknown, parts, present | name_keys(circle), start)}
    phrases = cast_phrases(circle, present, start)
    return Disguise(whole, phrases, _literals(circle, texts, parts), known_numbers(circle))


def known_numbers(circle: Circle) -> frozenset[str]:
    """Member numbers in small letters, and words with figures out of the names of bodies."""
    told = [number for person in circle.people for number in person.numbers]
    told += [word for body in circle.bodies for word in body.split() if any(sign.isdigit() for sign in word)]
    return frozenset(one.casefold() for one in told if one and not (one.isdigit() and len(one) < _SHORTEST_NUMBER))


def _literals(circle: Circle, texts: Sequence[str], parts: Mapping[str, StandIn]) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for person in circle.people:
        for address in person.addresses:
            if person.near:
                found[("address", address.casefold())] = _address(person, parts)
    counted: dict[str, int] = {}
    for text in texts:
        for literal in literals_in(text, known_numbers(circle)):
            place = (literal.sort, literal.same)
            if place not in found:
                counted[literal.sort] = counted.get(literal.sort, 0) + 1
                found[place] = stand_in_for(literal, counted[literal.sort])
    return found


def _address(person: Person, parts: Mapping[str, StandIn]) -> str:
    names = [parts[key(word)].text for word in re.findall(r"[^\W\d_]+", person.name) if key(word) in parts]
    return f"{key('.'.join(names[:1] + names[-1:])) or 'somebody'}@example.org"


def _without_literals(text: str, circle: Circle) -> str:
    """The same text with blanks where addresses and numbers stand: their parts are no words."""
    out, last = [], 0
    for one in literals_in(text, known_numbers(circle)):
        out += [text[last : one.start], " " * (one.end - one.start)]
        last = one.end
    return "".join([*out, text[last:]])


def _within(edit: Edit, others: Sequence[Edit], starts: Sequence[int]) -> bool:
    """Whether the edit reaches into one of the others, which are in order and begin at `starts`."""
    before = bisect_left(starts, edit.end) - 1
    return before >= 0 and others[before].end > edit.start
