"""Why nobody is asked whether a held mail was theirs (I9), in one word and in a sentence. Pure."""

from enum import StrEnum
from typing import Final

from app.language import gettext_for
from app.language import mark as _


class Unasked(StrEnum):
    """The reasons; `docs/mail.md` says when each holds."""

    NOBODY_KNOWN = "nobody_known"
    HANDED_ON = "handed_on"
    ANSWERS_QUESTION = "answers_question"
    OLD_MAIL = "old_mail"
    TOO_LATE = "too_late"
    UNSUBSCRIBED = "unsubscribed"
    UNREACHABLE = "unreachable"
    DENIED_BEFORE = "denied_before"
    ASKED_LATELY = "asked_lately"
    ASKED_OFTEN = "asked_often"


MAY_PASS: Final = frozenset({Unasked.UNSUBSCRIBED, Unasked.UNREACHABLE, Unasked.ASKED_LATELY, Unasked.ASKED_OFTEN})
"""What stands in the way for a time only: such a mail is asked about when its turn comes."""

SENTENCES: Final[dict[Unasked, str]] = {
    Unasked.NOBODY_KNOWN: _("Nobody was asked about it, because we know of no member who could have written it."),
    Unasked.HANDED_ON: _("%(name)s was not asked about it, because a coordinator had handed it on."),
    Unasked.ANSWERS_QUESTION: _("%(name)s was not asked about it, because it answers such a question."),
    Unasked.OLD_MAIL: _("%(name)s was not asked about it, because it was theirs once and somebody else sent it on."),
    Unasked.TOO_LATE: _("%(name)s was not asked about it, because the programme has ended or the question is too old."),
    Unasked.UNSUBSCRIBED: _("%(name)s was not asked about it, because they want no mail."),
    Unasked.UNREACHABLE: _("%(name)s was not asked about it, because our mail does not reach them."),
    Unasked.DENIED_BEFORE: _(
        "%(name)s was not asked about it, because they have said of this address that it is not theirs."
    ),
    Unasked.ASKED_LATELY: _("%(name)s was not asked about it, because we asked about another mail lately."),
    Unasked.ASKED_OFTEN: _("%(name)s was not asked about it, because we had asked several times that day."),
}


def unasked_words(why: Unasked, name: str, locale: str) -> str:
    """The sentence for a coordinator; `name` is the member's."""
    return gettext_for(locale).gettext(SENTENCES[why]) % {"name": name}
