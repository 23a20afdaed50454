"""A reading as the JSON that is stored, and back."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from app.reading.answered import item_from_json
from app.reading.contract import (
    Evidence,
    Hours,
    Kind,
    NextMeeting,
    Outcome,
    PartnerSaid,
    Reading,
    SaidMeeting,
    Status,
)
from app.reading.explained import explanation_from_json
from app.reading.tasks import task_from_json


def reading_to_json(reading: Reading) -> dict[str, object]:
    """The contract's object, and beside it why the reading is what it is."""
    return {**reading.to_json(), "explanation": reading.explanation.to_json()}


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """The reading whose `to_json()` or `reading_to_json` gave `data`; what was not read yet then is empty."""
    return Reading(
        kind=Kind(data["kind"]),
        outcome=Outcome(data["outcome"]),
        reply_text=data["reply_text"],
        period=data["period"],
        correction=data["correction"],
        answer=data["answer"],
        hours=_hours(data["hours"]),
        meetings=tuple(_meeting(meeting) for meeting in data["meetings"]),
        status=Status(data["status"]),
        wants_help=data["wants_help"],
        safeguarding=data["safeguarding"],
        next_meeting=_next_meeting(data["next_meeting"]),
        homework=tuple(data["homework"]),
        topics=tuple(data["topics"]),
        questions=tuple(data["questions"]),
        evidence=tuple(Evidence(piece["field"], piece["text"]) for piece in data["evidence"]),
        partners=tuple(_partner(said) for said in data.get("partners", ())),
        command=data.get("command"),
        answers=tuple(item_from_json(said) for said in data.get("answers", ())),
        goals=tuple(task_from_json(goal) for goal in data.get("goals", ())),
        actions=tuple(task_from_json(action) for action in data.get("actions", ())),
        attended=tuple(data.get("attended", ())),
        fields_missing=tuple(data.get("fields_missing", ())),
        explanation=explanation_from_json(data.get("explanation")),
    )


def _hours(data: Mapping[str, Any] | None) -> Hours | None:
    if data is None:
        return None
    return Hours(_decimal(data["total"]), _decimals(data["by_mode"]), _decimals(data.get("by_partner", {})))


def _decimals(amounts: Mapping[str, float]) -> dict[str, Decimal]:
    return {name: _decimal(amount) for name, amount in amounts.items()}


def _decimal(amount: float) -> Decimal:
    return Decimal(str(amount))


def _meeting(data: Mapping[str, Any]) -> SaidMeeting:
    return SaidMeeting(
        date=_day(data["date"]),
        start=_clock(data["start"]),
        end=_clock(data["end"]),
        minutes=data["minutes"],
        mode=data["mode"],
        partner=data["partner"],
    )


def _partner(data: Mapping[str, Any]) -> PartnerSaid:
    return PartnerSaid(data["name"], Status(data["status"]), _hours(data["hours"]), data.get("answer"))


def _next_meeting(data: Mapping[str, Any] | None) -> NextMeeting | None:
    return None if data is None else NextMeeting(_day(data["date"]), _clock(data["start"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
