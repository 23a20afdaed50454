"""When new words replace old ones: which claims stand, which are adjusted, which are new. Pure.

A correction is a compensating entry that names the old one (H2); what was said is never unsaid in the ledger.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, HourItem
from app.inbound.hours.claims import UNSPECIFIED
from app.inbound.known import Known, RecordedHours


def standing(known: Known, period: str, match_ids: Collection[UUID]) -> tuple[RecordedHours, ...]:
    """What the ledger holds for the period in these matches; for no match in particular, in all of them."""
    return tuple(
        hours for hours in known.recorded if hours.period == period and (not match_ids or hours.match_id in match_ids)
    )


def rest_of(known: Known, recorded: Recorded) -> tuple[RecordedHours, ...]:
    """What a correction that names a mode leaves unsaid: claims of other modes, whose fate must be asked.

    A correction that shares no mode with what stands is a new telling of the whole, and leaves nothing.
    """
    said = {item.mode for item in recorded.items}
    if not said or UNSPECIFIED in said:
        return ()
    before = standing(known, recorded.period, {item.match_id for item in recorded.items})
    if said.isdisjoint(hours.mode for hours in before):
        return ()
    return tuple(hours for hours in before if hours.mode not in said)


def replaced(known: Known, recorded: Recorded, *, only_modes_said: bool = False) -> Recorded:
    """The same facts as a replacement: a claim of the same mode and day is adjusted, other old ones withdrawn.

    A bare new total for a single old claim adjusts that claim and keeps its mode and day.
    """
    before = list(standing(known, recorded.period, {item.match_id for item in recorded.items}))
    if only_modes_said:
        before = [hours for hours in before if hours.mode in {item.mode for item in recorded.items}]
    if len(before) == len(recorded.items) == 1 and _could_be(before[0], recorded.items[0]):
        only = Adjustment(before[0].entry_id, recorded.items[0].minutes)
        return replace(recorded, items=(), adjustments=(only,), replaces=bool(recorded.meetings))
    return _paired(recorded, before)


def _could_be(hours: RecordedHours, item: HourItem) -> bool:
    return item.mode in (UNSPECIFIED, hours.mode) and item.held_on in (None, hours.held_on)


def _paired(recorded: Recorded, before: list[RecordedHours]) -> Recorded:
    new: list[HourItem] = []
    adjustments: list[Adjustment] = []
    for item in recorded.items:
        old = next((hours for hours in before if _same_place(hours, item)), None)
        if old is None:
            new.append(item)
            continue
        before.remove(old)
        if old.minutes != item.minutes:
            adjustments.append(Adjustment(old.entry_id, item.minutes))
    adjustments.extend(Adjustment(hours.entry_id, 0) for hours in before)
    return replace(recorded, items=tuple(new), adjustments=tuple(adjustments), replaces=bool(recorded.meetings))


def _same_place(hours: RecordedHours, item: HourItem) -> bool:
    return (hours.match_id, hours.mode, hours.held_on) == (item.match_id, item.mode, item.held_on)
