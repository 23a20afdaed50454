"""Mail to whoever runs this: `postmaster` (RFC 5321, 4.5.1) and `abuse` (RFC 2142), kept as files for them to read.

It is no tenant's, so it stands in no table. Each mail is a file of its own, named by its bytes: the same mail handed
over again is the same file. Any stranger may write it, so it never takes more than its share of the disk: a thousand
mails and 100 MB are kept, of each the first 1 MB. Then senders are told to wait, until somebody has read and deleted.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import structlog

from app.errors import AppError

log = structlog.get_logger()

MOST_KEPT: Final = 1_000
MOST_BYTES: Final = 100_000_000
"""Of the whole folder."""
MOST_OF_ONE: Final = 1_000_000
"""Bytes of one mail; who complains, and of what, stands at its beginning."""
_NAMES: Final = frozenset({"postmaster", "abuse"})


class TooManyUnread(AppError):
    """Nobody reads the postmaster's mail: no more of it is taken."""


def is_postmasters(recipient: str, reply_domain: str) -> bool:
    """Whether mail to that address is for whoever runs this. `postmaster` alone, without a domain, is."""
    local, at, domain = recipient.strip().lower().rpartition("@")
    return local in _NAMES and domain == reply_domain.lower() if at else domain == "postmaster"


def keep_for_postmaster(folder: Path, raw: bytes, mail_from: str) -> Path:
    """Write the mail down, with its return path on top; on return it is on the disk, and the log names its file.

    Raises:
        TooManyUnread: when there are a thousand already, or no room is left for it.
        OSError: when it cannot be written.

    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{hashlib.sha256(raw).hexdigest()[:32]}.eml"
    if not path.exists():
        content = f"Return-Path: <{_in_one_line(mail_from)}>\r\n".encode() + raw[:MOST_OF_ONE]
        _look_for_room(folder, len(content))
        _write(path, content)
    log.warning("postmaster_mail_kept", file=path.name, bytes=len(raw), cut_off=max(0, len(raw) - MOST_OF_ONE))
    return path


def keep_beside(folder: Path, raw: bytes, mail_from: str) -> bool:
    """The same for a mail that a programme has taken already: no room here is no trouble of the sender's.

    Returns whether it is kept here, too; where it is not, the log says why.
    """
    try:
        keep_for_postmaster(folder, raw, mail_from)
    except (TooManyUnread, OSError) as error:
        log.warning("postmaster_mail_left_out", why=str(error))
        return False
    return True


def _look_for_room(folder: Path, wanted: int) -> None:
    sizes = list(_sizes(folder))
    if len(sizes) >= MOST_KEPT or sum(sizes) + wanted > MOST_BYTES:
        raise TooManyUnread(f"{folder} holds {len(sizes)} mails of {sum(sizes)} bytes")


def _sizes(folder: Path) -> Iterator[int]:
    """Bytes of every file, halves that a crash left behind among them."""
    for file in folder.iterdir():
        try:
            yield file.stat().st_size
        except FileNotFoundError:  # read and deleted just now
            continue


def _write(path: Path, content: bytes) -> None:
    """The whole or nothing; a disk that is full keeps no half of it."""
    partial = path.with_suffix(f".{secrets.token_hex(4)}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _in_one_line(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and char not in "<>")


def _sync(folder: Path) -> None:
    """The name of a new file is safe once its folder is."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
