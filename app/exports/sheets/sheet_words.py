"""The words on the pages of an hour log, in the member's language."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.exports.log.hand_entered import by_hand
from app.exports.log.schema import ClaimRow, HourLog, LoggedEntry
from app.language import clock_time, day_and_year, gettext_for, month_name
from app.language import mark as _

_ROLES = {
    "mentor": _("mentor"),
    "mentee": _("mentee"),
    "facilitator": _("facilitator"),
    "coordinator": _("coordinator"),
}
_STATES = {
    "attested": _("Confirmed"),
    "recorded": _("Recorded"),
    "claimed": _("Not confirmed yet"),
    "disputed": _("Disputed"),
    "withdrawn": _("Withdrawn"),
}
_MEANS = {
    "mail": _("by mail, %(day)s"),
    "page": _("on their own page, %(day)s"),
    "silence": _("by silence, as the rules allow, %(day)s"),
    "coordinator": _("through the coordinator, %(day)s"),
}
_HOW = {"mail": _("by mail"), "silence": _("by not objecting"), "coordinator": _("through the coordinator")}
_MINUTES_PER_HOUR = 60
_DIGITS = 16


def role_words(role: str, locale: str) -> str:
    """A role as people say it; one that we have no word for is shown by its own name."""
    known = _ROLES.get(role)
    return gettext_for(locale).gettext(known) if known else role.replace("_", " ")


def state_words(state: str, locale: str) -> str:
    """Where a claim stands."""
    return gettext_for(locale).gettext(_STATES[state])


def answer_words(claim: ClaimRow, locale: str) -> tuple[str, ...]:
    """Who answered a claim, and how and when: `Kate Li, mentee`, `by mail, 2 June 2026`."""
    say = gettext_for(locale).gettext
    answer = claim.answer
    if answer is None:
        return (say(_("the rules ask for no confirmation")),) if claim.state == "recorded" else ()
    who = f"{answer.name or say(_('name erased'))}, {role_words(answer.role, locale)}"
    return who, say(_MEANS[answer.means]) % {"day": _local_day(answer.recorded_at, claim.zone, locale)}


def means_words(means: str, locale: str) -> str:
    """How somebody answered, without the day."""
    return gettext_for(locale).gettext(_HOW[means])


def day_words(claim: ClaimRow, locale: str) -> tuple[str, ...]:
    """When a session took place: its day, and `6 pm to 7:30 pm` where the claim says so; without a day its month."""
    if claim.date is None:
        return (f"{month_name(claim.period, locale).capitalize()} {claim.period[:4]}",)
    return (day_and_year(date.fromisoformat(claim.date), locale), *_hours_of_day(claim, locale))


def recorded_words(entry: LoggedEntry, locale: str) -> tuple[str, ...]:
    """When a claim was recorded, as which entry of the ledger, and whether a mail stands behind it."""
    source = _("entry %(entry)s") if by_hand(entry) else _("entry %(entry)s, by mail")
    told = gettext_for(locale).gettext(source) % {"entry": entry.seq}
    return _local_day(entry.body.recorded_at, entry.body.zone or "UTC", locale), told


def entered_words(name: str | None, locale: str) -> str:
    """Who of the staff entered something for the member (I11); without a name, that staff did."""
    say = gettext_for(locale).gettext
    return say(_("entered by %(name)s")) % {"name": name} if name else say(_("entered by staff"))


def assistant_words(name: str | None, locale: str) -> str:
    """Which assistant answered for the member; without a name, that one did."""
    say = gettext_for(locale).gettext
    return say(_("answered by %(name)s, assistant")) % {"name": name} if name else say(_("answered by an assistant"))


def note_words(name: str | None, note: str, locale: str) -> str:
    """A note, in its quotation marks, as that of the staff member who made it and not the member's words (I11)."""
    say = gettext_for(locale).gettext
    if name:
        return say(_("Note by %(name)s: %(note)s")) % {"name": name, "note": note}
    return say(_("Note by staff: %(note)s")) % {"note": note}


def letter_words(words: str, digest: str | None, locale: str) -> str:
    """By whose letter, what it says, and the beginning of its SHA-256 (H7); without words, that it was a letter."""
    say = gettext_for(locale).gettext
    shown = (digest or "")[:_DIGITS]
    if words:
        return say(_("By letter of %(organisation)s (SHA-256 %(digest)s…)")) % {"organisation": words, "digest": shown}
    return say(_("By letter of another organisation (SHA-256 %(digest)s…)")) % {"digest": shown}


def period_words(log: HourLog, locale: str) -> str:
    """The days that the log covers."""
    say = gettext_for(locale).gettext
    since, until = (
        None if day is None else day_and_year(date.fromisoformat(day), locale)
        for day in (log.period.since, log.period.until)
    )
    if since and until:
        return say(_("From %(since)s to %(until)s")) % {"since": since, "until": until}
    if since:
        return say(_("From %(since)s until this log was made")) % {"since": since}
    if until:
        return say(_("From the beginning to %(until)s")) % {"until": until}
    return say(_("All hours until this log was made"))


def made_words(log: HourLog, locale: str) -> str:
    """When the log was made, in UTC."""
    at = datetime.fromisoformat(log.made_at)
    say = gettext_for(locale).gettext
    day, clock = day_and_year(at.date(), locale), clock_time(at.time(), locale)
    return say(_("Made on %(day)s, %(time)s UTC")) % {"day": day, "time": clock}


def duration(minutes: int) -> str:
    """Minutes as hours and minutes that stand in a column: `1:30`."""
    hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
    return f"{hours}:{rest:02}"


def corrected_words(claim: ClaimRow, corrected_at: str, locale: str) -> str:
    """That the minutes were corrected or taken out, and when."""
    words = _("on %(day)s, was %(before)s") if claim.state == "withdrawn" else _("corrected %(day)s, was %(before)s")
    facts = {"before": duration(claim.claimed_minutes), "day": _local_day(corrected_at, claim.zone, locale)}
    return gettext_for(locale).gettext(words) % facts


def disputed_words(name: str | None, claim: ClaimRow, disputed_at: str, locale: str) -> str:
    """That somebody said otherwise once, though the claim is not disputed now."""
    say = gettext_for(locale).gettext
    facts = {"name": name or say(_("name erased")), "day": _local_day(disputed_at, claim.zone, locale)}
    return say(_("disputed by %(name)s, %(day)s; settled since")) % facts


def _local_day(moment: str, zone: str, locale: str) -> str:
    return day_and_year(datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).date(), locale)


def _hours_of_day(claim: ClaimRow, locale: str) -> tuple[str, ...]:
    told = [clock_time(time.fromisoformat(at), locale) for at in (claim.start, claim.end) if at is not None]
    if len(told) < 2:  # noqa: PLR2004 - a start without an end, or neither
        return tuple(told)
    return (gettext_for(locale).gettext(_("%(start)s to %(end)s")) % {"start": told[0], "end": told[1]},)
