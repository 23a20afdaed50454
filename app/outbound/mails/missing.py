"""The one question of a receipt: what the hours lack before they count (H6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from app.events import Wanting
from app.language import clock_time, day, gettext_for, hours_words
from app.language import mark as _
from app.ledger.required import ASKABLE, required_words
from app.programmes.mode_words import mode_words

_ONE = _("Before these hours can count, the programme needs %(what)s. Please reply, for example “%(example)s”.")
_SEVERAL = _("Before these hours can count, the programme needs a little more. Please reply with a line for each:")
_LINE = _("%(number)s. %(mode)s %(hours)s: %(what)s")
_ADVICE = _(
    "If there were several days, write each with its hours. Topics stand in your hour log; a few words are enough."
)
_TOPIC = _("career plan")


@dataclass(frozen=True, slots=True)
class Missing:
    """The question, a line for each of several hours, and how to answer, in the reader's language."""

    question: str
    lines: tuple[str, ...]
    advice: str


def missing_words(wanting: Sequence[Wanting], period: str, locale: str) -> Missing | None:
    """What a receipt asks; nothing where nothing is missing."""
    if not wanting:
        return None
    say = gettext_for(locale).gettext
    if len(wanting) > 1:
        lines = tuple(_line(number, each, locale) for number, each in enumerate(wanting, start=1))
        return Missing(say(_SEVERAL), lines, say(_ADVICE))
    fields = wanting[0].fields
    values = {"what": _what(fields, locale), "example": _example(fields, period, locale)}
    return Missing(say(_ONE) % values, (), say(_ADVICE))


def _line(number: int, each: Wanting, locale: str) -> str:
    return gettext_for(locale).gettext(_LINE) % {
        "number": number,
        "mode": mode_words(each.mode, locale),
        "hours": hours_words(each.minutes, locale),
        "what": _what(each.fields, locale),
    }


def _what(fields: Sequence[str], locale: str) -> str:
    return required_words(tuple(field for field in ASKABLE if field in fields), locale)


def _example(fields: Sequence[str], period: str, locale: str) -> str:
    year, month = (int(part) for part in period.split("-"))
    times = " – ".join(clock_time(at, locale) for at in (time(18), time(19, 30)))
    parts = {
        "date": day(date(year, month, 12), locale),
        "times": times,
        "mode": mode_words("video", locale),
        "topics": gettext_for(locale).gettext(_TOPIC),
    }
    return ", ".join(parts[field] for field in ASKABLE if field in fields)
