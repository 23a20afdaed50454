"""What is left of somebody in what is about to leave: looked for in another way than it was replaced. Pure.

The texts are taken without accents and invisible signs. Names are looked for as words of their own in any case, long
ones inside other words too; a name that is also a plain word is looked for with its capital.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from app.inbound.learning.circle import Circle
from app.inbound.learning.disguise import Disguise
from app.inbound.learning.ordinary import everyday_words, key, ordinary_words, plain

_WORDS: Final = re.compile(r"[^\W\d_]+")
_NUMBERED: Final = re.compile(r"\w(?:[\w.-]*\w)?")
_LONG: Final = 6
_DIGITS: Final = re.compile(r"\d")
_SHORTEST_PHONE: Final = 7


def leaks(texts: Iterable[str], disguise: Disguise, circle: Circle) -> frozenset[str]:
    """The names, addresses and numbers that stand in one of the texts; empty when none does."""
    whole = plain("\n".join(texts))
    small = whole.casefold()
    return frozenset({*_names(whole, disguise), *_inside(small, disguise), *_others(small, disguise, circle)})


def strings_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from (name, *strings_of(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_of(inner)


def _names(whole: str, disguise: Disguise) -> Iterator[str]:
    for word in set(_WORDS.findall(whole)):
        part = disguise.parts.get(word.casefold())
        if part is None:
            continue
        if word[:1].isupper():
            if part.near or not part.ordinary:
                yield word
        elif part.near and not (part.ordinary and word in _plain_words()):
            yield word


def _plain_words() -> Collection[str]:
    return ordinary_words() | everyday_words()


def _inside(small: str, disguise: Disguise) -> Iterator[str]:
    """Long names that nobody would write by chance, run together with other letters."""
    long = [name for name, part in disguise.parts.items() if part.near and not part.ordinary and len(name) >= _LONG]
    told = set(_WORDS.findall(small)) - ordinary_words() - disguise.shown
    yield from (name for name in long if any(name in word for word in told))


def _others(small: str, disguise: Disguise, circle: Circle) -> Iterator[str]:
    digits = "".join(_DIGITS.findall(small))
    for sort, same in disguise.literals:
        if sort == "phone":
            if len(same) >= _SHORTEST_PHONE and same in digits:
                yield same
        elif key(same) in small:
            yield same
    yield from disguise.numbers.intersection(_NUMBERED.findall(small))
    for person in circle.people:
        yield from (phone for phone in person.phones if phone and phone in small)
        yield from (address for address in person.addresses if address and key(address) in small)
    yield from (
        body for body in circle.bodies if not _is_plain(body) and re.search(rf"(?<!\w){_spaced(body)}(?!\w)", small)
    )


def _is_plain(body: str) -> bool:
    """One plain word, such as "Mentoring", names no body."""
    told = _WORDS.findall(key(body))
    return len(told) < 2 and ordinary_words().issuperset(told)  # noqa: PLR2004 - one word


def _spaced(name: str) -> str:
    return r"[\s>]+".join(map(re.escape, key(name).split())) or r"(?!)"
