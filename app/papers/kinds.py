"""Which papers there are, and what each is called."""

from enum import StrEnum
from typing import Final

from app.language import gettext_for
from app.language import mark as _


class Kind(StrEnum):
    """One word for each paper."""

    HOURS = "hours"
    """Confirms a member's hours for whoever regulates them."""
    RECOGNITION = "recognition"
    """Thanks the employer of a mentor from outside."""
    COMPLETION = "completion"
    """Says that somebody has completed the programme; it grades nobody."""


TITLES: Final[dict[Kind, str]] = {
    Kind.HOURS: _("Confirmation of mentoring hours"),
    Kind.RECOGNITION: _("Letter of recognition"),
    Kind.COMPLETION: _("Certificate of completion"),
}


def title_words(kind: str, locale: str) -> str:
    """What stands above the paper.

    Raises:
        ValueError: when no paper is called that.

    """
    return gettext_for(locale).gettext(TITLES[Kind(kind)])
