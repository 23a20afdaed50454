"""Processes that an earlier supervisor started and, killed itself, could not end."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workers.supervise.identity import identity
from workers.supervise.marks import marked_processes

_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Leftover:
    """A process of the last run that is still there."""

    name: str
    pid: int
    identity: str


def remember(records: Path, name: str, pid: int) -> None:
    """Note a running process, so that the next start can end it if this one cannot.

    On a full disk there is no note: the process runs all the same, and most are found by their mark or their folder.
    """
    target = records / f"{name}.pid"
    unfinished = target.with_suffix(".unfinished")
    try:
        unfinished.write_text(f"{pid}\n{identity(pid) or ''}\n")
        unfinished.rename(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def forget(records: Path, name: str) -> None:
    """Drop the note of a process that has ended."""
    (records / f"{name}.pid").unlink(missing_ok=True)


def leftovers(records: Path) -> list[Leftover]:
    """The noted processes that still run; a number that now belongs to another process is not among them."""
    found = [_read(path) for path in sorted(records.glob("*.pid"))]
    return [item for item in found if item is not None and _lives(item)]


def end_leftovers(records: Path, signals: dict[str, signal.Signals], seconds: float) -> list[Leftover]:
    """End what an earlier run left: asked first by the signal of its name, killed after `seconds`; returns them.

    What those processes had started themselves is killed then too, even where the process itself is long dead.
    """
    found = leftovers(records)
    for item in found:
        _send(item, signals.get(item.name, signal.SIGTERM))
    deadline = time.monotonic() + seconds
    while any(_lives(item) for item in found) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    for item in found:
        _kill_group(item)
    for pid in marked_processes(records):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for path in records.glob("*.pid"):
        path.unlink()
    return found


def _read(path: Path) -> Leftover | None:
    lines = path.read_text().splitlines()
    if len(lines) < 2 or not lines[0].isdigit() or not lines[1]:  # noqa: PLR2004  # number and identity
        return None
    return Leftover(path.stem, int(lines[0]), lines[1])


def _lives(item: Leftover) -> bool:
    return identity(item.pid) == item.identity


def _send(item: Leftover, chosen: signal.Signals) -> None:
    if _lives(item):
        with suppress(ProcessLookupError):
            os.kill(item.pid, chosen)


def _kill_group(item: Leftover) -> None:
    if _lives(item):
        with suppress(ProcessLookupError):
            os.killpg(item.pid, signal.SIGKILL)
