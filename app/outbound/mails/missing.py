"""The one question of a receipt: what the hours lack before they count (H6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from app.events import Wanting
from app.language import clock_time, day, gettext_for, hours_words
from app.language import mark as _
from app.ledger.required import ASKABLE, required_words
from app.programmes.mode_words import UNSPECIFIED, mode_words

_ONE = _("Before these hours can count, the programme needs %(what)s. Please reply, for example “%(example)s”.")
_SEVERAL = _("Before these hours can count, the programme needs a little more. Please reply with a line for each:")
_LACKING = _("These hours do not count yet. If you can tell what is missing after all, a reply adds it:")
_LINE = _("%(number)s. %(hours)s: %(what)s")
_ADVICE = _(
    "If there were several days, write each with its hours. Topics stand in your hour log; a few words are enough."
)
_TOPIC = _("career plan")


@dataclass(frozen=True, slots=True)
class Missing:
    """The question, a line for each of several hours, and how to answer, in the reader's language.

    `lacking` says of other hours, in lines whose numbers go on, what was asked for before and is missing still.
    """

    question: str = ""
    lines: tuple[str, ...] = ()
    advice: str = ""
    lacking: str = ""
    lacking_lines: tuple[str, ...] = ()


def missing_words(wanting: Sequence[Wanting], period: str, locale: str) -> Missing | None:
    """What a receipt asks and tells; nothing where nothing is missing. Those that it asks about come first."""
    if not wanting:
        return None
    say = gettext_for(locale).gettext
    lines = tuple(_line(number, each, locale) for number, each in enumerate(wanting, start=1))
    asked = sum(each.is_asked for each in wanting)
    return Missing(
        question=_question(wanting, period, locale) if asked else "",
        lines=lines[:asked] if len(wanting) > 1 else (),
        advice=say(_ADVICE) if asked else "",
        lacking=say(_LACKING) if asked < len(wanting) else "",
        lacking_lines=lines[asked:],
    )


def missing_in_a_row(wanting: Sequence[Wanting], period: str, locale: str) -> str:
    """The question and its lines as one paragraph."""
    found = missing_words(wanting, period, locale)
    return " ".join((found.question, *found.lines)) if found else ""


def hours_told(each: Wanting, locale: str) -> str:
    """The hours as a line of the mail names them: `12 May, video 1.5 h, Kate Roy`, as far as it is known."""
    mode = "" if each.mode in {"", UNSPECIFIED} else mode_words(each.mode, locale)
    length = " ".join(part for part in (mode, hours_words(each.minutes, locale)) if part)
    told = (day(each.held_on, locale) if each.held_on else "", length, each.partner)
    return ", ".join(part for part in told if part)


def _question(wanting: Sequence[Wanting], period: str, locale: str) -> str:
    say = gettext_for(locale).gettext
    if len(wanting) > 1:
        return say(_SEVERAL)
    fields = wanting[0].fields
    return say(_ONE) % {"what": _what(fields, locale), "example": _example(fields, period, locale)}


def _line(number: int, each: Wanting, locale: str) -> str:
    return gettext_for(locale).gettext(_LINE) % {
        "number": number,
        "hours": hours_told(each, locale),
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
