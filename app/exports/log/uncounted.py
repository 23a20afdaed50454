"""Hours that a log shows without saying what of them counts, for it leaves others out, and why it says nothing (H4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal
from uuid import UUID

from app.cpd.statement import Basis
from app.cpd.words import named
from app.exports.log.narrowing import Narrowing
from app.exports.log.rows import in_period
from app.exports.log.schema import HourLog
from app.exports.log.schema_cpd import ProgrammeRow, Uncounted
from app.finding import Finding, Trouble
from app.language import gettext_for, list_words
from app.language import mark as _
from app.ledger.canonical import normal_text
from app.ledger.columns import Columns
from app.ledger.states import LiveClaim

_WHY = {
    ("days",): _(
        "This log is of some days only. Caps and minimums are of all hours together, so it does not say what "
        "counts. A log of all days does."
    ),
    ("programmes",): _(
        "This log is of some programmes only. Caps and minimums are of all hours together, so it does not say what "
        "counts. A log of all programmes does."
    ),
    ("days", "programmes"): _(
        "This log is of some days and programmes only. Caps and minimums are of all hours together, so it does not "
        "say what counts. A log of all days and programmes does."
    ),
}
_SHORT = {
    ("days",): _("not counted here: the log is of some days only"),
    ("programmes",): _("not counted here: the log is of some programmes only"),
    ("days", "programmes"): _("not counted here: the log is of some days and programmes only"),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a log is narrowed to: local days, both included, and programmes."""

    since: date | None
    until: date | None
    narrowing: Narrowing

    def takes(self, claim: Columns) -> bool:
        """Whether the log shows a claim."""
        return self.narrowing.covers(claim.programme_id) and in_period(claim, self.since, self.until)


def told_apart(
    bases: Sequence[Basis], claims: Sequence[LiveClaim], bounds: Bounds, seqs: dict[UUID, int]
) -> tuple[tuple[Basis, ...], tuple[Uncounted, ...]]:
    """The bases under which the log shows every hour, and of the others the hours that it shows and cannot count.

    Caps and minimums are of all hours under a body's rules together. A body that takes no hour of the log is not
    named in it: one that holds in a programme left out would tell of that programme. `seqs` are all entries by number.
    """
    counted, uncounted = [], []
    for basis in bases:
        hidden = [live for live in claims if _may_meet(basis, live) and not bounds.takes(live.claim)]
        shown = [live for live in claims if basis.takes(live) and bounds.takes(live.claim)]
        if shown and hidden:
            uncounted.append(_row(basis, shown, hidden, bounds, seqs))
        elif shown:
            counted.append(basis)
    return tuple(counted), tuple(uncounted)


def uncounted_faults(log: HourLog) -> Iterator[Finding]:
    """Where a log says that it counts no hours, and that cannot be."""
    claims = {claim.seq for claim in log.claims}
    counted = {one.seq for row in log.cpd for one in chain(row.outside, *(cycle.entries for cycle in row.cycles))}
    seen = set[int]()
    for seq in (seq for row in log.uncounted for seq in row.claims):
        if seq not in claims:
            words = _("uncounted: entry %(seq)s is no claim of this log")
            yield Finding.of(Trouble.ADDED, words, seq=seq)
        elif seq in counted or seq in seen:
            words = _("uncounted: entry %(seq)s is told of more than once, as counted or as left out")
            yield Finding.of(Trouble.ADDED, words, seq=seq)
        seen.add(seq)
    bounded = log.period.since is not None or log.period.until is not None
    for row in log.uncounted:
        if not log.omitted or ("days" in row.narrowed_by and not bounded):
            words = _("uncounted: hours are not counted for others that are left out, and the log leaves none out")
            yield Finding(Trouble.CHANGED, words)


def uncounted_title(row: Uncounted, locale: str) -> str:
    """Whose rules they are, and the programmes of the hours: `PEO: Cohort A`."""
    listed = list_words(sorted((one.name for one in row.programmes), key=str.casefold), locale)
    if row.body is None:
        return listed
    return gettext_for(locale).gettext(_("%(name)s: %(value)s")) % {"name": named(row.body, locale), "value": listed}


def uncounted_words(row: Uncounted, locale: str) -> str:
    """Why it does not say what counts, and which log does."""
    return gettext_for(locale).gettext(_WHY[_by(row)])


def uncounted_reason(row: Uncounted, locale: str) -> str:
    """The same in a few words, as one of the reasons in a table."""
    return gettext_for(locale).gettext(_SHORT[_by(row)])


def uncounted_code(row: Uncounted) -> str:
    """The same in every language: `uncounted days programmes`."""
    return " ".join(("uncounted", *_by(row)))


def programme_of(log: HourLog, row: Uncounted) -> dict[int, str]:
    """Number of a claim's entry -> the name of its programme, for the claims of a row."""
    names = {one.id: one.name for one in row.programmes}
    wanted = set(row.claims)
    return {entry.seq: names.get(entry.body.programme, "") for entry in log.entries if entry.seq in wanted}


def _may_meet(basis: Basis, live: LiveClaim) -> bool:
    """Whether a claim is in a programme that was ever counted by these rules: where its day is told, it may count."""
    return live.claim.programme_id in basis.programmes


def _row(
    basis: Basis, shown: Sequence[LiveClaim], hidden: Sequence[LiveClaim], bounds: Bounds, seqs: dict[UUID, int]
) -> Uncounted:
    mine = {live.claim.programme_id for live in shown}
    return Uncounted(
        body=basis.version.rules.body,
        programmes=[
            ProgrammeRow(id=str(one), name=normal_text(name)) for one, name in basis.programmes.items() if one in mine
        ],
        narrowed_by=list(_narrowed(hidden, bounds)),
        claims=[seqs[live.claim.id] for live in shown],
    )


def _narrowed(hidden: Sequence[LiveClaim], bounds: Bounds) -> Iterator[Literal["days", "programmes"]]:
    if not all(in_period(live.claim, bounds.since, bounds.until) for live in hidden):
        yield "days"
    if not all(bounds.narrowing.covers(live.claim.programme_id) for live in hidden):
        yield "programmes"


def _by(row: Uncounted) -> tuple[str, ...]:
    return tuple(sorted(set(row.narrowed_by)))
