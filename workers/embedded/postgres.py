"""The embedded PostgreSQL: made once, listening on a socket in a private folder, never on the network."""

import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from app.errors import AppError
from workers.embedded.binaries import postgres_programs
from workers.embedded.folders import Folders
from workers.embedded.passwords import password
from workers.embedded.postmaster import clear_for_start, says_ready
from workers.embedded.roles import APP, DATABASE, OWNER, SUPERUSER
from workers.supervise.account import Account, give, private_folder
from workers.supervise.service import Service

_PORT = 5432  # part of the socket's name only
_INITDB_SECONDS = 120
# Given on the command line, where no ALTER SYSTEM can override them. The first three are what makes a commit last.
_SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(_PORT),
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",  # the details of an error hold values of rows: names, addresses
    "io_method": "sync",
}
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Cluster:
    """One database cluster: its programs, its files, its socket and the passwords of its three roles."""

    programs: Path
    data: Path
    sockets: Path
    account: Account | None
    passwords: dict[str, str]

    def url(self, role: str, database: str = DATABASE) -> str:
        """The SQLAlchemy URL by which `role` reaches `database` over the socket."""
        where = quote(str(self.sockets), safe="")
        return f"postgresql+psycopg://{role}:{self.passwords[role]}@/{database}?host={where}&port={_PORT}"


def prepare_cluster(folders: Folders) -> Cluster:
    """Find the programs and make the cluster's files unless they are there.

    Raises:
        AppError: the programs are missing, `initdb` failed, or the passwords of an existing cluster are gone.

    """
    data = folders.home / "postgres" / "data"
    if data.exists() and not (folders.secrets / SUPERUSER).exists():
        raise AppError(f"{folders.secrets / SUPERUSER} is gone: bring it back, or start with another DATA_DIR")
    passwords = {role: password(folders.secrets, role) for role in (SUPERUSER, OWNER, APP)}
    programs = postgres_programs(folders.programs, folders.account)
    cluster = Cluster(programs, data, folders.sockets, folders.account, passwords)
    private_folder(data.parent, folders.account)
    if not data.exists():
        _initdb(cluster)
    return cluster


def postgres_service(cluster: Cluster) -> Service:
    """The postmaster as a process to supervise; SIGINT is its fast shutdown, which waits for no client."""
    settings = {**_SETTINGS, "unix_socket_directories": str(cluster.sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Service(
        name="postgres",
        command=(str(cluster.programs / "postgres"), "-D", str(cluster.data), *options),
        environment=_ENVIRONMENT,
        missing=lambda: _missing(cluster),
        folder=Path("/"),
        account=cluster.account,
        stop_signal=signal.SIGINT,
        stop_seconds=30.0,
        prepare=lambda: clear_for_start(cluster.data, cluster.sockets),
    )


def superuser_connection(cluster: Cluster, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    """A connection of the bootstrap superuser, each statement committed by itself."""
    return psycopg.connect(
        host=str(cluster.sockets),
        port=_PORT,
        user=SUPERUSER,
        password=cluster.passwords[SUPERUSER],
        dbname=database,
        autocommit=True,
        connect_timeout=5,
    )


def _missing(cluster: Cluster) -> str | None:
    # Asked for before it is ready, PostgreSQL would write FATAL into its log each time.
    if not says_ready(cluster.data):
        return "it is starting"
    try:
        superuser_connection(cluster).close()
    except psycopg.OperationalError as error:
        return " ".join(str(error).split())
    return None


def _initdb(cluster: Cluster) -> None:
    """Make the files beside their place and move them there, so a run cut short leaves nothing half made."""
    unfinished = cluster.data.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    secret = cluster.data.with_suffix(".password")
    secret.touch(mode=0o600)
    secret.write_text(cluster.passwords[SUPERUSER])
    give(secret, cluster.account)
    try:
        _run_initdb(cluster, unfinished, secret)
    finally:
        secret.unlink()
    unfinished.rename(cluster.data)


def _run_initdb(cluster: Cluster, target: Path, secret: Path) -> None:
    account = cluster.account
    command = [
        str(cluster.programs / "initdb"),
        f"--pgdata={target}",
        f"--username={SUPERUSER}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
    ]
    try:
        subprocess.run(
            command,
            env=_ENVIRONMENT,
            cwd="/",
            capture_output=True,
            check=True,
            timeout=_INITDB_SECONDS,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    except subprocess.CalledProcessError as error:
        words = error.stderr.decode(errors="replace").strip()
        raise AppError(f"PostgreSQL could not make its files in {target.parent}: {words}") from error
    except PermissionError as error:
        raise AppError(
            "PostgreSQL refuses to run as root, and this root may not become another user: "
            "run as another user, or set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL"
        ) from error
