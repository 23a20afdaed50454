"""A reply that waits, and a coordinator who reads it otherwise than we did."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.by_hand import Hand, record_mail
from app.inbound.decision import Recorded
from app.inbound.facts import HourItem, MeetingItem
from app.inbound.learning.keep import switch
from app.inbound.models import AmendedReading
from app.inbound.shown.under_review import UnderReview, look_at, suggestion
from app.reading.contract import Status
from tests.factories.post_room import PostRoom

WORDS = """\
Hi Priya, 2h zoom with Kate on 19 May, all good.
Omar Haddad joined us, Kate's idea. Call me at 403-555-0177 or dan.roy@home.example.

Dan
"""


def switched_on(room: PostRoom) -> None:
    """The tenant asks for examples."""
    with room.database.tenant(room.made.tenant_id) as scope:
        switch(scope, room.made.coordinator_id, room.watch(), on=True)


def held(room: PostRoom, words: str = WORDS, *, quoting: bool = True) -> UUID:
    """A reply of the mentor's from an address that is not the mentor's: it waits, read already."""
    sent = room.check_in(room.made.mentor_email)
    quote = "\n".join(["", "On Mon, 1 Jun 2026, Priya Nair wrote:", *(f"> {line}" for line in sent.text.splitlines())])
    room.answer(sent, words + (quote if quoting else ""), sender="Dan Roy <dan.roy@home.example>")
    return room.outcomes()[-1].received_mail_id


def looked_at(scope: TenantScope, room: PostRoom, mail_id: UUID) -> UnderReview:
    """The mail as the coordinator sees it."""
    found = look_at(scope, mail_id, room.watch(), person_id=room.made.mentor_id)
    assert found is not None
    return found


def accepted(room: PostRoom, mail_id: UUID, *, status: Status = Status.UNKNOWN) -> None:
    """The coordinator records what was suggested, perhaps with another status."""
    with room.database.tenant(room.made.tenant_id) as scope:
        review = looked_at(scope, room, mail_id)
        facts = suggestion(review)
        assert facts is not None
        _record(scope, room, review, facts, status)


def amended(room: PostRoom, mail_id: UUID, *, minutes: int = 90) -> None:
    """The coordinator records another figure."""
    day = date(2026, 5, 19)
    item = HourItem(room.made.match_id, "video", minutes, day)
    meeting = MeetingItem(room.made.match_id, day, None, None, minutes, "video")
    with room.database.tenant(room.made.tenant_id) as scope:
        review = looked_at(scope, room, mail_id)
        _record(scope, room, review, Recorded("2026-05", (item,), meetings=(meeting,)), Status.UNKNOWN)


def kept(room: PostRoom) -> list[AmendedReading]:
    """Every example of the tenant."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(AmendedReading).where(AmendedReading.tenant_id == scope.tenant_id).order_by(AmendedReading.id)
        ).all()
        scope.session.expunge_all()
        return list(rows)


def _record(scope: TenantScope, room: PostRoom, review: UnderReview, facts: Recorded, status: Status) -> None:
    hand = replace(Hand(room.made.coordinator_id), status=status)
    record_mail(scope, room.services.office, review.seen, facts, hand, person_id=room.made.mentor_id)
