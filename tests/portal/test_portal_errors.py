"""Error pages say what happened, what was kept and what to do, in the reader's language and without our details."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from flask import Flask, redirect
from werkzeug.wrappers import Response

from app.db import Database
from app.language import gettext_for
from app.portal.errors import EXPLANATIONS
from tests.portal.pages import NOON, browser, make_app

_LANGUAGES = ["en-CA", "fr-CA"]


@pytest.fixture
def failing(database: Database) -> Flask:
    """An application with a view that fails and one that redirects."""
    app = make_app(database)

    def fail() -> str:
        raise RuntimeError("the words of a member")

    def move() -> Response:
        return redirect("/fr")

    app.add_url_rule("/fails", "fails", fail)
    app.add_url_rule("/moves", "moves", move)
    return app


def _said(page: str, status: HTTPStatus, language: str) -> bool:
    gettext = gettext_for(language).gettext
    explanation = EXPLANATIONS[status]
    return all(gettext(words) in page for words in (explanation.happened, explanation.kept, explanation.to_do))


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("path", ["/no/such/page", "/t/nobody-here/nothing", "/t/x/mails/forgotten", "/de"])
def test_a_page_that_does_not_exist(app: Flask, path: str, language: str) -> None:
    answer = browser(app, language=language).get(path)
    assert answer.status_code == 404
    assert _said(answer.text, HTTPStatus.NOT_FOUND, language)
    assert path not in answer.text


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_page_for_others(app: Flask, language: str) -> None:
    answer = browser(app, language=language).get("/t/x/mails/held")
    assert answer.status_code == 401
    assert _said(answer.text, HTTPStatus.UNAUTHORIZED, language)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_a_page_cannot_do(app: Flask, language: str) -> None:
    answer = browser(app, language=language).post("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert _said(answer.text, HTTPStatus.METHOD_NOT_ALLOWED, language)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_fault_of_ours_shows_nothing_of_it(failing: Flask, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = browser(failing, language=language).get("/fails")
    assert answer.status_code == 500
    assert _said(answer.text, HTTPStatus.INTERNAL_SERVER_ERROR, language)
    assert "the words of a member" not in answer.text
    assert "page_failed" in "".join(capsys.readouterr())


@pytest.mark.parametrize("language", _LANGUAGES)
def test_records_that_cannot_be_reached(without_database: Database, language: str) -> None:
    client = browser(make_app(without_database), language=language)
    with client.session_transaction() as session:
        session["_user_id"] = f"{uuid4()} {int(NOON.timestamp())}"
    answer = client.get("/t/anybody/mails/held")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert _said(answer.text, HTTPStatus.SERVICE_UNAVAILABLE, language)


@pytest.mark.parametrize("path", ["/no/such/page", "/t/x/mails/held"])
def test_an_error_page_is_not_kept_by_the_browser(app: Flask, path: str) -> None:
    assert browser(app).get(path).headers["Cache-Control"] == "no-store"


def test_a_redirect_is_no_error(failing: Flask) -> None:
    answer = browser(failing).get("/moves")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr")


def test_an_address_that_is_larger_than_we_take_gets_a_page_too(app: Flask) -> None:
    answer = browser(app).get("/t/x/mails/held", headers={"Host": "not a host"})
    assert answer.status_code in {400, 401}
    assert "<h1>" in answer.text
