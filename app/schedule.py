"""Which turns of the recurring jobs were taken: two schedulers, one run (a unique row per job and slot)."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Platform


class ScheduleRun(Platform):
    """A job's turn, claimed by the scheduler that wrote the row first. `slot` is UTC."""

    __tablename__ = "schedule_run"

    job: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[datetime] = mapped_column(primary_key=True)


def slot_of(now: datetime, seconds: int) -> datetime:
    """The start (UTC) of the slot of `seconds` that `now` falls in."""
    stamp = int(now.timestamp())
    return datetime.fromtimestamp(stamp - stamp % seconds, tz=now.tzinfo)


def claim_turn(session: Session, job: str, slot: datetime) -> bool:
    """Whether this caller is the one to run `job` in `slot`; true once, for whoever asks first."""
    statement = insert(ScheduleRun).values(job=job, slot=slot).on_conflict_do_nothing().returning(ScheduleRun.job)
    return session.execute(statement).first() is not None
