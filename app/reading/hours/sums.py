"""Parts of the time told, added up: hours in all, by mode and by partner (contract, rules 4 and 13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from app.reading.contract import Evidence, Hours
from app.reading.explained import PassedOver

_HOUR = 60
_MOST_MINUTES = 60 * 120  # more than this in a month is a slip of the pen


@dataclass(frozen=True, slots=True)
class Problem:
    """What is unclear: the key of a question in the vocabulary, and the words it needs."""

    question: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """Hours that stand, or the problem that keeps them from standing.

    `of_partners`: the hours of each partner that was told apart, by full name; only where there are several.
    `passed`: amounts that were left out.
    """

    hours: Hours | None = None
    problem: Problem | None = None
    evidence: tuple[Evidence, ...] = ()
    of_partners: Mapping[str, Hours] = field(default_factory=dict)
    passed: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Minutes in one mode, and whose they are; `partners` are places in the context's list."""

    minutes: Fraction
    mode: str
    partners: tuple[int, ...]
    each_partner: bool
    words: str


def in_hours(minutes: Fraction) -> str:
    """Minutes as a short figure of hours, for questions."""
    return f"{float(minutes / _HOUR):.2f}".rstrip("0").rstrip(".")


def summed(parts: Sequence[Part], partners: Sequence[str], *, together: bool = False) -> Tally:
    """The parts as hours; with several `partners` (full names), what each of them had too.

    `together`: hours that name no single partner were with several of them at once; whose they are stays open.
    """
    if not parts:
        return Tally()
    several = len(partners) > 1
    parts = [_for_all(part, len(partners)) if several else part for part in parts]
    total = sum_of(parts)
    if total > _MOST_MINUTES:
        return Tally(problem=Problem("amount_vague", {"words": parts[0].words}))
    shared = next((part for part in parts if several and part.minutes and not _is_parted(part)), None)
    if shared and not together:
        named = {"total": in_hours(shared.minutes), "partners": ", ".join(partners)}
        return Tally(problem=Problem("which_partner", named))
    whose = _of_partners(parts, partners) if several and not shared else {}
    by_partner = {name: sum_of(own) for name, own in whose.items()}
    hours = Hours(_decimal(total), _decimals(minutes_by_mode(parts)), _decimals(by_partner))
    of_partners = {name: _hours_of(own) for name, own in whose.items()}
    return Tally(hours, evidence=tuple(_evidence(parts)), of_partners=of_partners)


def _is_parted(part: Part) -> bool:
    """Whether it is clear how much of the part each of its partners had."""
    return len(part.partners) == 1 or part.each_partner


def _of_partners(parts: Sequence[Part], partners: Sequence[str]) -> dict[str, list[Part]]:
    out: dict[str, list[Part]] = {}
    for part in parts:
        for whose in part.partners:
            share = replace(part, minutes=part.minutes / len(part.partners))
            out.setdefault(partners[whose], []).append(share)
    return out


def _hours_of(parts: Sequence[Part]) -> Hours:
    return Hours(_decimal(sum_of(parts)), _decimals(minutes_by_mode(parts)))


def _for_all(part: Part, partners: int) -> Part:
    """`an hour with each of them` names nobody: it holds for every partner."""
    if not part.each_partner or part.partners:
        return part
    return replace(part, minutes=part.minutes * partners, partners=tuple(range(partners)))


def _evidence(parts: Sequence[Part]) -> Iterable[Evidence]:
    nothing = not any(part.minutes for part in parts)
    for part in parts:
        if part.words and (part.minutes or nothing):
            yield Evidence(f"hours.by_mode.{part.mode}" if part.minutes else "hours.total", part.words)


def minutes_by_mode(parts: Sequence[Part]) -> dict[str, Fraction]:
    """Minutes of each mode; modes without any are left out."""
    out: dict[str, Fraction] = {}
    for part in parts:
        if part.minutes:
            out[part.mode] = out.get(part.mode, Fraction(0)) + part.minutes
    return out


def sum_of(parts: Sequence[Part]) -> Fraction:
    """Minutes of all parts together."""
    return sum((part.minutes for part in parts), Fraction(0))


def _decimals(amounts: Mapping[str, Fraction]) -> dict[str, Decimal]:
    return {key: _decimal(minutes) for key, minutes in amounts.items() if minutes}


def _decimal(minutes: Fraction) -> Decimal:
    hours = minutes / _HOUR
    return Decimal(hours.numerator) / Decimal(hours.denominator)
