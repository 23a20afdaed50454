"""Why minutes count or do not, as values; `app.cpd.words` has the sentences. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class Why(StrEnum):
    """One reason of one entry."""

    COUNTED = "counted"
    CAPPED = "capped"
    ROUNDED = "rounded"
    WITHDRAWN = "withdrawn"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"
    SILENT = "silent"
    ROLE = "role"
    MODE = "mode"
    SUPERVISOR = "supervisor"
    INCOMPLETE = "incomplete"
    LATE = "late"
    NO_OWN_DATE = "no_own_date"
    OUTSIDE = "outside"
    BETWEEN = "between"
    BELOW_MINIMUM = "below_minimum"


CapOf = Literal["category_year", "category_cycle", "year", "cycle"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with what its sentence names.

    `cap` and `cap_of`: the cap that was reached, in units, and what it is for. `fields`: what is missing. `until`: the
    last day on which it would not have been late.
    """

    why: Why
    cap: str | None = None
    cap_of: CapOf | None = None
    fields: tuple[str, ...] = ()
    until: date | None = None
