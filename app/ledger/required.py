"""What a body requires of an hour and the entries do not say (H6): such hours stand, and do not qualify. Pure."""

from app.language import gettext_for, list_words
from app.language import mark as _
from app.ledger.columns import Columns
from app.ledger.states import LiveClaim, State
from app.programmes.mode_words import UNSPECIFIED
from app.programmes.rules import HourRules, Required

ASKABLE: tuple[Required, ...] = ("date", "times", "mode", "topics")
"""What the claimant can tell; a confirmation is for somebody else to give."""

_WITHOUT_A_DAY = frozenset({"email"})
_WORDS: dict[Required, str] = {
    "date": _("the day"),
    "times": _("the times"),
    "mode": _("the way of meeting"),
    "topics": _("the topics"),
    "confirmation": _("the confirmation"),
}


def missing_fields(live: LiveClaim, rules: HourRules, *, has_topics: bool) -> tuple[Required, ...]:
    """The required fields that the claim lacks as it stands now, in the order of the rules; none when it is withdrawn.

    `has_topics`: the claim or one of its completions commits to topics. Letters go to and fro over a month, so that
    hours of exchanged email need no day and no times. Hours have a length, so that the start tells the end.
    """
    if live.state is State.WITHDRAWN:
        return ()
    told = _told(live.claim, has_topics=has_topics) | {"confirmation": live.state is State.ATTESTED}
    return tuple(field for field in rules.required if not told[field])


def required_words(fields: tuple[Required, ...], locale: str) -> str:
    """The fields as a list in the reader's language: `the day and the topics`."""
    say = gettext_for(locale).gettext
    return list_words([say(_WORDS[field]) for field in fields], locale)


def incomplete_words(fields: tuple[Required, ...], locale: str) -> str:
    """Why such hours do not qualify, as one phrase: `Incomplete: the day and the topics are missing`."""
    sentence = gettext_for(locale).ngettext(
        "Incomplete: %(what)s is missing", "Incomplete: %(what)s are missing", len(fields)
    )
    return sentence % {"what": required_words(fields, locale)}


def _told(claim: Columns, *, has_topics: bool) -> dict[Required, bool]:
    exchanged = claim.mode in _WITHOUT_A_DAY
    return {
        "date": exchanged or claim.local_date is not None,
        "times": exchanged or claim.starts is not None,
        "mode": claim.mode not in (None, UNSPECIFIED),
        "topics": has_topics,
    }
