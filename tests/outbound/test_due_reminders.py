"""Reminders on the days of the rules, then the flag to the coordinator; never a guess (I4)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.db import Database
from app.events import CheckInReminded, CheckInUnanswered
from app.ledger.totals import live_claims
from app.matches.models import CheckIn
from tests.factories.asking import ask, check_ins, outbox, remind, unsubscribe
from tests.factories.moments import local
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant


@pytest.fixture
def made(database: Database) -> MadeTenant:
    """A tenant whose check-ins went out on 1 June; reminders after 4 and 7 days, the flag after 10."""
    tenant = make_tenant(database)
    ask(database, tenant.tenant_id, local("2026-06-01 09:00"))
    return tenant


def set_state(database: Database, made: MadeTenant, state: str) -> None:
    with database.tenant(made.tenant_id) as scope:
        for check_in in check_ins(database, made.tenant_id):
            scope.session.get_one(CheckIn, (made.tenant_id, check_in.id)).state = state


@pytest.mark.parametrize(
    ("now", "numbers"),
    [
        ("2026-06-04 23:59", []),
        ("2026-06-05 00:00", [1, 1]),
        ("2026-06-07 23:59", [1, 1]),
        ("2026-06-08 00:00", [2, 2]),
        ("2026-06-10 23:59", [2, 2]),
    ],
)
def test_a_reminder_goes_out_on_the_days_of_the_rules(
    database: Database, made: MadeTenant, now: str, numbers: list[int]
) -> None:
    """I4, T4; whole days of the programme's own calendar. A late run sends one reminder, not two."""
    happened = remind(database, made.tenant_id, local(now))
    assert [event.number for event in happened if isinstance(event, CheckInReminded)] == numbers
    assert len(happened) == len(numbers) == len(outbox(database, made.tenant_id, kind="reminder"))


def test_each_reminder_goes_out_once_however_often_it_runs(database: Database, made: MadeTenant) -> None:
    for now in ("2026-06-05 09:00", "2026-06-05 09:01", "2026-06-06 09:00", "2026-06-08 09:00", "2026-06-08 09:01"):
        remind(database, made.tenant_id, local(now))
    reminders = outbox(database, made.tenant_id, kind="reminder")
    assert sorted(mail.to_address for mail in reminders) == sorted([made.mentor_email, made.mentee_email] * 2)


def test_after_the_last_reminder_the_coordinator_is_told_and_nothing_is_guessed(
    database: Database, made: MadeTenant
) -> None:
    """I4: reminders as the rules say, then a flag; never a guess."""
    happened = remind(database, made.tenant_id, local("2026-06-11 00:00"))
    assert [type(event) for event in happened] == [CheckInUnanswered, CheckInUnanswered]
    flags = outbox(database, made.tenant_id, kind="no_answer")
    assert {mail.to_address for mail in flags} == {f"priya@{made.slug}.example"}
    assert {check_in.state for check_in in check_ins(database, made.tenant_id)} == {"unanswered"}
    with database.tenant(made.tenant_id) as scope:
        assert live_claims(scope, person_id=made.mentor_id) == ()


def test_the_flag_is_raised_once_and_no_reminder_follows_it(database: Database, made: MadeTenant) -> None:
    remind(database, made.tenant_id, local("2026-06-11 09:00"))
    assert remind(database, made.tenant_id, local("2026-06-12 09:00")) == []
    assert remind(database, made.tenant_id, local("2026-08-12 09:00")) == []


@pytest.mark.parametrize("state", ["answered", "unanswered"])
def test_who_answered_is_not_reminded(database: Database, made: MadeTenant, state: str) -> None:
    set_state(database, made, state)
    assert remind(database, made.tenant_id, local("2026-06-05 09:00")) == []


def test_who_was_asked_back_is_not_reminded_but_the_coordinator_learns_of_the_open_question(
    database: Database, made: MadeTenant
) -> None:
    """I3, I4: they did write, so nobody calls them silent."""
    set_state(database, made, "asked")
    assert remind(database, made.tenant_id, local("2026-06-05 09:00")) == []
    remind(database, made.tenant_id, local("2026-06-11 09:00"))
    flags = outbox(database, made.tenant_id, kind="no_answer")
    assert len(flags) == 2
    assert all("our question about it is still open" in flag.text for flag in flags)


def test_whose_reply_a_person_reads_is_neither_reminded_nor_flagged(database: Database, made: MadeTenant) -> None:
    """C2, I3: least of all after a concern."""
    set_state(database, made, "with_person")
    for now in ("2026-06-05 09:00", "2026-06-11 09:00"):
        assert remind(database, made.tenant_id, local(now)) == []


def test_who_unsubscribed_is_neither_reminded_nor_flagged(database: Database, made: MadeTenant) -> None:
    """I8."""
    unsubscribe(database, made.tenant_id, made.mentor_id, BEGAN)
    for now in ("2026-06-05 09:00", "2026-06-11 09:00"):
        remind(database, made.tenant_id, local(now))
    assert made.mentor_email not in {mail.to_address for mail in outbox(database, made.tenant_id, kind="reminder")}
    (flag,) = outbox(database, made.tenant_id, kind="no_answer")
    assert "Kate Li" in flag.text


def test_a_reminder_brings_a_reply_address_of_its_own(database: Database, made: MadeTenant) -> None:
    """I9: one key, one mail."""
    remind(database, made.tenant_id, local("2026-06-05 09:00"))
    keys = [mail.reply_key for mail in outbox(database, made.tenant_id)]
    assert None not in keys
    assert len(set(keys)) == 4


def test_two_schedulers_at_once_remind_once(database: Database, made: MadeTenant) -> None:
    together = Barrier(4)

    def run() -> int:
        together.wait()
        return len(remind(database, made.tenant_id, local("2026-06-05 09:00")))

    with ThreadPoolExecutor(4) as pool:
        counts = [future.result() for future in [pool.submit(run) for _ in range(4)]]
    assert sum(counts) == 2
    assert len(outbox(database, made.tenant_id, kind="reminder")) == 2
