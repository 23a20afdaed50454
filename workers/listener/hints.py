"""Waking the workers without waiting for Redis: a hint that hangs must not keep mail out."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import UUID

import structlog

from app.inbound.services import Wake

log = structlog.get_logger()

PATIENCE_SECONDS = 1.0
MOST_WAITING = 100


class Hints:
    """Gives hints one after the other in a thread of its own; what finds no room there is left to the sweep."""

    def __init__(self, wake: Wake) -> None:
        self._wake = wake
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hints")
        self._waiting: set[Future[None]] = set()

    async def give(self, tenant_id: UUID, mail_id: UUID) -> None:
        """Hint at a received mail; returns when it is given, or after a second."""
        self._waiting = {hint for hint in self._waiting if not hint.done()}
        if len(self._waiting) >= MOST_WAITING:
            log.warning("hint_lost", queue="inbound", tenant=str(tenant_id), error="Redis hangs")
            return
        hint = self._thread.submit(self._wake, "inbound", tenant_id, mail_id)
        is_alone = not self._waiting
        self._waiting.add(hint)
        if is_alone:
            await asyncio.wait([asyncio.wrap_future(hint)], timeout=PATIENCE_SECONDS)
