"""What somebody says is right of an entry, in the words of a reader."""

from app.attestations.outcomes import Said
from app.language import day, gettext_for, hours_words
from app.language import mark as _
from app.programmes.mode_words import mode_words

_NEVER = _("it did not take place")
_NOT_RIGHT = _("it is not right as it stands")


def said_words(said: Said, locale: str) -> str:
    """`1 h, by phone, 13 May`, as far as it was said; that there was nothing, or only that it is not right."""
    if said.minutes == 0:
        return gettext_for(locale).gettext(_NEVER)
    parts = [
        "" if said.minutes is None else hours_words(said.minutes, locale),
        mode_words(said.mode, locale) if said.mode else "",
        day(said.on, locale) if said.on else "",
    ]
    return ", ".join(part for part in parts if part) or gettext_for(locale).gettext(_NOT_RIGHT)
