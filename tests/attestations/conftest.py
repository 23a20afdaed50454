"""Post rooms of programmes in which the partner confirms."""

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from tests.factories.post_room import PostRoom, post_room


@pytest.fixture
def cpd_room(database: Database, bounded: Bounded) -> PostRoom:
    """On `oacett-cpd`: both claim and the partner confirms."""
    return post_room(database, bounded, rules="oacett-cpd")


@pytest.fixture
def french_cpd_room(database: Database, bounded: Bounded) -> PostRoom:
    """The same, in French."""
    return post_room(database, bounded, rules="oacett-cpd", locale="fr-CA")
