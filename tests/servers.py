"""A PostgreSQL and a Redis for the length of one test session, or for a person who wants to look around.

`python -m tests.servers` starts a pair in a temporary folder, prints its addresses as `export` lines, and ends it on
Ctrl-C or when its standard input is closed; `sleep infinity | python -m tests.servers > urls &` keeps one.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from workers.embedded.throw_away import running, running_servers, temporary_data_dir, wait_until_ready

__all__ = ["TestServers", "running", "running_servers", "temporary_data_dir", "throw_away_servers", "wait_until_ready"]


@dataclass(frozen=True)
class TestServers:
    """The addresses that the tests use: as the app, as the owner, as the superuser, and Redis."""

    __test__ = False

    database_url: str
    owner_url: str
    superuser_url: str | None
    redis_url: str


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
