"""The figures on a letter: what was logged, what counts in each cycle, and who confirmed how much. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.cpd.words import role_label
from app.exports.sheets.sheet_seal import Fact
from app.exports.sheets.sheet_words import role_words, state_words
from app.language import day_and_year, gettext_for, hours_words, list_words
from app.language import mark as _
from app.papers.facts import Confirmed, CycleFigures, HourFigures, Paper
from app.papers.kinds import Kind

_MEANS: Final = {
    "mail": _("by mail"),
    "page": _("on their own page"),
    "silence": _("by silence, as the rules allow"),
    "coordinator": _("through the coordinator"),
}
_UNANSWERED: Final = {
    "recorded": _("the rules ask for no confirmation"),
    "claimed": _("somebody has yet to confirm them"),
    "disputed": _("somebody says otherwise"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and a line in small print below the first of them."""

    cells: tuple[str, ...]
    below: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what it shows, a note, the names of its columns; the last `numbers` columns are figures."""

    title: str
    note: str
    columns: tuple[str, ...]
    numbers: int
    rows: tuple[Row, ...]


def hour_facts(paper: Paper) -> tuple[Fact, ...]:
    """The letter's figures at a glance."""
    hours, locale = paper.hours, paper.locale
    if hours is None:
        return ()
    say = gettext_for(locale).gettext
    found = [
        Fact(say(_("Member")), paper.holder.name),
        Fact(say(_("Member number")), paper.holder.member_number),
        Fact(say(_("Programme")), paper.issuer.programme),
        Fact(say(_("Took part")), list_words([role_label(role, locale) for role in paper.roles], locale)),
        Fact(say(_("Period")), period_words(paper)),
        Fact(say(_("Logged")), _logged(hours, locale)),
        Fact(say(_("Qualifying")), _qualifying(hours, locale)),
        Fact(say(_("With")), list_words(hours.partners, locale)),
    ]
    return tuple(fact for fact in found if fact.value)


def tables(paper: Paper) -> tuple[Table, ...]:
    """What counts, and who confirmed it; on a letter for a regulator alone."""
    if paper.kind is not Kind.HOURS or paper.hours is None:
        return ()
    found = (_cycles(paper.hours, paper.locale), _confirmations(paper.hours, paper.locale))
    return tuple(table for table in found if table.rows)


def period_words(paper: Paper) -> str:
    """The days that the letter covers."""
    say = gettext_for(paper.locale).gettext
    since, until = (None if day is None else day_and_year(day, paper.locale) for day in (paper.since, paper.until))
    made = day_and_year(paper.made_on, paper.locale)
    if since and until:
        return say(_("From %(since)s to %(until)s")) % {"since": since, "until": until}
    if since:
        return say(_("From %(since)s to %(until)s")) % {"since": since, "until": made}
    return say(_("All hours until %(until)s")) % {"until": until or made}


def _logged(hours: HourFigures, locale: str) -> str:
    say = gettext_for(locale)
    sessions = say.ngettext("%(hours)s in %(count)s session", "%(hours)s in %(count)s sessions", hours.sessions)
    return sessions % {"hours": hours_words(hours.minutes, locale), "count": hours.sessions}


def _qualifying(hours: HourFigures, locale: str) -> str:
    return hours_words(sum(cycle.qualifying for cycle in hours.cycles), locale) if hours.cycles else ""


def _cycles(hours: HourFigures, locale: str) -> Table:
    say = gettext_for(locale).gettext
    asked = [say(_("The minimum of a cycle is %(minimum)s.")) % {"minimum": hours.minimum}] if hours.minimum else []
    if asked and not all(cycle.standing for cycle in hours.cycles):
        asked.append(
            say(_("This letter does not show all hours that count towards it, so it says nothing of that minimum."))
        )
    rows = [_cycle(cycle, locale) for cycle in hours.cycles]
    if rows and hours.outside:
        outside = (say(_("Outside of every cycle")), hours_words(hours.outside, locale), hours_words(0, locale), "")
        rows.append(Row(outside))
    return Table(
        title=say(_("What counts as professional development")),
        note=" ".join(asked),
        columns=(say(_("Cycle")), say(_("Logged")), say(_("Qualifying")), say(_("Units"))),
        numbers=3,
        rows=tuple(rows),
    )


def _cycle(cycle: CycleFigures, locale: str) -> Row:
    say = gettext_for(locale).gettext
    starts, ends = (day_and_year(day, locale) for day in (cycle.starts, cycle.ends))
    days = say(_("%(starts)s to %(ends)s")) % {"starts": starts, "ends": ends}
    figures = (hours_words(cycle.logged, locale), hours_words(cycle.qualifying, locale), cycle.units)
    return Row((days, *figures), cycle.standing)


def _confirmations(hours: HourFigures, locale: str) -> Table:
    say = gettext_for(locale).gettext
    return Table(
        title=say(_("Who confirmed the hours")),
        note="",
        columns=(say(_("Confirmed by")), say(_("How")), say(_("Sessions")), say(_("Hours"))),
        numbers=2,
        rows=(*(_confirmed(one, locale) for one in hours.confirmed), *_unanswered(hours, locale)),
    )


def _confirmed(one: Confirmed, locale: str) -> Row:
    say = gettext_for(locale).gettext
    who = f"{one.name or say(_('name erased'))}, {role_words(one.role, locale)}"
    how = say(_MEANS[one.means]) if one.means in _MEANS else one.means
    return Row((who, how, str(one.sessions), hours_words(one.minutes, locale)))


def _unanswered(hours: HourFigures, locale: str) -> Iterator[Row]:
    say = gettext_for(locale).gettext
    for state, words in _UNANSWERED.items():
        if minutes := hours.by_state.get(state):
            yield Row((state_words(state, locale), say(words), "–", hours_words(minutes, locale)))
