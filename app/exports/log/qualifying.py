"""What of a log's hours counts, derived from its entries and the rules in it: whoever checks a log derives it again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final
from uuid import UUID

from app.cpd.account import CategoryAccount, Counted, CycleAccount, hundredths
from app.cpd.claims import Besides
from app.cpd.counting import Question
from app.cpd.facts import Member, Tie
from app.cpd.minimum import Standing
from app.cpd.own_calendar import Outdated
from app.cpd.reasons import Reason
from app.cpd.rulebook import Rulebook, Version
from app.cpd.statement import Basis, Statement, statement
from app.exports.log.schema import HourLog, LoggedEntry
from app.exports.log.schema_cpd import (
    CategoryRow,
    CountedBy,
    CountedEntry,
    CycleRow,
    EarlierDateRow,
    MinimumRow,
    ProgrammeRow,
    Qualifying,
    ReasonRow,
    RoleRow,
    TieRow,
    VersionRow,
)
from app.finding import Finding, Trouble
from app.language import mark as _
from app.ledger.canonical import date_text, normal_text
from app.ledger.states import states
from app.programmes.cpd_rules import CpdRules

_UNCOUNTABLE: Final = (ValueError, KeyError, ArithmeticError, OSError)
"""Days beyond the calendar, a zone that is none or a folder of zones, an hour for which there are no rules."""


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
        bases = bases_in(log)
        yield from list(_nameless(bases)) or _differences(log, bases)
    except _UNCOUNTABLE:
        words = _("cpd: what counts cannot be counted again from these entries and rules")
        yield Finding(Trouble.CHANGED, words)


@dataclass(frozen=True, slots=True)
class CountedClaim:
    """What of a claim counts: the name of its programme, the rules of its cycle, and the figures."""

    programme: str
    rules: CpdRules
    counted: Counted


def counted_claims(log: HourLog) -> dict[int, CountedClaim]:
    """Number of a claim's entry -> what of it counts; empty where it cannot be counted, as `qualifying_faults` says."""
    seqs = {entry.body.entry: entry.seq for entry in log.entries}
    try:
        told = statements(bases_in(log), log.entries)
        return {seqs[claim.counted.hours.entry]: claim for one in told for claim in _claims(one)}
    except _UNCOUNTABLE:
        return {}


def _claims(told: Statement) -> Iterator[CountedClaim]:
    names = told.basis.programmes
    for cycle in told.account.cycles:
        yield from (CountedClaim(names[one.hours.programme], cycle.rules, one) for one in cycle.entries)
    yield from (CountedClaim(names[one.hours.programme], told.rules, one) for one in told.account.outside)


def _nameless(bases: Sequence[Basis]) -> Iterator[Finding]:
    """Programmes whose rules are there without their name, or whose name is without rules."""
    for basis in bases:
        ruled = {version.programme for version in basis.asked.book.versions}
        for programme in sorted(ruled ^ basis.programmes.keys()):
            words = _("cpd: programme %(programme)s lacks its name or its rules")
            yield Finding.of(Trouble.MISSING, words, programme=str(programme))


def _differences(log: HourLog, bases: Sequence[Basis]) -> Iterator[Finding]:
    rows = qualifying_rows(bases, log.entries)
    for told, row in zip(log.cpd, rows, strict=True):
        names = [name for name in type(row).model_fields if _differs(name, told, row)]
        if names:
            words = _("cpd: what counts in programme %(programme)s differs from the entries in %(fields)s")
            yield Finding.of(Trouble.CHANGED, words, programme=told.programme, fields=", ".join(names))
    yield from _counted_twice(rows)


def _counted_twice(rows: Sequence[Qualifying]) -> Iterator[Finding]:
    """An hour counts by the rules of one body alone."""
    seqs = Counter(one.seq for row in rows for one in chain(row.outside, *(cycle.entries for cycle in row.cycles)))
    for seq in sorted(seq for seq, times in seqs.items() if times > 1):
        yield Finding.of(Trouble.ADDED, _("cpd: entry %(seq)s is counted more than once"), seq=seq)


