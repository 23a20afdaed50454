"""Where people live, by the names of the time zone database: mail keeps to their day (design: time)."""

from zoneinfo import ZoneInfo

import pytest

from app.db import Database
from app.programmes.enrolment import change_zone, enrol
from app.programmes.models import Person
from app.programmes.time_zones import (
    UnknownZone,
    country_of,
    known_zones,
    optional_zone,
    required_zone,
    zones_by_country,
)
from app.programmes.versions import zones_of_programmes
from tests.factories.tenants import make_tenant


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        ("America/Edmonton", "America/Edmonton"),
        (" america/new york ", "America/New_York"),
        ("AMERICA/ST_JOHNS", "America/St_Johns"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_known_however_its_name_is_typed(given: str, zone: str) -> None:
    assert required_zone(given) == zone


@pytest.mark.parametrize(
    "given", ["Mountain Time", "America/Calgary", "../../etc/passwd", "localtime", "Factory", "-07:00", "é", "\x00"]
)
def test_what_is_no_zone_is_refused_and_the_field_named(given: str) -> None:
    with pytest.raises(UnknownZone, match=r"^home: .* is no time zone: take an IANA name such as America/Edmonton$"):
        required_zone(given, "home")


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_zone_is_the_programme_s(nothing: str | None) -> None:
    assert optional_zone(nothing) is None


def test_every_zone_that_is_offered_can_be_used() -> None:
    offered = [zone for zones in zones_by_country().values() for zone in zones]
    assert len(offered) == len(set(offered)) > 400
    assert set(offered) <= known_zones()
    assert {ZoneInfo(zone).key for zone in offered} == set(offered)


@pytest.mark.parametrize(
    ("zone", "country"),
    [("America/Toronto", "CA"), ("America/Montreal", "CA"), ("Asia/Calcutta", "IN"), ("UTC", "001"), ("EST5EDT", "US")],
)
def test_a_zone_has_its_country_by_an_earlier_name_too(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_a_person_is_enrolled_with_the_zone_in_which_they_live(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        away = enrol(scope, name="Zoe Ek", email="zoe@home.example", locale="en-CA", timezone="europe/paris")
        assert scope.session.get_one(Person, (made.tenant_id, away)).timezone == "Europe/Paris"
        assert scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).timezone is None


def test_nobody_is_enrolled_in_a_zone_that_there_is_not(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope, pytest.raises(UnknownZone, match="timezone: 'Paris'"):
        enrol(scope, name="Zoe Ek", email="zoe@home.example", locale="en-CA", timezone="Paris")


def test_a_zone_that_is_chosen_again_is_no_change(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert change_zone(scope, made.mentor_id, "America/Halifax")
        assert not change_zone(scope, made.mentor_id, "america/halifax")
        assert change_zone(scope, made.mentor_id, "")
        assert scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).timezone is None


def test_the_zones_of_the_programmes_are_those_of_their_latest_rules(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert zones_of_programmes(scope) == ("America/Edmonton",)
