"""What was recorded about one partner, and how the receipt puts it."""

from dataclasses import dataclass
from datetime import date, time

from app.language import clock_time, day, gettext_for, hours_words, list_words
from app.language import mark as _
from app.programmes.mode_words import UNSPECIFIED, mode_words
from app.reading.contract import Status

STATUS_SENTENCES = {
    Status.CONTINUING: _("The match continues."),
    Status.ENDING: _("The match is coming to its end."),
    Status.ENDED: _("The match has ended."),
    Status.PAUSED: _("The match is on hold."),
    Status.NOT_STARTED: _("The match has not started yet."),
}
"""Where the match stands; nothing is said of `unknown`."""


@dataclass(frozen=True, slots=True)
class RecordedMode:
    """Whole minutes of one mode, with the local dates they were spent on as far as they were told.

    `minutes` is None for meetings whose length is not known. `undated` counts the meetings told without a date.
    """

    mode: str
    minutes: int | None
    dates: tuple[date, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class RecordedPartner:
    """What was recorded about one partner.

    `total_minutes` is None where no hours were claimed; zero is a claim. `next_meeting` is a local date and
    `next_meeting_at` its local time. `told_minutes` are those told by
    someone whose partner claims the hours. `claimed` is true while the rules still want the hours confirmed by someone,
    and `asked` names whom.
    """

    partner: str
    total_minutes: int | None
    modes: tuple[RecordedMode, ...] = ()
    status: Status = Status.UNKNOWN
    next_meeting: date | None = None
    next_meeting_at: time | None = None
    claimed: bool = False
    asked: tuple[str, ...] = ()
    told_minutes: int | None = None

    @property
    def told(self) -> bool:
        """Whether there is anything to say of this partner."""
        known = self.status is not Status.UNKNOWN
        return known or self.total_minutes is not None or bool(self.modes) or self.next_meeting is not None


def modes_in_words(partner: RecordedPartner, locale: str) -> str:
    """The hours by mode in a row: `video 1.5 h (12 May), email 0.5 h`; empty when the total says it all."""
    return ", ".join(words for mode in partner.modes if (words := _mode(mode, partner.total_minutes, locale)))


def standing_in_words(partner: RecordedPartner, locale: str) -> str:
    """Where the match stands and when they meet next, as sentences; empty when nothing was said."""
    gettext = gettext_for(locale).gettext
    sentences = []
    if partner.status in STATUS_SENTENCES:
        sentences.append(gettext(STATUS_SENTENCES[partner.status]))
    if partner.next_meeting:
        moment = _moment(partner.next_meeting, partner.next_meeting_at, locale)
        sentences.append(gettext("Next meeting: %(moment)s.") % {"moment": moment})
    return " ".join(sentences)


def _mode(mode: RecordedMode, total: int | None, locale: str) -> str:
    occasions = _occasions(mode, locale)
    if mode.mode == UNSPECIFIED and mode.minutes in {None, total}:
        return occasions
    words = [mode_words(mode.mode, locale)]
    if mode.minutes is not None:
        words.append(hours_words(mode.minutes, locale))
    if occasions:
        words.append(f"({occasions})")
    return " ".join(words)


def _occasions(mode: RecordedMode, locale: str) -> str:
    words = [day(value, locale) for value in mode.dates]
    if mode.undated:
        sentence = gettext_for(locale).ngettext(
            "%(number)s meeting without a date", "%(number)s meetings without a date", mode.undated
        )
        words.append(sentence % {"number": mode.undated})
    return list_words(words, locale)


def _moment(on: date, at: time | None, locale: str) -> str:
    if at is None:
        return day(on, locale)
    sentence = gettext_for(locale).gettext("%(day)s at %(time)s")
    return sentence % {"day": day(on, locale), "time": clock_time(at, locale)}
