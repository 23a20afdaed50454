"""The page of examples: the switch, each example as it would leave, and the file (C3, C4)."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.tenants.models import AuditEntry
from tests.factories.amending import amended, held, kept, switched_on
from tests.factories.post_room import PostRoom
from tests.portal.pages import add_member, browser, user_of, with_forms


@pytest.fixture
def coordinator(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, user_of(room.database, f"priya@{room.made.slug}.example")))


def _page(client: FlaskClient, room: PostRoom) -> str:
    return client.get(f"/t/{room.made.slug}/learning").text


def _switch(client: FlaskClient, room: PostRoom, state: str) -> Any:
    return client.post(f"/t/{room.made.slug}/learning", data={"state": state})


def _noted(room: PostRoom) -> list[tuple[str, str]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = select(AuditEntry.action, AuditEntry.note).where(AuditEntry.tenant_id == scope.tenant_id)
        return [(action, note) for action, note in scope.session.execute(rows.order_by(AuditEntry.id))]


def test_it_is_off_and_says_what_it_would_do(coordinator: FlaskClient, room: PostRoom) -> None:
    page = _page(coordinator, room)
    assert "No examples are kept." in page
    for heading in ("What is kept", "What is replaced", "Who gets it", "How it ends"):
        assert f"<dt>{heading}</dt>" in page
    assert "Keep examples from now on" in page


def test_the_page_is_written_in_french_too(served: Flask, room: PostRoom) -> None:
    reader = browser(served, add_member(room.database, room.made, "coordinator", locale="fr-CA"))
    page = _page(reader, room)
    assert "Aucun exemple n’est gardé." in page
    assert "Garder des exemples à partir de maintenant" in page


def test_a_coordinator_switches_it_on_and_off_and_both_are_noted(coordinator: FlaskClient, room: PostRoom) -> None:
    assert _switch(coordinator, room, "on").status_code == 303
    assert "Examples are being kept." in _page(coordinator, room)
    amended(room, held(room))
    assert _switch(coordinator, room, "off").status_code == 303
    assert "No examples are kept." in _page(coordinator, room)
    assert kept(room) == []
    actions = [action for action, _ in _noted(room)]
    assert actions == ["examples_switched_on", "mail_recorded", "examples_switched_off"]


def test_a_form_that_says_nothing_switches_nothing_on(coordinator: FlaskClient, room: PostRoom) -> None:
    coordinator.post(f"/t/{room.made.slug}/learning")
    assert "No examples are kept." in _page(coordinator, room)


def test_an_example_is_shown_in_disguise_beside_what_was_recorded(coordinator: FlaskClient, room: PostRoom) -> None:
    switched_on(room)
    amended(room, held(room))
    page = _page(coordinator, room)
    shown = page[page.index('<article class="example"') : page.index("Delete this example")]
    assert "1 example<" in page
    assert "2h zoom with <mark>" in shown
    assert "1.5\N{NO-BREAK SPACE}h" in shown
    assert [name for name in ("Dan", "Roy", "Kate", "Priya", "Omar", "Haddad", "0177", "0142") if name in shown] == []


def test_the_file_is_a_set_of_cases_and_its_leaving_is_noted(coordinator: FlaskClient, room: PostRoom) -> None:
    switched_on(room)
    amended(room, held(room))
    answer = coordinator.get(f"/t/{room.made.slug}/learning/cases.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="cases-{room.made.slug}.zip"'
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        (line,) = archive.read("cases.jsonl").decode().splitlines()
        case = json.loads(line)
        assert archive.namelist() == ["cases.jsonl", case["mail"]]
    assert case["expected"]["hours"] == {"total": 1.5, "by_mode": {"video": 1.5}}
    assert _noted(room)[-1] == ("examples_exported", "1")


def test_the_file_holds_what_the_page_showed_and_nothing_that_came_later(
    coordinator: FlaskClient, room: PostRoom
) -> None:
    switched_on(room)
    amended(room, held(room))
    page = _page(coordinator, room)
    link = page[page.index(f"/t/{room.made.slug}/learning/cases.zip") :].partition('"')[0].replace("&amp;", "&")
    room.watch.pass_by(minutes=1)
    amended(room, held(room, "3h zoom with Kate on 20 May", quoting=False))
    with zipfile.ZipFile(BytesIO(coordinator.get(link).data)) as archive:
        assert len(archive.read("cases.jsonl").splitlines()) == 1


def test_an_example_can_be_deleted(coordinator: FlaskClient, room: PostRoom) -> None:
    switched_on(room)
    amended(room, held(room))
    (example,) = kept(room)
    answer = coordinator.post(f"/t/{room.made.slug}/learning/{example.id}/discard")
    assert answer.status_code == 303
    assert "Nothing kept yet" in _page(coordinator, room)
    assert _noted(room)[-1][0] == "example_discarded"


def test_an_example_that_does_not_leave_says_why(coordinator: FlaskClient, room: PostRoom) -> None:
    """The coordinator is called Priya; run together with other letters her name would be left."""
    switched_on(room)
    amended(room, held(room, "2h zoom with Kate, ask xhaddadx or Omar Haddad", quoting=False))
    page = _page(coordinator, room)
    assert "It will not be in the file." in page
    assert "Something that tells who it is would be left in it" in page
    assert "xhaddadx" not in page


def test_without_an_example_there_is_no_file(coordinator: FlaskClient, room: PostRoom) -> None:
    answer = coordinator.get(f"/t/{room.made.slug}/learning/cases.zip")
    assert answer.status_code == 303
    assert _noted(room) == []


def test_whoever_amends_is_told_on_the_page_of_the_mail(coordinator: FlaskClient, room: PostRoom) -> None:
    mail_id = held(room)
    path = f"/t/{room.made.slug}/mails/{mail_id}"
    told = "What you change is kept as an example, with this mail."
    assert told not in coordinator.get(path).text
    switched_on(room)
    assert told in coordinator.get(path).text


def test_the_page_is_found_from_the_pages_of_mails_and_the_lists(coordinator: FlaskClient, room: PostRoom) -> None:
    for path in ("/looks", "/mails/held"):
        assert f'href="/t/{room.made.slug}/learning"' in coordinator.get(f"/t/{room.made.slug}{path}").text
