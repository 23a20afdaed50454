"""My addresses, and what a coordinator sees of them and of held mail (I9, C4)."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.portal.addresses import SENTENCES
from app.programmes.addresses import AddressFault
from app.programmes.models import PersonAddress
from app.tenants.models import AuditEntry
from tests.factories.doubting import HOME, addresses, checks, fresh, held, say
from tests.factories.post_room import PostRoom, post_room
from tests.portal.pages import add_member, browser, make_app, user_of, with_forms

SAM = "sam@office.example"


@pytest.fixture
def mentor(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, user_of(room.database, room.made.mentor_email)))


@pytest.fixture
def coordinator(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, add_member(room.database, room.made, "coordinator")))


def _page(room: PostRoom) -> str:
    return f"/t/{room.made.slug}/me/addresses"


def _added(client: FlaskClient, room: PostRoom, email: str, **more: str) -> int:
    return client.post(_page(room), data={"kind": "own", "email": email} | more).status_code


def _removed(room: PostRoom) -> list[PersonAddress]:
    return [row for row in addresses(room) if row.ended_at]


def _actions(room: PostRoom) -> list[tuple[str, UUID | None]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id).order_by(AuditEntry.id)
        )
        return [(row.action, row.subject_id) for row in rows]


def test_an_address_of_ones_own_is_named_asked_and_shown(mentor: FlaskClient, room: PostRoom) -> None:
    assert _added(mentor, room, HOME) == 303
    assert room.latest("address_check").to_address == HOME
    page = mentor.get(_page(room)).text
    assert HOME in page
    assert "waits for an answer since" in page
    room.answer(room.latest("address_check"), "Yes")
    assert "counts since" in mentor.get(_page(room)).text


def test_an_assistant_is_named_with_their_name(mentor: FlaskClient, room: PostRoom) -> None:
    assert _added(mentor, room, SAM, kind="assistant", name="Sam D’Arcy-Lee") == 303
    (row,) = addresses(room)
    assert (row.kind, row.name, row.email) == ("assistant", "Sam D’Arcy-Lee", SAM)
    assert room.latest("address_check").text.startswith("Hello Sam D’Arcy-Lee,")


@pytest.mark.parametrize(
    "name", ["", "Win at prize.example", "http://x", "Sam\r\nBcc: x@y.example", "50 % off", "a.co"]
)
def test_a_name_that_is_a_message_goes_to_nobody(mentor: FlaskClient, room: PostRoom, name: str) -> None:
    """We write to strangers in the member's name, and with no words of theirs but this one."""
    assert _added(mentor, room, SAM, kind="assistant", name=name) == 422
    assert room.sent("address_check") == []


def test_an_address_that_cannot_be_taken_says_why_beside_the_field(mentor: FlaskClient, room: PostRoom) -> None:
    answer = mentor.post(_page(room), data={"kind": "own", "email": room.made.mentee_email})
    assert answer.status_code == 422
    assert "Somebody else in your organisation writes from this address." in answer.text
    assert "aria-invalid=true" in answer.text
    assert room.sent("address_check") == []


def test_every_fault_has_its_sentence() -> None:
    assert set(SENTENCES) == set(AddressFault)


def test_an_address_is_removed_by_its_person(mentor: FlaskClient, room: PostRoom) -> None:
    _added(mentor, room, HOME)
    (row,) = addresses(room)
    assert mentor.post(f"{_page(room)}/{row.id}/remove").status_code == 303
    assert [one.id for one in _removed(room)] == [row.id]
    assert mentor.post(f"{_page(room)}/{row.id}/remove").status_code == 404
    assert _actions(room) == [("address_removed", row.id)]


def test_nobody_removes_somebody_elses_address(served: Flask, mentor: FlaskClient, room: PostRoom) -> None:
    _added(mentor, room, HOME)
    (row,) = addresses(room)
    mentee = with_forms(browser(served, user_of(room.database, room.made.mentee_email)))
    assert mentee.post(f"{_page(room)}/{row.id}/remove").status_code == 404
    assert HOME not in mentee.get(_page(room)).text
    assert _removed(room) == []


def test_the_page_is_french_for_a_french_reader(database: Database, bounded: Bounded) -> None:
    room = post_room(database, bounded, locale="fr-CA")
    client = browser(make_app(database, clock=room.watch), user_of(database, room.made.mentor_email))
    assert "Quelqu’un qui peut répondre pour vous" in client.get(_page(room)).text


