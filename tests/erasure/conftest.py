"""What the tests of erasing stand on: a member who bears the mark, in a database of their own or the common one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from tests.database import url_text
from tests.erasure.marked import Marked, marked
from tests.servers import TestServers


@pytest.fixture
def everything(own_database: Database, servers: TestServers, empty_database_url: str) -> str:
    """The superuser's address of the test's own database; the owner's, where somebody else's server is used."""
    url = servers.superuser_url or empty_database_url
    return url_text(url, database=own_database.engine.url.database)


@pytest.fixture
def story(own_database: Database, bounded: Bounded, tmp_path: Path) -> Iterator[Marked]:
    with marked(own_database, bounded, tmp_path / "mailbox") as begun:
        yield begun


@pytest.fixture
def shared(database: Database, bounded: Bounded, tmp_path: Path) -> Iterator[Marked]:
    """The same in the common database."""
    with marked(database, bounded, tmp_path / "mailbox") as begun:
        yield begun
