"""Finding what a dead process has left running, by a mark that every process of ours inherits."""

import os
from collections.abc import Mapping
from pathlib import Path

_MARK = "MENTORPOST_RUN"
_PROCESSES = Path("/proc")


def marked(environment: Mapping[str, str], records: Path) -> dict[str, str]:
    """The environment with the mark of the supervisor whose notes lie in `records`."""
    return {**environment, _MARK: str(records)}


def marked_processes(records: Path) -> list[int]:
    """The processes that carry the mark of `records`, without this one.

    A program may write over its environment, as PostgreSQL and Redis do: those are found by their notes alone. Where
    there is no /proc (macOS) nothing is found.
    """
    mark = f"{_MARK}={records}".encode()
    numbers = [int(path.name) for path in _PROCESSES.glob("[0-9]*")]
    return [number for number in numbers if number != os.getpid() and mark in _environment(number)]


def _environment(pid: int) -> list[bytes]:
    try:
        return (_PROCESSES / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
