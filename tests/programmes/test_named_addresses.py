"""Further addresses of a person, and who may answer for them: what is taken, and when it counts (I9, T1)."""

import threading

import pytest

from app.address_spelling import comparable, plain_address, skeleton
from app.db import Database, TenantScope
from app.programmes.addresses import (
    MOST_LIVE,
    AddressFault,
    AddressRefused,
    Way,
    confirm_address,
    counting_addresses,
    end_address,
    name_address,
    people_at,
)
from app.programmes.enrolment import enrol
from tests.factories.moments import local
from tests.factories.tenants import MadeTenant, make_tenant

NOW = local("2026-06-02 18:30")
LATER = local("2026-06-20 18:30")


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def _own(scope: TenantScope, made: MadeTenant, email: str, *, mentee: bool = False) -> object:
    return name_address(scope, made.mentee_id if mentee else made.mentor_id, Way.OWN, email, NOW)


def _fault(database: Database, made: MadeTenant, email: str, way: Way = Way.OWN) -> AddressFault:
    with pytest.raises(AddressRefused) as refused, database.tenant(made.tenant_id) as scope:
        name_address(scope, made.mentor_id, way, email, NOW, name="Sam Lee")
    return refused.value.fault


def test_an_address_counts_when_its_owner_has_confirmed_it_and_until_it_ends(
    database: Database, made: MadeTenant
) -> None:
    with database.tenant(made.tenant_id) as scope:
        address_id = name_address(scope, made.mentor_id, Way.OWN, "Dan@Home.Example", NOW)
        assert people_at(scope, "dan@home.example") == []
        assert confirm_address(scope, address_id, NOW)
        assert people_at(scope, "dan@home.example") == [made.mentor_id]
        assert end_address(scope, made.mentor_id, address_id, LATER)
        assert people_at(scope, "dan@home.example") == []
        assert not end_address(scope, made.mentor_id, address_id, LATER)
        assert not confirm_address(scope, address_id, LATER), "what has ended is not brought back by an old mail"


