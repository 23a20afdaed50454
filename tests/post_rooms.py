"""The post room of the tests: one reader process for all of them, a tenant for each test."""

from collections.abc import Iterator

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from tests.factories.post_room import PostRoom, post_room


@pytest.fixture(scope="session")
def bounded() -> Iterator[Bounded]:
    """The reader, in a process of its own as in production."""
    with Bounded() as reader:
        yield reader


@pytest.fixture
def room(database: Database, bounded: Bounded) -> PostRoom:
    """A tenant on `aset` whose May check-ins have gone out."""
    return post_room(database, bounded)
