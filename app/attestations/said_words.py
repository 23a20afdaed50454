"""What somebody says is right of an entry, in the words of a reader."""

from app.attestations.outcomes import Said
from app.language import clock_time, day, gettext_for, hours_words
from app.language import mark as _
from app.programmes.mode_words import mode_words

_NEVER = _("it did not take place")
_ABSENT = _("they were not there themselves")
_NOT_RIGHT = _("it is not right as it stands")
_FROM_TO = _("from %(start)s to %(end)s")
_FROM = _("from %(start)s")
_TO = _("until %(end)s")


def said_words(said: Said, locale: str) -> str:
    """`1 h, by phone, 13 May, from 3 pm`, as far as it was said; that nothing took place, or that it is not right."""
    if said.minutes == 0:
        return gettext_for(locale).gettext(_NEVER)
    if said.absent:
        return gettext_for(locale).gettext(_ABSENT)
    parts = [
        "" if said.minutes is None else hours_words(said.minutes, locale),
        mode_words(said.mode, locale) if said.mode else "",
        day(said.on, locale) if said.on else "",
        _times(said, locale),
    ]
    return ", ".join(part for part in parts if part) or gettext_for(locale).gettext(_NOT_RIGHT)


def _times(said: Said, locale: str) -> str:
    sentence = _FROM_TO if said.starts and said.ends else _FROM if said.starts else _TO
    if not (said.starts or said.ends):
        return ""
    return gettext_for(locale).gettext(sentence) % {
        "start": clock_time(said.starts, locale) if said.starts else "",
        "end": clock_time(said.ends, locale) if said.ends else "",
    }
