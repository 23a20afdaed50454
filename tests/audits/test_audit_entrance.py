"""An auditor is invited by mail and comes in by link and code, without a password (X1)."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.audits.scope import Members
from app.outbound.models import OutboundMail
from tests.factories.auditing import audited, claimed
from tests.factories.post_room import PostRoom
from tests.portal.pages import add_member, browser, with_forms

FORM = {
    "name": "Helen Sawchuk",
    "locale": "en-CA",
    "members": "all",
    "since": "2026-01-01",
    "until": "2026-06-30",
    "ends_on": "2026-07-31",
}


def _invite(room: PostRoom, served: Flask, **changes: object) -> int:
    client = with_forms(browser(served, add_member(room.database, room.made, "coordinator")))
    form = FORM | {"email": f"helen@{room.made.slug}.audit.example", "programme": str(room.made.programme_id)}
    return client.post(f"/t/{room.made.slug}/auditors", data=form | changes).status_code


def _link(mail: OutboundMail) -> str:
    found = re.search(r"/audits/enter/\S+", mail.text)
    assert found
    return found[0]


def _code(mail: OutboundMail) -> str:
    found = re.search(r"(\d{4})\N{NO-BREAK SPACE}(\d{4})", mail.text)
    assert found
    return found[1] + found[2]


def _ask_for_code(room: PostRoom, client: FlaskClient) -> str:
    link = _link(room.latest("audit_invitation"))
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 303
    return _code(room.latest("sign_in"))


@pytest.fixture
def invited(room: PostRoom, served: Flask) -> PostRoom:
    claimed(room.database, room.made)
    assert _invite(room, served) == 303
    return room


def test_the_mail_says_what_is_open_until_when_and_where(invited: PostRoom) -> None:
    mail = invited.latest("audit_invitation")
    assert mail.to_address == f"helen@{invited.made.slug}.audit.example"
    for words in (f"Mentoring {invited.made.slug}", "1 January 2026 to 30 June 2026", "31 July 2026", "is noted"):
        assert words in mail.text


def test_a_french_auditor_is_invited_in_french(room: PostRoom, served: Flask) -> None:
    claimed(room.database, room.made)
    _invite(room, served, locale="fr-CA")
    assert room.latest("audit_invitation").text.startswith("Bonjour Helen,")
    client = browser(served)
    assert "Vérification des heures" in client.get(_link(room.latest("audit_invitation"))).text


def test_link_and_code_lead_to_the_audit(invited: PostRoom, served: Flask) -> None:
    client = with_forms(browser(served))
    code = _ask_for_code(invited, client)
    assert client.post("/sign-in/code", data={"code": code}).status_code == 303
    page = client.get("/start", follow_redirects=True)
    assert page.request.path == f"/t/{invited.made.slug}/audits/1"
    assert "Dan Roy" in page.text


def test_looking_at_the_link_mails_nothing(invited: PostRoom, served: Flask) -> None:
    """Programs look at links in mails."""
    browser(served).get(_link(invited.latest("audit_invitation")))
    assert invited.sent("sign_in") == []


def test_a_code_works_once_and_in_the_browser_that_asked(invited: PostRoom, served: Flask) -> None:
    client, other = with_forms(browser(served)), with_forms(browser(served))
    code = _ask_for_code(invited, client)
    assert other.post("/sign-in/code", data={"code": code}).status_code == 422
    assert client.post("/sign-in/code", data={"code": code}).status_code == 303
    assert with_forms(client).post("/sign-in/code", data={"code": code}).status_code == 422


def test_the_link_shows_no_address_to_whoever_has_it(invited: PostRoom, served: Flask) -> None:
    page = browser(served).get(_link(invited.latest("audit_invitation"))).text
    assert f"helen@{invited.made.slug}" not in page
    assert f"h…@{invited.made.slug}.audit.example" in page


def test_after_the_end_the_link_leads_nowhere_and_no_sign_in_is_mailed(invited: PostRoom, served: Flask) -> None:
    link = _link(invited.latest("audit_invitation"))
    invited.watch.pass_by(days=90)
    client = with_forms(browser(served))
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    client.post("/sign-in", data={"email": f"helen@{invited.made.slug}.audit.example"})
    assert invited.sent("sign_in") == []


def test_a_link_nobody_made_leads_nowhere(served: Flask) -> None:
    assert browser(served).get("/audits/enter/nonsense").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "nobody"},
        {"programme": ""},
        {"members": ""},
        {"members": "named"},
        {"members": "drawn", "wanted": "0"},
        {"members": "drawn", "wanted": "many"},
        {"ends_on": ""},
        {"ends_on": "2026-05-31"},
        {"until": "2025-12-31"},
        {"since": "soon"},
        {"since": "2031-01-01", "until": ""},
    ],
    ids=str,
)
def test_a_form_that_lacks_something_invites_nobody(room: PostRoom, served: Flask, wrong: dict[str, str]) -> None:
    claimed(room.database, room.made)
    assert _invite(room, served, **wrong) == 422
    assert room.sent("audit_invitation") == []


def test_the_auditor_draws_the_sample_from_a_frozen_list(room: PostRoom, served: Flask) -> None:
    claimed(room.database, room.made)
    audit = audited(served, room.database, room.made, **_drawn(2))
    waiting = audit.auditor.get(audit.home).text
    assert "Dan Roy" not in waiting
    assert "M-1" not in waiting
    claimed(room.database, room.made, by=room.made.mentee_id)  # too late for this list
    assert audit.auditor.get(audit.member()).status_code == 404
    assert audit.auditor.post(f"{audit.home}/draw").status_code == 303
    assert audit.auditor.get(audit.member()).status_code == 404, "without a seed nothing is drawn"
    audit.auditor.post(f"{audit.home}/seed", data={"seed": "rain in Calgary"})
    audit.auditor.post(f"{audit.home}/seed", data={"seed": "another, until I like who is drawn"})
    assert "rain in Calgary" in audit.auditor.get(audit.home).text
    audit.auditor.post(f"{audit.home}/draw")
    assert audit.auditor.get(audit.member()).status_code == 200
    assert audit.auditor.get(audit.member(room.made.mentee_id)).status_code == 404
    file = audit.auditor.get(f"{audit.home}/draw.json").get_json()
    assert (file["population"], file["drawn"], file["seed"]) == (["M-1"], ["M-1"], "rain in Calgary")


def _drawn(wanted: int) -> dict[str, object]:
    return {"members": Members.DRAWN, "wanted": wanted}
