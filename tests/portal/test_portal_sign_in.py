"""Signing in by mail (U2): link or code, once, ten minutes, in the browser that asked; and what a stranger learns."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database, new_id
from app.tenants.registration import appoint
from app.tenants.sign_in import MOST_PER_ADDRESS, MOST_PER_PEER, MOST_TRIES
from tests.factories.asking import outbox
from tests.factories.moments import Watch
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, add_member, browser, make_app, with_forms


@pytest.fixture
def watch() -> Watch:
    return Watch(NOON)


@pytest.fixture
def app(database: Database, watch: Watch) -> Flask:
    return make_app(database, clock=watch, reply_domain="reply.localhost")


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return _visitor(app)


def _visitor(app: Flask, peer: str | None = None) -> FlaskClient:
    """Somebody's browser, on a network of its own unless one is named."""
    client = with_forms(browser(app))
    client.environ_base["REMOTE_ADDR"] = peer or new_id().hex
    return client


def _coordinator(tenant: MadeTenant) -> str:
    return f"priya@{tenant.slug}.example"


def _mail(database: Database, tenant: MadeTenant) -> tuple[str, str]:
    """The path of the link and the digits of the code in the last mail."""
    text = outbox(database, tenant.tenant_id, kind="sign_in")[-1].text
    link, code = re.search(r"http://[^/]+(\S+)", text), re.search(r"(\d{4})\s(\d{4})", text)
    assert link
    assert code
    return link[1], "".join(code.groups())


def _is_in(client: FlaskClient, tenant: MadeTenant) -> bool:
    return client.get(f"/t/{tenant.slug}/").status_code == 200


def _ask(client: FlaskClient, email: str) -> int:
    return client.post("/sign-in", data={"email": email}).status_code


def test_the_link_signs_in_by_its_button_and_not_by_looking(
    visitor: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    _ask(visitor, _coordinator(tenant))
    link, _ = _mail(database, tenant)
    for _ in range(3):
        assert visitor.get(link).status_code == 200
    assert not _is_in(visitor, tenant)
    assert visitor.post(link).headers["Location"] == "/start"
    assert _is_in(visitor, tenant)


def test_the_code_signs_in_however_it_is_typed(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    _ask(visitor, _coordinator(tenant).upper())
    _, code = _mail(database, tenant)
    visitor.post("/sign-in/code", data={"code": f" {code[:4]} - {code[4:]} "})
    assert _is_in(visitor, tenant)


def test_a_link_works_once(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    _ask(visitor, _coordinator(tenant))
    link, code = _mail(database, tenant)
    with visitor.session_transaction() as session:
        asked_in = session["browser"]
    visitor.post(link)
    with_forms(visitor).post("/sign-out")
    with visitor.session_transaction() as session:
        session["browser"] = asked_in
    with_forms(visitor)
    assert visitor.post(link).status_code == 410
    assert visitor.post("/sign-in/code", data={"code": code}).status_code == 422
    assert not _is_in(visitor, tenant)


@pytest.mark.parametrize("way", ["link", "code"])
def test_another_browser_gets_nowhere_with_the_mail(
    app: Flask, visitor: FlaskClient, database: Database, tenant: MadeTenant, way: str
) -> None:
    _ask(visitor, _coordinator(tenant))
    link, code = _mail(database, tenant)
    thief = _visitor(app)
    _ask(thief, f"thief@{tenant.slug}.example")
    if way == "link":
        assert thief.post(link).status_code == 410
    else:
        assert thief.post("/sign-in/code", data={"code": code}).status_code == 422
    assert not _is_in(thief, tenant)
    visitor.post(link)
    assert _is_in(visitor, tenant)


def test_after_ten_minutes_neither_works(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, watch: Watch
) -> None:
    _ask(visitor, _coordinator(tenant))
    link, code = _mail(database, tenant)
    watch.pass_by(minutes=10)
    assert visitor.get(link).status_code == 410
    assert visitor.post(link).status_code == 410
    assert visitor.post("/sign-in/code", data={"code": code}).status_code == 422


def test_five_wrong_codes_end_it(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    _ask(visitor, _coordinator(tenant))
    _, code = _mail(database, tenant)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _ in range(MOST_TRIES):
        assert visitor.post("/sign-in/code", data={"code": wrong}).status_code == 422
    assert visitor.post("/sign-in/code", data={"code": code}).status_code == 422


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    app: Flask, database: Database, tenant: MadeTenant
) -> None:
    known, unknown = (
        _visitor(app).post("/sign-in", data={"email": email}, follow_redirects=True)
        for email in (_coordinator(tenant), f"nobody@{tenant.slug}.example")
    )
    without_token = [re.sub(r'value="[^"]*"', "", page.text) for page in (known, unknown)]
    assert without_token[0] == without_token[1]
    assert [mail.to_address for mail in outbox(database, tenant.tenant_id)] == [_coordinator(tenant)]


def test_one_address_is_written_to_five_times_in_a_quarter_of_an_hour(
    app: Flask, tenant: MadeTenant, watch: Watch
) -> None:
    for _ in range(MOST_PER_ADDRESS):
        assert _ask(_visitor(app), _coordinator(tenant)) == 303
    assert _ask(_visitor(app), _coordinator(tenant)) == 429
    watch.pass_by(minutes=16)
    assert _ask(_visitor(app), _coordinator(tenant)) == 303


def test_one_network_asks_thirty_times_in_a_quarter_of_an_hour(app: Flask, tenant: MadeTenant) -> None:
    visitor = _visitor(app)
    for number in range(MOST_PER_PEER):
        assert _ask(visitor, f"{number}@{tenant.slug}.example") == 303
    assert _ask(visitor, f"one.more@{tenant.slug}.example") == 429


def test_a_session_ends_after_twelve_hours(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, watch: Watch
) -> None:
    _ask(visitor, _coordinator(tenant))
    visitor.post(_mail(database, tenant)[0])
    watch.pass_by(hours=12)
    assert _is_in(visitor, tenant)
    watch.pass_by(seconds=1)
    assert not _is_in(visitor, tenant)


def test_signing_out_is_a_form_and_ends_the_session(
    visitor: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    _ask(visitor, _coordinator(tenant))
    visitor.post(_mail(database, tenant)[0])
    assert visitor.get("/sign-out").status_code == 405
    with_forms(visitor).post("/sign-out")
    assert not _is_in(visitor, tenant)


def test_who_has_several_roles_chooses(app: Flask, database: Database, tenant: MadeTenant) -> None:
    user_id = add_member(database, tenant, "coordinator")
    with database.tenant(tenant.tenant_id) as scope:
        appoint(scope, user_id, role="named_person", name="Ann", email="ann@home.example", locale="en-CA")
    page = browser(app, user_id).get("/start").text
    assert f"/t/{tenant.slug}/" in page
    assert f"/t/{tenant.slug}/concerns" in page


@pytest.mark.parametrize("given", ["", "nobody", "x" * 250 + "@example.org"])
def test_what_is_no_address_is_said_so(visitor: FlaskClient, given: str) -> None:
    answer = visitor.post("/sign-in", data={"email": given})
    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/code", "/sign-in/link/x", "/sign-out", "/verify"])
def test_a_form_without_its_token_is_refused(app: Flask, path: str) -> None:
    assert browser(app).post(path, data={"email": "a@example.org"}).status_code == 400


def test_the_session_life_is_told_to_the_browser(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    _ask(visitor, _coordinator(tenant))
    cookie = visitor.post(_mail(database, tenant)[0]).headers["Set-Cookie"]
    assert "Expires=" in cookie
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