def test_a_coordinator_sees_the_addresses_and_removes_one_which_is_noted(
    mentor: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    _added(mentor, room, HOME)
    _added(mentor, room, SAM, kind="assistant", name="Sam Lee")
    page = coordinator.get(f"/t/{room.made.slug}/people").text
    assert f"also writes from {HOME}" in page
    assert f"Sam Lee, {SAM}, may answer for them" in page
    own = addresses(room)[0]
    removing = f"/t/{room.made.slug}/people/{room.made.mentor_id}/addresses/{own.id}/remove"
    assert coordinator.post(removing).status_code == 303
    assert [one.id for one in _removed(room)] == [own.id]
    assert _actions(room) == [("address_removed", own.id)]


def test_a_coordinator_sees_what_is_known_of_a_held_mails_sender(coordinator: FlaskClient, room: PostRoom) -> None:
    mail_id = held(room)
    page = coordinator.get(f"/t/{room.made.slug}/mails/{mail_id}").text
    assert "We asked Dan Roy on 2 June whether it was theirs. There is no answer yet." in page
    assert "The address it names is none that counts for the member." in page
    assert "DKIM home.example" in page


def test_a_mail_that_nobody_is_asked_about_says_so(coordinator: FlaskClient, room: PostRoom) -> None:
    held(room, sender="eve1@elsewhere.example")
    second = held(room, sender="eve2@elsewhere.example")
    page = coordinator.get(f"/t/{room.made.slug}/mails/{second}").text
    assert "Dan Roy was not asked about it, because we asked about another mail lately." in page


def test_the_first_page_says_of_each_held_mail_whom_we_asked_or_why_nobody(
    coordinator: FlaskClient, room: PostRoom
) -> None:
    held(room, sender="eve1@elsewhere.example")
    held(room, sender="eve2@elsewhere.example")
    fresh(room, "eve3@elsewhere.example")
    page = coordinator.get(f"/t/{room.made.slug}/").text
    assert page.count("We asked Dan Roy on 2 June whether it was theirs. There is no answer yet.") == 1
    assert page.count("Dan Roy was not asked about it, because we asked about another mail lately.") == 1
    assert page.count("Nobody was asked about it, because we know of no member who could have written it.") == 1


def test_the_first_page_says_it_in_french(served: Flask, room: PostRoom) -> None:
    held(room)
    french = browser(served, add_member(room.database, room.made, "coordinator", locale="fr-CA"))
    page = french.get(f"/t/{room.made.slug}/").text
    assert "Nous avons demandé à Dan Roy le 2 juin si ce courriel est bien le sien." in page


def test_a_denied_mail_needs_the_coordinator_until_it_is_seen(coordinator: FlaskClient, room: PostRoom) -> None:
    held(room, sender="eve@elsewhere.example")
    say(room, "No, that was not me")
    home = f"/t/{room.made.slug}/"
    page = coordinator.get(home).text
    assert "they say that it was not them" in page
    assert "eve@elsewhere.example" in page
    (check,) = checks(room)
    assert coordinator.post(f"{home}denied/{check.id}/seen").status_code == 303
    assert "they say that it was not them" not in coordinator.get(home).text
    assert _actions(room) == [("denial_seen", check.id)]


def test_what_was_not_denied_cannot_be_seen_as_denied(coordinator: FlaskClient, room: PostRoom) -> None:
    held(room)
    (check,) = checks(room)
    assert coordinator.post(f"/t/{room.made.slug}/denied/{check.id}/seen").status_code == 404


def test_a_yes_after_the_coordinator_recorded_it_changes_nothing(coordinator: FlaskClient, room: PostRoom) -> None:
    mail_id = held(room)
    home = f"/t/{room.made.slug}/mails/{mail_id}"
    seen = next(one.id for one in room.outcomes() if one.received_mail_id == mail_id)
    form = {
        "seen": str(seen),
        "person": str(room.made.mentor_id),
        "month": "2026-05",
        "hours-0": "2",
        "mode-0": "video",
        "match-0": str(room.made.match_id),
        "status": "unknown",
    }
    assert coordinator.post(f"{home}/record", data=form).status_code == 303
    assert room.minutes() == {"video": 120}
    say(room, "Yes")
    assert (room.reason(), room.minutes()) == ("answered", {"video": 120})
