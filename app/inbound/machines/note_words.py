"""Whether words are an automatic reply's, and nothing else. Pure.

A person says the same things and adds something of their own; then the mail is theirs. So each clause must be known.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from app.inbound.machines.robot_words import begins, folded, holds

_LONGEST: Final = 800
_CLAUSE: Final = re.compile(
    r"[.!]+(?=\s|$)|[,;()\[\]*|]|:(?=\s|$)|\n\s*\n|\n(?=[-*_=])|\s[-\u2013\u2014]+\s|[-_=#~\u2013\u2014]{2,}|\s(?:and|et|but|mais|und)\s"
)
_INSET: Final = re.compile(r"(?<=\w)\(e?s?\)|\(#?\d+\)")
"""`absent(e)`, `your request (12345) has been received`."""
_NAME: Final = re.compile(r"[^\W\d_]{2,}")
_SIGNATURE_WORDS: Final = 4
_RULE: Final = "*-\u2013\u2014=_#~! \n"


def is_note(subject: str, opening: str, own: str, owner: Iterable[str]) -> bool:
    """Whether a mail is a robot's by its words: `opening` are its first words, `own` those that it does not quote.

    All folded; `owner` are the names and addresses of whoever it is from. A subject is nothing without such words below
    it, or none at all.
    """
    if not sounds_like_note(subject, opening, own) or holds("auto_reply", "tells_more", own):
        return False
    return not own or begins("auto_reply", "headings", subject) or _is_template(own, owner)


def sounds_like_note(subject: str, opening: str, own: str) -> bool:
    """Whether robots write so, and people, too."""
    if len(own) > _LONGEST:
        return False
    if begins("auto_reply", "openings", opening.lstrip(_RULE)) or begins("auto_reply", "headings", subject):
        return True
    if begins("auto_reply", "subjects", subject):
        return not own or _sounds(own)
    return holds("auto_reply", "away", own) and holds("auto_reply", "meanwhile", own)


def _sounds(own: str) -> bool:
    return any(holds("auto_reply", name, own) for name in ("away", "away_briefly", "meanwhile", "openings"))


def _is_template(own: str, owner: Iterable[str]) -> bool:
    """Whether each clause is such as templates have, up to the signature; nobody is asked anything."""
    clauses = [" ".join(part.split()) for part in _CLAUSE.split(_with_owner(_INSET.sub("", own), owner))]
    spoken = [clause for clause in clauses if re.search(r"\w", clause)]
    strange = [index for index, clause in enumerate(spoken) if not _is_usual(clause)]
    return "?" not in own and (not strange or _signs(spoken[strange[0]]))


def _with_owner(own: str, owner: Iterable[str]) -> str:
    """The words with `owner` in place of the writer's own name."""
    names = {word for name in owner for word in _NAME.findall(folded(name).rpartition("@")[0] or folded(name))}
    if not names:
        return own
    name = f"(?:{'|'.join(map(re.escape, sorted(names)))})"
    return re.sub(rf"\b{name}(?:[ .]+{name})*\b", "owner", own)


def _signs(clause: str) -> bool:
    """Whether a clause is the writer's name: what follows is title and address."""
    return "owner" in clause.split() and len(clause.split()) <= _SIGNATURE_WORDS


def _is_usual(clause: str) -> bool:
    return _clauses().fullmatch(clause) is not None or _abroad().match(clause) is not None


@cache
def _clauses() -> re.Pattern[str]:
    listed = _vocabulary()
    day = rf"(?:{listed['when']})"
    parts = {"{when}": rf"(?:{day}(?: {day}){{0,14}})", "{whom}": listed["whom"], "{mail}": f"(?:{listed['mail']})"}
    pattern = "|".join(f"(?:{clause})" for clause in listed["clauses"])
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in _vocabulary()["abroad"]))


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("app.inbound.machines").joinpath("note_sentences.toml").read_text("utf-8"))
