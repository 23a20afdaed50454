"""A programme's rules as data (T3, T4): pure, versioned by `ProgrammeRules`, validated here.

Durations of programmes are months, of meetings and hours whole minutes, of waits whole days.
"""

import tomllib
from datetime import date, time
from enum import StrEnum
from importlib import resources
from typing import Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator

from app.errors import AppError
from app.programmes.cpd_rules import CpdRules
from app.programmes.section import Days, Minutes, Mode, Role
from app.programmes.section import Section as _Section

PRESETS = ("aset", "oacett-cpd")

Required = Literal["date", "times", "mode", "topics", "confirmation"]
"""What a body may require of an hour (H6), beside its length and the names of both, which every hour has."""


class InvalidRules(AppError):
    """Rules that do not hold; the message names each field and what it may be."""


class Confirmation(StrEnum):
    """Who must confirm an hour before it counts (T4, H3)."""

    NOBODY = "none"
    PARTNER = "partner"
    COORDINATOR = "coordinator"
    EITHER = "either"


class Duration(_Section):
    """How long a match lasts, and each renewal."""

    months: int = Field(ge=1, le=60)
    renewal_months: int = Field(0, ge=0, le=60)


class Meetings(_Section):
    """How often and how long a pair meets; `None` where the programme sets no limit."""

    minimum: int | None = Field(None, ge=0)
    maximum: int | None = Field(None, ge=1)
    shortest_minutes: Minutes | None = None
    longest_minutes: Minutes | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum} is above maximum {self.maximum}")
        return self


class Minimum(_Section):
    """What a participation must reach: minutes, meetings, and whether one or both are needed (E: either)."""

    minutes: Minutes | None = None
    meetings: int | None = Field(None, ge=0)
    needs: Literal["either", "both"] = "either"
    within_months: int | None = Field(None, ge=1, le=60)


class CheckInRules(_Section):
    """When people are asked and how often again (C: monthly, answer within 7 days).

    `day` of the month and `hour` are local to the programme's zone. The month asked about is the one before.
    """

    roles: tuple[Role, ...] = ("mentor", "mentee")
    day: int = Field(1, ge=1, le=28)
    hour: int = Field(9, ge=0, le=23)
    answer_within_days: Days = 7
    remind_after_days: tuple[Days, ...] = (4, 7)
    escalate_after_days: Days = 10

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if list(self.remind_after_days) != sorted(set(self.remind_after_days)):
            raise ValueError(f"remind_after_days must rise, got {list(self.remind_after_days)}")
        if self.remind_after_days and self.escalate_after_days < self.remind_after_days[-1]:
            raise ValueError("escalate_after_days must not come before the last reminder")
        return self


class HourRules(_Section):
    """Which roles claim hours, who confirms them, and the amount a month above which we ask before recording.

    `required` is what the programme's body wants of every hour that is to qualify (H6).
    """

    claimed_by: tuple[Role, ...] = ("mentor",)
    confirmed_by: Confirmation = Confirmation.NOBODY
    ask_above_minutes: Minutes = 60 * 60
    required: tuple[Required, ...] = ()

    @model_validator(mode="after")
    def _can_be_confirmed(self) -> Self:
        if "confirmation" in self.required and self.confirmed_by is Confirmation.NOBODY:
            raise ValueError("hours that nobody confirms cannot be required to be confirmed")
        return self


class IntegrityRules(_Section):
    """From where on hours are worth a coordinator's look. Nothing is ever dropped for it.

    Sessions of one person overlap from `overlap_minutes` on. A day holds `day_minutes`, a month `month_minutes`: as
    much as one reply may tell before we ask (`hours.ask_above_minutes`), here over all mails, matches and programmes.
    An entry is late after `late_after_days`. The two sides of a session may differ by `minutes_apart` in its length
    and by `starts_apart` in its beginning, and are taken to tell of the same one up to `days_apart`. Words are copied
    where `likeness` in a hundred of them stand elsewhere.
    """

    overlap_minutes: int = Field(5, ge=1, le=24 * 60)
    day_minutes: int = Field(16 * 60, ge=1, le=24 * 60)
    month_minutes: int = Field(60 * 60, ge=1, le=31 * 24 * 60)
    late_after_days: Days = 60
    minutes_apart: Minutes = 15
    starts_apart: Minutes = 30
    days_apart: int = Field(2, ge=0, le=14)
    likeness: int = Field(80, ge=50, le=100)


