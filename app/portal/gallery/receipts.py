"""Samples of the receipt: as it mostly is, and where hours lack something that the body requires (H6)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Final
from uuid import UUID

from app.events import Wanting
from app.outbound.letter.mail import Mail
from app.outbound.mails.missing import missing_words
from app.outbound.mails.receipt import ReceiptFields, receipt
from app.outbound.mails.recorded import RecordedMode, RecordedPartner
from app.portal.gallery.cast import Cast
from app.reading.contract import Status

_PERIOD: Final = "2026-05"
_RECORD: Final = "12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_MODES: Final = (RecordedMode("video", 90, (date(2026, 5, 12),)), RecordedMode("email", 30))
_VIDEO: Final = Wanting(UUID(int=1), "video", 90, ("times", "topics"), date(2026, 5, 12))
_EMAIL: Final = Wanting(UUID(int=2), "email", 30, ("topics",))


def _fields(cast: Cast) -> ReceiptFields:
    partners = tuple(
        RecordedPartner(
            partner, 120, _MODES, Status.CONTINUING, date(2026, 6, 20), time(18, 30), claimed=True, asked=(partner,)
        )
        for partner in cast.partners
    )
    return ReceiptFields(cast.locale, cast.sender, cast.first_name, _PERIOD, partners, _RECORD)


def _recorded(cast: Cast) -> Mail:
    return receipt(replace(_fields(cast), help_passed_on=True, topics=cast.topics))


def _lacking(cast: Cast, *, wanting: tuple[Wanting, ...]) -> Mail:
    """What was asked for often enough stands last, and is only told."""
    named = tuple(replace(each, partner=cast.partners[0] if len(cast.partners) > 1 else "") for each in wanting)
    return receipt(replace(_fields(cast), missing=missing_words(named, _PERIOD, cast.locale)))


RECEIPT: Final[Mapping[str, Callable[[Cast], Mail]]] = {
    "recorded": _recorded,
    "asks_for_what_is_missing": partial(_lacking, wanting=(_VIDEO,)),
    "asks_for_several": partial(_lacking, wanting=(_VIDEO, _EMAIL)),
    "tells_what_is_missing": partial(_lacking, wanting=(replace(_EMAIL, is_asked=False),)),
    "asks_and_tells": partial(_lacking, wanting=(_VIDEO, replace(_EMAIL, is_asked=False))),
}
