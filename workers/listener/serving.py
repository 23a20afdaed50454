"""Where the listener listens, and how it ends: no new conversation, and what is just being stored gets its answer."""

import asyncio
import signal
import ssl
import stat
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import structlog

from app.config import Settings, SettingsError

log = structlog.get_logger()

DATABASE_THREADS = 10
ENDING_SECONDS = 6.0
_UNIX = "unix:"
_SOCKET_MODE = stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IWGRP

Factory = Callable[[], asyncio.Protocol]


@dataclass(frozen=True, slots=True)
class Place:
    """A host and a port, or a socket in the file system."""

    host: str = ""
    port: int = 0
    path: Path | None = None

    def __str__(self) -> str:
        return f"{_UNIX}{self.path}" if self.path else f"{self.host}:{self.port}"


def lmtp_place(listen: str) -> Place:
    """What `LMTP_LISTEN` names: `127.0.0.1:2424`, `[::1]:2424` or `unix:/run/mentorpost/lmtp.sock`.

    Raises:
        SettingsError: when it names neither.

    """
    if listen.startswith(_UNIX) and len(listen) > len(_UNIX):
        return Place(path=Path(listen.removeprefix(_UNIX)))
    host, _, port = listen.rpartition(":")
    if host and port.isascii() and port.isdigit() and 0 < int(port) < 1 << 16:
        return Place(host.strip("[]"), int(port))
    raise SettingsError(f"LMTP_LISTEN: {listen!r} is neither host:port nor unix:/path")


def tls_of(settings: Settings) -> ssl.SSLContext | None:
    """What STARTTLS offers, if a certificate is set.

    Raises:
        SettingsError: when it cannot be read.

    """
    if settings.smtp_tls_cert is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.smtp_tls_cert, settings.smtp_tls_key)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"SMTP_TLS_CERT, SMTP_TLS_KEY: cannot be used: {error}") from error
    return context


async def serve(places: Sequence[tuple[Place, Factory]], is_idle: Callable[[], bool]) -> None:
    """Listen at each place until the process is told to end; `is_idle` tells that nothing is just being stored."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="records"))
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    servers = [await open_place(place, factory) for place, factory in places]
    await ended.wait()
    for server in servers:
        server.close()
    until = loop.time() + ENDING_SECONDS
    while not is_idle() and loop.time() < until:  # noqa: ASYNC110 - another mail may be stored when one is
        await asyncio.sleep(0.05)


async def open_place(place: Place, factory: Factory) -> asyncio.Server:
    """Begin to listen at one place. A socket that a killed listener left behind is replaced."""
    loop = asyncio.get_running_loop()
    if place.path is None:
        server = await loop.create_server(factory, host=place.host, port=place.port)
    else:
        place.path.unlink(missing_ok=True)
        server = await loop.create_unix_server(factory, path=str(place.path))
        place.path.chmod(_SOCKET_MODE)
    log.info("listening", at=str(place))
    return server
