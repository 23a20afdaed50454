"""What of a log's hours counts, derived from its entries and the rules in it: whoever checks a log derives it again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from app.cpd.account import CategoryAccount, Counted, CycleAccount, hundredths
from app.cpd.facts import Member
from app.cpd.minimum import Standing
from app.cpd.reasons import Reason
from app.cpd.statement import Basis, Statement, statement
from app.exports.schema import HourLog, LoggedEntry
from app.exports.schema_cpd import (
    CategoryRow,
    CountedBy,
    CountedEntry,
    CycleRow,
    MinimumRow,
    Qualifying,
    ReasonRow,
    RoleRow,
)
from app.finding import Finding, Trouble
from app.language import mark as _
from app.ledger.canonical import date_text
from app.ledger.states import states


def statements(bases: Sequence[Basis], entries: Sequence[LoggedEntry]) -> list[Statement]:
    """What the entries come to, by each basis."""
    claims = states([entry.columns for entry in entries]) if bases else ()
    return [statement(basis, claims) for basis in bases]


def qualifying_rows(bases: Sequence[Basis], entries: Sequence[LoggedEntry]) -> list[Qualifying]:
    """The part of the record that says what counts, one for each basis."""
    seqs = {entry.body.entry: entry.seq for entry in entries}
    return [_row(told, seqs) for told in statements(bases, entries)]


def bases_in(log: HourLog) -> list[Basis]:
    """By what the hours of a log were counted, as the log itself says."""
    return [_basis(row) for row in log.cpd]


def qualifying_faults(log: HourLog) -> Iterator[Finding]:
    """Where the log says that other hours count than its entries and rules come to, one sentence each."""
    try:
        yield from _differences(log)
    except (ValueError, KeyError, OverflowError):  # days beyond the calendar, a zone that is none
        words = _("cpd: what counts cannot be counted again from these entries and rules")
        yield Finding(Trouble.CHANGED, words)


def _differences(log: HourLog) -> Iterator[Finding]:
    for told, row in zip(log.cpd, qualifying_rows(bases_in(log), log.entries), strict=True):
        names = [name for name in type(row).model_fields if getattr(row, name) != getattr(told, name)]
        if names:
            words = _("cpd: what counts in programme %(programme)s differs from the entries in %(fields)s")
            yield Finding.of(Trouble.CHANGED, words, programme=told.programme, fields=", ".join(names))


def _basis(row: Qualifying) -> Basis:
    return Basis(
        programme_id=UUID(row.programme),
        rules_id=UUID(row.rules.id),
        rules_number=row.rules.number,
        rules=row.rules.cpd,
        member=Member(None if row.own_date is None else date.fromisoformat(row.own_date), frozenset(row.line)),
        today=date.fromisoformat(row.counted_on),
        missing={UUID(claim): tuple(fields) for claim, fields in row.missing.items()},
    )


def _row(told: Statement, seqs: Mapping[str, int]) -> Qualifying:
    basis = told.basis
    return Qualifying(
        programme=str(basis.programme_id),
        rules=CountedBy(id=str(basis.rules_id), number=basis.rules_number, cpd=basis.rules),
        counted_on=basis.today.isoformat(),
        own_date=date_text(basis.member.own_date),
        line=sorted(basis.member.line),
        missing={str(claim): list(fields) for claim, fields in basis.missing.items()},
        cycles=[_cycle(cycle, seqs) for cycle in told.account.cycles],
        outside=[_entry(one, seqs) for one in told.account.outside],
    )


def _cycle(account: CycleAccount, seqs: Mapping[str, int]) -> CycleRow:
    return CycleRow(
        starts=account.cycle.starts.isoformat(),
        ends=account.cycle.ends.isoformat(),
        logged=account.logged,
        minutes=account.minutes,
        units=hundredths(account.units),
        carried_out=hundredths(account.carried_out),
        minimum=_minimum(account.standing) if account.standing else None,
        categories=[_category(category) for category in account.categories],
        entries=[_entry(one, seqs) for one in account.entries],
    )


def _category(account: CategoryAccount) -> CategoryRow:
    roles = {role: RoleRow(logged=one.logged, minutes=one.minutes) for role, one in account.by_role.items()}
    return CategoryRow(
        key=account.key, roles=roles, units=hundredths(account.units), carried=hundredths(account.carried)
    )


def _minimum(standing: Standing) -> MinimumRow:
    lacking = standing.missing_units
    return MinimumRow(
        reached=standing.reached,
        minutes=standing.best.minutes,
        meetings=standing.best.meetings,
        missing_minutes=standing.missing_minutes,
        missing_meetings=standing.missing_meetings,
        missing_units=None if lacking is None else -hundredths(-lacking),
    )


def _entry(counted: Counted, seqs: Mapping[str, int]) -> CountedEntry:
    return CountedEntry(
        seq=seqs[counted.hours.entry],
        entry=counted.hours.entry,
        category=counted.category,
        logged=counted.hours.minutes,
        minutes=counted.minutes,
        units=hundredths(counted.units),
        reasons=[_reason(reason) for reason in counted.reasons],
    )


def _reason(reason: Reason) -> ReasonRow:
    return ReasonRow.model_validate(
        {
            "why": reason.why.value,
            "cap": reason.cap,
            "cap_of": reason.cap_of,
            "fields": list(reason.fields),
            "until": date_text(reason.until),
        }
    )
