"""The page of the sender policy: what each asks for, and a choice that is noted (I9, C4)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.tenants.models import AuditEntry
from app.tenants.sender_policy import SenderPolicy, sender_policy
from tests.factories.post_room import PostRoom
from tests.portal.pages import add_member, browser, user_of, with_forms


@pytest.fixture
def coordinator(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, user_of(room.database, f"priya@{room.made.slug}.example")))


def address(room: PostRoom) -> str:
    return f"/t/{room.made.slug}/senders"


def policy_of(room: PostRoom) -> SenderPolicy:
    with room.database.tenant(room.made.tenant_id) as scope:
        return sender_policy(scope)


def test_the_page_shows_the_policy_in_force(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(address(room)).text
    assert page.count('type="radio"') == 3
    assert 'value="normal" aria-describedby="about-normal" checked' in page


def test_the_page_is_written_in_french_too(served: Flask, room: PostRoom) -> None:
    reader = browser(served, add_member(room.database, room.made, "coordinator", locale="fr-CA"))
    assert "Qui peut inscrire des heures" in reader.get(address(room)).text


def test_a_choice_holds_and_is_noted(coordinator: FlaskClient, room: PostRoom) -> None:
    answered = coordinator.post(address(room), data={"policy": "strict"})
    assert answered.status_code == 303
    assert 'role="status"' in coordinator.get(answered.location).text
    assert policy_of(room) is SenderPolicy.STRICT
    assert 'value="strict" aria-describedby="about-strict" checked' in coordinator.get(address(room)).text
    with room.database.tenant(room.made.tenant_id) as scope:
        noted = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id)).all()
        assert [(one.action, one.note) for one in noted] == [("sender_policy_chosen", "normal → strict")]


@pytest.mark.parametrize("data", [{}, {"policy": ""}, {"policy": "none"}])
def test_a_form_that_names_no_policy_changes_nothing(
    coordinator: FlaskClient, room: PostRoom, data: dict[str, str]
) -> None:
    assert coordinator.post(address(room), data=data).status_code == 303
    assert policy_of(room) is SenderPolicy.NORMAL


@pytest.mark.parametrize("path", ["/looks", "/mails/held"])
def test_the_pages_of_mails_lead_there(coordinator: FlaskClient, room: PostRoom, path: str) -> None:
    assert f'href="{address(room)}"' in coordinator.get(f"/t/{room.made.slug}{path}").text
