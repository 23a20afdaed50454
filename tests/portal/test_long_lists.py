"""Lists of hundreds of people or matters come a page at a time, and what is done holds for all where it says so."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import Database
from app.papers.models import IssuedPaper
from tests.factories.tenants import MadeTenant, add_match, add_person, make_tenant
from tests.ledger.kept_ledger import fill
from tests.portal.pages import add_member, browser, with_forms

MORE = 40


@pytest.fixture
def made(database: Database) -> MadeTenant:
    """Forty-two people; the two that have hours, Dan and Kate, are the last by name."""
    made = make_tenant(database, rules="oacett-cpd")
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        for number in range(MORE // 2):
            pair = [add_person(scope, f"{role} {number:02}", f"{role}{number}@x.example") for role in ("Anna", "Ben")]
            add_match(scope, made.programme_id, made.rules_id, dict(zip(pair, ("mentor", "mentee"), strict=True)))
    return made


@pytest.fixture
def coordinator(app: Flask, database: Database, made: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, made, "coordinator")))


def listed(page: str) -> list[str]:
    return re.findall(r"(?:<strong>|<label for=\"person-[^>]*>)((?:Anna|Ben|Dan|Kate)[^<]*)<", page)


def test_people_for_papers_come_a_page_at_a_time(coordinator: FlaskClient, made: MadeTenant) -> None:
    first = coordinator.get(f"/t/{made.slug}/papers").text
    second = coordinator.get(f"/t/{made.slug}/papers?page=2").text
    assert (len(listed(first)), len(listed(second))) == (25, 17)
    assert not set(listed(first)) & set(listed(second))
    assert "Page 1 of 2" in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert "“All” are all 42 people" in second


@pytest.mark.parametrize("page", ["0", "-3", "99", "x"])
def test_a_page_that_there_is_not_is_the_nearest_that_there_is(
    coordinator: FlaskClient, made: MadeTenant, page: str
) -> None:
    answer = coordinator.get(f"/t/{made.slug}/papers?page={page}")
    assert (answer.status_code, len(listed(answer.text)) > 0) == (200, True)


def test_a_short_list_has_no_pages(app: Flask, database: Database) -> None:
    made = make_tenant(database)
    page = browser(app, add_member(database, made, "coordinator")).get(f"/t/{made.slug}/papers").text
    assert "Page 1 of" not in page


def test_all_who_can_get_a_paper_are_those_of_every_page(
    database: Database, coordinator: FlaskClient, made: MadeTenant
) -> None:
    """Dan and Kate stand on the second page."""
    answer = coordinator.post(f"/t/{made.slug}/papers?page=1", data={"who": "all"})
    assert "page=1" in answer.location
    assert _issued_for(database, made) == {made.mentor_id, made.mentee_id}


def _issued_for(database: Database, made: MadeTenant) -> set[UUID]:
    with database.tenant(made.tenant_id) as scope:
        assert scope.session.scalar(select(func.count()).select_from(IssuedPaper))
        return set(scope.session.scalars(select(IssuedPaper.person_id)))
