"""What the supervisor must know of one process that it keeps running."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workers.supervise.account import Account


@dataclass(frozen=True)
class Service:
    """One long-running process: how to start it, how to tell that it serves, how to end it.

    `missing` says what is still missing until the service can be used, and None once it can; it is asked again and
    again and must answer within a second or so. `stop_signal` asks for an orderly end, `stop_seconds` is how long
    that may take before the process is killed. After a death it is started again only once the services named in
    `needs` serve. `prepare` runs before each start.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    missing: Callable[[], str | None]
    folder: Path
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0
    needs: tuple[str, ...] = ()
    prepare: Callable[[], None] = lambda: None
