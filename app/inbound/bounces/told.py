"""Who did not get a mail, from a report in plain words: each address with the lines that tell of it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.inbound.bounces.words import words
from app.outbound.reach.diagnosis import folded

_ADDRESS: Final = re.compile(
    r"(?:(?i:smtp)=)?([A-Za-z0-9!#$%&'*+/?^_`{|}~.=-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){0,20})"
)
_SYSTEM: Final = re.compile(r"(mailer-daemon|postmaster|mail-?daemon|abuse|noreply|no-reply|support|hostmaster)@")
_MOST: Final = 50
_LONGEST_LINE: Final = 400


@dataclass(frozen=True, slots=True)
class Told:
    """One address of a report in words, and what the report says of it."""

    address: str
    text: str


def told(notice: str, known: frozenset[str] = frozenset()) -> tuple[Told, ...]:
    """Who did not get the mail, in the order of the report.

    `known` are addresses that the report is to or from: they are named for other reasons, and never taken here.
    """
    lines = notice.split("\n")
    places = (
        _named(lines, known, "names_recipient") or _named(lines, known, "may_name_recipient") or _anywhere(lines, known)
    )
    found: dict[str, list[str]] = {}
    for place, (number, address) in enumerate(places):
        end = places[place + 1][0] if place + 1 < len(places) else len(lines)
        found.setdefault(address, []).append("\n".join(lines[number : max(end, number + 1)]))
    return tuple(Told(address, "\n".join(texts)) for address, texts in list(found.items())[:_MOST])


def _named(lines: list[str], known: frozenset[str], shapes: str) -> list[tuple[int, str]]:
    """The lines whose shape says that they name a recipient."""
    found = []
    for number, line in enumerate(lines):
        match = _ADDRESS.search(line[:_LONGEST_LINE])
        if match is None or _is_other(line, match, known):
            continue
        shape = folded(line[: match.start()]) + " @ " + folded(line[match.end() : _LONGEST_LINE])
        if any(pattern.fullmatch(shape.replace("< @ >", "<@>").strip()) for pattern in _recipients(shapes)):
            found.append((number, match[1].strip(".").lower()))
    return found


def _anywhere(lines: list[str], known: frozenset[str]) -> list[tuple[int, str]]:
    return [
        (number, match[1].strip(".").lower())
        for number, line in enumerate(lines)
        for match in _ADDRESS.finditer(line[:_LONGEST_LINE])
        if not _is_other(line, match, known)
    ]


def _is_other(line: str, match: re.Match[str], known: frozenset[str]) -> bool:
    address = match[1].strip(".").lower()
    return (
        address in known
        or _SYSTEM.match(address) is not None
        or _senders().search(folded(line[: match.start()]).rstrip("<: ")) is not None
    )


@cache
def _recipients(shapes: str) -> tuple[re.Pattern[str], ...]:
    """In the patterns `@` stands for the address, with or without blanks and angle brackets."""
    return tuple(
        re.compile(pattern.replace("<?@>?", r"<?\s*@\s*>?").replace("<@>", r"<\s*@\s*>").replace(")@", r")<?\s*@\s*>?"))
        for pattern in words()[shapes]
    )


@cache
def _senders() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in words()["names_sender"]))
