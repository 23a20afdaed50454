"""How a body counts hours as continuing professional development (T4, H4), as data: cycles, categories, caps, rounding.

Amounts of units are decimal numbers written as text with at most two decimals (`"20"`, `"7.5"`) and factors fractions
(`"1"`, `"0.5"`, `"1/3"`): nothing here or in `app.cpd` is ever a float.
"""

import tomllib
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from importlib import resources
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from app.programmes.section import Minutes, Mode, Role, Section

PACKS: Final = ("apega-like", "aset-like", "oacett-like")


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _both(value: Any) -> Any:
    return {"en": value, "fr": value} if isinstance(value, str) else value


Units = Annotated[str, BeforeValidator(_text), Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,2})?$")]
Factor = Annotated[str, BeforeValidator(_text), Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}|/[1-9][0-9]{0,3})?$")]


class Words(Section):
    """A name in both languages; a plain text is the name in both."""

    en: str = Field(min_length=1)
    fr: str = Field(min_length=1)


Named = Annotated[Words, BeforeValidator(_both)]


class Span(Section):
    """A listed cycle, first and last day included."""

    starts: date
    ends: date

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.ends < self.starts:
            raise ValueError(f"a cycle ends on {self.ends}, before it starts on {self.starts}")
        return self


class CycleRules(Section):
    """When a member's cycles begin and end, in local days.

    `calendar_year`: from 1 January, `years` long, counted from the year of the member's own date, else of `first`.
    `anniversary`: from the member's own date, `years` long. `fixed`: the listed `spans`, or from `first` on, `years`
    long, the same for everybody. `leap_day` is when a cycle begins whose date is a 29 February that the year lacks.
    """

    kind: Literal["calendar_year", "anniversary", "fixed"] = "calendar_year"
    years: int = Field(1, ge=1, le=5)
    first: date | None = None
    spans: tuple[Span, ...] = ()
    leap_day: Literal["02-28", "03-01"] = "03-01"

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.spans and self.kind != "fixed":
            raise ValueError("only fixed cycles are listed as spans")
        if self.kind == "fixed" and (self.first is None) == (not self.spans):
            raise ValueError("fixed cycles need either first or spans")
        if any(after.starts <= before.ends for before, after in zip(self.spans, self.spans[1:], strict=False)):
            raise ValueError("spans must follow one another without overlapping")
        return self


class Caps(Section):
    """The most units that count: in a cycle, and in each year of a cycle, counted from its first day."""

    per_cycle: Units | None = None
    per_year: Units | None = None


class Category(Section):
    """What hours count as: the first category that takes an entry's role and mode has it.

    `units_per_hour` is the factor. Without `modes` every mode counts; without roles the category takes no hours of its
    own, only what is carried over into it.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    name: Named
    roles: tuple[Role, ...] = ("mentor", "mentee", "facilitator")
    modes: tuple[Mode, ...] | None = None
    units_per_hour: Factor = "1"
    caps: Caps = Caps()

    @field_validator("units_per_hour")
    @classmethod
    def _counts(cls, factor: str) -> str:
        if Fraction(factor) == 0:
            raise ValueError("a factor of 0 would count nothing; leave the category out")
        return factor

    def takes(self, role: str, mode: str) -> bool:
        """Whether hours of this role and mode belong here."""
        return role in self.roles and (self.modes is None or mode in self.modes)


class Rounding(Section):
    """How units are rounded: to a multiple of `step`, each entry, or once the sum of a category in a cycle.

    `nearest` takes a half up. With `none` units stay exact fractions.
    """

    rule: Literal["none", "nearest", "down"] = "none"
    step: Units = "0.25"
    of: Literal["entry", "cycle"] = "entry"

    @field_validator("step")
    @classmethod
    def _positive(cls, step: str) -> str:
        if Fraction(step) == 0:
            raise ValueError("a step of 0 rounds to nothing")
        return step

    def rounded(self, units: Fraction) -> Fraction:
        """The amount after the rule; exact where it is `none`."""
        if self.rule == "none":
            return units
        step = Fraction(self.step)
        lift = Fraction(1, 2) if self.rule == "nearest" else 0
        return (units / step + lift) // 1 * step


class CpdMinimum(Section):
    """What a cycle must reach: minutes, meetings or units, of those set `either` or `both` (all).

    Minutes and meetings are those that pass every other test, before any cap, and with `within_months` must come
    together in one stretch of so many months inside the cycle. A meeting is a day on which a pair met, in one of
    `meeting_modes`. With `gate` hours outside of every such stretch do not count at all.
    """

    minutes: Minutes | None = None
    meetings: int | None = Field(None, ge=0)
    units: Units | None = None
    needs: Literal["either", "both"] = "either"
    within_months: int | None = Field(None, ge=1, le=60)
    meeting_modes: tuple[Mode, ...] = ("in_person", "video", "phone", "other")
    gate: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.gate and (self.units is not None or (self.minutes is None and self.meetings is None)):
            raise ValueError("a gate is made of minutes or meetings, and not of units")
        return self


class CarryOver(Section):
    """What is taken into later cycles: units over a cap, or own units over the minimum's `units`.

    At most `most` from one cycle, into the category `into` (the same one without it), for `cycles` cycles; what lapses
    first is used first. Units over a cap count in the next cycle before its own hours, under its caps. Units over the
    minimum count there as far as the minimum still lacks them.
    """

    of: Literal["over_cap", "over_minimum"] = "over_cap"
    most: Units | None = None
    into: str | None = None
    cycles: int = Field(1, ge=1, le=5)


class Late(Section):
    """From when on hours are recorded too late to count: days after the session, days after the cycle's last day."""

    after_session_days: int | None = Field(None, ge=0, le=3660)
    after_cycle_days: int | None = Field(None, ge=0, le=3660)


