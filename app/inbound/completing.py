"""What a reply adds to hours on record that lacked it (H6). Pure."""

from collections.abc import Sequence
from uuid import UUID

from app.inbound.claims import minutes_of
from app.inbound.decision import CompletionItem, Reason, Recorded
from app.inbound.known import Known, PendingQuestion, RecordedHours
from app.reading.contract import Details, Reading


def completed(reading: Reading, known: Known) -> Recorded | None:
    """The completions that an answer to our question comes to; `None` where it says something else or nothing.

    Hours of another length than those on record are no completion: they put the record right, as ever.
    """
    asked = asked_about(known.question, known.recorded)
    if not asked or (reading.hours is not None and minutes_of(reading) != sum(hours.minutes for hours in asked)):
        return None
    told = {said.item: said.value for said in reading.answers if isinstance(said.value, Details)}
    items = tuple(
        item for hours in asked if (details := told.get(str(hours.entry_id))) and (item := _item(hours, details))
    )
    return Recorded(asked[0].period, completions=items) if items else None


def asked_about(question: PendingQuestion | None, recorded: Sequence[RecordedHours]) -> tuple[RecordedHours, ...]:
    """The hours that we asked about, as they stand, in the order of our question."""
    if question is None or question.matter != Reason.INCOMPLETE:
        return ()
    standing = {str(hours.entry_id): hours for hours in recorded}
    entries = (question.reading or {}).get("entries", [])
    return tuple(standing[entry] for entry in entries if entry in standing) if isinstance(entries, list) else ()


def _item(hours: RecordedHours, details: Details) -> CompletionItem | None:
    """Only what the claim does not say itself; what an earlier answer said may be said anew."""
    timed = hours.starts is None and details.end is not None and _fits(hours, details)
    item = CompletionItem(
        entry_id=UUID(str(hours.entry_id)),
        match_id=hours.match_id,
        mode=hours.mode,
        minutes=hours.minutes,
        held_on=details.day if hours.held_on is None else None,
        starts=details.start if timed else None,
        ends=details.end if timed else None,
        topics=details.topics,
    )
    return item if item.held_on or item.starts or item.topics else None


def _fits(hours: RecordedHours, details: Details) -> bool:
    """Whether the times last as long as the hours: else one of the two is wrong, and the times are left out."""
    assert details.start is not None
    assert details.end is not None
    begins, ends = (at.hour * 60 + at.minute for at in (details.start, details.end))
    return (ends - begins) % (24 * 60) == hours.minutes
