"""The facts of a reading in a reader's words, each with the words of the mail that it stands on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.language import clock_time, day, gettext_for, hours_words
from app.language import mark as _
from app.programmes.mode_words import UNSPECIFIED, mode_words
from app.reading.contract import Reading, SaidMeeting, Status

_MINUTES_PER_HOUR = 60

STATUS_WORDS = {
    Status.UNKNOWN.value: _("not said"),
    Status.CONTINUING.value: _("it continues"),
    Status.ENDING.value: _("it is coming to its end"),
    Status.ENDED.value: _("it has ended"),
    Status.PAUSED.value: _("it is on hold"),
    Status.NOT_STARTED.value: _("it has not started yet"),
}


@dataclass(frozen=True, slots=True)
class FactSaid:
    """A fact such as `1.5 h, video`, the field of the reading it is, and the exact words it stands on."""

    field: str
    words: str
    stands_on: tuple[str, ...]


def facts_said(reading: Reading, locale: str) -> tuple[FactSaid, ...]:
    """Each fact that words were kept for, in the order in which it was read."""
    texts: dict[str, dict[str, None]] = {}
    for piece in reading.evidence:
        texts.setdefault(piece.field, {})[piece.text] = None
    return tuple(FactSaid(field, _worded(reading, field, locale), tuple(words)) for field, words in texts.items())


def _worded(reading: Reading, field: str, locale: str) -> str:
    name, _dot, rest = field.partition(".")
    return _WORDED[name](reading, rest, locale)


def _hours(reading: Reading, rest: str, locale: str) -> str:
    """`1.5 h, video`; the mode alone where a question keeps the hours back."""
    mode = rest.removeprefix("by_mode.") if rest.startswith("by_mode.") else ""
    if reading.hours is None:
        return mode_words(mode, locale) if mode not in {"", UNSPECIFIED} else _say(_("hours"), locale)
    amount = reading.hours.by_mode.get(mode, Decimal(0)) if mode else reading.hours.total
    words = hours_words(int((amount * _MINUTES_PER_HOUR).to_integral_value(ROUND_HALF_UP)), locale)
    return f"{words}, {mode_words(mode, locale)}" if mode not in {"", UNSPECIFIED} else words


def _meeting(reading: Reading, rest: str, locale: str) -> str:
    place = int(rest)
    said = list(_of_meeting(reading.meetings[place], locale)) if place < len(reading.meetings) else []
    return ", ".join([_say(_("a meeting"), locale), *said])


def _of_meeting(meeting: SaidMeeting, locale: str) -> Iterator[str]:
    if meeting.date:
        yield day(meeting.date, locale)
    if meeting.start:
        yield clock_time(meeting.start, locale)
    if meeting.minutes:
        yield hours_words(meeting.minutes, locale)
    if meeting.mode != UNSPECIFIED:
        yield mode_words(meeting.mode, locale)


def _next_meeting(reading: Reading, _rest: str, locale: str) -> str:
    said = reading.next_meeting
    when = [day(said.date, locale)] if said and said.date else []
    when += [clock_time(said.start, locale)] if said and said.start else []
    return ", ".join([_say(_("the next meeting"), locale), *when])


def _status(reading: Reading, _rest: str, locale: str) -> str:
    return _say(_("the match: %(status)s"), locale) % {"status": _say(STATUS_WORDS[reading.status.value], locale)}


def _answer(reading: Reading, _rest: str, locale: str) -> str:
    return _say(_YES_NO.get(reading.answer or "", _("an answer")), locale)


def _item(reading: Reading, rest: str, locale: str) -> str:
    said = next((each for each in reading.answers if each.item == rest), None)
    return _say(_YES_NO.get((said and said.answer) or "", _("an answer")), locale)


def _plain(sentence: str) -> Callable[[Reading, str, str], str]:
    return lambda _reading, _rest, locale: _say(sentence, locale)


def _say(words: str, locale: str) -> str:
    return gettext_for(locale).gettext(words)


_YES_NO = {"yes": _("the answer yes"), "no": _("the answer no")}
_WORDED: dict[str, Callable[[Reading, str, str], str]] = {
    "hours": _hours,
    "meetings": _meeting,
    "next_meeting": _next_meeting,
    "status": _status,
    "answer": _answer,
    "answers": _item,
    "goals": _plain(_("a goal")),
    "actions": _plain(_("a task")),
    "attended": _plain(_("who was there")),
    "wants_help": _plain(_("a wish for help")),
    "safeguarding": _plain(_("a concern for somebody’s safety")),
}
