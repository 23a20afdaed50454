"""Seeing that the disk below `DATA_DIR` is full: no fault of the processes that die of it."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_MEGABYTE = 1024 * 1024
# PostgreSQL writes its log in pieces of 16 MB and stops when it can make no new one; one piece more is our margin.
_LEAST_BYTES = 32 * _MEGABYTE
# More than the least, so that a disk at the edge is not reported again and again.
_ENOUGH_BYTES = 48 * _MEGABYTE


class Space:
    """Watches the disks of some folders; `say` is given one sentence when a disk fills, and one when it has room."""

    def __init__(self, folders: Sequence[Path], say: Callable[[str], None]) -> None:
        self._folders = folders
        self._say = say
        self._lacking = False

    def is_lacking(self) -> bool:
        """Whether a disk has no room for what the servers must write."""
        free, folder = min((free_bytes(folder), folder) for folder in self._folders)
        lacking = free < (_ENOUGH_BYTES if self._lacking else _LEAST_BYTES)
        if lacking and not self._lacking:
            left = f"only {free // _MEGABYTE} MB"
            self._say(f"DATA_DIR: no space left on {folder} ({left}): make room; what cannot be stored is answered 451")
        if self._lacking and not lacking:
            self._say(f"DATA_DIR: there is space again on {folder}")
        self._lacking = lacking
        return lacking


def free_bytes(folder: Path) -> int:
    """What an account without privileges may still write on the disk of `folder`; 0 where no more files can be made.

    A folder that cannot be looked at counts as having room: it is in another trouble than this.
    """
    try:
        disk = os.statvfs(folder)
    except OSError:
        return sys.maxsize
    if disk.f_files and not disk.f_favail:
        return 0
    return disk.f_bavail * disk.f_frsize
