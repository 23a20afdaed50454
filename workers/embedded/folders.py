"""Where the servers keep what is theirs below `DATA_DIR`."""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from workers.supervise.account import Account, private_folder, reachable

# For root, when DATA_DIR lies where the unprivileged account cannot go.
_SYSTEM_HOME = Path("/var/lib/mentorpost")
# sun_path holds 108 bytes with the zero at the end, on macOS 104.
_LONGEST_SOCKET = 103
_POSTGRES_SOCKET = ".s.PGSQL.5432"
_OPEN_TO_PASS = 0o711


@dataclass(frozen=True)
class Folders:
    """The places of one instance: two folders that belong to the servers' account, and one that is ours."""

    account: Account | None
    home: Path
    sockets: Path
    secrets: Path

    @property
    def programs(self) -> Path:
        """Copies of server programs that the account could not reach otherwise."""
        return self.home / "programs"


def prepare_data_dir(data_dir: Path, account: Account | None) -> Path:
    """Make `DATA_DIR` unless it is there, and return it as an absolute path; what lies below guards itself.

    Raises:
        AppError: it is no folder, or cannot be made or written.

    """
    data_dir = data_dir.absolute()
    if data_dir.exists() and not data_dir.is_dir():
        raise AppError(f"DATA_DIR: {data_dir} is no folder")
    try:
        if not data_dir.exists():
            data_dir.mkdir(parents=True)
            data_dir.chmod(0o700 if account is None else _OPEN_TO_PASS)
    except OSError as error:
        raise AppError(f"DATA_DIR: {data_dir} cannot be made: {error.strerror}") from error
    if not os.access(data_dir, os.W_OK | os.X_OK):
        raise AppError(f"DATA_DIR: {data_dir} cannot be written by this user")
    return data_dir


def prepare_folders(data_dir: Path, account: Account | None) -> Folders:
    """Make the folders of the servers of one `DATA_DIR`.

    Raises:
        AppError: a folder cannot be made.

    """
    try:
        home = _home(data_dir, account)
        return Folders(account, home, _sockets(home, account), private_folder(data_dir / "secrets"))
    except OSError as error:
        raise AppError(f"DATA_DIR: {error.filename} cannot be made: {error.strerror}") from error


def remove_sockets(folders: Folders) -> None:
    """Remove the folder of the sockets if it lies outside of `DATA_DIR`."""
    if folders.sockets.parent != folders.home:
        shutil.rmtree(folders.sockets, ignore_errors=True)


def _home(data_dir: Path, account: Account | None) -> Path:
    home = data_dir / "servers"
    if not home.exists() and not reachable(home, account):
        _link_to_system_home(home)
    home = home.resolve()
    home.mkdir(exist_ok=True)
    home.chmod(0o700 if account is None else _OPEN_TO_PASS)
    (home / "programs").mkdir(exist_ok=True)
    return home


def _link_to_system_home(home: Path) -> None:
    """Put the servers' files below /var/lib under a name of their own, so a new DATA_DIR never meets old files."""
    elsewhere = _SYSTEM_HOME / secrets.token_hex(8)
    _SYSTEM_HOME.mkdir(mode=_OPEN_TO_PASS, parents=True, exist_ok=True)
    elsewhere.mkdir()
    home.unlink(missing_ok=True)
    home.symlink_to(elsewhere)


def _sockets(home: Path, account: Account | None) -> Path:
    near = home / "sockets"
    if len(os.fsencode(near / _POSTGRES_SOCKET)) <= _LONGEST_SOCKET:
        return private_folder(near, account)
    return private_folder(Path(tempfile.mkdtemp(prefix="mentorpost-", dir="/tmp")), account)
