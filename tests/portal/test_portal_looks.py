"""The page where a coordinator chooses how the mails look (U5), and `/dev/gallery`."""

import io
import re
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from app.db import Database
from app.outbound.letter.mail import MailKind
from app.portal.gallery.routes import CHOICES
from app.portal.gallery.sayings import SAYINGS
from app.portal.gallery.scheme import as_in
from app.tenants.branding import brand_of
from app.tenants.models import AuditEntry, Membership
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_member, browser, make_app, user_of, with_forms

FORM = {"name": "Northfield Mentoring Society", "colour": "#8a1f3d", "phone": "780-555-0177"}


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def desk(database: Database, made: MadeTenant) -> FlaskClient:
    return with_forms(browser(make_app(database), user_of(database, f"priya@{made.slug}.example")))


def picture(colour: str = "navy") -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), colour).save(out, "PNG")
    out.seek(0)
    return out, "our logo.png"


def actions(database: Database, made: MadeTenant) -> list[tuple[str, str]]:
    with database.tenant(made.tenant_id) as scope:
        rows = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == made.tenant_id))
        return [(row.action, row.note) for row in rows]


def test_what_is_chosen_is_kept_and_noted(desk: FlaskClient, database: Database, made: MadeTenant) -> None:
    """C4."""
    page = desk.post(f"/t/{made.slug}/looks", data={**FORM, "logo": picture()}, follow_redirects=True)
    assert "Saved. Mails that are written from now on look so." in page.text
    with database.tenant(made.tenant_id) as scope:
        brand = brand_of(scope)
        phone = scope.session.get_one(Membership, (made.tenant_id, made.coordinator_id)).phone
    assert (brand.name, brand.colour, phone) == (FORM["name"], "#8a1f3d", "780-555-0177")
    assert (brand.logo_width, brand.logo_height) == (168, 56)
    assert actions(database, made) == [("look_changed", "name, colour, phone, logo")]


def test_saving_without_a_change_notes_nothing(desk: FlaskClient, database: Database, made: MadeTenant) -> None:
    for _ in range(2):
        desk.post(f"/t/{made.slug}/looks", data=FORM)
    assert len(actions(database, made)) == 1


