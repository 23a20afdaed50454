"""What a reply adds to hours on record that lacked it (H6). Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any, Final
from uuid import UUID

from app.clock import minute_of_day
from app.events import Wanting
from app.inbound.decision import Question, Reason, Recorded
from app.inbound.facts import Adjustment, CompletionItem
from app.inbound.hours.claims import UNSPECIFIED, minutes_of, whole_minutes
from app.inbound.known import Known, KnownMatch, PendingQuestion, RecordedHours
from app.ledger.required import ASKABLE
from app.outbound.mails.missing import hours_told
from app.reading.contract import AskedItem, Corrected, Details, ItemKind, Kind, Outcome, Reading, Status

MOST_TIMES: Final = 2
"""So often we ask for what hours lack; after that a mail only says that they lack it."""


def completed(reading: Reading, known: Known) -> Recorded | None:
    """The completions that an answer to our question comes to; `None` where it says something else or nothing.

    Hours of another length than those on record are no completion: they put the record right, as ever. Nor are hours
    of another day, or that began at another time: they may be a session of its own.
    """
    asked = asked_about(known.question, known.recorded)
    if right := _put_right(reading, asked, known):
        return right
    if not asked or (reading.hours is not None and minutes_of(reading) != sum(hours.minutes for hours in asked)):
        return None
    told = _told_of(reading)
    if _contradict(told, asked):
        return None
    items = tuple(
        item
        for hours in asked
        if (details := told.get(str(hours.entry_id)))
        and (item := completion(hours, _open_of(details, hours, known), fields_asked(known.question, hours))).told
    )
    return Recorded(asked[0].period, completions=items) if items else None


def _put_right(reading: Reading, asked: Sequence[RecordedHours], known: Known) -> Recorded | None:
    """Another length for each of the hours that we asked about, with what they lacked where that is told beside it.

    Each keeps the day and the way that it has. Other words beside a length could be anything, so that topics are asked
    again. So much that it has to be asked about goes the way of all hours.
    """
    told = {
        said.item: (whole_minutes(said.value.hours), _beside(said.value))
        for said in reading.answers
        if isinstance(said.value, Corrected) and said.value.hours is not None
    }
    most = known.rules.hours.ask_above_minutes
    too_much = sum(minutes for minutes, _ in told.values()) > most
    if not asked or set(told) != {str(hours.entry_id) for hours in asked} or too_much:
        return None
    changes = [(hours, *told[str(hours.entry_id)]) for hours in asked]
    others = tuple(Adjustment(hours.entry_id, minutes) for hours, minutes, _ in changes if minutes != hours.minutes)
    if not others or reading.outcome is not Outcome.RECORDED or _contradict(_beside_lengths(reading), asked):
        return None
    added = (
        completion(
            replace(hours, minutes=minutes), _open_of(details, hours, known), fields_asked(known.question, hours)
        )
        for hours, minutes, details in changes
        if minutes
    )
    return Recorded(asked[0].period, adjustments=others, completions=tuple(item for item in added if item.told))


def _beside(right: Corrected) -> Details:
    return Details(right.day, right.start, right.end, right.mode)


def _beside_lengths(reading: Reading) -> dict[str, Details]:
    """What is told of each of the hours beside another length."""
    return {said.item: _beside(said.value) for said in reading.answers if isinstance(said.value, Corrected)}


def asked_again(reading: Reading, known: Known) -> Question | None:
    """The question once more, where the answer to it tells nothing at all; not after it was put twice.

    Words about another day than that of the hours tell nothing of these.
    """
    asked = asked_about(known.question, known.recorded)
    unfit = reading.hours is None and _contradict(_told_of(reading), asked)
    told = reading.hours or reading.meetings or reading.answer or reading.command or reading.status != Status.UNKNOWN
    silent = not told and reading.outcome is Outcome.CLARIFY
    if not asked or not (silent or unfit) or reading.kind is not Kind.REPLY:
        return None
    lacking = all(fields_asked(known.question, hours) for hours in asked)
    if not lacking or _stored(known.question).get("times", 1) >= MOST_TIMES:
        return Question(Reason.UNCLEAR) if unfit else None
    wanting = wanting_of(asked, known.question, known.matches)
    return Question(Reason.INCOMPLETE, values={"wanting": wanting, "period": asked[0].period})


def beside_record(reading: Reading, known: Known) -> Reading:
    """Hours of another day or start than those we asked about put nothing right by themselves: that is asked."""
    told = {**_beside_lengths(reading), **_told_of(reading)}
    if reading.hours is None or not _contradict(told, asked_about(known.question, known.recorded)):
        return reading
    return replace(reading, answer=None, correction=False)


def _open_of(details: Details, hours: RecordedHours, known: Known) -> Details:
    """What may still be added: once an answer came, only what the hours lack."""
    if known.question is None or not known.question.answered:
        return details
    times = "times" in hours.lacks
    return replace(
        details,
        day=details.day if "date" in hours.lacks else None,
        start=details.start if times else None,
        end=details.end if times else None,
        mode=details.mode if "mode" in hours.lacks else None,
    )


def _told_of(reading: Reading) -> dict[str, Details]:
    return {said.item: said.value for said in reading.answers if isinstance(said.value, Details)}


def _contradict(told: Mapping[str, Details], asked: Sequence[RecordedHours]) -> bool:
    """Whether another day or start is told of any of the hours than is on record."""
    pairs = ((hours, told[str(hours.entry_id)]) for hours in asked if str(hours.entry_id) in told)
    return any(
        (hours.held_on and details.day and details.day != hours.held_on)
        or (hours.starts and details.start and not _is_same_start(details.start, hours.starts))
        for hours, details in pairs
    )


def as_timed(reading: Reading, known: Known) -> Reading:
    """The reading without hours of its own where each of the hours that we asked about is told with start and end that
    last as long as it does: nothing is of another length then, whatever else was made of the words.
    """
    told, asked = _told_of(reading), asked_about(known.question, known.recorded)
    timed = all((details := told.get(str(hours.entry_id))) and _lasts(details, hours.minutes) for hours in asked)
    return replace(reading, hours=None) if asked and timed else reading


def _lasts(details: Details, minutes: int) -> bool:
    """Whether start and end are told, and come to so many minutes."""
    if details.start is None or details.end is None:
        return False
    return (minute_of_day(details.end) - minute_of_day(details.start)) % (24 * 60) == minutes


def _is_same_start(told: time, ours: time) -> bool:
    """`at 6` may be six in the evening."""
    return (told.hour % 12, told.minute) == (ours.hour % 12, ours.minute)


def reading_once_more(question: PendingQuestion | None) -> dict[str, object]:
    """What is kept with the question when it is put again."""
    return {**_stored(question), "times": MOST_TIMES}


def asked_about(question: PendingQuestion | None, recorded: Sequence[RecordedHours]) -> tuple[RecordedHours, ...]:
    """The hours that we asked about, as they stand, in the order of our question."""
    if question is None or question.matter != Reason.INCOMPLETE:
        return ()
    standing = {str(hours.entry_id): hours for hours in recorded}
    return tuple(standing[entry] for entry in _stored(question).get("entries", ()) if entry in standing)


def asked_items(
    question: PendingQuestion | None, recorded: Sequence[RecordedHours], matches: Sequence[KnownMatch], locale: str
) -> tuple[AskedItem, ...]:
    """The same hours as items of the reading: each by its words in the mail."""
    return tuple(
        AskedItem(str(each.entry_id), hours_told(each, locale), ItemKind.DETAILS)
        for each in wanting_of(asked_about(question, recorded), question, matches)
    )


def wanting_of(
    asked: Sequence[RecordedHours], question: PendingQuestion | None, matches: Sequence[KnownMatch]
) -> tuple[Wanting, ...]:
    """The hours as our mail names them: with the partner where there are several."""
    return tuple(
        Wanting(
            hours.entry_id,
            hours.mode,
            hours.minutes,
            tuple(fields_asked(question, hours)),
            hours.held_on,
            partner_of(hours.match_id, matches),
        )
        for hours in asked
    )


def partner_of(match_id: UUID, matches: Sequence[KnownMatch]) -> str:
    """With whom, to tell hours of several matches apart; nothing where there is one match."""
    if len(matches) == 1:
        return ""
    return ", ".join(partner.name for match in matches if match.match_id == match_id for partner in match.partners)


def fields_asked(question: PendingQuestion | None, hours: RecordedHours) -> Collection[str]:
    """What we asked of these hours, all that can be asked where the question does not say; once told, it is no more."""
    fields: dict[str, list[str]] = _stored(question).get("fields", {})
    asked = fields.get(str(hours.entry_id), ASKABLE)
    return tuple(field for field in asked if field in hours.lacks)


def completion(hours: RecordedHours, details: Details, fields: Collection[str]) -> CompletionItem:
    """Only what the claim does not say itself, and topics only where they are wanted: any words could be some."""
    starts, ends = _times(hours, details)
    return CompletionItem(
        entry_id=UUID(str(hours.entry_id)),
        match_id=hours.match_id,
        mode=hours.mode,
        minutes=hours.minutes,
        held_on=details.day if hours.held_on is None else None,
        starts=starts,
        ends=ends,
        topics=details.topics if "topics" in fields else "",
        way=details.mode if hours.mode == UNSPECIFIED else None,
        day=hours.held_on,
    )


def _times(hours: RecordedHours, details: Details) -> tuple[time | None, time | None]:
    """The start, and the end where it is told. Times that do not last as long as the hours are left out."""
    if hours.starts is not None or details.start is None:
        return None, None
    if details.end is None:
        return details.start, None
    return (details.start, details.end) if _lasts(details, hours.minutes) else (None, None)


def _stored(question: PendingQuestion | None) -> dict[str, Any]:
    return (question.reading if question else None) or {}
