"""Label lines: what a line such as `In-Person: (hrs) 1.5` or `Date: May 5` is about, and what stands after it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.reading.words.lexicon import Tag, lexicon
from app.reading.words.names import Names
from app.reading.words.sentences import without_enumerator
from app.reading.words.small_words import one_of, small_words
from app.reading.words.tokens import Token, tokenize

_LONGEST_LABEL = 60
_LONGEST_LINE = 500
_SPLIT = re.compile(r"^([^:|\t=]{1,60}?)\s*(?:[:|\t]|=(?!>))\s*(.*)$", re.DOTALL)
_MINUTES = small_words("minute_units")
_BEFORE_UNIT = one_of("before_a_unit")
_UNITS = one_of("hour_units", "minute_units")
# The mark of `(hrs) :20` belongs to the value.
_UNIT_HINT = re.compile(
    r"^\s*[(\[](?:(?:" + _BEFORE_UNIT + ") )?(?:" + _UNITS + r")\.?[)\]]\s*(?:[=-]|:(?!\d\d(?!\d)))?\s*", re.IGNORECASE
)
_UNIT_ENDED = re.compile(r"^(.{1,50}[(](?:" + _UNITS + r")[)])\s*[:=-]?\s*(.*)$", re.IGNORECASE)
_DASHED = re.compile(r"^([^\d:]{1,40}?)\s+(?:[-–—]+|[-–—=]+>+|[→⇒➔►])\s+(.*)$")
_EITHER_ENDING = re.compile(r"(?<=\w)(?:\(e\)|·e)")  # "mentoré(e)"
_LOOSE = frozenset({"(", ")", "-", "/", ".", "&", "#", "[", "]", ","})


class About(StrEnum):
    """What a label asks for."""

    TOTAL = "total"
    MODE = "mode_of_hours"
    PARTNER = "partner"
    DATE = "date"
    TIME = "time"
    START = "start"
    END = "end"
    DURATION = "duration"
    HOW = "mode"
    TOPICS = "topics"
    HOMEWORK = "homework"
    NEXT = "next"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label is about; `value` is the mode for MODE, a partner's index for PARTNER."""

    about: About
    value: str = ""
    partner: int | None = None
    in_minutes: bool = False


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line split into its label and the text after it."""

    label: Label
    rest: str


def label_line(text: str, names: Names) -> LabelLine | None:
    """The line as a label and its value, if every word before the mark is a label's."""
    line = without_enumerator(text).strip()[:_LONGEST_LINE]
    for pattern in (_SPLIT, _UNIT_ENDED, _DASHED):
        match = pattern.match(line)
        label = label_of(match[1], names) if match else None
        if match and label:
            in_minutes = label.in_minutes or "min" in (_UNIT_HINT.match(match[2]) or [""])[0].lower()
            return LabelLine(
                Label(label.about, label.value, label.partner, in_minutes),
                _UNIT_HINT.sub("", match[2], count=1).strip(),
            )
    return None


@lru_cache(maxsize=2048)
def _label_tokens(text: str) -> tuple[Token, ...]:
    return tokenize(text)


def label_of(text: str, names: Names) -> Label | None:
    """What the label asks for; None where a word in it is not a label's."""
    if len(text) > _LONGEST_LABEL:
        return None
    tokens = names.mark(_label_tokens(_EITHER_ENDING.sub("", text.strip())))
    tags = [tag for here in lexicon().tags(tokens, label=True) for tag in here]
    if not tokens or not _all_known(tokens, tags):
        return None
    partner = next((int(token.text[2:]) for token in tokens if token.text.startswith("@p")), None)
    found = _about(tags, partner)
    in_minutes = any(token.text in _MINUTES for token in tokens)
    return Label(found[0], found[1], partner, in_minutes) if found else None


def _all_known(tokens: tuple[Token, ...], tags: list[Tag]) -> bool:
    known = {"label", "label_mode", "label_filler", "mode", "month", "total", "unit"}
    covered = {at for tag in tags if tag.category in known for at in range(tag.first, tag.end)}
    return all(
        index in covered or token.text in _LOOSE or token.text.startswith("@") for index, token in enumerate(tokens)
    )


def _about(tags: list[Tag], partner: int | None) -> tuple[About, str] | None:
    by_category = {tag.category: tag.value for tag in reversed(tags)}
    label = next((tag.value for tag in tags if tag.category == "label"), None)
    if label == "total" or "total" in by_category:
        return About.TOTAL, ""
    mode = by_category.get("mode") or by_category.get("label_mode")
    if mode:
        return About.MODE, "other" if mode == "text" else mode
    if any(tag.category == "label" and tag.value == "next" for tag in tags):
        return About.NEXT, ""
    if label and not (label == "partner" and partner is not None):
        return About(label), ""
    return (About.PARTNER, str(partner)) if partner is not None else None
