"""A programme whose rules let members register pairs by mail."""

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from tests.factories.post_room import PostRoom, post_room


@pytest.fixture
def pairs_room(database: Database, bounded: Bounded) -> PostRoom:
    """Dan and Kate are matched in it."""
    return post_room(database, bounded, rules="oacett-cpd")