def _differs(name: str, told: Qualifying, row: Qualifying) -> bool:
    """A log says nothing in the fields that came after it was made."""
    return name in told.model_fields_set and getattr(row, name) != getattr(told, name)


def _basis(row: Qualifying) -> Basis:
    older = row.edition == 1
    ties = [Tie(person) for person in row.line] if older else [_tie(tie) for tie in row.ties]
    programmes = {UUID(one.id): one.name for one in row.programmes}
    return Basis(
        asked=Question(
            book=Rulebook(_only_version(row) if older else _versions(row)),
            member=Member(_day(row.own_date), frozenset(ties), tuple(map(_outdated, row.earlier_dates))),
            today=date.fromisoformat(row.counted_on),
            in_last_year=older,
        ),
        programmes={UUID(row.programme): ""} if older and not programmes else programmes,
        besides=Besides(
            missing={UUID(claim): tuple(fields) for claim, fields in row.missing.items()},
            told={UUID(claim): date.fromisoformat(day) for claim, day in row.told.items()},
        ),
    )


def _only_version(row: Qualifying) -> tuple[Version, ...]:
    return (Version(UUID(row.programme), UUID(row.rules.id), row.rules.number, None, None, row.rules.cpd),)


def _versions(row: Qualifying) -> tuple[Version, ...]:
    return tuple(
        Version(
            programme=UUID(one.programme),
            rules_id=UUID(one.rules.id),
            number=one.rules.number,
            since=_day(one.since),
            until=_day(one.until),
            rules=one.rules.cpd,
        )
        for one in row.versions
    )


def _tie(row: TieRow) -> Tie:
    return Tie(row.person, _day(row.since), _day(row.until))


def _outdated(row: EarlierDateRow) -> Outdated:
    return Outdated(_day(row.own_date), date.fromisoformat(row.corrected_on))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _row(told: Statement, seqs: Mapping[str, int]) -> Qualifying:
    basis, member = told.basis, told.basis.asked.member
    besides = basis.besides.of({UUID(one.hours.entry) for one in told.entries})
    return Qualifying(
        programme=str(next(iter(basis.programmes))),
        rules=_counted_by(basis.version),
        counted_on=basis.today.isoformat(),
        own_date=date_text(member.own_date),
        line=sorted({tie.person for tie in member.line}),
        missing={str(claim): list(fields) for claim, fields in besides.missing.items() if fields},
        edition=1 if basis.asked.in_last_year else 2,
        programmes=[ProgrammeRow(id=str(one), name=normal_text(name)) for one, name in basis.programmes.items()],
        versions=[_version(one) for one in basis.asked.book.versions],
        ties=[_tie_row(tie) for tie in sorted(member.line, key=_by_person)],
        told={str(claim): day.isoformat() for claim, day in besides.told.items()},
        earlier_dates=[
            EarlierDateRow(own_date=date_text(one.own_date), corrected_on=one.corrected_on.isoformat())
            for one in member.before
        ],
        cycles=[_cycle(cycle, seqs) for cycle in told.account.cycles],
        outside=[_entry(one, seqs) for one in told.account.outside],
    )


def _counted_by(version: Version) -> CountedBy:
    return CountedBy(id=str(version.rules_id), number=version.number, cpd=version.rules)


def _version(one: Version) -> VersionRow:
    return VersionRow(
        programme=str(one.programme),
        since=date_text(one.since),
        until=date_text(one.until),
        rules=_counted_by(one),
    )


def _tie_row(tie: Tie) -> TieRow:
    return TieRow(person=tie.person, since=date_text(tie.since), until=date_text(tie.until))


def _by_person(tie: Tie) -> tuple[str, date]:
    return tie.person, tie.since or date.min


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
