"""Honest mail is recorded, whoever brings it (I9): each case alone, and how many of them in all."""

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from tests.inbound.sender.honest_letters import WRITTEN
from tests.inbound.sender.honest_programs import SIGNED
from tests.inbound.sender.honest_providers import PROVIDED
from tests.inbound.sender.honest_routes import ROUTED
from tests.inbound.sender.honest_servers import BROUGHT
from tests.inbound.sender.post import Case, Post, open_post

HONEST = [*SIGNED, *BROUGHT, *WRITTEN, *PROVIDED, *ROUTED]


@pytest.fixture(scope="module")
def post(database: Database, bounded: Bounded) -> Post:
    return open_post(database, bounded, HONEST)


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case.name)
def test_honest_mail_is_recorded_without_being_held(post: Post, case: Case) -> None:
    scene = post.scenes[case.name]
    arrival = case.write(scene)
    assert (post.bring(arrival, scene), post.room.reason()) == (Outcome.RECORDED, "facts")
    assert post.room.minutes(post.members[case.name]) == {"video": 90}


def test_the_cases_are_many_and_each_has_its_name() -> None:
    assert len(HONEST) >= 60
    assert len({case.name for case in HONEST}) == len(HONEST)
