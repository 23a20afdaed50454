"""The application over a post room, at the room's own time."""

import pytest
from flask import Flask

from app.db import Database
from app.inbound.bounded import Bounded
from tests.factories.post_room import PostRoom, post_room
from tests.portal.pages import make_app


@pytest.fixture
def french_room(database: Database, bounded: Bounded) -> PostRoom:
    """A French programme's post."""
    return post_room(database, bounded, locale="fr-CA")


@pytest.fixture
def served(room: PostRoom) -> Flask:
    """The application over the common post room."""
    return make_app(room.database, clock=room.watch)


@pytest.fixture
def served_french(french_room: PostRoom) -> Flask:
    """The same over the French one."""
    return make_app(french_room.database, clock=french_room.watch)


@pytest.fixture
def cpd_room(database: Database, bounded: Bounded) -> PostRoom:
    """The post of a programme in which the partner confirms hours of which a body wants more than their length."""
    return post_room(database, bounded, rules="oacett-cpd")
