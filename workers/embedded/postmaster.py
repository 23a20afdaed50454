"""What `postmaster.pid` in the data folder tells, and what to do when its writer was killed."""

import signal
from pathlib import Path

from workers.supervise.strays import can_see_folders, processes_in, send, wait_until_empty

_STRAY_SECONDS = 20.0
# PostgreSQL's miscadmin.h, LOCK_FILE_LINE_PID and LOCK_FILE_LINE_PM_STATUS.
_PID_LINE, _STATUS_LINE = 0, 7


def says_ready(data: Path) -> bool:
    """Whether the server has written that it takes connections."""
    return _line(data, _STATUS_LINE) == "ready"


def clear_for_start(data: Path, sockets: Path) -> None:
    """End a server that still works in `data`, and remove locks that nobody holds any more.

    PostgreSQL trusts the number in its locks: a dead server that init has not collected, or another process that was
    given the number after a restart of the container, would keep it from starting. Nobody but us starts servers
    here, as we hold `DATA_DIR`. Without a look into other processes' folders the locks are left to PostgreSQL.
    """
    if not can_see_folders():
        return
    holder = _line(data, _PID_LINE)
    for number in processes_in(data):
        if str(number) == holder:
            send(number, signal.SIGINT)
    wait_until_empty(data, _STRAY_SECONDS)
    for lock in (data / "postmaster.pid", *sockets.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)


def _line(data: Path, number: int) -> str | None:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    return lines[number].strip() if number < len(lines) else None