def test_a_logo_stays_until_it_is_taken_away(desk: FlaskClient, database: Database, made: MadeTenant) -> None:
    for values, there in (({"logo": picture()}, True), ({}, True), ({"no_logo": "on"}, False)):
        desk.post(f"/t/{made.slug}/looks", data={**FORM, **values})
        with database.tenant(made.tenant_id) as scope:
            assert (brand_of(scope).logo_id is not None) == there


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " \t ", "Write the name under which people know your organisation."),
        ("colour", "red", "Write the colour as # and six figures"),
        ("colour", "#123456;}body{display:none", "Write the colour as # and six figures"),
        ("phone", "", "Write a telephone number"),
        ("phone", "call me 12345", "Write a telephone number"),
        ("logo", (io.BytesIO(b"<svg onload=alert(1)>"), "x.svg"), "This is no picture that we can read."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_and_nothing_is_saved(
    *, desk: FlaskClient, database: Database, made: MadeTenant, field: str, value: object, sentence: str
) -> None:
    page = desk.post(f"/t/{made.slug}/looks", data={**FORM, field: value})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in page.text
    assert f'href="#{field}"' in page.text
    assert actions(database, made) == []


def test_a_colour_that_is_hard_to_read_is_taken_and_said(desk: FlaskClient, made: MadeTenant) -> None:
    page = desk.post(f"/t/{made.slug}/looks", data={**FORM, "colour": "#ffd700"}, follow_redirects=True)
    assert "Text in #ffd700 could hardly be read on white." in page.text
    letter = desk.get(f"/t/{made.slug}/looks/letter").text
    assert "border-top:4px solid #ffd700" not in letter


def test_trying_shows_everything_and_saves_nothing(desk: FlaskClient, database: Database, made: MadeTenant) -> None:
    tried = desk.post(f"/t/{made.slug}/looks/letter", data={**FORM, "logo": picture(), "kind": "receipt"})
    assert "border-top:4px solid #8a1f3d" in tried.text
    assert 'src="data:image/png;base64,' in tried.text
    assert "780-555-0177" in tried.text
    assert "This is what was noted" in tried.text
    assert actions(database, made) == []


def test_the_sample_is_a_letter_in_a_sandbox(desk: FlaskClient, made: MadeTenant) -> None:
    letter = desk.get(f"/t/{made.slug}/looks/letter")
    assert letter.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "Priya Nair" in letter.text
    assert f"Mentoring {made.slug}" in letter.text


def test_trying_what_cannot_be_taken_shows_the_rest(desk: FlaskClient, made: MadeTenant) -> None:
    tried = desk.post(f"/t/{made.slug}/looks/letter", data={"name": "", "colour": "no", "phone": "<b>"})
    assert tried.status_code == HTTPStatus.OK
    assert "<b>" not in tried.text


def test_a_participant_cannot_change_it(database: Database, made: MadeTenant) -> None:
    for user in (user_of(database, made.mentor_email), add_member(database, make_tenant(database), "coordinator")):
        client = with_forms(browser(make_app(database), user))
        assert client.get(f"/t/{made.slug}/looks").status_code == HTTPStatus.NOT_FOUND
        assert client.post(f"/t/{made.slug}/looks", data=FORM).status_code == HTTPStatus.NOT_FOUND


def test_the_gallery_shows_every_kind_in_both_languages(database: Database) -> None:
    client = browser(make_app(database))
    index = client.get("/dev/gallery", base_url="http://127.0.0.1")
    for kind in MailKind:
        assert f"/dev/gallery/{kind.value}" in index.text
        page = client.get(f"/dev/gallery/{kind.value}", base_url="http://127.0.0.1").text
        frames = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
        assert len(frames) == 4
        for address in frames[::2]:
            letter = client.get(address.replace("&amp;", "&"), base_url="http://127.0.0.1")
            assert letter.status_code == HTTPStatus.OK
            assert "sandbox" in letter.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", list(CHOICES))
def test_every_choice_of_the_gallery_changes_a_letter(database: Database, name: str) -> None:
    client = browser(make_app(database))
    fixed = "look=branded&" if name == "pictures" else ""
    letters = [
        client.get(f"/dev/gallery/checkin/en-CA/letter?{fixed}{name}={value}", base_url="http://127.0.0.1").text
        for value in CHOICES[name]
    ]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("kind", list(SAYINGS))
def test_a_kind_that_says_different_things_is_shown_with_each(database: Database, kind: MailKind, locale: str) -> None:
    client = browser(make_app(database))
    page = client.get(f"/dev/gallery/{kind.value}", base_url="http://127.0.0.1").text
    letters = []
    for saying in SAYINGS[kind]:
        assert f"saying={saying}" in page
        there = f"/dev/gallery/{kind.value}/{locale}/letter?saying={saying}"
        letters.append(client.get(there, base_url="http://127.0.0.1").text)
    assert len(set(letters)) == len(letters)


def test_the_question_whether_a_mail_was_meant_for_us_is_in_the_gallery(database: Database) -> None:
    client = browser(make_app(database))
    page = client.get("/dev/gallery/sender_check?saying=meant_for_us", base_url="http://127.0.0.1").text
    assert "Did you mean it for us?" in page
    assert "Nous était-il destiné?" in page


@pytest.mark.parametrize("path", ["", "/checkin", "/checkin/en-CA/letter"])
def test_the_gallery_is_there_in_development_only(database: Database, path: str) -> None:
    here, there = (browser(make_app(database, mail_url=url)) for url in (None, "smtp://relay.example"))
    assert here.get(f"/dev/gallery{path}", base_url="http://127.0.0.1").status_code == HTTPStatus.OK
    assert there.get(f"/dev/gallery{path}", base_url="http://127.0.0.1").status_code == HTTPStatus.NOT_FOUND
    assert here.get(f"/dev/gallery{path}", base_url="http://mail.example").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/nothing", "/checkin/de-DE/letter", "/nothing/en-CA/letter"])
def test_what_the_gallery_does_not_have_is_missing(database: Database, path: str) -> None:
    client = browser(make_app(database))
    assert client.get(f"/dev/gallery{path}", base_url="http://127.0.0.1").status_code == HTTPStatus.NOT_FOUND


def test_day_and_night_are_told_apart_whatever_the_browser_prefers() -> None:
    html = '<meta content="light dark">@media (prefers-color-scheme: dark) {} :root { color-scheme: light dark; }'
    assert "@media all" in as_in("dark", html)
    assert "@media not all" in as_in("light", html)


def test_who_has_chosen_nothing_sees_the_colours_that_mails_have(desk: FlaskClient, made: MadeTenant) -> None:
    page = desk.get(f"/t/{made.slug}/looks").text
    assert "By day: #1f5c7a" in page
    assert "By night: #7fb8d4" in page
