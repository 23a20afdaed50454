"""The scheduler: `python -m workers.schedule`. A tick loop over rows, so that two of them run each job once."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.clock import system_clock
from app.config import Settings, load_settings, required_database_url
from app.db import Database, check_serving_role
from app.outbound.outbox import Office
from app.schedule import claim_turn, slot_of
from workers import broker, jobs, logs
from workers.wake import make_waiting, make_wake

log = structlog.get_logger()

TICK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Job:
    """What runs once in every slot of so many seconds."""

    name: str
    every_seconds: int
    run: Callable[[jobs.Desk], None]


def all_jobs(settings: Settings) -> tuple[Job, ...]:
    """The schedule of the product."""
    return (
        Job("ask_and_remind", 60, jobs.ask_and_remind),
        Job("sweep", settings.sweep_seconds, jobs.sweep),
        Job("look_at_domains", 30, jobs.look_at_domains),
        Job("forget_deliveries", 86_400, jobs.forget_deliveries),
        Job("make_roots", 600, jobs.make_roots),
        Job("finish_erasing", 600, partial(jobs.finish_erasing, mailbox=settings.mailbox)),
        Job("keep_promises", 86_400, partial(jobs.keep_promises, mailbox=settings.mailbox)),
    )


def tick(desk: jobs.Desk, schedule: tuple[Job, ...]) -> None:
    """Run every job whose turn has come and was taken by nobody else; a failing job waits for its next turn."""
    for job in schedule:
        try:
            with desk.database.platform() as session:
                is_ours = claim_turn(session, job.name, slot_of(desk.office.clock(), job.every_seconds))
            if is_ours:
                job.run(desk)
        except SQLAlchemyError as error:
            log.warning("job_failed", job=job.name, error=str(error).splitlines()[0])
        except Exception:
            log.exception("job_failed", job=job.name)


def main() -> None:
    """Tick until told to end."""
    settings = load_settings()
    logs.configure()
    url = required_database_url(settings)
    database = Database(url, pool_size=2)
    check_serving_role(database, url)
    office, connected = Office(settings.reply_domain, system_clock, settings.public_url), broker.connect(settings)
    desk = jobs.Desk(database, office, make_wake(connected), make_waiting(connected))
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    schedule = all_jobs(settings)
    log.info("scheduler_started", jobs=[job.name for job in schedule])
    while not ended.is_set():
        tick(desk, schedule)
        ended.wait(TICK_SECONDS)
    database.close()


if __name__ == "__main__":
    main()
