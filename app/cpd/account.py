"""What counting comes to: a member's cycles with their categories and entries. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.cpd.facts import Hours
from app.cpd.minimum import Standing
from app.cpd.reasons import Reason
from app.cpd.spans import Cycle
from app.programmes.cpd_rules import CpdRules

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """One entry: of its minutes those that qualify, what they come to in units, and why."""

    hours: Hours
    category: str | None
    minutes: int
    units: Fraction
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RoleMinutes:
    """Minutes logged in one role, and of them those that qualify."""

    logged: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CategoryAccount:
    """One category in one cycle; `units` are of its own hours, `carried` come from earlier cycles."""

    key: str
    by_role: Mapping[str, RoleMinutes]
    units: Fraction
    carried: Fraction

    @property
    def logged(self) -> int:
        """Minutes logged in all roles."""
        return sum(role.logged for role in self.by_role.values())

    @property
    def minutes(self) -> int:
        """Minutes that qualify, in all roles."""
        return sum(role.minutes for role in self.by_role.values())


@dataclass(frozen=True, slots=True)
class CycleAccount:
    """One cycle and the rules that decide for it, with every category that its entries have.

    `logged` also holds hours that no category takes; `carried_out` is usable in later cycles only.
    """

    cycle: Cycle
    rules: CpdRules
    categories: tuple[CategoryAccount, ...]
    entries: tuple[Counted, ...]
    units: Fraction
    carried_out: Fraction
    standing: Standing | None

    @property
    def logged(self) -> int:
        """Minutes logged."""
        return sum(entry.hours.minutes for entry in self.entries)

    @property
    def minutes(self) -> int:
        """Minutes that qualify."""
        return sum(entry.minutes for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Account:
    """All cycles in order, and the entries that lie in none."""

    cycles: tuple[CycleAccount, ...]
    outside: tuple[Counted, ...]


def hundredths(units: Fraction) -> int:
    """Units as whole hundredths, cut and never rounded up: nothing reads as reached that is not."""
    return int(units * HUNDREDTHS // 1)
