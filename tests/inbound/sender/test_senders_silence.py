"""A silent DNS is no verdict (I9): what it would decide waits, nothing is lost, nothing is held too soon."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.db import Database
from app.dns import Zones
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.models import ReceivedMail
from app.inbound.waiting import undecided
from tests.factories.mail_servers import published, signed
from tests.inbound.sender.post import Arrival, Case, Post, open_post
from tests.inbound.sender.world import spf

CASE = Case("Dan", lambda s: Arrival(signed(s.mail(), s.domain)), published, "firm.example")
OUTAGE = frozenset({"firm.example"})
CONCERN = "I do not feel safe with my mentor. He threatened me."


@pytest.fixture
def post(database: Database, bounded: Bounded) -> Post:
    """The name servers of the member's domain do not answer."""
    return open_post(database, bounded, [CASE], unreachable=OUTAGE)


def back_again(post: Post) -> None:
    """The name servers answer."""
    post.room.services = replace(post.room.services, resolver=Zones(CASE.zone(CASE.domain)))


def waiting(post: Post) -> int:
    """How many mails a sweep would take up now."""
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        return len(undecided(scope, before=post.room.watch()))


def pass_by(post: Post, time: timedelta) -> None:
    post.room.watch.now += time


def test_a_mail_waits_while_the_dns_is_silent_and_is_recorded_when_it_speaks(post: Post) -> None:
    scene = post.scenes["Dan"]
    mail_id = post.take(CASE.write(scene), scene)
    assert post.process(mail_id) is None
    assert post.room.outcomes() == []
    back_again(post)
    pass_by(post, timedelta(minutes=1))
    assert waiting(post) == 1
    assert post.process(mail_id) is Outcome.RECORDED
    assert post.everybodys_minutes() == {"Dan": 90}


def test_a_sweep_leaves_it_alone_until_it_is_time(post: Post) -> None:
    scene = post.scenes["Dan"]
    mail_id = post.take(CASE.write(scene), scene)
    post.process(mail_id)
    pass_by(post, timedelta(seconds=20))
    assert waiting(post) == 0
    pass_by(post, timedelta(seconds=20))
    assert waiting(post) == 1


def test_however_often_it_waits_it_is_never_quarantined(post: Post) -> None:
    scene = post.scenes["Dan"]
    mail_id = post.take(CASE.write(scene), scene)
    for _ in range(30):
        assert post.process(mail_id) is None
        pass_by(post, timedelta(minutes=10))
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        row = scope.session.get_one(ReceivedMail, (scope.tenant_id, mail_id))
        assert (row.attempts, row.not_before is not None) == (0, True)


def test_after_a_day_it_is_held(post: Post) -> None:
    scene = post.scenes["Dan"]
    mail_id = post.take(CASE.write(scene), scene)
    assert post.process(mail_id) is None
    pass_by(post, timedelta(hours=24))
    assert post.process(mail_id) is Outcome.HELD
    assert post.room.reason() == "unproven_sender"


def test_a_concern_waits_for_nothing(post: Post) -> None:
    """C2."""
    scene = post.scenes["Dan"]
    raw = signed(scene.mail(words=CONCERN), scene.domain)
    assert post.bring(Arrival(raw), scene) is Outcome.REVIEW
    assert post.room.reason() == "safeguarding"


def test_a_mail_from_another_address_is_held_at_once(post: Post) -> None:
    scene = post.scenes["Dan"]
    raw = signed(scene.mail(sender="eve@firm.example"), scene.domain)
    assert post.bring(Arrival(raw), scene) is Outcome.HELD


def test_a_mail_that_nothing_could_prove_is_held_at_once(post: Post) -> None:
    """It is not signed, and nobody saw its server: no name server could tell more."""
    scene = post.scenes["Dan"]
    assert post.bring(Arrival(scene.mail()), scene) is Outcome.HELD


def test_a_silent_spf_does_not_hold_up_a_good_signature(database: Database, bounded: Bounded) -> None:
    case = Case("Dan", CASE.write, spf("include:silent.example -all"), "firm.example")
    post = open_post(database, bounded, [case], unreachable=frozenset({"silent.example"}))
    scene = post.scenes["Dan"]
    raw = signed(scene.mail(), scene.domain)
    assert post.bring(Arrival(raw, "192.0.2.25", "mx.firm.example", scene.address), scene) is Outcome.RECORDED


def test_a_silent_spf_holds_up_a_mail_without_a_signature(database: Database, bounded: Bounded) -> None:
    case = Case("Dan", CASE.write, spf("include:silent.example -all"), "firm.example")
    post = open_post(database, bounded, [case], unreachable=frozenset({"silent.example"}))
    scene = post.scenes["Dan"]
    assert post.bring(Arrival(scene.mail(), "192.0.2.25", "mx.firm.example", scene.address), scene) is None


def test_a_silent_policy_holds_up_what_only_a_neighbour_signed(database: Database, bounded: Bounded) -> None:
    """The domain may forbid it; nobody knows yet."""
    case = Case("Dan", CASE.write, lambda _: published("mail.firm.example"), "firm.example")
    post = open_post(database, bounded, [case], unreachable=frozenset({"_dmarc.firm.example"}))
    scene = post.scenes["Dan"]
    assert post.bring(Arrival(signed(scene.mail(), "mail.firm.example")), scene) is None


def test_a_silent_policy_does_not_hold_up_the_domains_own_signature(database: Database, bounded: Bounded) -> None:
    post = open_post(database, bounded, [CASE], unreachable=frozenset({"_dmarc.firm.example"}))
    assert post.bring(CASE.write(post.scenes["Dan"]), post.scenes["Dan"]) is Outcome.RECORDED
