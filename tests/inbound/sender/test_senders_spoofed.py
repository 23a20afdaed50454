"""No hours by the wrong person (I9): whoever knows a reply key and writes in its owner's name records nothing."""

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from tests.inbound.sender.post import Case, Post, open_post
from tests.inbound.sender.spoofs_disguises import DISGUISED
from tests.inbound.sender.spoofs_forwarders import FORWARDED
from tests.inbound.sender.spoofs_letters import WRITTEN
from tests.inbound.sender.spoofs_records import PUBLISHED
from tests.inbound.sender.spoofs_servers import BROUGHT
from tests.inbound.sender.spoofs_signatures import SIGNED

SPOOFS = [*BROUGHT, *SIGNED, *WRITTEN, *DISGUISED, *PUBLISHED, *FORWARDED]


@pytest.fixture(scope="module")
def post(database: Database, bounded: Bounded) -> Post:
    return open_post(database, bounded, SPOOFS)


@pytest.mark.parametrize("case", SPOOFS, ids=lambda case: case.name)
def test_a_forged_mail_is_held_and_records_nothing(post: Post, case: Case) -> None:
    scene = post.scenes[case.name]
    assert post.bring(case.write(scene), scene) is Outcome.HELD
    assert post.room.minutes(post.members[case.name]) == {}


def test_after_all_of_them_the_ledger_is_empty(post: Post) -> None:
    for case in SPOOFS[:5]:
        post.bring(case.write(post.scenes[case.name]), post.scenes[case.name])
    assert post.everybodys_minutes() == {}


def test_the_cases_are_many_and_each_has_its_name() -> None:
    assert len(SPOOFS) >= 60
    assert len({case.name for case in SPOOFS}) == len(SPOOFS)
