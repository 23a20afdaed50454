"""One supervisor per `DATA_DIR`."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import AppError


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold `data_dir` for this process; the kernel lets go of it when the process ends, however it ends.

    Raises:
        AppError: another process holds it; the message gives its number.

    """
    descriptor = os.open(data_dir / "supervisor.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, data_dir)
        with suppress(OSError):  # the number is a courtesy, and a full disk has no room for it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, data_dir: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        raise AppError(
            f"DATA_DIR: {data_dir} is in use by process {holder}: stop that one, or choose another DATA_DIR"
        ) from None
