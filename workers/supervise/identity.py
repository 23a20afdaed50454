"""Telling one process from a later one that was given the same number."""

import subprocess
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Fields of /proc/PID/stat behind the command in brackets, counted from 0: the state, and the start in clock ticks.
_STATE, _START = 0, 19


def identity(pid: int) -> str | None:
    """A text that no other process has, before or after a restart of the machine; None when there is no such process.

    A process that is dead and merely not collected by its parent counts as gone.
    """
    if not _BOOT_ID.exists():
        return _identity_by_ps(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    if fields[_STATE] in {"Z", "X"}:
        return None
    return f"{_BOOT_ID.read_text().strip()} {fields[_START]}"


def _identity_by_ps(pid: int) -> str | None:
    """Where there is no /proc (macOS)."""
    found = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip() or None
