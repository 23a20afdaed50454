"""A flag in words: what kind of thing it is, why it is shown with its figures, and a ready question to the person."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from app.integrity.flag import Flag, FlagKind
from app.language import clock_time, day_and_year, gettext_for, hours_words, list_words, month_name
from app.language import mark as _
from app.ledger.states import LiveClaim
from app.programmes.mode_words import mode_words

TITLES: Mapping[FlagKind, str] = {
    FlagKind.OVERLAP: _("Two sessions at the same time"),
    FlagKind.AT_ONCE: _("With two others at the same time"),
    FlagKind.TWICE: _("The same session twice"),
    FlagKind.LONG_DAY: _("More hours than a day has"),
    FlagKind.LONG_MONTH: _("Very many hours in a month"),
    FlagKind.COPIED: _("The same words"),
    FlagKind.ONE_SIDE: _("One side only"),
    FlagKind.UNHEARD: _("The other side has not answered"),
    FlagKind.MINUTES_DIFFER: _("Two lengths of one session"),
    FlagKind.MONTHS_DIFFER: _("Two sums of one month"),
    FlagKind.TIMES_DIFFER: _("Two times of one session"),
    FlagKind.MODES_DIFFER: _("Two ways of meeting"),
    FlagKind.DATES_DIFFER: _("Two days of one session"),
    FlagKind.NOT_MET: _("The other side says that they did not meet"),
    FlagKind.LATE: _("Entered long after"),
    FlagKind.FUTURE: _("Entered before it took place"),
    FlagKind.OUTSIDE: _("Outside of the match"),
}
_OVERLAP = _("They overlap by %(minutes)s.")
_TWO_ACCOUNTS = _("%(name)s says %(first)s, %(other)s says %(second)s.")
_REASONS: Mapping[FlagKind, str] = {
    FlagKind.OVERLAP: _OVERLAP,
    FlagKind.AT_ONCE: _("%(other)s is said to have been in both. They overlap by %(minutes)s."),
    FlagKind.TWICE: _("It was told in two mails, and may have been entered once too often."),
    FlagKind.LONG_DAY: _("%(minutes)s on %(day)s in all; a day is taken to hold %(limit)s."),
    FlagKind.LONG_MONTH: _("%(minutes)s in %(month)s in all; nobody is expected to reach more than %(limit)s."),
    FlagKind.ONE_SIDE: _("%(other)s answered the check-in for %(month)s and does not tell of it."),
    FlagKind.UNHEARD: _("%(other)s has not answered the check-in for %(months)s, and nobody else tells of it."),
    FlagKind.MINUTES_DIFFER: _TWO_ACCOUNTS,
    FlagKind.MONTHS_DIFFER: _("For %(month)s %(name)s says %(first)s in all, %(other)s says %(second)s."),
    FlagKind.TIMES_DIFFER: _TWO_ACCOUNTS,
    FlagKind.MODES_DIFFER: _TWO_ACCOUNTS,
    FlagKind.DATES_DIFFER: _TWO_ACCOUNTS,
    FlagKind.NOT_MET: _("%(other)s says that there was no meeting in %(month)s."),
    FlagKind.LATE: _("Entered %(days)s days after the session; the programme expects it within %(limit)s days."),
}
_SAME_WORDS = _("What %(name)s wrote has the same words as the mail of %(other)s about %(month)s.")
_ALIKE = _(
    "What %(name)s wrote is much like the mail of %(other)s about %(month)s: "
    "%(likeness)s of 100 words of the shorter text stand in the other one, too."
)
_BEFORE_IT_BEGAN = _("It was entered on its day, before it had begun.")
_DAYS_BEFORE = _("It was entered %(days)s days before.")
_BEFORE_MATCH = _("The match began on %(day)s.")
_AFTER_MATCH = _("The match ended on %(day)s.")

_WHICH_IS_RIGHT = _("We have two accounts of one session: %(sessions)s. Which one is right?")
_IS_DAY_RIGHT = _("You told us of %(sessions)s. Is the day right?")
_DID_IT_TAKE_PLACE = _("%(name)s told us of %(sessions)s with you. Did it take place?")
QUESTIONS: Mapping[FlagKind, str] = {
    FlagKind.OVERLAP: _("You told us of %(sessions)s. These are at the same time. Is one of the times another?"),
    FlagKind.AT_ONCE: _("We were told of sessions with you at one time: %(sessions)s. Is one of the times another?"),
    FlagKind.TWICE: _("You told us twice of %(sessions)s. Was it one session, or were there two?"),
    FlagKind.LONG_DAY: _("For %(day)s you told us of %(minutes)s in all. Is that right?"),
    FlagKind.LONG_MONTH: _("For %(month)s you told us of %(minutes)s in all. Is that right?"),
    FlagKind.COPIED: _("Could you tell us in a few words of your own what you did in %(sessions)s?"),
    FlagKind.ONE_SIDE: _DID_IT_TAKE_PLACE,
    FlagKind.UNHEARD: _DID_IT_TAKE_PLACE,
    FlagKind.MINUTES_DIFFER: _WHICH_IS_RIGHT,
    FlagKind.MONTHS_DIFFER: _("We have two accounts of %(month)s: %(sessions)s. What is right?"),
    FlagKind.TIMES_DIFFER: _WHICH_IS_RIGHT,
    FlagKind.MODES_DIFFER: _WHICH_IS_RIGHT,
    FlagKind.DATES_DIFFER: _WHICH_IS_RIGHT,
    FlagKind.NOT_MET: _DID_IT_TAKE_PLACE,
    FlagKind.LATE: _IS_DAY_RIGHT,
    FlagKind.FUTURE: _("You told us of %(sessions)s before it took place. Has it taken place since, and when?"),
    FlagKind.OUTSIDE: _IS_DAY_RIGHT,
}
_IN_HOURS = frozenset(
    {
        FlagKind.OVERLAP,
        FlagKind.AT_ONCE,
        FlagKind.LONG_DAY,
        FlagKind.LONG_MONTH,
        FlagKind.MINUTES_DIFFER,
        FlagKind.MONTHS_DIFFER,
    }
)
_OTHER_IS_ASKED = frozenset({FlagKind.AT_ONCE, FlagKind.ONE_SIDE, FlagKind.UNHEARD, FlagKind.NOT_MET})
_ALL_ARE_SHOWN = frozenset({_WHICH_IS_RIGHT, QUESTIONS[FlagKind.AT_ONCE], QUESTIONS[FlagKind.MONTHS_DIFFER]})


def asked_person(flag: Flag) -> UUID:
    """Whom the ready question is for: where one side is silent, that side."""
    return flag.other_id if flag.other_id and flag.kind in _OTHER_IS_ASKED else flag.person_id


def title(flag: Flag, locale: str) -> str:
    """What kind of thing it is."""
    return gettext_for(locale).gettext(TITLES[flag.kind])


def reason(flag: Flag, names: Mapping[UUID, str], locale: str) -> str:
    """Why it is shown, with its figures."""
    return gettext_for(locale).gettext(_reason_of(flag)) % _figures(flag, names, locale)


def ready_question(flag: Flag, names: Mapping[UUID, str], locale: str) -> str:
    """A question to the person, in their language, as a coordinator may send it or change it."""
    asked = [live for live in flag.claims if live.claim.person_id == flag.person_id]
    shown = flag.claims if QUESTIONS[flag.kind] in _ALL_ARE_SHOWN else asked[-2:]
    sessions = dict.fromkeys(session_words(live, locale) for live in shown)
    figures = _figures(flag, names, locale) | {"sessions": list_words(list(sessions), locale)}
    return gettext_for(locale).gettext(QUESTIONS[flag.kind]) % figures


def session_words(live: LiveClaim, locale: str) -> str:
    """A session in a row: `video 1.5 h on 12 May 2026, 6 pm to 7:30 pm`; without a day its month."""
    say, claim = gettext_for(locale).gettext, live.claim
    what = f"{mode_words(claim.mode or '', locale)} {hours_words(live.minutes, locale)}"
    if claim.local_date is None:
        return say(_("%(what)s in %(month)s")) % {"what": what, "month": _month_words(claim.period, locale)}
    told = say(_("%(what)s on %(day)s")) % {"what": what, "day": day_and_year(claim.local_date, locale)}
    if claim.starts is None:
        return told
    from_when = clock_time(claim.starts, locale)
    if claim.ends is None:
        return say(_("%(told)s, from %(time)s")) % {"told": told, "time": from_when}
    return say(_("%(told)s, %(time)s to %(until)s")) % {
        "told": told,
        "time": from_when,
        "until": clock_time(claim.ends, locale),
    }


def _reason_of(flag: Flag) -> str:
    match flag.kind:
        case FlagKind.COPIED:
            return _SAME_WORDS if flag.figures["likeness"] == 100 else _ALIKE  # noqa: PLR2004 - in a hundred
        case FlagKind.FUTURE:
            return _DAYS_BEFORE if flag.figures["days"] else _BEFORE_IT_BEGAN
        case FlagKind.OUTSIDE:
            return _AFTER_MATCH if _is_after(flag) else _BEFORE_MATCH
        case _:
            return _REASONS[flag.kind]


def _is_after(flag: Flag) -> bool:
    ended, last = flag.figures["ended"], flag.claims[-1].claim
    return isinstance(ended, date) and f"{ended:%Y-%m-%d}" < (f"{last.local_date}" if last.local_date else last.period)


def _figures(flag: Flag, names: Mapping[UUID, str], locale: str) -> dict[str, str]:
    named = {
        "name": names.get(flag.person_id, ""),
        "other": names.get(flag.other_id, "") if flag.other_id else "",
    }
    if flag.kind is FlagKind.OUTSIDE:
        edge = flag.figures["ended" if _is_after(flag) else "began"]
        named["day"] = _figure("day", edge, locale, in_hours=False)
    in_hours = flag.kind in _IN_HOURS
    return named | {name: _figure(name, value, locale, in_hours=in_hours) for name, value in flag.figures.items()}


def _figure(name: str, value: Any, locale: str, *, in_hours: bool) -> str:
    match value:
        case date():
            return day_and_year(value, locale)
        case time():
            return clock_time(value, locale)
        case int():
            return hours_words(value, locale) if in_hours else str(value)
        case tuple():
            return list_words([_month_words(one, locale) for one in value], locale)
        case None:
            return ""
        case _:
            return _month_words(value, locale) if name == "month" else mode_words(str(value), locale)


def _month_words(month: str, locale: str) -> str:
    return f"{month_name(month, locale)} {month[:4]}"
