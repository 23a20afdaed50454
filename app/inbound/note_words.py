"""Whether words are an automatic reply's, and nothing else. Pure.

A person says the same things and adds something of their own; then the mail is theirs.
"""

import re
from typing import Final

from app.inbound.robot_words import begins, holds

_LONGEST: Final = 800
_SENTENCE: Final = re.compile(r"[.!?]+(?=\s|$)|\n\s*\n|\n(?=[-*_=])")
_FEW_WORDS: Final = 3
"""A line of so few words is a greeting or a name."""


def is_note(subject: str, opening: str, own: str) -> bool:
    """Whether a mail is a robot's by its words: `opening` are its first words, `own` those that it does not quote.

    All folded. A subject is nothing without such words below it, or none at all.
    """
    if len(own) > _LONGEST or holds("auto_reply", "tells_more", own):
        return False
    if begins("auto_reply", "openings", opening.lstrip("*-=_#~! ")):
        return _is_template(own)
    if begins("auto_reply", "headings", subject):
        return True
    if begins("auto_reply", "subjects", subject):
        return not own or _sounds(own)
    return _is_away(own) and holds("auto_reply", "meanwhile", own) and _is_template(own)


def _sounds(own: str) -> bool:
    return any(holds("auto_reply", name, own) for name in ("away", "away_briefly", "meanwhile", "openings"))


def _is_away(own: str) -> bool:
    return holds("auto_reply", "away", own)


def _is_template(own: str) -> bool:
    """Whether at most one sentence in it is not such as templates have."""
    sentences = [part.strip() for part in _SENTENCE.split(own)]
    strange = [one for one in sentences if len(one.split()) > _FEW_WORDS and not _is_usual(one)]
    return len(strange) <= 1


def _is_usual(sentence: str) -> bool:
    return (
        _sounds(sentence) or begins("auto_reply", "openings", sentence) or holds("auto_reply", "courtesies", sentence)
    )
