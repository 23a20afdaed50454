"""What identifies somebody without being a name: addresses, links, telephone and member numbers, keys. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

_TOP: Final = (
    "com|org|net|ca|io|edu|gov|info|biz|app|dev|uk|us|fr|be|ch|de|eu|int|mil|co|quebec|coop|ngo|pro|me|tv|test"
    "|example|localhost"
)
_PATTERN: Final = re.compile(
    rf"""
      (?P<address>(?<![\w.+%=-])[\w.+%=-]{{1,120}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,9}})
    | (?P<link>(?:https?://|ftp://|www\.)[^\s<>"'\])|]+)
    | (?P<key>(?<!\w)(?:[0-9a-fA-F]{{8}}-(?:[0-9a-fA-F]{{4}}-){{3}}[0-9a-fA-F]{{12}}
              |(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{{16,}}|[0-9a-fA-F]{{40,}})(?!\w))
    | (?P<site>(?<![\w@.])[a-z0-9][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{_TOP})(?![\w-]|\.\w)(?:/[^\s<>"'\])|]*)?)
    | (?P<phone>
          (?<![\w.,/:])(?:\+?1[ .\u00a0-]?)?\(?\d{{3}}\)?[ .\u00a0-]{{0,2}}\d{{3,4}}[ .\u00a0-]\d{{4}}(?![\w/:]|[.,]\d)
        | (?<!\w)\+\d{{1,3}}(?:[ .\u00a0()-]{{0,2}}\d{{1,4}}){{2,6}}(?!\w)
        | (?<![\w.,/:])0\d(?:[ .\u00a0-]?\d{{2}}){{4}}(?![\w/:])
        | (?<![\w.,/:])0\d{{2,4}}[ \u00a0-]\d{{3,4}}[ \u00a0-]\d{{3,4}}(?![\w/:])
        | (?<![\w.,/:-])\d{{3}}-\d{{4}}(?![\w/:-])
        | (?<![\w.,/:-])(?!(?:19|20)\d{{6}}(?!\d)|\d{{4}}(?:19|20)\d\d(?!\d))\d{{7,}}(?![\w/:]|[.,]\d)
        | (?<=[Ee]xt)\.?[ \u00a0]?\d{{2,6}}(?!\w)|(?<=[Pp]oste)[ \u00a0]\d{{3,6}}(?!\w)
      )
    | (?P<post>(?<!\w)[A-Za-z]\d[A-Za-z][ \u00a0-]?\d[A-Za-z]\d(?!\w))
    """,
    re.VERBOSE,
)
_FIXED: Final = {
    "address": "person{}@example.org",
    "site": "www.example.org",
    "post": "T0A 0A0",
    "key": "standin{:09d}",
}
_NUMBERED: Final = re.compile(r"\w(?:[\w.-]*\w)?")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Literal:
    """One of them in a text: its sort, its place, and what it is, however it is written."""

    sort: str
    start: int
    end: int
    text: str

    @property
    def same(self) -> str:
        """Equal for two ways of writing the same."""
        if self.sort == "phone":
            return "".join(_DIGIT.findall(self.text))
        return self.text.casefold().rstrip(".,;:!?")


def literals_in(text: str, given: Collection[str] = ()) -> Iterator[Literal]:
    """Every one in a text, in order; `given` are the numbers that somebody is known by, in small letters."""
    last = 0
    for found in sorted((*_given(text, given), *_general(text)), key=lambda one: (one.start, -one.end)):
        if found.start >= last:
            yield found
            last = found.end


def stand_in_for(literal: Literal, number: int) -> str:
    """What is written instead: of the same shape, and nobody's. `number` counts those of a sort from 1."""
    if literal.sort == "link":
        scheme = "https://www." if "://" in literal.text else "www."
        return f"{scheme}example.org/{number}"
    if literal.sort == "phone":
        return _reshaped(literal.text, f"55501{number % 100:02d}")
    if literal.sort == "number":
        return re.sub(r"[^\W\d_]", "X", _reshaped(literal.text, f"{9000 + number}"))
    return _FIXED[literal.sort].format(number)


def _given(text: str, given: Collection[str]) -> Iterator[Literal]:
    for found in _NUMBERED.finditer(text) if given else ():
        if found[0].casefold() in given:
            yield Literal("number", found.start(), found.end(), found[0])


def _general(text: str) -> Iterator[Literal]:
    for found in _PATTERN.finditer(text):
        sort = str(found.lastgroup)
        end = found.start() + len(found[0].rstrip(".,;:!?")) if sort in {"link", "address", "site"} else found.end()
        yield Literal(sort, found.start(), end, text[found.start() : end])


def _reshaped(text: str, digits: str) -> str:
    """The same marks, with other digits, counted from the end; what is left over becomes 2."""
    left = list(digits)
    out = [left.pop() if sign.isdigit() and left else "2" if sign.isdigit() else sign for sign in reversed(text)]
    return "".join(reversed(out))
