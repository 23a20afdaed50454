"""The pages of a tenant's own sending domains, and the one for mail administrators (U5, T1, C4)."""

import re
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeSerializer
from sqlalchemy import select

from app.db import Database
from app.dns import RecordKind, Zones
from app.outbound.models import SendingDomain
from app.outbound.own_words.mail_words import EVERY_MAIL
from app.outbound.own_words.stored import Place, save
from app.tenants.models import AuditEntry
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, SECRET, add_member, browser, make_app, user_of, with_forms

Published = dict[tuple[str, RecordKind], tuple[str, ...]]


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def published() -> Published:
    """The DNS of the world, which a test may write to."""
    return {("mail.host.net", "A"): ("192.0.2.1",)}


class World:
    """Looks into what is published at the moment of asking."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        return Zones(self._published).lookup(name, kind)


@pytest.fixture
def app(database: Database, published: Published) -> Flask:
    return make_app(
        database, resolver=World(published), sending_hosts=("out1.mentorpost.net",), base_url="https://mentorpost.net"
    )


@pytest.fixture
def coordinator(app: Flask, database: Database, made: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, user_of(database, f"priya@{made.slug}.example")))


def rows(database: Database, made: MadeTenant) -> list[SendingDomain]:
    with database.tenant(made.tenant_id) as scope:
        found = list(scope.session.scalars(select(SendingDomain).where(SendingDomain.tenant_id == scope.tenant_id)))
        scope.session.expunge_all()
        return found


def noted(database: Database, made: MadeTenant) -> list[tuple[str, str]]:
    with database.tenant(made.tenant_id) as scope:
        entries = select(AuditEntry.action, AuditEntry.note).where(AuditEntry.tenant_id == scope.tenant_id)
        return [(action, note) for action, note in scope.session.execute(entries.order_by(AuditEntry.id))]


def add(coordinator: FlaskClient, made: MadeTenant, domain: str) -> str:
    """The path of the new domain's page."""
    answer = coordinator.post(f"/t/{made.slug}/sending-domains", data={"domain": domain})
    assert answer.status_code == 303
    return str(answer.headers["Location"]).removeprefix("https://mentorpost.net")


def publish(published: Published, row: SendingDomain) -> None:
    published[f"{row.selector}._domainkey.{row.domain}", "TXT"] = (f"v=DKIM1; k=rsa; p={row.public_key}",)
    published[row.domain, "MX"] = ("10 mail.host.net",)


def test_a_domain_goes_from_its_name_to_being_in_use(
    coordinator: FlaskClient, database: Database, made: MadeTenant, published: Published
) -> None:
    name = f"mentoring.{made.slug}.org"
    page = add(coordinator, made, f" https://{name.upper()}/ ")
    (row,) = rows(database, made)
    first = coordinator.get(page).text
    assert "Not looked at yet" in first
    assert f"{row.selector}._domainkey.mentoring" in first
    assert row.public_key in first
    assert coordinator.post(f"{page}/look").status_code == 303
    looked = coordinator.get(page).text
    assert "Not in use yet" in looked
    assert f"There is no record at {row.selector}._domainkey.{name}." in looked
    assert "1 domain of your own is not in use" in coordinator.get(f"/t/{made.slug}/").text
    publish(published, row)
    coordinator.post(f"{page}/look")
    assert "In use since 9 June 2026" in coordinator.get(page).text
    assert "In use since 9 June 2026" in coordinator.get(f"/t/{made.slug}/sending-domains").text
    coordinator.post(f"{page}/remove")
    assert rows(database, made) == []
    assert noted(database, made) == [
        ("domain_added", name),
        ("domain_looked_at", f"{name}: not in use"),
        ("domain_looked_at", f"{name}: in use"),
        ("domain_removed", name),
    ]


