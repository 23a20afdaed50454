"""Who is matched with whom: pairs, groups, several mentors, people on both sides (M7)."""

from uuid import UUID

import pytest

from app.db import Database
from app.matches.models import Match
from app.matches.people import participants, running_matches
from tests.factories.tenants import MadeTenant, add_match, add_person, make_tenant


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def partners(database: Database, made: MadeTenant, person_id: UUID) -> list[list[str]]:
    with database.tenant(made.tenant_id) as scope:
        matches = running_matches(scope, person_id, made.programme_id)
        return [[partner.name for partner in match.partners] for match in matches]


def test_a_pair_sees_each_other(database: Database, made: MadeTenant) -> None:
    assert partners(database, made, made.mentor_id) == [["Kate Li"]]
    assert partners(database, made, made.mentee_id) == [["Dan Roy"]]


def test_each_has_a_role_of_their_own(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        (match,) = running_matches(scope, made.mentee_id, made.programme_id)
    assert (match.role, match.partners[0].role) == ("mentee", "mentor")


def test_a_mentor_of_several_sees_each_match(database: Database, made: MadeTenant) -> None:
    """M7: mentors may take several mentees."""
    with database.tenant(made.tenant_id) as scope:
        sam = add_person(scope, "Sam Ode", f"sam@{made.slug}.example")
        add_match(scope, made.programme_id, made.rules_id, {made.mentor_id: "mentor", sam: "mentee"})
    assert sorted(partners(database, made, made.mentor_id)) == [["Kate Li"], ["Sam Ode"]]


def test_mentees_of_a_group_are_no_partners_of_each_other(database: Database, made: MadeTenant) -> None:
    """M7: groups take several mentors; names in alphabetical order, whatever their case."""
    with database.tenant(made.tenant_id) as scope:
        people = {
            add_person(scope, name, f"{name[:2]}@{made.slug}.example".lower()): role
            for name, role in (
                ("zoe Abel", "mentee"),
                ("Adam Zorn", "mentee"),
                ("Moira Neal", "mentor"),
                ("anna Ash", "mentor"),
            )
        }
        add_match(scope, made.programme_id, made.rules_id, people)
    zoe, _, moira, _ = people
    assert partners(database, made, zoe) == [["anna Ash", "Moira Neal"]]
    assert partners(database, made, moira) == [["Adam Zorn", "zoe Abel"]]


def test_peers_are_partners_of_each_other(database: Database, made: MadeTenant) -> None:
    """M7: reverse and peer matches have the same role on both sides."""
    with database.tenant(made.tenant_id) as scope:
        one, two = (add_person(scope, name, f"{name}@{made.slug}.example") for name in ("Ola", "Per"))
        add_match(scope, made.programme_id, made.rules_id, {one: "mentor", two: "mentor"})
    assert partners(database, made, one) == [["Per"]]


@pytest.mark.parametrize(("state", "seen"), [("active", 1), ("paused", 1), ("ended", 0)])
def test_a_match_that_has_ended_is_no_running_one(database: Database, made: MadeTenant, state: str, seen: int) -> None:
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).state = state
    assert len(partners(database, made, made.mentor_id)) == seen


def test_matches_of_another_tenant_are_not_seen(database: Database, made: MadeTenant) -> None:
    """T1."""
    other = make_tenant(database)
    with database.tenant(other.tenant_id) as scope:
        assert running_matches(scope, made.mentor_id, made.programme_id) == []
        assert participants(scope, [made.match_id]) == {}