class CpdRules(Section):
    """How hours count. `{pack = "name"}` alone is that pack; packs are examples and bind nobody.

    `body` names who counts: hours under rules of one body are counted together, in whichever programme they are logged.
    `since` is the first local day on which these rules hold; without it that is the day on which they were set.
    `confirmed_only`: where the programme asks somebody to confirm hours, only confirmed ones count; `silence_counts`
    says whether a deadline that passed in silence confirms. `own_supervisor` counts hours with one's own supervisor,
    or with those one supervises.
    """

    pack: str | None = None
    body: Named | None = None
    since: date | None = None
    unit: Named = Words(en="h", fr="h")
    cycle: CycleRules = CycleRules()
    categories: tuple[Category, ...] = Field(min_length=1)
    caps: Caps = Caps()
    minimum: CpdMinimum | None = None
    rounding: Rounding = Rounding()
    carry_over: CarryOver | None = None
    late: Late = Late()
    confirmed_only: bool = True
    silence_counts: bool = True
    own_supervisor: bool = False

    @model_validator(mode="before")
    @classmethod
    def _as_written_before(cls, body: Any) -> Any:
        if not isinstance(body, dict):
            return body
        return pack_body(body["pack"]) if set(body) == {"pack"} else _grown(body)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        keys = [category.key for category in self.categories]
        if len(set(keys)) < len(keys):
            raise ValueError("two categories have the same key")
        if self.carry_over and self.carry_over.into not in (None, *keys):
            raise ValueError(f"carry_over.into names no category: {self.carry_over.into!r}")
        if self.carry_over and self.carry_over.of == "over_minimum" and not (self.minimum and self.minimum.units):
            raise ValueError("what is over the minimum is carried only where the minimum has units")
        return self

    @property
    def body_key(self) -> str:
        """The same for rules of one body: by its name, else by the pack, else by the unit and the categories."""
        if self.body or self.pack:
            return f"body {self.body.en.casefold()}" if self.body else f"pack {self.pack}"
        return " ".join((self.unit.en, *sorted(category.key for category in self.categories)))

    def category_for(self, role: str, mode: str) -> Category | None:
        """The category of an entry, `None` when none takes its role and mode."""
        return next((category for category in self.categories if category.takes(role, mode)), None)


def pack_body(name: object) -> dict[str, Any]:
    """The data of a ready pack.

    Raises:
        ValueError: when there is no pack of that name.

    """
    if name not in PACKS:
        raise ValueError(f"no pack is called {name!r}; there are: {', '.join(PACKS)}")
    source = resources.files("app.programmes") / "cpd_packs" / f"{name}.toml"
    return {"pack": name, **tomllib.loads(source.read_text(encoding="utf-8"))}


def cpd_pack(name: str) -> CpdRules:
    """A ready pack.

    Raises:
        ValueError: when there is no pack of that name.

    """
    return CpdRules.model_validate(pack_body(name))


def _grown(body: dict[str, Any]) -> dict[str, Any]:
    """Rules of the first form: one category by its name, the unit `hour`, the kind of cycle alone."""
    known = dict(body)
    if "category" in known:
        known["categories"] = [{"key": "mentoring", "name": known.pop("category")}]
    if known.get("unit") == "hour":
        known["unit"] = "h"
    if isinstance(known.get("cycle"), str):
        known["cycle"] = _cycle_alone(known["cycle"])
    return known


def _cycle_alone(kind: str) -> dict[str, Any]:
    """`fixed` without dates, as it could be stored once, is fixed on calendar years."""
    return {"kind": kind, **({"first": "2000-01-01"} if kind == "fixed" else {})}


def names(categories: Sequence[Category], language: str) -> tuple[str, ...]:
    """The names of categories in a language of ours."""
    return tuple(category.name.fr if language == "fr" else category.name.en for category in categories)
