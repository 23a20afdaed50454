"""Whoever consented to a pair is erased when the years that they were promised are over (M8)."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.outbound.outbox import Office
from app.programmes.models import Person
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.pairing import JOE, say, tell
from tests.factories.post_room import PostRoom, post_room
from tests.factories.tenants import add_match
from workers.jobs import Desk, keep_promises

YEARS = 7
"""As the preset `oacett-cpd` promises."""


@pytest.fixture
def agreed(database: Database, bounded: Bounded) -> PostRoom:
    """Joe Poe, whom Dan mentors elsewhere, has said yes."""
    room = post_room(database, bounded, rules="oacett-cpd")
    tell(room)
    assert say(room, "Yes") is Outcome.RECORDED
    return room


def _after(room: PostRoom, *, years: int = YEARS, days: int = 0, tmp_path: Path) -> None:
    """The daily turn, so long after now."""
    now: datetime = room.watch()
    room.watch.now = now.replace(year=now.year + years)
    room.watch.pass_by(minutes=days * 24 * 60)
    office = Office(REPLY_DOMAIN, room.watch, "https://mentors.example")
    keep_promises(Desk(room.database, office, lambda *_: None), tmp_path)


def _joe(room: PostRoom) -> Person | None:
    with room.database.tenant(room.made.tenant_id) as scope:
        found = scope.session.scalar(select(Person).where(Person.tenant_id == scope.tenant_id, Person.email == JOE))
        scope.session.expunge_all()
        return found


def test_they_are_kept_up_to_the_last_day_and_not_a_day_longer(agreed: PostRoom, tmp_path: Path) -> None:
    _after(agreed, days=-1, tmp_path=tmp_path)
    assert _joe(agreed) is not None
    _after(agreed, years=0, days=1, tmp_path=tmp_path)
    assert _joe(agreed) is None


def test_the_years_begin_with_the_last_entry_that_names_them(agreed: PostRoom, tmp_path: Path) -> None:
    agreed.watch.pass_by(minutes=60 * 24 * 40)
    assert agreed.answer(agreed.check_in(agreed.made.mentor_email), "2h zoom with Joe on 12 May") is Outcome.RECORDED
    _after(agreed, days=-1, tmp_path=tmp_path)
    assert _joe(agreed) is not None
    _after(agreed, years=0, days=1, tmp_path=tmp_path)
    assert _joe(agreed) is None
    assert agreed.minutes(agreed.made.mentor_id) == {"video": 120}


def test_nobody_else_is_touched(agreed: PostRoom, tmp_path: Path) -> None:
    _after(agreed, days=1, tmp_path=tmp_path)
    with agreed.database.tenant(agreed.made.tenant_id) as scope:
        kept = scope.session.scalars(
            select(Person.name).where(Person.tenant_id == scope.tenant_id, Person.erased_at.is_(None))
        ).all()
    assert {"Dan Roy", "Kate Li"} <= set(kept)


@pytest.mark.parametrize("became", ["member", "matched"])
def test_who_has_become_more_than_that_stays(agreed: PostRoom, tmp_path: Path, became: str) -> None:
    joe = _joe(agreed)
    assert joe is not None
    made = agreed.made
    with agreed.database.tenant(made.tenant_id) as scope:
        if became == "member":
            scope.session.get_one(Person, (scope.tenant_id, joe.id)).member_number = "M-9"
        else:
            add_match(scope, made.programme_id, made.rules_id, {joe.id: "mentor", made.mentee_id: "mentee"})
    _after(agreed, days=1, tmp_path=tmp_path)
    assert _joe(agreed) is not None
