"""What own words have to keep to, so that every mail says what it must and every answer is still read right."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from markupsafe import escape

from app.outbound.own_words.faults import Fault, Why
from app.outbound.own_words.fields import PARTNER, doubled_fields, label_of_field, nearest, taken_apart, with_stand_ins
from app.outbound.own_words.mail_words import MailWords
from app.outbound.own_words.passage import Passage
from app.reading.words.labels import label_line
from app.reading.words.names import Names

MOST_CHARACTERS: Final = 2_000
MOST_IN_A_LINE: Final = 140
"""Of what has to be one line: a subject is cut at 150."""
MOST_LINES: Final = 40
MOST_TIMES: Final = 3
MOST_BYTES: Final = 30_000
"""Of all passages of a mail, in its text and its HTML together; with the rest a mail stays under 100 kB."""

_UNSEEN: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINK: Final = re.compile(
    r"(?i)\b(?!(?:https?|mailto):)(?:[a-z][a-z0-9+.-]{1,20}://\S{0,40}|(?:javascript|vbscript|data|file|blob):\S{1,40})"
)
LINK_STARTS: Final = "https://, http://, mailto:"
_SHOWN: Final = 60
_NAMES: Final = Names({tuple(PARTNER.lower().split()): "@p0"}, 2, frozenset({PARTNER.lower().split()[0]}))
"""Somebody they are matched with, whom a field can name."""


def tidied(words: str) -> str:
    """The words without what nobody means: Windows line ends, tabs, space at line ends, heaps of empty lines."""
    lines = (line.rstrip() for line in words.replace("\r\n", "\n").replace("\t", " ").split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r"\{ *(\w+) *\}", r"{\1}", text)


def faults_of(mail: MailWords, passage: Passage, words: str, language: str) -> list[Fault]:
    """Every reason why the passage cannot say that; of what is far too long only that it is."""
    found = [*_of_length(passage, words)] or [
        *_of_fields(passage, mail.fields_of(passage), words, language),
        *_of_letters(words),
        *_of_lines(words),
    ]
    return [Fault(passage.name, why, values) for why, values in found]


def faults_of_mail(mail: MailWords, words: Mapping[str, str], language: str) -> list[Fault]:
    """The faults of each passage that has own words, and of them all together."""
    faults = [
        fault
        for passage in mail.passages
        if passage.name in words
        for fault in faults_of(mail, passage, words[passage.name], language)
    ]
    size = sum(_bytes(text) + _bytes(str(escape(text))) for text in words.values())
    return [*faults, Fault("", Why.MAIL_TOO_LONG)] if size > MOST_BYTES else faults


def fits(mail: MailWords, passage: Passage, words: str) -> bool:
    """Whether the words tell every field that our sentence tells today, and none that there is not."""
    return not any(True for _ in _of_fields(passage, mail.fields_of(passage), words, "en"))


def _of_fields(
    passage: Passage, allowed: Collection[str], words: str, language: str
) -> Iterator[tuple[Why, dict[str, str]]]:
    merged = taken_apart(words)
    for piece in merged.broken:
        yield Why.BRACE, {"near": piece}
    for name, times in Counter(merged.fields).items():
        if name not in allowed:
            near = nearest(name, allowed)
            yield (Why.UNKNOWN_NEAR, {"field": name, "near": near}) if near else (Why.UNKNOWN, {"field": name})
        elif times > MOST_TIMES:
            yield Why.TOO_OFTEN, {"field": name, "most": str(MOST_TIMES)}
    for name in doubled_fields(words):
        if near := nearest(name, allowed):
            yield Why.DOUBLED, {"near": near}
    for name in passage.required:
        if name not in merged.fields:
            yield Why.MISSING, {"field": name, "label": label_of_field(name, language)}


def _of_length(passage: Passage, words: str) -> Iterator[tuple[Why, dict[str, str]]]:
    most = MOST_IN_A_LINE if passage.one_line else MOST_CHARACTERS
    lines = words.count("\n") + 1
    if len(words) > most:
        yield Why.TOO_LONG, {"count": str(len(words)), "most": str(most)}
    if passage.one_line and lines > 1:
        yield Why.ONE_LINE, {}
    elif lines > MOST_LINES:
        yield Why.TOO_MANY_LINES, {"count": str(lines), "most": str(MOST_LINES)}


def _of_letters(words: str) -> Iterator[tuple[Why, dict[str, str]]]:
    if _UNSEEN.search(words):
        yield Why.UNSEEN, {}
    for link in _LINK.findall(words):
        yield Why.LINK, {"near": link[:_SHOWN], "starts": LINK_STARTS}


def _of_lines(words: str) -> Iterator[tuple[Why, dict[str, str]]]:
    """Lines that the reader of answers would take for lines of the form."""
    for line in words.split("\n"):
        if label_line(with_stand_ins(line), _NAMES):
            yield Why.LABEL, {"near": line.strip()[:_SHOWN]}


def _bytes(text: str) -> int:
    return len(text.encode(errors="replace"))
