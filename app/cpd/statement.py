"""A member's hours under one body's rules: what they are counted by, and what they come to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.cpd.account import Account, Counted, CycleAccount
from app.cpd.claims import NOTHING_BESIDES, Besides, hours_of, last_day
from app.cpd.counting import Question, count
from app.cpd.rulebook import Version
from app.ledger.states import LiveClaim
from app.programmes.cpd_rules import CpdMinimum, CpdRules
from app.programmes.rules import Rules


@dataclass(frozen=True, slots=True)
class Basis:
    """All that counting stands on besides the ledger's entries.

    `programmes` are those whose hours are counted together, each with its name.
    """

    asked: Question
    programmes: Mapping[UUID, str]
    besides: Besides = NOTHING_BESIDES

    @property
    def today(self) -> date:
        """The member's local day."""
        return self.asked.today

    @property
    def version(self) -> Version:
        """The version that decides today."""
        return self.asked.book.deciding(self.today)

    def takes(self, live: LiveClaim) -> bool:
        """Whether the claim counts by these rules."""
        return self.asked.book.takes(live.claim.programme_id, last_day(live))


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of a member with what it stands on."""

    basis: Basis
    account: Account

    @property
    def rules(self) -> CpdRules:
        """Those that decide today."""
        return self.basis.version.rules

    @property
    def current(self) -> CycleAccount | None:
        """The cycle of the day of counting; `None` where that lies in none."""
        return next((one for one in reversed(self.account.cycles) if one.cycle.holds(self.basis.today)), None)

    @property
    def entries(self) -> tuple[Counted, ...]:
        """Every entry, those of no cycle first."""
        return (*self.account.outside, *(entry for cycle in self.account.cycles for entry in cycle.entries))


def statement(basis: Basis, claims: Sequence[LiveClaim]) -> Statement:
    """Those of the claims counted that the basis takes; they come in the order of the chain."""
    mine = [live for live in claims if basis.takes(live)]
    return Statement(basis, count(basis.asked, hours_of(mine, basis.besides)))


def counting_rules(rules: Rules) -> CpdRules | None:
    """How a programme's hours count; without a minimum of its own the programme's holds, and gates nothing."""
    cpd, asked = rules.cpd, rules.minimum
    if cpd is None or cpd.minimum is not None or (asked.minutes is None and asked.meetings is None):
        return cpd
    minimum = CpdMinimum(
        minutes=asked.minutes, meetings=asked.meetings, needs=asked.needs, within_months=asked.within_months
    )
    return cpd.model_copy(update={"minimum": minimum})
