"""The scheduler: each job once in every slot, however many schedulers run."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import OperationalError

from app.db import Database, new_id
from app.outbound.outbox import Office
from app.schedule import claim_turn, slot_of
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.listening import nobody
from tests.factories.moments import Watch, local
from tests.portal.pages import settings
from workers.jobs import Desk
from workers.schedule import Job, all_jobs, tick

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "seconds", "slot"),
    [
        (NOON, 60, NOON),
        (NOON + timedelta(seconds=59.9), 60, NOON),
        (NOON + timedelta(seconds=60), 60, NOON + timedelta(minutes=1)),
        (NOON + timedelta(seconds=14), 15, NOON),
        (local("2026-06-01 06:00:30"), 60, NOON),
    ],
)
def test_a_slot_begins_on_whole_multiples_whatever_the_zone(now: datetime, seconds: int, slot: datetime) -> None:
    assert slot_of(now, seconds) == slot


def test_a_turn_is_taken_once(database: Database) -> None:
    job = new_id().hex
    with database.platform() as session:
        assert claim_turn(session, job, NOON)
        assert not claim_turn(session, job, NOON)
        assert claim_turn(session, job, NOON + timedelta(minutes=1))


def test_two_schedulers_run_a_job_once_in_each_slot(database: Database) -> None:
    """The schedule is rows with a unique key."""
    runs: list[datetime] = []
    watch, together = Watch(NOON), Barrier(4)
    job = Job(new_id().hex, 60, lambda desk: runs.append(desk.office.clock()))

    def one(_number: int) -> None:
        together.wait()
        tick(Desk(database, Office(REPLY_DOMAIN, watch), nobody), (job,))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(4)))
        watch.pass_by(minutes=1)
        list(pool.map(one, range(4)))
    assert runs == [NOON, NOON + timedelta(minutes=1)]


def test_a_job_that_fails_does_not_stop_the_others(database: Database) -> None:
    """It waits for its next turn; the sweep of the next slot finds what it left."""
    ran: list[str] = []

    def fail(_desk: Desk) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the server closed the connection"))

    jobs = (Job(new_id().hex, 60, fail), Job(new_id().hex, 60, lambda _desk: ran.append("second")))
    tick(Desk(database, Office(REPLY_DOMAIN, lambda: NOON), nobody), jobs)
    assert ran == ["second"]


def test_the_scheduler_lives_through_a_database_that_is_away(database_url: str) -> None:
    from tests.database import url_text

    gone = Database(url_text(database_url, database="no_such_database"))
    ran: list[str] = []
    tick(Desk(gone, Office(REPLY_DOMAIN, lambda: NOON), nobody), (Job("any", 60, lambda _desk: ran.append("any")),))
    gone.close()
    assert ran == []


def test_what_was_lost_is_found_within_a_minute() -> None:
    """Redis may lose everything: a sweep re-publishes within 60 s."""
    every = {job.name: job.every_seconds for job in all_jobs(settings(sweep_seconds=15))}
    assert every == {
        "ask_and_remind": 60,
        "sweep": 15,
        "look_at_domains": 30,
        "forget_deliveries": 86_400,
        "make_roots": 600,
        "finish_erasing": 600,
        "keep_promises": 86_400,
    }
