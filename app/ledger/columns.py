"""What stands in the table's columns beside each body, so that it can be searched; verification compares the two."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any, Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts of one entry as values; `minutes` are whole, date and times local to `zone`, `recorded_at` UTC."""

    tenant_id: UUID
    id: UUID
    kind: str
    recorded_at: datetime
    person_id: UUID
    person_seq: int
    programme_id: UUID
    match_id: UUID
    period: str
    role: str | None
    mode: str | None
    minutes: int | None
    local_date: date | None
    starts: time | None
    ends: time | None
    zone: str | None
    rules_id: UUID | None
    confirmation: str | None
    counterpart_ids: tuple[UUID, ...]
    target_id: UUID | None
    by_id: UUID | None
    by_role: str | None
    means: str | None
    received_mail_id: UUID | None
    item: int | None

    @classmethod
    def of_row(cls, row: Any) -> Self:
        """The columns of a table's row as it was read."""
        values = {field.name: getattr(row, field.name) for field in fields(cls)}
        return cls(**{**values, "counterpart_ids": tuple(row.counterpart_ids or ())})

    def values(self) -> dict[str, Any]:
        """Column name -> value, to make a row."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {
            "counterpart_ids": list(self.counterpart_ids)
        }


def columns_of(body: dict[str, Any]) -> Columns:
    """The columns that belong to a body, of either format."""
    rules, by, evidence = body["rules"] or {}, body["by"] or {}, body["evidence"]
    return Columns(
        tenant_id=UUID(body["tenant"]),
        id=UUID(body["entry"]),
        kind=body["kind"],
        recorded_at=datetime.fromisoformat(body["recorded_at"]),
        person_id=UUID(body["person"]),
        person_seq=body["person_seq"],
        programme_id=UUID(body["programme"]),
        match_id=UUID(body["match"]),
        period=body["period"],
        role=body["role"],
        mode=body["mode"],
        minutes=body["minutes"],
        local_date=None if body["date"] is None else date.fromisoformat(body["date"]),
        starts=_clock(body["start"]),
        ends=_clock(body["end"]),
        zone=body["zone"],
        rules_id=_id(rules.get("id")),
        confirmation=body["confirmation"],
        counterpart_ids=tuple(UUID(person) for person in body["counterparts"]),
        target_id=_id(body["target"]),
        by_id=_id(by.get("person")),
        by_role=by.get("role"),
        means=by.get("means"),
        received_mail_id=_id(evidence["mail"]),
        item=evidence["item"],
    )


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