def test_looking_at_the_page_looks_nothing_up(
    coordinator: FlaskClient, database: Database, made: MadeTenant, published: Published
) -> None:
    page = add(coordinator, made, f"mentoring.{made.slug}.org")
    publish(published, rows(database, made)[0])
    coordinator.get(page)
    assert rows(database, made)[0].checked_at is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("not a domain", "This is no name of a domain."),
        ("gmail.com", "Anybody can have an address there."),
        ("on.ca", "Below this name anybody can register domains."),
        ("reply.localhost", "This domain belongs to the service itself."),
        ("<script>alert(1)</script>", "This is no name of a domain."),
    ],
)
def test_what_cannot_be_added_is_said_and_can_be_corrected(
    coordinator: FlaskClient, database: Database, made: MadeTenant, typed: str, words: str
) -> None:
    answer = coordinator.post(f"/t/{made.slug}/sending-domains", data={"domain": typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "<script>" not in answer.text
    assert rows(database, made) == []


def test_a_name_with_accents_is_shown_as_people_write_it(
    coordinator: FlaskClient, database: Database, made: MadeTenant
) -> None:
    page = add(coordinator, made, f"génie-{made.slug}.ca")
    assert f"<h1>génie-{made.slug}.ca</h1>" in coordinator.get(page).text
    assert rows(database, made)[0].domain.startswith("xn--")


def test_hostile_records_stay_text(
    coordinator: FlaskClient, database: Database, made: MadeTenant, published: Published
) -> None:
    name = f"mentoring.{made.slug}.org"
    page = add(coordinator, made, name)
    for place in (name, f"_dmarc.{name}", f"{rows(database, made)[0].selector}._domainkey.{name}"):
        published[place, "TXT"] = ("v=spf1 <script>alert(1)</script> %(x)s -all", 'v=DMARC1; p=none; rua="><img>')
    assert coordinator.post(f"{page}/look").status_code == 303
    shown = coordinator.get(page)
    assert shown.status_code == 200
    assert "<script>" not in shown.text
    assert "<img" not in shown.text


def test_the_private_key_is_on_no_page(coordinator: FlaskClient, database: Database, made: MadeTenant) -> None:
    page = coordinator.get(add(coordinator, made, f"mentoring.{made.slug}.org")).text
    sealed = rows(database, made)[0].private_key
    assert sealed.hex() not in page
    assert "PRIVATE KEY" not in page


def test_another_organisations_domain_is_not_there(
    coordinator: FlaskClient, app: Flask, database: Database, made: MadeTenant
) -> None:
    other = make_tenant(database)
    theirs = with_forms(browser(app, user_of(database, f"priya@{other.slug}.example")))
    page = add(theirs, other, f"mentoring.{other.slug}.org").replace(other.slug, made.slug)
    assert coordinator.get(page).status_code == 404
    for action in ("look", "remove"):
        assert coordinator.post(f"{page}/{action}").status_code == 404
    assert len(rows(database, other)) == 1


def test_the_named_person_has_no_business_there(app: Flask, database: Database, made: MadeTenant) -> None:
    named = browser(app, user_of(database, f"ruth@{made.slug}.example"))
    assert named.get(f"/t/{made.slug}/sending-domains").status_code == 404


def test_the_pages_are_written_in_french_too(
    app: Flask, database: Database, made: MadeTenant, published: Published
) -> None:
    reader = with_forms(browser(app, add_member(database, made, "coordinator", locale="fr-CA")))
    page = add(reader, made, f"mentorat.{made.slug}.org")
    publish(published, rows(database, made)[0])
    reader.post(f"{page}/look")
    shown = reader.get(page).text
    assert "En usage depuis le 9 juin 2026" in shown
    assert "Notre clé est en place dans votre domaine." in shown
    assert "Ce qui est demandé aux destinataires (DMARC)" in shown


def _address(page: str) -> str:
    found = re.search(r'href="https://mentorpost\.net(/allow-list/[^"]+)"', page)
    assert found
    return found[1]


def test_a_mail_administrator_reads_the_facts_without_an_account(
    coordinator: FlaskClient, app: Flask, database: Database, made: MadeTenant, published: Published
) -> None:
    domain = add(coordinator, made, f"mentoring.{made.slug}.org")
    publish(published, rows(database, made)[0])
    coordinator.post(f"{domain}/look")
    address = _address(coordinator.get(f"/t/{made.slug}/allow-list").text)
    page = browser(app).get(address).text
    for fact in (
        f"mentoring.{made.slug}.org",
        f"{made.slug}@mentoring.{made.slug}.org",
        f"{made.slug}@reply.localhost",
        "return-…@reply.localhost",
        "out1.mentorpost.net",
        "include:reply.localhost",
        "mentorpost.net",
        "At most 5 a month",
        "Microsoft 365",
        "Google Workspace",
        f"priya@{made.slug}.example",
    ):
        assert fact in page, fact
    for hidden in (made.mentor_email, "Dan Roy", "Kate Li"):
        assert hidden not in page


def test_the_page_for_administrators_is_in_both_languages(
    coordinator: FlaskClient, app: Flask, made: MadeTenant
) -> None:
    address = _address(coordinator.get(f"/t/{made.slug}/allow-list").text)
    assert address.endswith("/en")
    french = browser(app).get(f"{address.removesuffix('/en')}/fr").text
    assert "Comment reconnaître ces courriels" in french


def test_a_domain_that_is_not_in_use_is_no_mark_of_our_mail(
    coordinator: FlaskClient, app: Flask, made: MadeTenant
) -> None:
    add(coordinator, made, f"mentoring.{made.slug}.org")
    address = _address(coordinator.get(f"/t/{made.slug}/allow-list").text)
    assert f"mentoring.{made.slug}.org" not in browser(app).get(address).text


def test_the_page_names_whom_and_what_an_administrator_sees_and_nobody_else(
    coordinator: FlaskClient, app: Flask, made: MadeTenant
) -> None:
    page = unescape(browser(app).get(_address(coordinator.get(f"/t/{made.slug}/allow-list").text)).text)
    for seen in (
        "Priya Nair",
        "<code>Your mentoring with …</code>",
        "<code>Votre mentorat avec …</code>",
        f"<code>Your place in Mentoring {made.slug}</code>",
        f"<code>Sign in to Association {made.slug}</code>",
        "<code>Was this mail from you?</code>",
    ):
        assert seen in page, seen
    assert "Your message has arrived" not in page, "nobody learns which mail tells of a concern (C2)"
    assert page.count("<code>Your mentoring with …</code>") == 1


def test_the_page_names_subjects_in_the_programmes_own_words(
    coordinator: FlaskClient, app: Flask, database: Database, made: MadeTenant
) -> None:
    with database.tenant(made.tenant_id) as scope:
        place = Place(made.programme_id, EVERY_MAIL, "en")
        save(scope, place, {"subject": "{partners} & you: {programme}"}, made.coordinator_id, NOON, seen=0)
    page = unescape(browser(app).get(_address(coordinator.get(f"/t/{made.slug}/allow-list").text)).text)
    assert f"<code>… & you: Mentoring {made.slug}</code>" in page
    assert "<code>Your mentoring with …</code>" not in page


def test_a_new_link_ends_the_one_before_and_is_noted(
    coordinator: FlaskClient, app: Flask, database: Database, made: MadeTenant
) -> None:
    path = f"/t/{made.slug}/allow-list"
    old = _address(coordinator.get(path).text)
    other = make_tenant(database)
    theirs = _address(
        with_forms(browser(app, user_of(database, f"priya@{other.slug}.example")))
        .get(f"/t/{other.slug}/allow-list")
        .text
    )
    answer = coordinator.post(f"{path}/renew")
    assert answer.status_code == 303
    page = coordinator.get(str(answer.headers["Location"])).text
    assert "Here is a new link. The one before opens nothing any more." in page
    new = _address(page)
    assert [browser(app).get(address).status_code for address in (old, new, theirs)] == [404, 200, 200]
    assert noted(database, made) == [("allow_list_renewed", "")]


def test_a_link_of_the_first_days_opens_the_page_until_there_is_another(
    coordinator: FlaskClient, app: Flask, made: MadeTenant
) -> None:
    token = URLSafeSerializer(SECRET, salt="allow-list").dumps(str(made.tenant_id))
    assert browser(app).get(f"/allow-list/{token}").status_code == 200
    coordinator.post(f"/t/{made.slug}/allow-list/renew")
    assert browser(app).get(f"/allow-list/{token}").status_code == 404


@pytest.mark.parametrize("said", [[], ["x", 0], [1, 2, 3], {"a": 1}, ["x"], 7, [str(UUID(int=0)), 0], [None, None]])
def test_a_signed_address_that_says_something_else_shows_nothing(app: Flask, said: object) -> None:
    token = URLSafeSerializer(SECRET, salt="allow-list").dumps(said)
    assert browser(app).get(f"/allow-list/{token}").status_code == 404


@pytest.mark.parametrize("token", ["nonsense", "a.b", str(UUID(int=0))])
def test_a_made_up_address_shows_nothing(app: Flask, made: MadeTenant, token: str) -> None:
    for guess in (token, str(made.tenant_id), f'"{made.tenant_id}".sig'):
        assert browser(app).get(f"/allow-list/{guess}").status_code == 404
