"""A pair told line by line: `Mentee: Kate Roy`, `Email: …`, `Depuis le : 1er mars`. Pure."""

import re
from functools import cache
from typing import Final

from app.inbound.pairs.names import is_same, whole_name
from app.inbound.pairs.said import MENTEE, MENTOR, OPPOSITE, PairSaid
from app.inbound.pairs.vocabulary import any_of, folded

_LINE: Final = re.compile(r"^[ \t>*\u2022-]*([^\n:=]{1,40}?)[ \t\u00a0\u202f]*[:=][ \t\u00a0]*([^\n]*)$", re.MULTILINE)
_LABELS: Final = ("mentor", "mentee", "name", "email", "since", "role")
_ENOUGH: Final = 2
_ACCENT: Final = "\u00e9"


def labelled(bare: str, own_name: str) -> PairSaid | None:
    """What lines with labels tell: at least two, and one that names a role. `bare` holds no addresses."""
    lines = _lines(bare)
    people = {role: lines[role] for role in (MENTOR, MENTEE) if role in lines}
    if len(lines) < _ENOUGH or not (people or {"name", "role"} <= set(lines)):
        return None
    own = next((role for role, who in people.items() if _is_own(who, own_name)), "")
    if len(people) > 1 and not own:
        return None
    role = own or next((OPPOSITE[one] for one in people), "") or _role_said(lines.get("role", ""))
    other = people.get(OPPOSITE.get(role, ""), lines.get("name", ""))
    return PairSaid(name=whole_name(other.strip(" ,<>")), role=role, since=lines.get("since", ""))


def _lines(text: str) -> dict[str, str]:
    """Label -> what stands behind it; the first of each."""
    found: dict[str, str] = {}
    for match in _LINE.finditer(text):
        label = _label_of(match[1].strip())
        if label:
            found.setdefault(label, match[2].strip())
    return found


def _label_of(words: str) -> str:
    plain = folded(words)
    found = next((name for name in _LABELS if _pattern(name).fullmatch(plain)), "")
    return MENTEE if found == MENTOR and plain.endswith("mentore") and words.lower().endswith(_ACCENT) else found


def _is_own(who: str, own_name: str) -> bool:
    name = who.strip(" ,<>().")
    return is_same(name, own_name) or any_of("me", of="who").fullmatch(folded(name)) is not None


def _role_said(words: str) -> str:
    plain = folded(words).strip(" .")
    if plain in ("mentor", "le mentor", "la mentore", "the mentor"):
        return MENTOR
    return MENTEE if any_of("mentee", of="labels").fullmatch(plain) else ""


@cache
def _pattern(label: str) -> re.Pattern[str]:
    return any_of(label, of="labels")
