"""From outbox to recipient: claim with a lease, commit, send, note what happened. No transaction spans a send."""

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.errors import MessageError
from typing import Final
from uuid import UUID

import structlog

from app.clock import Clock
from app.db import Database
from app.errors import AppError
from app.outbound.letter.dkim_signature import signature_of
from app.outbound.letter.enclosures import enclosures_of
from app.outbound.letter.envelope import envelope_of, message_of
from app.outbound.letter.franking import BARE, Franking
from app.outbound.noting import Book
from app.outbound.pacing.back_off import Chance
from app.outbound.pacing.claiming import LEASE, Taken, claim
from app.outbound.ways_out.handover import Claimed, NotNow, Refused, Transport, Unreachable

__all__ = ["LEASE", "SLICE", "Claimed", "NotNow", "Refused", "Transport", "Unreachable", "send_due"]

log = structlog.get_logger()

SLICE: Final = timedelta(seconds=5)
"""After so long a tenant's sending ends, so that others come to their turn; whoever called it asks for the next."""
MARGIN: Final = timedelta(seconds=90)
"""A mail is begun only while its lease lasts longer than a slow relay takes to answer."""

LONGEST_REST: Final = timedelta(minutes=5)
"""So long at most a relay that takes nothing holds up the other mails: it may be one mail that it cannot stand."""

_LANE: Final = threading.Lock()
"""One mail at a time is between "handed on" and "noted" in a process: its sudden end repeats one mail at most."""


@dataclass(frozen=True, slots=True)
class Round:
    """One tenant's mail, and what it goes out with."""

    book: Book
    transport: Transport
    reply_domain: str
    clock: Clock
    franking: Franking


def send_due(
    database: Database,
    tenant_id: UUID,
    transport: Transport,
    reply_domain: str,
    clock: Clock,
    *,
    franking: Franking = BARE,
    chance: Chance = random.random,
) -> int:
    """Send what is due of a tenant for at most a slice of time; how many went out. Each keeps its one Message-ID."""
    book = Book(database, tenant_id, reply_domain, clock, chance, franking.public_url or "")
    turn = Round(book, transport, reply_domain, clock, franking)
    ends, sent = clock() + SLICE, 0
    while clock() < ends and (batch := _claim(turn)) is not None:
        went, stopped = _send_all(turn, batch)
        sent += went
        if stopped:
            break
    return sent


def _claim(turn: Round) -> list[Taken] | None:
    with turn.book.database.tenant(turn.book.tenant_id) as scope:
        return claim(scope, turn.franking, turn.reply_domain, turn.clock())


def _send_all(turn: Round, batch: Sequence[Taken]) -> tuple[int, bool]:
    """How many went out, and whether the relay takes no more for now; what was not begun is given back."""
    sent = 0
    for number, taken in enumerate(batch):
        claimed = _composed(turn, taken)
        if claimed is None:
            continue
        with _LANE:
            if turn.clock() > taken.lease_ends - MARGIN:
                turn.book.give_back([later.row for later in batch[number:]])
                break
            try:
                sent += _send(turn, taken, claimed)
            except Unreachable as delay:
                turn.book.put_off(taken.row, delay)
                pause = min(turn.book.pause(taken.row, delay), LONGEST_REST)
                turn.book.give_back([later.row for later in batch[number + 1 :]], after=pause)
                return sent, True
    return sent, False


def _send(turn: Round, taken: Taken, claimed: Claimed) -> int:
    try:
        turn.transport(claimed)
    except Refused as refusal:
        turn.book.refused(taken.row, refusal)
        return 0
    except Unreachable:
        raise
    except NotNow as delay:
        turn.book.put_off(taken.row, delay)
        return 0
    turn.book.sent(taken.row)
    return 1


def _composed(turn: Round, taken: Taken) -> Claimed | None:
    """The mail ready to go, signed. One that no mail can be made of, for its address is none, has failed for good."""
    row, now = taken.row, turn.clock()
    try:
        made = enclosures_of(turn.book.database, row, turn.franking.sealing, now)
        marks = replace(taken.marks, attachments=(*taken.marks.attachments, *made))
        content = bytes(message_of(row, turn.reply_domain, now, marks))
        envelope = envelope_of(row, turn.reply_domain, taken.marks)
    except AppError as problem:  # the seal is not to be had: the letter is worth nothing without its log
        turn.book.put_off(row, NotNow(str(problem)))
        return None
    except (ValueError, LookupError, MessageError) as problem:  # the standard library trips over some addresses
        turn.book.not_composed(row, problem)
        return None
    signature = signature_of(content, taken.signer, now) if taken.signer else b""
    return Claimed(row.id, row.attempts, row.created_at, *envelope, signature + content)


def slice_is_over(began: datetime, now: datetime) -> bool:
    """Whether sending ended because its slice did: there may be more."""
    return now - began >= SLICE
