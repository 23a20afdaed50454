"""How our own questions are put (I3): what is unclear, and the answers to choose from, in the reader's language.

The reading words its questions itself; these are the doubts that arise beside what is recorded already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.inbound.decision import Question, Reason
from app.inbound.pairs.question import pair_question
from app.inbound.pairs.said import PairSaid
from app.language import gettext_for, hours_words, list_words, month_name
from app.language import mark as _
from app.outbound.mails.missing import missing_in_a_row
from app.programmes.mode_words import mode_words

YES_OR_NO = frozenset({Reason.ADD_OR_REPLACE, Reason.REST_STAYS, Reason.LARGE_AMOUNT})

_ADD = _(
    "For %(month)s we have %(before)s already. Is the %(said)s that you write of now to be added? "
    "Answer yes to add it, or no if it replaces what we have."
)
_KEEP = _(
    "For %(month)s we have %(before)s already, and now you write that there was nothing. Shall we keep the "
    "%(before)s? Answer yes to keep them, or no to take them out."
)
_REST = _(
    "You changed %(said)s for %(month)s. Does the rest stay as it is: %(rest)s? Answer yes, or no to take it out."
)
_WHICH = _("With whom were the %(said)s: %(partners)s? Please write each name with its hours.")
_WITH = _("With whom did you meet: %(partners)s? Please write each name with its date and hours.")
_LARGE = _("We read %(said)s for %(month)s. Is that right? Answer yes, or no with the right hours.")
_AGAIN = _("How many hours were there for %(month)s in all? Please write the number, for example “2 hours”.")
_NEWS = _("How is it going with %(partners)s, and will you carry on? A sentence is enough.")
_UNCLEAR = _("We could not read a clear fact from your reply. How many hours were there, and how does it go?")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as the person reads it, and whether yes or no answers it."""

    sentence: str
    yes_or_no: bool


def worded(question: Question, period: str | None, locale: str) -> Wording:
    """The question in the reader's language; the reading's own wording where it brought one."""
    if question.wording:
        return Wording(question.wording, yes_or_no=False)
    pair = question.values.get("pair")
    if isinstance(pair, PairSaid):
        return Wording(pair_question(pair, locale), yes_or_no=False)
    wanting = question.values.get("wanting")
    if isinstance(wanting, tuple):
        return Wording(missing_in_a_row(wanting, str(question.values["period"]), locale), yes_or_no=False)
    gettext = gettext_for(locale).gettext
    template = _template(question, period)
    sentence = gettext(template) % _values(question.values, period, locale)
    yes_or_no = question.matter in YES_OR_NO
    return Wording(sentence, yes_or_no)


def _template(question: Question, period: str | None) -> str:
    match question.matter:
        case Reason.ADD_OR_REPLACE:
            return _ADD if question.values["minutes"] else _KEEP
        case Reason.REST_STAYS:
            return _REST
        case Reason.WHICH_PARTNER:
            return _WHICH if question.values["minutes"] else _WITH
        case Reason.LARGE_AMOUNT:
            return _LARGE
        case Reason.HOW_IT_GOES:
            return _NEWS
        case _:
            return _AGAIN if period else _UNCLEAR


def _values(values: Mapping[str, Any], period: str | None, locale: str) -> dict[str, str]:
    said, month = values.get("said"), str(values.get("period") or period or "")
    return {
        "month": month_name(month, locale) if month else "",
        "before": hours_words(values.get("before", 0), locale),
        "said": _amounts(said, locale) if said else hours_words(values.get("minutes", 0), locale),
        "rest": _amounts(values.get("rest", ()), locale),
        "partners": list_words(values.get("partners", ()), locale),
    }


def _amounts(amounts: Sequence[tuple[str, int]], locale: str) -> str:
    return list_words(
        [f"{mode_words(mode, locale)} {hours_words(minutes, locale)}" for mode, minutes in amounts], locale
    )
