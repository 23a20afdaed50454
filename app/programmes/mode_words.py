"""The ways of meeting in words."""

from app.language import gettext_for
from app.language import mark as _

UNSPECIFIED = "unspecified"

MODES = {
    "in_person": _("in person"),
    "email": _("email"),
    "video": _("video"),
    "phone": _("phone"),
    "other": _("other activity"),
    UNSPECIFIED: _("mode not given"),
}


def mode_words(mode: str, locale: str) -> str:
    """A mode as people say it; one that a programme has added itself is shown by its own name."""
    known = MODES.get(mode)
    return gettext_for(locale).gettext(known) if known else mode.replace("_", " ")
