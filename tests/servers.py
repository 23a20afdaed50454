"""A PostgreSQL and a Redis for the length of one test session, or for a person who wants to look around.

`python -m tests.servers` starts a pair in a temporary folder, prints its addresses as `export` lines, and ends it on
Ctrl-C or when its standard input is closed; `sleep infinity | python -m tests.servers > urls &` keeps one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from workers.embedded.folders import prepare_data_dir, remove_sockets
from workers.embedded.servers import EmbeddedServers, prepare_database, prepare_servers
from workers.supervise.account import server_account
from workers.supervise.service import Service
from workers.supervise.spawn import has_died, spawn, stop

_READY_SECONDS = 60


@dataclass(frozen=True)
class TestServers:
    """The addresses that the tests use: as the app, as the owner, as the superuser, and Redis."""

    __test__ = False

    database_url: str
    owner_url: str
    superuser_url: str | None
    redis_url: str


@contextmanager
def temporary_data_dir() -> Iterator[Path]:
    """A short path for a `DATA_DIR` that the servers' account can reach; removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="mp-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield prepare_data_dir(folder / "data", server_account())
    finally:
        shutil.rmtree(folder)


@contextmanager
def running(service: Service, records: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One service, ready for use, its words in a file beside `records`."""
    log = records / f"{service.name}.log"
    with log.open("ab") as output:
        process = spawn(service, output.fileno(), records)
    try:
        wait_until_ready(service, process, log)
        yield process
    finally:
        stop(service, process, records)


def wait_until_ready(service: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a service; when it dies instead or takes too long, fail with what it said."""
    deadline = time.monotonic() + _READY_SECONDS
    while (missing := service.missing()) is not None:
        if has_died(process) or time.monotonic() > deadline:
            raise RuntimeError(f"{service.name} does not serve: {missing}\n{log.read_text()}")
        time.sleep(0.02)


@contextmanager
def running_servers(data_dir: Path) -> Iterator[EmbeddedServers]:
    """Both servers of a `DATA_DIR`, ready for use; stopped at the end, the files kept."""
    servers = prepare_servers(data_dir, server_account())
    records = data_dir / "run"
    records.mkdir(exist_ok=True)
    with ExitStack() as stack:
        stack.callback(remove_sockets, servers.folders)
        for service in servers.services:
            stack.enter_context(running(service, records))
        prepare_database(servers)
        yield servers


@contextmanager
def throw_away_servers() -> Iterator[TestServers]:
    """A fresh pair of servers that leaves nothing behind."""
    with temporary_data_dir() as data_dir, running_servers(data_dir) as servers:
        yield TestServers(servers.database_url, servers.owner_url, servers.superuser_url, servers.redis_url)


@pytest.fixture(scope="session")
def servers() -> Iterator[TestServers]:
    """The servers of this session: those of the environment when all three URLs are set, else our own."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    if all(os.environ.get(name) for name in names):
        database, owner, redis = (os.environ[name] for name in names)
        yield TestServers(database, owner, None, redis)
        return
    with throw_away_servers() as started:
        yield started


@pytest.fixture(scope="session")
def database_url(servers: TestServers) -> str:
    """Where the app's role connects."""
    return servers.database_url


@pytest.fixture(scope="session")
def owner_url(servers: TestServers) -> str:
    """Where the owner's role connects."""
    return servers.owner_url


@pytest.fixture(scope="session")
def redis_url(servers: TestServers) -> str:
    """Where Redis listens."""
    return servers.redis_url


def main() -> None:
    """Print the addresses of a throw-away pair and keep it until the input ends or Ctrl-C."""
    with throw_away_servers() as started:
        print(f"export DATABASE_URL='{started.database_url}'")
        print(f"export DATABASE_OWNER_URL='{started.owner_url}'")
        print(f"export REDIS_URL='{started.redis_url}'")
        print(f"# superuser, for looking: {started.superuser_url}", flush=True)
        try:
            sys.stdin.read()
        except KeyboardInterrupt:
            print("# stopping")


if __name__ == "__main__":
    main()
