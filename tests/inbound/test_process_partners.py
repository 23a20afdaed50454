"""A mentor of several: hours go to whom they were spent with, or are asked about (M7, I1)."""

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.ledger.totals import live_claims
from app.outbound.models import OutboundMail
from tests.factories.asking import ask
from tests.factories.moments import local
from tests.factories.post_room import PostRoom, post_room
from tests.factories.tenants import add_match, add_person


@pytest.fixture
def room(database: Database, bounded: Bounded) -> PostRoom:
    """Dan mentors Kate and Sam; the June check-ins have gone out."""
    opened = post_room(database, bounded)
    made = opened.made
    with database.tenant(made.tenant_id) as scope:
        sam = add_person(scope, "Sam Ode", f"sam@{made.slug}.example")
        add_match(scope, made.programme_id, made.rules_id, {made.mentor_id: "mentor", sam: "mentee"})
    ask(database, made.tenant_id, local("2026-07-01 09:00"))
    opened.watch.now = local("2026-07-02 18:30")
    return opened


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def with_kate_and_others(room: PostRoom) -> tuple[int, int]:
    """Minutes that stand with Kate, and with anybody else."""
    with room.database.tenant(room.made.tenant_id) as scope:
        claims = live_claims(scope, person_id=room.made.mentor_id)
    kate = sum(live.minutes for live in claims if live.claim.match_id == room.made.match_id)
    return kate, sum(live.minutes for live in claims) - kate


def test_hours_with_each_partner_named_are_recorded_apart(room: PostRoom) -> None:
    assert room.answer(mentors(room), "Kate: 2h by phone, Sam: 1h by phone") is Outcome.RECORDED
    assert with_kate_and_others(room) == (120, 60)
    receipt = room.latest("receipt").text
    assert "Kate Li" in receipt
    assert "Sam Ode" in receipt


def test_hours_with_nobody_named_are_asked_about_and_not_divided(room: PostRoom) -> None:
    """Never guess hours."""
    assert room.answer(mentors(room), "3 hours on zoom") is Outcome.ASKED
    assert with_kate_and_others(room) == (0, 0)
    question = room.latest("question").text
    assert "Kate Li" in question
    assert "Sam Ode" in question
    assert room.answer(room.latest("question"), "Kate: 2h, Sam: 1h") is Outcome.RECORDED
    assert with_kate_and_others(room) == (120, 60)


def test_a_correction_for_one_partner_leaves_the_other_alone(room: PostRoom) -> None:
    """I2, H2."""
    room.answer(mentors(room), "Kate: 2h by phone, Sam: 1h by phone")
    assert room.answer(room.latest("receipt"), "Sorry, with Kate it was 1.5 hours") is Outcome.RECORDED
    assert with_kate_and_others(room) == (90, 60)


@pytest.mark.parametrize(("answer", "minutes"), [("yes", (150, 60)), ("no", (30, 60))])
def test_more_hours_with_one_partner_are_asked_about_for_that_partner(
    room: PostRoom, answer: str, minutes: tuple[int, int]
) -> None:
    room.answer(mentors(room), "Kate: 2h by phone, Sam: 1h by phone")
    assert room.answer(mentors(room), "Kate: 30 min by email") is Outcome.ASKED
    assert "2\N{NO-BREAK SPACE}h" in room.latest("question").text, "what stands with Kate, not with both"
    assert room.answer(room.latest("question"), answer) is Outcome.RECORDED
    assert with_kate_and_others(room) == minutes
