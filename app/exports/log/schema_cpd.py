"""What of an hour log counts as professional development, as part of its record: figures, and all they follow from."""

from typing import Annotated, Literal

from pydantic import Field

from app.ledger.format import Count, Day, Exact, Id, Minutes, Text
from app.programmes.cpd_rules import CpdRules, Words

Sum = Annotated[int, Field(ge=0, le=2**53 - 1)]
Hundredths = Annotated[int, Field(ge=0, le=2**53 - 1, description="hundredths of a unit, cut and never raised")]


class ReasonRow(Exact):
    """One reason for what counts of an entry; `docs/cpd.md` explains each."""

    why: Literal[
        "counted",
        "capped",
        "rounded",
        "withdrawn",
        "unconfirmed",
        "disputed",
        "silent",
        "role",
        "mode",
        "supervisor",
        "incomplete",
        "late",
        "no_own_date",
        "outside",
        "between",
        "below_minimum",
    ]
    cap: Text | None
    cap_of: Literal["category_year", "category_cycle", "year", "cycle"] | None
    fields: list[Text]
    until: Day | None


class CountedEntry(Exact):
    """One claim: its minutes as logged, of them those that qualify, and why."""

    seq: Count
    entry: Id
    category: Text | None
    logged: Minutes
    minutes: Minutes
    units: Hundredths
    reasons: list[ReasonRow]


class RoleRow(Exact):
    """Minutes logged in one role, and of them those that qualify."""

    logged: Sum
    minutes: Sum


class CategoryRow(Exact):
    """One category in one cycle: minutes by role, units of its own hours, and those carried in from earlier cycles."""

    key: Text
    roles: dict[Text, RoleRow]
    units: Hundredths
    carried: Hundredths


class MinimumRow(Exact):
    """Where the member stands to the minimum: the best stretch, and what it lacks; null where that is not asked."""

    reached: bool
    minutes: Sum
    meetings: Sum
    missing_minutes: Sum | None
    missing_meetings: Sum | None
    missing_units: Hundredths | None


class CycleRow(Exact):
    """One cycle, first and last day included."""

    starts: Day
    ends: Day
    logged: Sum
    minutes: Sum
    units: Hundredths
    carried_out: Hundredths
    minimum: MinimumRow | None
    categories: list[CategoryRow]
    entries: list[CountedEntry]


class CountedBy(Exact):
    """A version of a programme's rules, and its part on professional development."""

    id: Id
    number: Count
    cpd: CpdRules


class ProgrammeRow(Exact):
    """A programme by its id and its name when the log was made."""

    id: Id
    name: Text


class VersionRow(Exact):
    """A version of a programme's rules and the local days on which it holds, both included; null is open."""

    programme: Id
    since: Day | None
    until: Day | None
    rules: CountedBy


class TieRow(Exact):
    """Somebody in a line of reporting with the member, and the local days, both included; null is open."""

    person: Id
    since: Day | None
    until: Day | None


class EarlierDateRow(Exact):
    """A date that the member's cycles ran from, and the local day on which another one took its place."""

    own_date: Day | None
    corrected_on: Day


class Qualifying(Exact):
    """What of the hours under one body's rules counts. Everything from `cycles` on follows from `entries` and the rest.

    `programmes` are those whose hours are counted together, `programme` the first of them. An hour counts by the
    version in `versions` that holds for its programme on its day, a cycle by that of its first day; `rules` are
    those of the day of counting, and all there is in logs of the first edition. `counted_on` is the member's local
    day. `own_date` is the latest, `earlier_dates` those before it in order: cycles that had ended when a date was put
    right stay as they were. `line` are the people in `ties`. `missing` names by claim the fields that the body requires
    and the claim lacks, `told` the local day on which we were told of a claim, where that is before it was recorded.
    """

    programme: Id
    rules: CountedBy
    counted_on: Day
    own_date: Day | None
    line: list[Id]
    missing: dict[Id, list[Text]]
    edition: Literal[1, 2] = Field(1, description="how hours were counted; 1 and none of what follows in older logs")
    programmes: list[ProgrammeRow] = Field(default_factory=list)
    versions: list[VersionRow] = Field(default_factory=list)
    ties: list[TieRow] = Field(default_factory=list)
    told: dict[Id, Day] = Field(default_factory=dict)
    earlier_dates: list[EarlierDateRow] = Field(default_factory=list)
    cycles: list[CycleRow]
    outside: list[CountedEntry]


class Uncounted(Exact):
    """Hours that this log shows and does not count, for it leaves out others under the same body's rules.

    `body` is the name of the body, if its rules give one, `programmes` are those of `claims`, the claims' entries by
    number. The log is narrowed by its days, by programmes, or by both.
    """

    body: Words | None
    programmes: list[ProgrammeRow]
    narrowed_by: Annotated[list[Literal["days", "programmes"]], Field(min_length=1)]
    claims: Annotated[list[Count], Field(min_length=1)]
