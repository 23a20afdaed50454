"""Whom the database servers run as: PostgreSQL refuses root, so a root process lends them another account."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError

_NAME = "nobody"


@dataclass(frozen=True)
class Account:
    """An operating system account without rights of its own."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """The account for the servers: None when this process is not root and they can simply run as it does.

    Raises:
        AppError: there is no account to run as.

    """
    uid = os.geteuid()
    if uid != 0:
        _require_entry(uid)
        return None
    try:
        entry = pwd.getpwnam(_NAME)
    except KeyError:
        raise AppError(
            f"PostgreSQL refuses to run as root and there is no account '{_NAME}' here: "
            "run as another user, or set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL"
        ) from None
    return Account(_NAME, entry.pw_uid, entry.pw_gid)


def reachable(path: Path, account: Account | None) -> bool:
    """Whether `account` may go through every folder above `path`; always so for None, which is ourselves."""
    if account is None:
        return True
    return all(_may_pass(folder, account) for folder in path.resolve().parents)


def give(path: Path, account: Account | None) -> None:
    """Make `account` the owner of one file or folder; None leaves it ours."""
    if account is not None:
        os.chown(path, account.uid, account.gid)


def private_folder(path: Path, account: Account | None = None) -> Path:
    """Make a folder that only `account` (None: this process's user) may look into, mode 0700, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    give(path, account)
    return path


def _may_pass(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def _require_entry(uid: int) -> None:
    """`initdb` looks its user up by number and stops without a name; containers often have none."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        raise AppError(
            f"user {uid} has no entry in /etc/passwd, which PostgreSQL needs: "
            "add one, run as another user, or set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL"
        ) from None
