"""The page behind the link that stops mail (I8, RFC 8058): GET changes nothing, one POST without a cookie is enough."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from app.db import Database
from app.outbound.models import UnsubscribeLink
from app.outbound.reach.unsubscribe_links import unsubscribe_token
from app.programmes.models import Person
from app.tenants.models import AuditEntry
from tests.factories.asking import outbox
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, browser

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A mail program or a browser: nobody has signed in, nothing was opened before."""
    return browser(app, language="fr-CA")


def link(database: Database, made: MadeTenant) -> str:
    with database.tenant(made.tenant_id) as scope:
        return f"/unsubscribe/{unsubscribe_token(scope, made.mentor_id, made.programme_id)}"


def stopped_at(database: Database, made: MadeTenant) -> object:
    with database.tenant(made.tenant_id) as scope:
        return scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).unsubscribed_at


def written(database: Database, made: MadeTenant) -> list[tuple[str, str]]:
    return [(mail.kind, mail.to_address) for mail in outbox(database, made.tenant_id)]


def test_looking_at_the_page_stops_nothing(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    """Programs that look at links in mails would stop them."""
    address = link(database, made)
    for _ in range(2):
        page = stranger.get(address)
        assert page.status_code == 200
        assert "Stop the mails" in page.text
    assert stranger.head(address).status_code == 200
    assert stopped_at(database, made) is None


def test_one_click_in_a_mail_program_stops_the_mail_at_once(
    stranger: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """RFC 8058, 3.2: POST, no cookie, no token of a form, no redirect."""
    answer = stranger.post(link(database, made), data=ONE_CLICK)
    assert answer.status_code == 200
    assert "The mails have stopped" in answer.text
    assert stopped_at(database, made) == NOON


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_both_forms_that_mail_programs_may_post_are_taken(
    stranger: FlaskClient, database: Database, made: MadeTenant, content_type: str
) -> None:
    assert stranger.post(link(database, made), data=ONE_CLICK, content_type=content_type).status_code == 200
    assert stopped_at(database, made) is not None


def test_the_person_and_the_coordinator_are_told_once(
    stranger: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """The same as after the word stop; whoever else clicked, the person learns of it."""
    for address in (link(database, made), link(database, made)):
        assert [stranger.post(address, data=ONE_CLICK).status_code for _ in range(2)] == [200, 200]
    assert sorted(written(database, made)) == [
        ("coordinator_help", f"priya@{made.slug}.example"),
        ("unsubscribed", made.mentor_email),
    ]


def test_the_page_stops_it_by_its_own_button(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    address = link(database, made)
    page = stranger.get(address).text
    assert f'action="{address}"' in page
    assert '<input type="hidden" name="List-Unsubscribe" value="One-Click">' in page


def test_a_post_of_something_else_stops_nothing(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    answer = stranger.post(link(database, made), data={"hello": "world"})
    assert answer.status_code == 422
    assert "Stop the mails" in answer.text
    assert stopped_at(database, made) is None


def test_there_is_a_way_back(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    address = link(database, made)
    stranger.post(address, data=ONE_CLICK)
    assert f'action="{address}/resume"' in stranger.get(address).text
    page = stranger.post(f"{address}/resume")
    assert page.status_code == 200
    assert "The mails come again" in page.text
    assert stopped_at(database, made) is None
    subjects = [mail.subject for mail in outbox(database, made.tenant_id, kind="coordinator_help")]
    assert subjects == ["Dan Roy wants no more mail", "Dan Roy wants the mails again"]


def test_both_are_noted_as_the_persons_own_choice(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    address = link(database, made)
    stranger.post(address, data=ONE_CLICK)
    stranger.post(address, data=ONE_CLICK)
    stranger.post(f"{address}/resume")
    with database.tenant(made.tenant_id) as scope:
        noted = scope.session.execute(
            select(AuditEntry.action, AuditEntry.person_id)
            .where(AuditEntry.tenant_id == made.tenant_id)
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(row) for row in noted] == [("mail_stopped", made.mentor_id), ("mail_resumed", made.mentor_id)]


def test_after_the_way_back_it_can_be_stopped_again(
    stranger: FlaskClient, database: Database, made: MadeTenant
) -> None:
    address = link(database, made)
    for _ in range(2):
        stranger.post(address, data=ONE_CLICK)
        stranger.post(f"{address}/resume")
    stranger.post(address, data=ONE_CLICK)
    assert stopped_at(database, made) is not None
    assert len(outbox(database, made.tenant_id, kind="unsubscribed")) == 3


def test_the_way_back_tells_nobody_of_what_had_not_stopped(
    stranger: FlaskClient, database: Database, made: MadeTenant
) -> None:
    assert stranger.post(f"{link(database, made)}/resume").status_code == 200
    assert written(database, made) == []


def test_the_page_is_in_the_language_of_the_person_and_not_of_the_browser(app: Flask, database: Database) -> None:
    made = make_tenant(database, locale="fr-CA")
    page = browser(app, language="en-CA").get(link(database, made)).text
    assert "Arrêter ces courriels?" in page
    assert '<html lang="fr-CA">' in page


def test_whoever_was_sent_the_mail_does_not_learn_the_whole_address(
    stranger: FlaskClient, database: Database, made: MadeTenant
) -> None:
    page = stranger.get(link(database, made)).text
    assert made.mentor_email not in page
    assert f"d…@{made.slug}.example" in page


@pytest.mark.parametrize("token", ["nonsense", "a" * 26, "A" * 26, "x" * 5000, "%00", "%0d%0aSet-Cookie: a=b"])
def test_a_link_that_is_none_says_how_else(stranger: FlaskClient, token: str) -> None:
    for answer in (stranger.get(f"/unsubscribe/{token}"), stranger.post(f"/unsubscribe/{token}", data=ONE_CLICK)):
        assert answer.status_code == 404
        assert "répondez à l’un d’eux par le seul mot arrêt" in answer.text
    assert stranger.post(f"/unsubscribe/{token}/resume").status_code == 404


def test_a_link_of_somebody_who_is_gone_is_none(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    address = link(database, made)
    with database.platform() as session:
        session.execute(delete(UnsubscribeLink).where(UnsubscribeLink.tenant_id == made.tenant_id))
    assert stranger.get(address).status_code == 404


def test_a_large_post_is_refused(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    assert stranger.post(link(database, made), data=b"One-Click" + b"x" * 20_000).status_code == 413
    assert stopped_at(database, made) is None


def test_a_link_stops_nobody_elses_mail(stranger: FlaskClient, database: Database, made: MadeTenant) -> None:
    stranger.post(link(database, made), data=ONE_CLICK)
    with database.tenant(made.tenant_id) as scope:
        assert scope.session.get_one(Person, (made.tenant_id, made.mentee_id)).unsubscribed_at is None
