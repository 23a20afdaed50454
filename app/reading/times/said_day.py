"""A day as it was said, before it is placed in a calendar."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day at the tokens `first` to `end` (excluded).

    Either `shift` days from today, or a `weekday` (0 is Monday) before or after it, or a day of a month. `swapped`:
    figures that may also be read with day and month exchanged.
    """

    first: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    swapped: bool = False
    shift: int | None = None
    weekday: int | None = None
    coming: bool = False
