"""The page on which a coordinator erases a member (C3): what goes, what stays, the name typed, and what was done."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database
from app.programmes.models import Person
from tests.factories.asking import ask, remind
from tests.factories.tenants import MadeTenant, add_person, make_tenant
from tests.portal.pages import NOON, add_hours, add_member, browser, make_app, user_of, with_forms


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Flask:
    return make_app(database, data_dir=tmp_path)


@pytest.fixture
def coordinator(app: Flask, database: Database, made: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, made, "coordinator")))


def _path(made: MadeTenant) -> str:
    return f"/t/{made.slug}/people/{made.mentor_id}/erase"


def _name(database: Database, made: MadeTenant) -> str:
    with database.tenant(made.tenant_id) as scope:
        return scope.session.get_one(Person, (scope.tenant_id, made.mentor_id)).name


def test_the_page_tells_what_goes_and_what_stays_and_why(
    coordinator: FlaskClient, database: Database, made: MadeTenant
) -> None:
    add_hours(database, made)
    page = coordinator.get(_path(made)).text
    for words in (
        "Erase Dan Roy",
        "What goes",
        "What stays, and why",
        "1 entry with its date",
        "This cannot be undone.",
    ):
        assert words in page


def test_the_way_there_is_on_the_page_of_the_people(coordinator: FlaskClient, made: MadeTenant) -> None:
    assert _path(made) in coordinator.get(f"/t/{made.slug}/people").text


def test_who_has_no_match_can_be_found_and_erased(
    coordinator: FlaskClient, database: Database, made: MadeTenant
) -> None:
    with database.tenant(made.tenant_id) as scope:
        person_id = add_person(scope, "Vera Long", f"vera@{made.slug}.example")
    path = f"/t/{made.slug}/people/{person_id}/erase"
    assert path in coordinator.get(f"/t/{made.slug}/people").text
    assert coordinator.post(path, data={"name": "Vera Long"}).status_code == 200
    assert "Vera Long" not in coordinator.get(f"/t/{made.slug}/people").text


@pytest.mark.parametrize("typed", ["", "Dan", "Kate Li"])
def test_another_name_erases_nobody(coordinator: FlaskClient, database: Database, made: MadeTenant, typed: str) -> None:
    answer = coordinator.post(_path(made), data={"name": typed})
    assert answer.status_code == 422
    assert "This is not the name." in answer.text
    assert _name(database, made) == "Dan Roy"


def test_the_name_erases_the_member(coordinator: FlaskClient, database: Database, made: MadeTenant) -> None:
    answer = coordinator.post(_path(made), data={"name": " dan  roy "})
    assert answer.status_code == 200
    assert "The member is erased" in answer.text
    assert _name(database, made) == "Erased person"
    assert coordinator.get(_path(made)).status_code == 404
    assert "Dan Roy" not in coordinator.get(f"/t/{made.slug}/people").text


def test_the_other_pages_show_an_erased_person_without_a_name(
    coordinator: FlaskClient, database: Database, made: MadeTenant
) -> None:
    add_hours(database, made)
    coordinator.post(_path(made), data={"name": "Dan Roy"})
    hours = coordinator.get(f"/t/{made.slug}/hours/2026-05")
    assert hours.status_code == 200
    assert "Erased person" in hours.text
    for path in ("", "check-ins", "hours/2026-05", "people", "confirmations", "worth-a-look"):
        page = coordinator.get(f"/t/{made.slug}/{path}")
        assert page.status_code == 200, path
        assert "Dan Roy" not in page.text, path


def test_nobody_is_to_ask_an_erased_person_for_an_answer(
    coordinator: FlaskClient, database: Database, made: MadeTenant
) -> None:
    ask(database, made.tenant_id, NOON)
    remind(database, made.tenant_id, NOON + timedelta(days=20))
    coordinator.post(_path(made), data={"name": "Dan Roy"})
    assert "Erased person" not in coordinator.get(f"/t/{made.slug}/").text


def test_staff_are_told_that_they_cannot_be_erased(app: Flask, database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        add_person(scope, "Priya Nair", f"priya@{made.slug}.example")
        person_id = scope.session.query(Person).filter_by(email=f"priya@{made.slug}.example").one().id
    client = with_forms(browser(app, user_of(database, f"priya@{made.slug}.example")))
    path = f"/t/{made.slug}/people/{person_id}/erase"
    assert "is also staff of your organisation" in client.get(path).text
    assert client.post(path, data={"name": "Priya Nair"}).status_code == 422


def test_a_french_page_is_french(app: Flask, database: Database) -> None:
    made = make_tenant(database, locale="fr-CA")
    client = browser(app, add_member(database, made, "coordinator", locale="fr-CA"), language="fr-CA")
    assert "Ce qui reste, et pourquoi" in client.get(_path(made)).text
