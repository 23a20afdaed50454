"""The one question about what is missing of a pair (M8). Pure."""

from app.inbound.pairs.said import Missing, PairSaid
from app.language import gettext_for, list_words
from app.language import mark as _

_ONE_EACH = _(
    "Please write about each person in a mail of its own: the full name, the mail address, and who is the mentor."
)
_NAME = _("What is the full name of the person at %(address)s?")
_FAMILY_NAME = _("What is the full name of %(name)s?")
_ADDRESS = _("What is the mail address of %(name)s? We ask there whether they agree.")
_ROLE = _("Which of you is the mentor: you, or %(name)s?")
_SEVERAL = _("To register your pair we still need %(what)s. One line is enough.")
_PARTS = {
    Missing.NAME: _("the full name of the other"),
    Missing.ADDRESS: _("their mail address"),
    Missing.ROLE: _("who of you is the mentor"),
}


def pair_question(pair: PairSaid, locale: str) -> str:
    """All that is missing, in one sentence of the reader's language."""
    say = gettext_for(locale).gettext
    if pair.missing == (Missing.ONE_EACH,):
        return say(_ONE_EACH)
    if len(pair.missing) > 1:
        return say(_SEVERAL) % {"what": list_words([say(_PARTS[what]) for what in pair.missing], locale)}
    return say(_alone(pair)) % {"name": pair.name, "address": pair.email}


def _alone(pair: PairSaid) -> str:
    if Missing.NAME in pair.missing:
        return _FAMILY_NAME if pair.name else _NAME
    return _ADDRESS if Missing.ADDRESS in pair.missing else _ROLE
