"""Random passwords, made once and kept in files that only this user may read."""

import os
import secrets
from pathlib import Path


def password(folder: Path, name: str) -> str:
    """The password called `name`, made on first use; 256 random bits in hexadecimal, which any URL takes as it is."""
    path = folder / name
    if not path.exists():
        _write(path, secrets.token_hex(32))
    return path.read_text().strip()


def _write(path: Path, text: str) -> None:
    """Complete or not at all: a password half written would lock us out of our own data."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
