"""What a member's hours come to on a letter, from their claims as they stand. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from app.cpd.account import CycleAccount
from app.cpd.spans import days_of_month
from app.cpd.statement import Statement
from app.cpd.words import minimum_words, standing_words, units_words
from app.exports.log.rows import in_period
from app.ledger.states import LiveClaim, State
from app.papers.facts import Confirmed, CycleFigures, HourFigures

SETTLED = frozenset({State.ATTESTED, State.RECORDED})
"""Hours that nobody has yet to confirm, and that nobody doubts."""


def hour_figures(
    claims: Sequence[LiveClaim],
    statements: Sequence[Statement],
    names: Mapping[UUID, str],
    locale: str,
    days: tuple[date | None, date | None] = (None, None),
) -> HourFigures:
    """The figures of a programme's claims in these local days; `names` are those of the people in them and of staff.

    `statements` are those under which these claims count, with whatever else counts together with them.
    """
    chosen = [live for live in claims if live.minutes and in_period(live.claim, *days)]
    spans = [_days(live) for live in chosen]
    partners = {names[one] for live in chosen for one in live.claim.counterpart_ids if one in names}
    figures = HourFigures(
        minutes=sum(live.minutes for live in chosen),
        sessions=len(chosen),
        first=min((first for first, _ in spans), default=None),
        last=max((last for _, last in spans), default=None),
        by_state=_by_state(chosen),
        confirmed=_confirmed(chosen, names),
        partners=tuple(sorted(partners, key=str.casefold)),
    )
    return _counted(figures, statements, chosen, locale, days) if statements else figures


def told_outside(claims: Sequence[LiveClaim], locale: str) -> HourFigures | None:
    """The same for an employer: what stands beyond doubt, and nobody's name; `None` where that is nothing."""
    figures = hour_figures([live for live in claims if live.state in SETTLED], (), {}, locale)
    return replace(figures, confirmed=()) if figures.minutes else None


def _counted(
    figures: HourFigures,
    statements: Sequence[Statement],
    chosen: Sequence[LiveClaim],
    locale: str,
    days: tuple[date | None, date | None],
) -> HourFigures:
    mine = {str(live.claim.id) for live in chosen}
    cycles = (_cycle(cycle, mine, locale, days) for statement in statements for cycle in statement.account.cycles)
    return replace(
        figures,
        cycles=tuple(cycle for cycle in cycles if cycle is not None),
        outside=sum(
            one.hours.minutes for told in statements for one in told.account.outside if one.hours.entry in mine
        ),
        minimum=minimum_words(statements[-1].rules, locale),
    )


def _cycle(
    account: CycleAccount, mine: set[str], locale: str, days: tuple[date | None, date | None]
) -> CycleFigures | None:
    """A cycle's figures; what all its hours come to is said where the paper covers them all."""
    entries = [one for one in account.entries if one.hours.entry in mine and one.hours.minutes]
    if not entries:
        return None
    cycle, rules = account.cycle, account.rules
    days_covered = (days[0] is None or days[0] <= cycle.starts) and (days[1] is None or days[1] >= cycle.ends)
    whole = days_covered and all(one.hours.entry in mine for one in account.entries if one.hours.minutes)
    units = account.units if whole else sum((one.units for one in entries), Fraction(0))
    return CycleFigures(
        starts=cycle.starts,
        ends=cycle.ends,
        logged=sum(one.hours.minutes for one in entries),
        qualifying=sum(one.minutes for one in entries),
        units=units_words(rules, units, locale),
        standing=standing_words(rules, account.standing, locale) if whole and account.standing else "",
    )


def _by_state(claims: Sequence[LiveClaim]) -> dict[str, int]:
    found = Counter[str]()
    for live in claims:
        found[live.state.value] += live.minutes
    return dict(found)


def _confirmed(claims: Sequence[LiveClaim], names: Mapping[UUID, str]) -> tuple[Confirmed, ...]:
    minutes, sessions = Counter[tuple[UUID | None, str, str]](), Counter[tuple[UUID | None, str, str]]()
    for live in claims:
        if live.state is State.ATTESTED and live.answer is not None:
            key = (live.answer.by_id, live.answer.by_role or "", live.answer.means or "")
            minutes[key] += live.minutes
            sessions[key] += 1
    found = (
        Confirmed(names.get(by, "") if by else "", role, means, minutes[by, role, means], sessions[by, role, means])
        for by, role, means in minutes
    )
    return tuple(sorted(found, key=lambda one: (-one.minutes, one.name.casefold(), one.role, one.means)))


def _days(live: LiveClaim) -> tuple[date, date]:
    day = live.claim.local_date
    return (day, day) if day else days_of_month(live.claim.period)
