"""Subjects: what mail programs and lists put before them, and what is left."""

import re
from typing import Final

from app.inbound.reply.vocabulary import folded, vocabulary

_TAG: Final = re.compile(r"\[[^\[\]]{0,80}\]\s*")
_LETTERS: Final = re.compile(r"[^\w]+")
_LONGEST: Final = 1_000
_MOST_PREFIXES: Final = 20


def answers_a_subject(subject: str) -> bool:
    """Whether a mail program wrote that this answers or hands on another mail: `Re:`, `TR :`, `[list] Fwd:`."""
    return _without_prefixes(subject)[1]


def bare_subject(subject: str) -> str:
    """The words of a subject, comparable: no prefix, no tag in brackets, no accents, no marks, small letters."""
    return _LETTERS.sub(" ", _TAG.sub(" ", _without_prefixes(subject)[0])).strip()


def _without_prefixes(subject: str) -> tuple[str, bool]:
    """The folded subject behind its tags and prefixes, and whether there was a prefix."""
    rest, answers = folded(subject[:_LONGEST]).strip(), False
    for _ in range(_MOST_PREFIXES):
        if tag := _TAG.match(rest):
            rest = rest[tag.end() :]
        elif prefix := vocabulary().subject_prefix.match(rest):
            rest, answers = rest[prefix.end() :], True
        else:
            break
    return rest, answers
