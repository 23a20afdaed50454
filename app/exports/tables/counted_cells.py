"""What of each claim counts as professional development, as the last cells of its row in the tables (H4, X2).

Where the log leaves hours out and cannot say it, the last cell says so. All are empty where the rules count nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from app.cpd.account import HUNDREDTHS, hundredths
from app.cpd.reasons import Reason
from app.cpd.words import category_words, named, reasons_words
from app.exports.log.qualifying import CountedClaim, counted_claims
from app.exports.log.schema import HourLog
from app.exports.log.schema_cpd import Uncounted
from app.exports.log.uncounted import programme_of, uncounted_code, uncounted_reason
from app.language import mark as _

HEADER: Final = ("programme", "counts_as", "counts_minutes", "counts_units", "unit", "why")
COLUMNS: Final = (
    _("Programme"),
    _("Counts as"),
    _("Minutes that count"),
    _("Units that count"),
    _("Unit"),
    _("Why"),
)
NOTHING: Final = (None,) * len(HEADER)
_BLANK: Final = ("",) * (len(HEADER) - 2)


def csv_cells(log: HourLog) -> Mapping[int, tuple[str | int, ...]]:
    """Number of a claim's entry -> its cells under `HEADER`, the same in every language."""
    counted = {seq: _csv_cells(claim) for seq, claim in counted_claims(log).items()}
    return {seq: (name, *_BLANK, uncounted_code(row)) for seq, name, row in _uncounted(log)} | counted


def value_cells(log: HourLog, locale: str) -> Mapping[int, tuple[str | int | float, ...]]:
    """The same under `COLUMNS`, in the reader's language; units are numbers."""
    counted = {seq: _value_cells(claim, locale) for seq, claim in counted_claims(log).items()}
    return {seq: (name, *_BLANK, uncounted_reason(row, locale)) for seq, name, row in _uncounted(log)} | counted


def _uncounted(log: HourLog) -> Iterator[tuple[int, str, Uncounted]]:
    """Each claim that the log does not count, with its programme and what says why."""
    for row in log.uncounted:
        yield from ((seq, name, row) for seq, name in programme_of(log, row).items())


def _csv_cells(claim: CountedClaim) -> tuple[str | int, ...]:
    counted, cents = claim.counted, hundredths(claim.counted.units)
    units = f"{cents // HUNDREDTHS}.{cents % HUNDREDTHS:02}"
    why = "; ".join(_code(reason) for reason in counted.reasons)
    return claim.programme, counted.category or "", counted.minutes, units, claim.rules.unit.en, why


def _code(reason: Reason) -> str:
    """A reason with what it names: `capped category_year 20`, `incomplete date topics`, `late 2026-01-31`."""
    until = "" if reason.until is None else reason.until.isoformat()
    parts = (reason.why.value, reason.cap_of or "", reason.cap or "", *reason.fields, until)
    return " ".join(part for part in parts if part)


def _value_cells(claim: CountedClaim, locale: str) -> tuple[str | int | float, ...]:
    counted, rules = claim.counted, claim.rules
    return (
        claim.programme,
        category_words(rules, counted.category, locale),
        counted.minutes,
        hundredths(counted.units) / HUNDREDTHS,
        named(rules.unit, locale),
        reasons_words(rules, counted, locale),
    )
