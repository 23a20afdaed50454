"""What counts as professional development, as it stands on the pages of an hour log, in words (H4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.cpd.shown import ShownCycle, ShownEntry, ShownStatement, shown
from app.exports.log.qualifying import bases_in, statements
from app.exports.log.schema import HourLog
from app.exports.log.uncounted import uncounted_title, uncounted_words
from app.exports.sheets.sheet_words import duration
from app.language import day_and_year, gettext_for
from app.language import mark as _

_COLUMNS: Final = (_("Date"), _("Logged (h:min)"), _("Counts (h:min)"), _("Why"), _("Entry"))


@dataclass(frozen=True, slots=True)
class CpdRow:
    """One entry, every part ready to be set; `full` where all of it counts."""

    when: str
    logged: str
    counts: str
    why: str
    entry: str
    full: bool


@dataclass(frozen=True, slots=True)
class CpdPart:
    """One cycle: its title, its figures, whose hours are counted and sentences about them, and its entries."""

    title: str
    units: str
    lines: tuple[str, ...]
    rows: tuple[CpdRow, ...]


@dataclass(frozen=True, slots=True)
class CpdSheet:
    """The chapter; empty where the rules count nothing. A part without rows says why the log does not count."""

    title: str
    note: str
    columns: tuple[str, ...]
    parts: tuple[CpdPart, ...]


def cpd_sheet(log: HourLog, locale: str) -> CpdSheet:
    """What counts, cycle by cycle, the latest first."""
    say = gettext_for(locale).gettext
    told = statements(bases_in(log), log.entries)
    seqs = {entry.body.entry: str(entry.seq) for entry in log.entries}
    days = sorted({one.basis.today for one in told})
    counted = say(_("Counted on %(day)s by the rules that are attached to this file with the record."))
    return CpdSheet(
        title=say(_("What counts as professional development")),
        note=counted % {"day": day_and_year(days[-1], locale)} if days else "",
        columns=tuple(say(words) for words in _COLUMNS),
        parts=(
            *(part for one in told for part in _parts(shown(one, locale), seqs, locale)),
            *(CpdPart(uncounted_title(row, locale), "", (uncounted_words(row, locale),), ()) for row in log.uncounted),
        ),
    )


def _parts(told: ShownStatement, seqs: dict[str, str], locale: str) -> Sequence[CpdPart]:
    parts = [
        CpdPart(cycle.title, cycle.units, (told.title, *_lines(cycle, locale)), _rows(cycle.entries, seqs))
        for cycle in told.cycles
    ]
    if told.outside:
        title = gettext_for(locale).gettext(_("In no cycle"))
        parts.append(CpdPart(title, "", (told.title,), _rows(told.outside, seqs)))
    return parts


def _lines(cycle: ShownCycle, locale: str) -> tuple[str, ...]:
    say = gettext_for(locale).gettext
    sums = say(_("%(units)s count, of %(logged)s logged")) % {"units": cycle.units, "logged": cycle.logged}
    named = say(_("%(name)s: %(counts)s of %(logged)s count"))
    parts = [named % {"name": one.name, "counts": one.counts, "logged": one.logged} for one in cycle.parts]
    asked = say(_("The minimum is %(minimum)s.")) % {"minimum": cycle.minimum} if cycle.minimum else ""
    standing = " ".join(part for part in (cycle.standing, asked) if part)
    return tuple(
        line
        for line in ("; ".join(part for part in (sums, cycle.carried, cycle.left) if part), *parts, standing)
        if line
    )


def _rows(entries: Sequence[ShownEntry], seqs: dict[str, str]) -> tuple[CpdRow, ...]:
    return tuple(
        CpdRow(one.when, duration(one.minutes), duration(one.counted), one.why, seqs[one.entry], one.full)
        for one in entries
    )
