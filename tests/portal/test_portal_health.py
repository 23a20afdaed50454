"""`/healthz` stands on the database; Redis is a hint and only reported. Without the database pages say what to do."""

import pytest
from flask import Flask

from app.db import Database
from tests.portal.pages import browser, make_app

_NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def test_it_is_well_while_the_database_answers(app: Flask) -> None:
    answer = browser(app).get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": "ok", "redis": "ok"}


@pytest.mark.parametrize(("redis_url", "state"), [(_NOBODY_LISTENS, "unreachable"), (None, "not set")])
def test_it_is_well_without_redis_and_says_so(database: Database, redis_url: str | None, state: str) -> None:
    answer = browser(make_app(database, redis_url=redis_url)).get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": "ok", "redis": state}


def test_it_names_the_database_when_that_does_not_answer(without_database: Database, redis_url: str) -> None:
    answer = browser(make_app(without_database, redis_url=redis_url)).get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"status": "failing", "database": "unreachable", "redis": "ok"}
    assert "hidden-word" not in answer.text


def test_the_public_page_needs_no_database(without_database: Database) -> None:
    assert browser(make_app(without_database)).get("/").status_code == 200


def test_its_answer_is_not_kept(app: Flask) -> None:
    assert "no-cache" in browser(app).get("/healthz").headers["Cache-Control"]
