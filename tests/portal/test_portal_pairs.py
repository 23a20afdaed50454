"""The page of pairs that register by mail: approving them, or not (M8, C4)."""

from http import HTTPStatus
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.tenants.models import AuditEntry, Membership
from tests.factories.pairing import JOE, allow, consent, proposals, say, tell
from tests.factories.post_room import PostRoom, post_room
from tests.portal.pages import browser, make_app, with_forms


@pytest.fixture
def told(database: Database, bounded: Bounded) -> PostRoom:
    """The rules have the coordinator look first, and Dan has told of a pair."""
    room = post_room(database, bounded, rules="oacett-cpd")
    allow(room, "coordinator")
    tell(room)
    return room


def _home(room: PostRoom) -> str:
    return f"/t/{room.made.slug}"


def _coordinator(room: PostRoom) -> UUID:
    with room.database.tenant(room.made.tenant_id) as scope:
        return scope.session.get_one(Membership, (scope.tenant_id, room.made.coordinator_id)).user_id


def _client(room: PostRoom) -> FlaskClient:
    app = make_app(room.database, clock=room.watch, reply_domain="reply.localhost")
    return with_forms(browser(app, _coordinator(room)))


def _actions(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(select(AuditEntry.action).where(AuditEntry.tenant_id == scope.tenant_id))
        return list(rows)


def test_what_needs_you_and_the_page_show_who_waits(told: PostRoom) -> None:
    client = _client(told)
    assert "Wants to register a pair with Joe Poe." in client.get(f"{_home(told)}/").text
    page = client.get(f"{_home(told)}/pairs").text
    assert "Dan Roy and Joe Poe" in page
    assert JOE in page


def test_approved_the_other_is_asked_and_that_is_noted(told: PostRoom) -> None:
    (row,) = proposals(told)
    answer = _client(told).post(f"{_home(told)}/pairs/{row.id}/approve")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert consent(told).to_address == JOE
    assert _actions(told) == ["pair_approved"]
    say(told, "yes")
    assert "Registered by mail" in _client(told).get(f"{_home(told)}/pairs").text


def test_not_approved_nobody_is_asked_and_the_member_is_told(told: PostRoom) -> None:
    (row,) = proposals(told)
    _client(told).post(f"{_home(told)}/pairs/{row.id}/refuse")
    assert told.sent("pair_consent") == []
    assert "has not approved this pair" in told.latest("pair_told").text
    assert _actions(told) == ["pair_refused"]
    assert JOE not in _client(told).get(f"{_home(told)}/pairs").text


def test_a_pair_is_decided_once(told: PostRoom) -> None:
    (row,) = proposals(told)
    _client(told).post(f"{_home(told)}/pairs/{row.id}/refuse")
    assert _client(told).post(f"{_home(told)}/pairs/{row.id}/approve").status_code == HTTPStatus.NOT_FOUND