def test_gmail_and_googlemail_are_one_mailbox(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        address_id = name_address(scope, made.mentor_id, Way.OWN, "dan@googlemail.com", NOW)
        assert confirm_address(scope, address_id, NOW)
        assert people_at(scope, "Dan@Gmail.com") == people_at(scope, "dan@googlemail.com") == [made.mentor_id]
        with pytest.raises(AddressRefused) as refused:
            _own(scope, made, "dan@gmail.com", mentee=True)
    assert refused.value.fault is AddressFault.TAKEN


@pytest.mark.parametrize(
    "email", ["", "dan", "dan@home", "dan@@home.example", "d\u0430n@home.example", "a b@c.example", "a@b.c\nBcc: x@y.z"]
)
def test_what_we_cannot_write_to_is_refused(database: Database, made: MadeTenant, email: str) -> None:
    assert _fault(database, made, email) is AddressFault.BAD


def test_the_enrolled_address_needs_no_second_entry(database: Database, made: MadeTenant) -> None:
    assert _fault(database, made, made.mentor_email.upper()) is AddressFault.ENROLLED


@pytest.mark.parametrize("way", list(Way))
def test_somebody_elses_enrolled_address_is_refused(database: Database, made: MadeTenant, way: Way) -> None:
    """A partner who answered for the other one would confirm what they claimed themselves."""
    assert _fault(database, made, made.mentee_email, way) is AddressFault.TAKEN


def test_an_address_that_only_looks_like_an_enrolled_one_is_refused(database: Database, made: MadeTenant) -> None:
    name, domain = made.mentor_email.split("@")
    alike = domain.replace("e", "\u0435")
    assert _fault(database, made, f"{name}@{alike}") is AddressFault.LOOKALIKE


def test_somebody_elses_confirmed_address_is_refused(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        address_id = name_address(scope, made.mentee_id, Way.OWN, "shared@home.example", NOW)
        confirm_address(scope, address_id, NOW)
    for way in Way:
        with pytest.raises(AddressRefused), database.tenant(made.tenant_id) as scope:
            name_address(scope, made.mentor_id, way, "shared@home.example", LATER, name="Sam Lee")


def test_whoever_confirms_first_has_the_address(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        first = name_address(scope, made.mentor_id, Way.OWN, "dan@home.example", NOW)
        second = name_address(scope, made.mentee_id, Way.OWN, "dan@home.example", LATER)
        assert confirm_address(scope, second, LATER)
        assert not confirm_address(scope, first, LATER)
        assert people_at(scope, "dan@home.example") == [made.mentee_id]


def test_an_assistant_may_serve_several_people(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        for person_id, at in ((made.mentor_id, NOW), (made.mentee_id, LATER)):
            confirm_address(scope, name_address(scope, person_id, Way.ASSISTANT, "sam@o.example", at, name="Sam"), at)
        assert people_at(scope, "sam@o.example") == sorted([made.mentor_id, made.mentee_id])


def test_an_address_that_is_enrolled_later_counts_for_its_own_person_only(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        confirm_address(scope, name_address(scope, made.mentor_id, Way.OWN, "zoe@home.example", NOW), NOW)
        zoe = enrol(scope, name="Zoe Ek", email="zoe@home.example", locale="en-CA")
        assert people_at(scope, "zoe@home.example") == [zoe]
        assert counting_addresses(scope, made.mentor_id) == []


def test_no_stranger_is_written_to_twice_in_a_week(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        address_id = name_address(scope, made.mentor_id, Way.OWN, "x@home.example", NOW)
        end_address(scope, made.mentor_id, address_id, NOW)
    assert _fault(database, made, "x@home.example") is AddressFault.ASKED_LATELY
    with database.tenant(made.tenant_id) as scope:
        name_address(scope, made.mentor_id, Way.OWN, "x@home.example", LATER)


def test_nobody_writes_to_many_strangers_through_us(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        for number in range(MOST_LIVE):
            address_id = name_address(scope, made.mentor_id, Way.OWN, f"x{number}@home.example", NOW)
            end_address(scope, made.mentor_id, address_id, NOW)
    assert _fault(database, made, "another@home.example") is AddressFault.TOO_MANY


def test_another_tenant_has_its_own_addresses(database: Database, made: MadeTenant) -> None:
    other = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        confirm_address(scope, name_address(scope, made.mentor_id, Way.OWN, "dan@home.example", NOW), NOW)
    with database.tenant(other.tenant_id) as scope:
        assert people_at(scope, "dan@home.example") == []
        confirm_address(scope, name_address(scope, other.mentor_id, Way.OWN, "dan@home.example", NOW), NOW)
        assert people_at(scope, "dan@home.example") == [other.mentor_id]


def test_two_people_who_confirm_one_address_at_once_do_not_both_have_it(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        ids = [
            name_address(scope, person_id, Way.OWN, "dan@home.example", at)
            for person_id, at in ((made.mentor_id, NOW), (made.mentee_id, LATER))
        ]
    ready, won = threading.Barrier(len(ids)), []

    def confirm(address_id: object) -> None:
        ready.wait()
        with database.tenant(made.tenant_id) as scope:
            won.append(confirm_address(scope, address_id, LATER))  # type: ignore[arg-type]

    threads = [threading.Thread(target=confirm, args=(address_id,)) for address_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dan@example.org", "dan@examp1e.org"),
        ("dan@example.org", "dan@ex\u0430mple.org"),
        ("morgan@example.org", "rnorgan@example.org"),
        ("dan@example.org", "dan@xn--exmple-4nf.org"),
        ("dan@example.org", "d\u00e1n@example.org"),
    ],
)
def test_what_the_eye_takes_for_the_same_is_not_the_same(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("dan@example.org", "don@example.org"), ("dan@example.org", "dan@example.com")]
)
def test_what_differs_to_the_eye_is_told_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_domain_has_one_spelling() -> None:
    assert plain_address("Dan@EX\u00c4MPLE.org") == plain_address("dan@xn--exmple-cua.org") == "dan@xn--exmple-cua.org"