class AttestationRules(_Section):
    """How long whoever is asked has to confirm hours, when they are reminded, and what silence means (H3).

    Days count from the mail that asked. Where `silence_attests`, hours that nobody answers for count as confirmed,
    and every log says that it was by silence.
    """

    answer_within_days: int = Field(14, ge=1, le=366)
    remind_after_days: tuple[Days, ...] = (7,)
    silence_attests: bool = False

    @model_validator(mode="after")
    def _in_time(self) -> Self:
        if list(self.remind_after_days) != sorted(set(self.remind_after_days)):
            raise ValueError(f"remind_after_days must rise, got {list(self.remind_after_days)}")
        if self.remind_after_days and self.remind_after_days[-1] >= self.answer_within_days:
            raise ValueError("the last reminder must come before the time to answer is over")
        return self


class PairRules(_Section):
    """Whether members may register pairs that formed elsewhere, by mail (M8), and what the other is promised.

    The other has `answer_within_days` to consent; silence is a no. `keep_years` is how long the body keeps what it
    has on record about somebody who consented, after the last entry; then they are erased.
    """

    by_mail: Literal["no", "coordinator", "yes"] = "no"
    answer_within_days: int = Field(14, ge=1, le=90)
    keep_years: int = Field(7, ge=1, le=50)


class MailBudget(_Section):
    """The most mails a month one person gets unasked (I12): check-in, reminders, others."""

    reminders: int = Field(2, ge=0, le=10)
    others: int = Field(2, ge=0, le=20)


class QuietHours(_Section):
    """The hours of the night, local to each person, in which no mail comes that nobody asked for."""

    begins: time = time(21)
    ends: time = time(8)

    @field_validator("begins", "ends")
    @classmethod
    def _local(cls, at: time) -> time:
        if at.tzinfo is not None:
            raise ValueError("quiet hours are local times without a zone")
        return at

    @model_validator(mode="after")
    def _leaves_a_day(self) -> Self:
        if self.begins == self.ends:
            raise ValueError("quiet hours that begin when they end would last all day")
        return self

    @property
    def over_midnight(self) -> bool:
        """Whether they begin on one day and end on the next."""
        return self.begins > self.ends


class Rules(_Section):
    """All rules of one programme, as one version of `ProgrammeRules.body`."""

    preset: str
    timezone: str
    languages: tuple[Literal["en", "fr"], ...] = Field(("en", "fr"), min_length=1)
    duration: Duration
    meetings: Meetings = Meetings()
    minimum: Minimum = Minimum()
    check_in: CheckInRules = CheckInRules()
    modes: tuple[Mode, ...] = Field(("in_person", "email", "video", "phone", "other"), min_length=1)
    goal_categories: tuple[str, ...] = ()
    hours: HourRules = HourRules()
    attestation: AttestationRules = AttestationRules()
    cpd: CpdRules | None = None
    integrity: IntegrityRules = IntegrityRules()
    pairs: PairRules = PairRules()
    mail_budget: MailBudget = MailBudget()
    quiet_hours: QuietHours | None = QuietHours()
    holidays: tuple[date, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone is called {name!r}") from error
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The programme's zone; periods are its months."""
        return ZoneInfo(self.timezone)


def validated(body: object) -> Rules:
    """Rules from JSON or TOML data.

    Raises:
        InvalidRules: with one part per field: where it stands, what is wrong, what was given.

    """
    try:
        return Rules.model_validate(body)
    except ValidationError as error:
        faults = (f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise InvalidRules("rules: " + "; ".join(faults)) from error


def preset(name: str) -> Rules:
    """A ready set of rules (T5).

    Raises:
        InvalidRules: when there is no preset of that name.

    """
    if name not in PRESETS:
        raise InvalidRules(f"no preset is called {name!r}; there are: {', '.join(PRESETS)}")
    source = resources.files("app.programmes") / "presets" / f"{name}.toml"
    return validated(tomllib.loads(source.read_text(encoding="utf-8")))
