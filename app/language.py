"""The reader's language: translated sentences, and dates, hours and lists as people write them.

French is Canadian French: a no-break space before a colon and inside « », none before ; ! ? (Office québécois de la
langue française). Numbers keep to their unit by a no-break space in both languages.
"""

import gettext
from collections.abc import Sequence
from datetime import date, time
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("en", "fr")
TRANSLATIONS = Path(__file__).parent / "translations"

Translator = gettext.NullTranslations
"""What turns an English sentence into the reader's: `.gettext(text)` and `.ngettext(one, many, number)`."""

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_NARROW_NO_BREAK_SPACE = "\N{NARROW NO-BREAK SPACE}"
_MINUTES_PER_HOUR = 60
_MINUTES_PER_TENTH = 6


def language_of(locale: str) -> str:
    """The language we write for a locale: `fr-CA` gives `fr`; one that we do not speak gives `en`."""
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else "en"


def mark(message: str) -> str:
    """Mark an English sentence for translation where it is written down; it is translated where it is used.

    Import it as `_`, the name that the extraction of sentences looks for.
    """
    return message


def gettext_for(locale: str) -> Translator:
    """The translator into a locale's language, read once from its `messages.po`; English is the source."""
    return _translator(language_of(locale))


def month_name(period: str, locale: str) -> str:
    """The month of a period `YYYY-MM`: `May`, `mai`.

    Raises:
        ValueError: when the period is not a month.

    """
    try:
        first = date.fromisoformat(f"{period}-01")
    except ValueError as error:
        raise ValueError(f"a period is a month as YYYY-MM, got {period!r}") from error
    return format_date(first, "MMMM", locale=_babel_locale(locale))


def day(value: date, locale: str) -> str:
    """A day without its year: `12 May`, `12 mai`, `1er mai`."""
    return _first_of_month(format_date(value, "d MMMM", locale=_babel_locale(locale)), value, locale)


def weekday_and_day(value: date, locale: str) -> str:
    """A day with its weekday, for a deadline: `Monday 8 June`, `lundi 8 juin`."""
    return _first_of_month(format_date(value, "EEEE d MMMM", locale=_babel_locale(locale)), value, locale)


@lru_cache(4096)
def day_and_year(value: date, locale: str) -> str:
    """A day with its year, for what is read much later: `12 May 2026`, `12 mai 2026`."""
    return _first_of_month(format_date(value, "d MMMM y", locale=_babel_locale(locale)), value, locale)


@lru_cache(4096)
def clock_time(value: time, locale: str) -> str:
    """A time of day: `6:30 pm` or `18:30` as the English locale has it; `18 h 30`, `18 h` on the hour in French.

    `pm` goes without its full stops, so that it may end a sentence.
    """
    if language_of(locale) == "fr":
        minutes = f"{_NO_BREAK_SPACE}{value.minute:02}" if value.minute else ""
        return f"{value.hour}{_NO_BREAK_SPACE}h{minutes}"
    words = format_time(value, "short", locale=_babel_locale(locale))
    return words.replace(_NARROW_NO_BREAK_SPACE, _NO_BREAK_SPACE).replace(".", "")


def hours_words(minutes: int, locale: str) -> str:
    """A length of time given in whole minutes, exactly and never rounded.

    Tenths of an hour are written as decimal hours (90 gives `1.5 h`, `1,5 h`), anything else as hours and minutes
    (45 gives `45 min`, 75 gives `1 h 15 min`).
    """
    if minutes % _MINUTES_PER_TENTH == 0:
        number = format_decimal(minutes / _MINUTES_PER_HOUR, "#,##0.#", locale=_babel_locale(locale))
        return f"{number}{_NO_BREAK_SPACE}h"
    hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
    words = [f"{rest}{_NO_BREAK_SPACE}min"]
    if hours:
        words.insert(0, f"{hours}{_NO_BREAK_SPACE}h")
    return _NO_BREAK_SPACE.join(words)


def list_words(items: Sequence[str], locale: str) -> str:
    """Words in a row: `A`, `A and B`, `A, B and C`; `et` in French. Nothing gives an empty string."""
    if len(items) <= 1:
        return "".join(items)
    first = ", ".join(items[:-1])
    return gettext_for(locale).gettext("%(first)s and %(last)s") % {"first": first, "last": items[-1]}


@cache
def _translator(language: str) -> Translator:
    catalogue = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if language == "en":
        return gettext.NullTranslations()
    with catalogue.open("rb") as source:
        binary = BytesIO()
        write_mo(binary, read_po(source, locale=language))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


@cache
def _babel_locale(locale: str) -> Locale:
    language = language_of(locale)
    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = None
    return known if known and known.language == language else Locale(language, "CA")


def _first_of_month(words: str, value: date, locale: str) -> str:
    if value.day == 1 and language_of(locale) == "fr":
        return words.replace("1 ", "1er ", 1)
    return words
