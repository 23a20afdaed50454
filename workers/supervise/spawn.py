"""Starting one process in a session of its own, and ending it with all that it started."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from workers.supervise.leftovers import forget, remember
from workers.supervise.marks import marked
from workers.supervise.service import Service

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_POLL_SECONDS = 0.02


def spawn(service: Service, output: int, records: Path) -> subprocess.Popen[bytes]:
    """Start `service` with its words going to the file descriptor `output`, and note it in the folder `records`.

    The process leads its own session, so a Ctrl-C on the terminal reaches the supervisor alone. On Linux it is sent
    its stop signal when the thread that called this dies, even by SIGKILL.
    """
    service.prepare()
    account = service.account
    process = subprocess.Popen(
        service.command,
        env=marked(service.environment, records),
        cwd=service.folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        # Only calls prctl: no lock, no import, nothing that another thread could hold.
        preexec_fn=_end_with_parent(service.stop_signal),  # noqa: PLW1509
    )
    remember(records, service.name, process.pid)
    return process


def stop(
    service: Service,
    process: subprocess.Popen[bytes],
    records: Path,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """End `process` in order within `service.stop_seconds`, else by force, and whatever it has left behind.

    `pause` passes short times, in seconds, between the looks. Returns the exit code (negative: the signal).
    """
    if not has_died(process):
        process.send_signal(service.stop_signal)
    deadline = time.monotonic() + service.stop_seconds
    while not has_died(process) and time.monotonic() < deadline:
        pause(_POLL_SECONDS)
    return collect(service, process, records)


def has_died(process: subprocess.Popen[bytes]) -> bool:
    """Whether the process has ended; it is not collected yet, so its number cannot be given to another."""
    if process.returncode is not None:
        return True
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def collect(service: Service, process: subprocess.Popen[bytes], records: Path) -> int:
    """Kill what is left of the process's group, collect it, and return its exit code (negative: the signal)."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    code = process.wait()
    forget(records, service.name)
    return code


def _end_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)

    return ask_kernel
