"""Post rooms of other programmes than the common one, for the tests of the way in."""

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from tests.factories.post_room import PostRoom, post_room


@pytest.fixture
def french_room(database: Database, bounded: Bounded) -> PostRoom:
    """The same, in French."""
    return post_room(database, bounded, locale="fr-CA")


@pytest.fixture
def cpd_room(database: Database, bounded: Bounded) -> PostRoom:
    """The same on `oacett-cpd`, where both claim and the partner confirms."""
    return post_room(database, bounded, rules="oacett-cpd")
