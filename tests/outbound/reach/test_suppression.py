"""The addresses that get no mail, and the ways there and back (I8)."""

from datetime import timedelta

import pytest

from app import events
from app.db import Database
from app.outbound.announce import announce
from app.outbound.outbox import Office
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import lift, note_alive, note_complaint, note_failure, suppressed
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.moments import local
from tests.factories.tenants import MadeTenant, make_tenant

NOW = local("2026-06-02 18:30")


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def test_a_dead_address_gets_no_mail_however_it_is_spelt(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        note_failure(scope, made.mentor_email.upper(), Failure.ADDRESS_UNKNOWN, NOW, detail="550 5.1.1 no such user")
        assert suppressed(scope, [f" {made.mentor_email.title()}", made.mentee_email]) == {made.mentor_email}


def test_another_tenant_s_dead_address_stays_theirs(database: Database, made: MadeTenant) -> None:
    """T1."""
    other = make_tenant(database)
    with database.tenant(other.tenant_id) as scope:
        note_failure(scope, made.mentor_email, Failure.ADDRESS_UNKNOWN, NOW)
    with database.tenant(made.tenant_id) as scope:
        assert suppressed(scope, [made.mentor_email]) == set()


def test_who_complained_still_gets_the_answer_to_what_they_write(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        note_complaint(scope, made.mentor_email, NOW)
        assert suppressed(scope, [made.mentor_email]) == {made.mentor_email}
        assert suppressed(scope, [made.mentor_email], answering=True) == set()


def test_the_coordinator_is_told_once_of_each_address(database: Database, made: MadeTenant) -> None:
    for day in (0, 30):
        with database.tenant(made.tenant_id) as scope:
            at = NOW + timedelta(days=day)
            happened = note_failure(scope, made.mentor_email, Failure.ADDRESS_UNKNOWN, at, mail_id=None)
            announce(scope, happened, Office(REPLY_DOMAIN, lambda at=at: at))  # type: ignore[misc]
            lift(scope, made.mentor_email)
    (told,) = outbox(database, made.tenant_id, kind="dead_address")
    assert told.to_address == f"priya@{made.slug}.example"
    assert "Nobody has this address at its provider." in told.text


def test_the_event_names_the_person_and_comes_at_the_turn_only(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        (event,) = note_failure(scope, made.mentor_email, Failure.ADDRESS_UNKNOWN, NOW)
        assert isinstance(event, events.AddressSilenced)
        assert (event.person_id, event.programme_id, event.state) == (made.mentor_id, made.programme_id, "dead")
        assert note_failure(scope, made.mentor_email, Failure.ADDRESS_UNKNOWN, NOW + timedelta(days=1)) == []


def test_nobody_is_told_of_an_address_that_is_no_member_s(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        assert note_failure(scope, "old@elsewhere.example", Failure.ADDRESS_UNKNOWN, NOW) == []


def test_a_delivery_forgets_troubles_and_only_words_revive_the_dead(database: Database, made: MadeTenant) -> None:
    later = NOW + timedelta(hours=2)
    with database.tenant(made.tenant_id) as scope:
        note_failure(scope, made.mentor_email, Failure.UNREACHABLE, NOW, mail_id=None)
        assert note_alive(scope, made.mentor_email, later)
        note_failure(scope, made.mentor_email, Failure.ADDRESS_UNKNOWN, later)
        assert not note_alive(scope, made.mentor_email, later + timedelta(days=1))
        assert note_alive(scope, made.mentor_email, later + timedelta(days=1), wrote=True)
        assert suppressed(scope, [made.mentor_email]) == set()


def test_a_complaint_is_lifted_by_a_person_s_hand_alone(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        note_complaint(scope, made.mentor_email, NOW)
        assert not note_alive(scope, made.mentor_email, NOW + timedelta(days=1), wrote=True)
        assert lift(scope, made.mentor_email)
        assert suppressed(scope, [made.mentor_email]) == set()
