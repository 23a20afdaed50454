"""A member's hours under one programme's rules: what they are counted by, and what they come to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.cpd.account import Account, Counted, CycleAccount
from app.cpd.claims import hours_of
from app.cpd.counting import count
from app.cpd.facts import Member
from app.ledger.states import LiveClaim
from app.programmes.cpd_rules import CpdMinimum, CpdRules
from app.programmes.rules import Rules


@dataclass(frozen=True, slots=True)
class Basis:
    """All that counting stands on besides the ledger's entries; `missing` names what claims lack, by their id (H6)."""

    programme_id: UUID
    rules_id: UUID
    rules_number: int
    rules: CpdRules
    member: Member
    today: date
    missing: Mapping[UUID, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of a member with what it stands on."""

    basis: Basis
    account: Account

    @property
    def current(self) -> CycleAccount | None:
        """The cycle of the day of counting; `None` where that lies in none."""
        return next((one for one in self.account.cycles if one.cycle.holds(self.basis.today)), None)

    @property
    def entries(self) -> tuple[Counted, ...]:
        """Every entry, those of no cycle first."""
        return (*self.account.outside, *(entry for cycle in self.account.cycles for entry in cycle.entries))


def statement(basis: Basis, claims: Sequence[LiveClaim]) -> Statement:
    """The claims of the basis's programme counted; they come in the order of the chain."""
    mine = [live for live in claims if live.claim.programme_id == basis.programme_id]
    return Statement(basis, count(basis.rules, basis.member, hours_of(mine, basis.missing), basis.today))


def counting_rules(rules: Rules) -> CpdRules | None:
    """How a programme's hours count; without a minimum of its own the programme's holds, and gates nothing."""
    cpd, asked = rules.cpd, rules.minimum
    if cpd is None or cpd.minimum is not None or (asked.minutes is None and asked.meetings is None):
        return cpd
    minimum = CpdMinimum(
        minutes=asked.minutes, meetings=asked.meetings, needs=asked.needs, within_months=asked.within_months
    )
    return cpd.model_copy(update={"minimum": minimum})
