"""Why an example does not leave, as a coordinator reads it: one sentence for each reason."""

from app.inbound.learning.case import Refusal
from app.language import gettext_for
from app.language import mark as _

SENTENCES: dict[Refusal, str] = {
    Refusal.LEFT: _(
        "Something that tells who it is would be left in it: a name that is also a plain word, for example."
    ),
    Refusal.READS_OTHERWISE: _("With other names in it the mail no longer reads as it did."),
    Refusal.UNREADABLE: _("The mail is gone, or cannot be read any more."),
}


def refusal_words(why: Refusal, locale: str) -> str:
    """The sentence for a reason in the reader's language."""
    return gettext_for(locale).gettext(SENTENCES[why])
