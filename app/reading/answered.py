"""What is said of one thing that a mail asked, and its JSON form. Imports only the standard library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Corrected:
    """What would be right of an entry: decimal `hours`, `mode`, local `day`, `start` and `end`; None: not said."""

    hours: Decimal | None = None
    mode: str | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None

    def __bool__(self) -> bool:
        told = (self.hours, self.mode, self.day, self.start, self.end)
        return any(each is not None for each in told)


NOTHING_CORRECTED = Corrected()


@dataclass(frozen=True, slots=True)
class Details:
    """What is added to hours on record: local `day`, `start` and `end`, the `mode`, and `topics` in their own words.

    Where only the `start` is told, the hours say when they ended.
    """

    day: date | None = None
    start: time | None = None
    end: time | None = None
    mode: str | None = None
    topics: str = ""

    def __bool__(self) -> bool:
        return bool(self.day or self.start or self.end or self.mode or self.topics)

    def to_json(self) -> dict[str, object]:
        """The keys that were said, and `details`, which tells it from a correction."""
        told = {"date": self.day, "start": self.start, "end": self.end}
        written = {key: each.isoformat()[:10] for key, each in told.items() if each is not None}
        words = {"mode": self.mode, "topics": self.topics}
        return {"details": True, **written, **{key: each for key, each in words.items() if each}}


Value = Decimal | str | Corrected | Details | None


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """The answer to one asked item; `item` is its id in the context.

    `answer` is `yes`, `no` or None. `value` is the number of a scale, the choice, the words of a free answer, or what
    would be right of an entry; an item that the reply leaves out has neither.
    """

    item: str
    answer: str | None = None
    value: Value = None

    @property
    def is_told(self) -> bool:
        """Whether the reply says anything of the item."""
        return self.answer is not None or self.value is not None

    def to_json(self) -> dict[str, object]:
        """`{"item", "answer", "value"}`; a correction is an object with the keys that were said."""
        return {"item": self.item, "answer": self.answer, "value": _value_json(self.value)}


def item_from_json(data: Mapping[str, Any]) -> ItemSaid:
    """The answer whose `to_json()` gave `data`."""
    return ItemSaid(data["item"], data["answer"], _value(data["value"]))


def _value_json(value: Value) -> object:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Details):
        return value.to_json()
    if not isinstance(value, Corrected):
        return value
    told = {
        "hours": None if value.hours is None else _number(value.hours),
        "mode": value.mode,
        "date": value.day and value.day.isoformat(),
        "start": value.start and value.start.isoformat()[:5],
        "end": value.end and value.end.isoformat()[:5],
    }
    return {key: each for key, each in told.items() if each is not None}


def _number(value: Decimal) -> float:
    whole = round(float(value), 4)
    return int(whole) if whole.is_integer() else whole


def _value(data: Any) -> Value:
    if isinstance(data, Mapping) and data.get("details"):
        return _details(data)
    if isinstance(data, Mapping):
        hours = data.get("hours")
        told = _details(data)
        return Corrected(None if hours is None else Decimal(str(hours)), told.mode, told.day, told.start, told.end)
    return Decimal(str(data)) if isinstance(data, int | float) else data


def _details(data: Mapping[str, Any]) -> Details:
    day, start, end = data.get("date"), data.get("start"), data.get("end")
    return Details(
        day and date.fromisoformat(day),
        start and time.fromisoformat(start),
        end and time.fromisoformat(end),
        data.get("mode"),
        data.get("topics", ""),
    )
