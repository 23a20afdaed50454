"""Ending what still runs in a folder that is ours alone, whoever started it and whatever notes are lost."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")
_POLL_SECONDS = 0.05


def can_see_folders() -> bool:
    """Whether this system tells which folder a process works in; macOS does not."""
    return (_PROCESSES / "self" / "cwd").exists()


def processes_in(folder: Path) -> list[int]:
    """The living processes whose working folder is `folder`, without this one.

    Database servers move into their data folder at their start, so this finds them by the data and by nothing else.
    """
    numbers = [int(path.name) for path in _PROCESSES.glob("[0-9]*")]
    return [number for number in numbers if number != os.getpid() and _working_folder(number) == folder]


def wait_until_empty(folder: Path, seconds: float) -> None:
    """Wait until no process works in `folder`, and kill what still does after `seconds`."""
    deadline = time.monotonic() + seconds
    while processes_in(folder) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    while strays := processes_in(folder):
        for number in strays:
            send(number, signal.SIGKILL)
        time.sleep(_POLL_SECONDS)


def send(pid: int, chosen: signal.Signals) -> None:
    """Send a signal to a process that may be gone."""
    with suppress(ProcessLookupError):
        os.kill(pid, chosen)


def _working_folder(pid: int) -> Path | None:
    # A dead process that its parent has not collected has no working folder any more.
    with suppress(OSError):
        return (_PROCESSES / str(pid) / "cwd").readlink()
    return None
