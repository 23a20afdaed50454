"""What somebody says is right of an entry, in the words of a reader."""

from datetime import date

from app.attestations.outcomes import Said
from app.language import clock_time, day, day_and_year, gettext_for, hours_words
from app.language import mark as _
from app.programmes.mode_words import mode_words

_NEVER = _("it did not take place")
_ABSENT = _("they were not there themselves")
_NOT_RIGHT = _("it is not right as it stands")
_FROM_TO = _("from %(start)s to %(end)s")
_FROM = _("from %(start)s")
_TO = _("until %(end)s")


def said_words(said: Said, locale: str, *, period: str) -> str:
    """`1 h, by phone, 13 May, from 3 pm`, as far as it was said; that nothing took place, or that it is not right.

    `period` is the month of the entry that it is said of, `YYYY-MM`.
    """
    if said.minutes == 0:
        return gettext_for(locale).gettext(_NEVER)
    if said.absent:
        return gettext_for(locale).gettext(_ABSENT)
    parts = [
        "" if said.minutes is None else hours_words(said.minutes, locale),
        mode_words(said.mode, locale) if said.mode else "",
        day_beside(said.on, period, locale) if said.on else "",
        _times(said, locale),
    ]
    return ", ".join(part for part in parts if part) or gettext_for(locale).gettext(_NOT_RIGHT)


def day_beside(on: date, period: str, locale: str) -> str:
    """The day that is told of an entry of a month `YYYY-MM`: with its year where that is another one (H3)."""
    return day(on, locale) if f"{on:%Y}" == period[:4] else day_and_year(on, locale)


def _times(said: Said, locale: str) -> str:
    sentence = _FROM_TO if said.starts and said.ends else _FROM if said.starts else _TO
    if not (said.starts or said.ends):
        return ""
    return gettext_for(locale).gettext(sentence) % {
        "start": clock_time(said.starts, locale) if said.starts else "",
        "end": clock_time(said.ends, locale) if said.ends else "",
    }
