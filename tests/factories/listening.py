"""The real SMTP listener on a free port of the loopback, in a thread of its own."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from app.clock import Clock, system_clock
from app.db import Database
from app.inbound.services import Wake
from tests.factories.asking import REPLY_DOMAIN
from workers.listener.admission import LOOPBACK, Admission
from workers.listener.server import QUIET_SECONDS, Server
from workers.smtp_listener import Listener, make_server


class Woken:
    """The hints that were given, in order."""

    def __init__(self) -> None:
        self.hints: list[tuple[str, UUID | None, UUID | None]] = []

    def __call__(self, queue: str, tenant_id: UUID | None, mail_id: UUID | None) -> None:
        self.hints.append((queue, tenant_id, mail_id))


def nobody(_queue: str, _tenant_id: UUID | None, _mail_id: UUID | None) -> None:
    """Nobody to wake."""


@contextmanager
def listening(
    database: Database,
    wake: Wake = nobody,
    clock: Clock = system_clock,
    *,
    admission: Admission | None = None,
    kind: type[Server] = Server,
    tls: ssl.SSLContext | None = None,
    quiet_seconds: float = QUIET_SECONDS,
    postmaster: Path = Path("/nonexistent"),
) -> Iterator[int]:
    """Serve until the block ends; the port. Without `admission` this machine is a relay of ours, as by default."""
    listener = Listener(database, REPLY_DOMAIN, wake, clock, admission or Admission(LOOPBACK), postmaster)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made = partial(make_server, listener, kind, tls=tls, quiet_seconds=quiet_seconds)
    server = asyncio.run_coroutine_threadsafe(_server(made), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _server(conversation: Callable[[], Server]) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    return await loop.create_server(conversation, host="127.0.0.1", port=0)


async def _ended(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()
    conversations = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for conversation in conversations:
        conversation.cancel()
    await asyncio.gather(*conversations, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
