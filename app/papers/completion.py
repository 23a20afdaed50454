"""Whether somebody has completed a programme, and what that stands on (H5).

Where the rules of the match ask for a minimum, that it was reached; where they ask for none, that the match has ended.
Nobody is graded: a certificate never says how much more than the minimum somebody did.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.cpd.claims import hours_of
from app.cpd.minimum import standing
from app.cpd.spans import Cycle
from app.cpd.statement import Statement, counting_rules
from app.cpd.words import minimum_words
from app.db import TenantScope
from app.ledger.chain import Head
from app.ledger.columns import Columns
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim, states
from app.matches.parts import Part
from app.papers.facts import Completed
from app.papers.figures import SETTLED
from app.programmes.cpd_rules import CpdMinimum, CpdRules
from app.programmes.rules import Rules
from app.programmes.versions import rules_by_id

_ALWAYS: Final = Cycle(date(1900, 1, 1), date(2999, 12, 31))


def completed(
    scope: TenantScope,
    parts: Sequence[Part],
    statements: Sequence[Statement],
    head: Head,
    *,
    today: date,
    locale: str,
) -> Completed | None:
    """What a certificate for these parts in a programme may say, by the ledger up to `head`; `None` for nothing.

    `statements` are of the person's own hours in this programme alone. Hours are those of the match, whoever of it
    logged them: in many programmes the mentor alone does.
    """
    cycles = (cycle for statement in statements for cycle in statement.account.cycles)
    done = next((cycle for cycle in cycles if cycle.standing and cycle.standing.reached), None)
    if done is not None:
        return Completed(minimum_words(done.rules, locale), ended=_ended(parts, today))
    rules = rules_by_id(scope, {part.rules_id for part in parts})
    for part in parts:
        asked = minimum_of(rules[part.rules_id])
        if asked is None:
            if part.is_over(today):
                return Completed("", ended=True)
        elif _reached(asked, _claims(scope, part.match_id, head)):
            return Completed(_words(rules[part.rules_id], asked, locale), ended=_ended(parts, today))
    return None


def minimum_of(rules: Rules) -> CpdMinimum | None:
    """What taking part must reach under these rules; `None` where they ask for nothing."""
    counting = counting_rules(rules)
    if counting is not None and counting.minimum is not None:
        return counting.minimum
    asked = rules.minimum
    if asked.minutes is None and asked.meetings is None:
        return None
    return CpdMinimum(
        minutes=asked.minutes, meetings=asked.meetings, needs=asked.needs, within_months=asked.within_months
    )


def _reached(asked: CpdMinimum, claims: Sequence[LiveClaim]) -> bool:
    """Whether the hours of one side reach it; both sides may have logged the same sessions."""
    settled = [live for live in claims if live.state in SETTLED and live.minutes]
    sides = {live.claim.person_id for live in settled}
    ours = (hours_of([live for live in settled if live.claim.person_id == side]) for side in sides)
    return any(standing(asked, _ALWAYS, hours, Fraction(0)).reached for hours in ours)


def _claims(scope: TenantScope, match_id: UUID, head: Head) -> tuple[LiveClaim, ...]:
    rows = scope.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.match_id == match_id, LedgerEntry.seq <= head.seq)
        .order_by(LedgerEntry.seq)
    )
    return states([Columns.of_row(row) for row in rows])


def _words(rules: Rules, asked: CpdMinimum, locale: str) -> str:
    counting = counting_rules(rules) or CpdRules.model_construct(categories=(), minimum=asked)
    return minimum_words(counting, locale)


def _ended(parts: Sequence[Part], today: date) -> bool:
    return all(part.is_over(today) for part in parts)
