"""Why a mail that was written is not sent, and the sentence that a coordinator reads."""

from enum import StrEnum

from app.language import gettext_for
from app.language import mark as _


class Withheld(StrEnum):
    """One word for each reason."""

    BUDGET = "budget"
    UNSUBSCRIBED = "unsubscribed"
    SUPPRESSED = "suppressed"
    ERASED = "erased"


SENTENCES: dict[Withheld, str] = {
    Withheld.BUDGET: _("Held back: the programme's rules allow no more mails to this person this month."),
    Withheld.UNSUBSCRIBED: _("Held back: this person wants no more mail."),
    Withheld.SUPPRESSED: _("Held back: mail to this address fails, or its owner reported our mail as unwanted."),
    Withheld.ERASED: _("Held back: it was about a person who was erased."),
}


def withheld_words(reason: str, locale: str) -> str:
    """The sentence for a stored reason.

    Raises:
        ValueError: when no reason is called that.

    """
    return gettext_for(locale).gettext(SENTENCES[Withheld(reason)])
