"""A goal or an agreed task, and what was said of it (G4, G5). Imports only the standard library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What the reply says of a goal or a task: it was set, it is done, or it was given up."""

    SET = "set"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Task:
    """A goal or a task in the words of the reply, or by its name in the context; `due` is a local day."""

    text: str
    state: State
    due: date | None = None

    def to_json(self) -> dict[str, object]:
        """`{"text", "state", "due"}` with an ISO date or null."""
        return {"text": self.text, "state": self.state.value, "due": self.due and self.due.isoformat()}


def task_from_json(data: Mapping[str, Any]) -> Task:
    """The goal or task whose `to_json()` gave `data`."""
    return Task(data["text"], State(data["state"]), data["due"] and date.fromisoformat(data["due"]))
