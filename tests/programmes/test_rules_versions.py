"""Versions of a programme's rules: numbered, kept, and held by the matches that began under them (T3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, NoResultFound, ProgrammingError

from app.db import Database, new_id
from app.matches.people import running_matches
from app.programmes.enrolment import claim_address, enrol, set_rules
from app.programmes.models import Person, ProgrammeRules
from app.programmes.rules import InvalidRules, preset
from app.programmes.versions import rules_of
from tests.factories.tenants import BEGAN, make_tenant


def test_a_new_version_is_the_latest_and_the_old_one_stays(database: Database) -> None:
    """T3: rules are versioned."""
    made = make_tenant(database)
    changed = preset("aset").model_copy(update={"timezone": "America/Halifax"})
    with database.tenant(made.tenant_id) as scope:
        second = set_rules(scope, made.programme_id, changed, BEGAN + timedelta(days=1))
        latest = rules_of(scope, None, programme_id=made.programme_id)
        first = rules_of(scope, made.rules_id)
    assert (latest.rules_id, latest.number, latest.rules.timezone) == (second, 2, "America/Halifax")
    assert (first.number, first.rules) == (1, preset("aset"))


def test_a_match_keeps_the_version_it_began_under(database: Database) -> None:
    """T3: a match keeps its version until someone moves it."""
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, preset("oacett-cpd"), BEGAN)
        (match,) = running_matches(scope, made.mentor_id, made.programme_id)
        assert match.rules_id == made.rules_id


def test_a_version_cannot_be_rewritten_by_the_serving_role(database: Database) -> None:
    """T3: the hours that were recorded under it name it."""
    made = make_tenant(database)
    with pytest.raises(ProgrammingError, match="permission denied"), database.tenant(made.tenant_id) as scope:
        scope.session.execute(text("UPDATE programme_rules SET body = '{}'"))


def test_rules_that_no_longer_hold_are_told_when_they_are_read(database: Database) -> None:
    made = make_tenant(database)
    bad = preset("aset").model_dump(mode="json") | {"timezone": "Nowhere/Land"}
    with database.tenant(made.tenant_id) as scope:
        scope.session.add(
            ProgrammeRules(
                tenant_id=scope.tenant_id, programme_id=made.programme_id, version=2, body=bad, created_at=BEGAN
            )
        )
        scope.session.flush()
        with pytest.raises(InvalidRules, match=r"timezone: .*no time zone is called 'Nowhere/Land'"):
            rules_of(scope, None, programme_id=made.programme_id)


def test_another_tenants_version_is_not_found(database: Database) -> None:
    """T1: nothing of one tenant is visible to another."""
    made, other = make_tenant(database), make_tenant(database)
    with database.tenant(other.tenant_id) as scope, pytest.raises(NoResultFound):
        rules_of(scope, made.rules_id)
    with database.tenant(other.tenant_id) as scope, pytest.raises(NoResultFound):
        rules_of(scope, new_id())


def test_a_persons_address_is_kept_in_small_letters_and_their_given_name_apart(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        person_id = enrol(scope, name="Amara  Diallo", email=" Amara.D@Example.ORG ", locale="fr-CA")
        person = scope.session.scalars(select(Person).where(Person.id == person_id)).one()
        assert (person.email, person.given_name, person.locale) == ("amara.d@example.org", "Amara", "fr-CA")


def test_an_address_is_enrolled_once_in_a_tenant_and_freely_in_another(database: Database) -> None:
    """T1: a unique address across tenants would tell who is enrolled elsewhere."""
    made, other = make_tenant(database), make_tenant(database)
    with pytest.raises(IntegrityError), database.tenant(made.tenant_id) as scope:
        enrol(scope, name="Dan Again", email=made.mentor_email.upper(), locale="en-CA")
    with database.tenant(other.tenant_id) as scope:
        assert enrol(scope, name="Dan Roy", email=made.mentor_email, locale="en-CA")


def test_a_programmes_address_belongs_to_one_programme_of_the_platform(database: Database) -> None:
    made, other = make_tenant(database), make_tenant(database)
    with pytest.raises(IntegrityError), database.platform() as session:
        claim_address(session, made.slug.upper(), other.tenant_id, other.programme_id)
