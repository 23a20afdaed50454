"""What each policy asks for, and what is kept of it (I9)."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome, Reason
from app.inbound.identity.authenticate import Verdict, verdict_from_json
from app.inbound.sender.findings import Result
from app.ledger.models import LedgerEntry
from app.tenants.models import AuditEntry, Organisation
from app.tenants.sender_policy import SenderPolicy, sender_policy
from tests.factories.mail_servers import RSA, Records, key_record, signed
from tests.inbound.sender.post import Arrival, Case, Post, Scene, open_post
from tests.inbound.sender.world import after_gateway, microsoft, outlook, sent, spf

STRICT, NORMAL, LENIENT = SenderPolicy.STRICT, SenderPolicy.NORMAL, SenderPolicy.LENIENT


def own_key(scene: Scene) -> Arrival:
    return Arrival(signed(scene.mail(), scene.domain))


def own_server(scene: Scene) -> Arrival:
    return sent(scene, scene.mail())


def sealed_by_gateway(scene: Scene) -> Arrival:
    return after_gateway(scene, "microsoft.com", outlook(scene))


def to_programme(scene: Scene) -> Arrival:
    return Arrival(signed(scene.mail(to=scene.programme), scene.domain), to=scene.programme)


def unproven(scene: Scene) -> Arrival:
    return Arrival(scene.mail())


def zone_of_all(domain: str) -> Records:
    return {**microsoft(domain), **spf("ip4:192.0.2.25 -all")(domain)}


DAN = Case("Dan", own_key, zone_of_all, "firm.example")


@pytest.fixture
def post(database: Database, bounded: Bounded) -> Post:
    return open_post(database, bounded, [DAN])


@pytest.mark.parametrize(
    ("policy", "write", "reason"),
    [
        (STRICT, own_key, "facts"),
        (STRICT, own_server, "unproven_sender"),
        (STRICT, sealed_by_gateway, "unproven_sender"),
        (STRICT, to_programme, "without_key"),
        (STRICT, unproven, "failed_sender"),
        (NORMAL, own_key, "facts"),
        (NORMAL, own_server, "facts"),
        (NORMAL, sealed_by_gateway, "facts"),
        (NORMAL, to_programme, "facts"),
        (NORMAL, unproven, "failed_sender"),
        (LENIENT, own_key, "facts"),
        (LENIENT, to_programme, "facts"),
        (LENIENT, unproven, "facts"),
    ],
)
def test_each_policy_asks_for_its_own_proof(
    post: Post, policy: SenderPolicy, write: Callable[[Scene], Arrival], reason: str
) -> None:
    post.judged_by(policy)
    scene = post.scenes["Dan"]
    post.bring(write(scene), scene)
    assert post.room.reason() == reason


def test_a_new_tenant_is_judged_by_the_normal_policy(post: Post) -> None:
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        assert sender_policy(scope) is NORMAL


def test_a_choice_is_noted_with_who_made_it_and_only_once(post: Post) -> None:
    """C4."""
    post.judged_by(STRICT)
    post.judged_by(STRICT)
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        (noted,) = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id)).all()
        assert (noted.action, noted.note) == ("sender_policy_chosen", "normal → strict")
        assert noted.membership_id == post.room.made.coordinator_id


def test_a_policy_that_nobody_knows_is_refused(post: Post) -> None:
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        row = scope.session.scalars(select(Organisation).where(Organisation.tenant_id == scope.tenant_id)).one()
        row.sender_policy = "whatever"
        scope.session.flush()
        with pytest.raises(ValueError, match="whatever"):
            sender_policy(scope)
        row.sender_policy = "normal"


def test_the_verdict_keeps_each_check_with_the_key_record_as_it_was(post: Post) -> None:
    scene = post.scenes["Dan"]
    assert post.bring(sent(scene, own_key(scene).raw), scene) is Outcome.RECORDED
    stored = post.room.outcomes()[-1].verdict
    assert stored is not None
    verdict = verdict_from_json(stored)
    assert verdict.findings is not None
    by_method = {check.method.value: check for check in verdict.findings.checks}
    assert by_method["dkim"].key == key_record(RSA)
    assert (by_method["dkim"].selector, by_method["dkim"].domain) == ("s1", "firm.example")
    assert by_method["spf"].key == "v=spf1 ip4:192.0.2.25 -all"
    assert verdict.findings.dmarc.record == "v=DMARC1; p=reject"
    assert stored["findings"]["dmarc"]["result"] == "pass"
    assert verdict.as_json() == stored


def test_the_ledger_says_by_what_it_was_proved_and_names_no_domain(post: Post) -> None:
    """H2."""
    scene = post.scenes["Dan"]
    post.bring(sent(scene, own_key(scene).raw), scene)
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        (entry,) = scope.session.scalars(select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id)).all()
        assert '"verdict":"reply key, enrolled address; DKIM and SPF aligned"' in entry.body
        assert "firm.example" not in entry.body


def test_under_lenient_the_evidence_says_that_nothing_was_checked(post: Post) -> None:
    post.judged_by(LENIENT)
    scene = post.scenes["Dan"]
    post.bring(unproven(scene), scene)
    with post.room.database.tenant(post.room.made.tenant_id) as scope:
        (entry,) = scope.session.scalars(select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id)).all()
        assert "reply key, enrolled address; SPF, DKIM and DMARC not checked" in entry.body


def test_a_verdict_stored_before_there_were_checks_is_still_read() -> None:
    stored = {
        "policy": "lenient", "sender": "dan@example.org", "key": True, "address": False,
        "spf": "not checked", "dkim": "not checked", "dmarc": "not checked", "doubt": "other_sender",
    }  # fmt: skip
    verdict = verdict_from_json(stored)
    sender = "dan@example.org"
    assert verdict == Verdict("lenient", sender, keyed=True, address_matches=False, doubt=Reason.OTHER_SENDER)
    assert verdict.summary == "reply key, not the enrolled address; SPF, DKIM and DMARC not checked"


def test_a_signature_that_was_good_when_the_mail_came_stays_good(post: Post) -> None:
    """A mail that waited is judged as of its receipt."""
    scene = post.scenes["Dan"]
    at = int(scene.at.timestamp())
    raw = signed(scene.mail(), scene.domain, tags=f"t={at}; x={at + 3600}; ")
    mail_id = post.take(Arrival(raw), scene)
    post.room.watch.now = datetime(2026, 6, 20, tzinfo=UTC)
    assert post.process(mail_id) is Outcome.RECORDED
    verdict = verdict_from_json(post.room.outcomes()[-1].verdict or {})
    assert verdict.findings is not None
    assert verdict.findings.checks[0].result is Result.PASS
