"""The recurring jobs: each tenant's check-ins and reminders, and a sweep for what was left lying (I1, I4)."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from app.db import Database
from app.inbound.bounded import Bounded
from app.outbound.domains.sending_domains import add_domain
from app.outbound.models import SendingDomain
from app.outbound.outbox import Office
from tests.factories.asking import REPLY_DOMAIN, check_ins, outbox
from tests.factories.letters import written
from tests.factories.listening import Woken
from tests.factories.moments import Watch, local
from tests.factories.post_room import post_room
from tests.factories.tenants import make_tenant
from workers.jobs import MOST_HINTS, Desk, ask_and_remind, look_at_domains, make_roots, sweep

JUNE = local("2026-06-01 09:00")


@pytest.fixture
def woken() -> Woken:
    return Woken()


def desk(database: Database, woken: Woken, watch: Watch) -> Desk:
    return Desk(database, Office(REPLY_DOMAIN, watch), woken)


def of(woken: Woken, tenant_id: UUID) -> list[tuple[str, UUID | None]]:
    """The hints of one tenant."""
    return [(queue, mail) for queue, tenant, mail in woken.hints if tenant == tenant_id]


def test_every_tenant_is_asked_and_its_senders_woken(own_database: Database, woken: Woken) -> None:
    tenants = [make_tenant(own_database), make_tenant(own_database, rules="oacett-cpd")]
    ask_and_remind(desk(own_database, woken, Watch(JUNE)))
    for made in tenants:
        assert len(outbox(own_database, made.tenant_id, kind="checkin")) == 2
        assert of(woken, made.tenant_id) == [("outbound", None)]


def test_a_run_with_nothing_to_do_wakes_nobody(own_database: Database, woken: Woken) -> None:
    made = make_tenant(own_database)
    for _ in range(2):
        ask_and_remind(desk(own_database, woken, Watch(JUNE)))
    assert len(of(woken, made.tenant_id)) == 1


def test_reminders_follow_in_the_same_job(own_database: Database, woken: Woken) -> None:
    made, watch = make_tenant(own_database), Watch(JUNE)
    ask_and_remind(desk(own_database, woken, watch))
    watch.pass_by(days=4)
    ask_and_remind(desk(own_database, woken, watch))
    assert len(outbox(own_database, made.tenant_id, kind="reminder")) == 2


def test_one_tenants_trouble_does_not_keep_the_others_waiting(own_database: Database, woken: Woken) -> None:
    """A programme whose stored rules hold no more: its own check-ins wait, nobody else's."""
    broken, fine = make_tenant(own_database), make_tenant(own_database)
    with own_database.tenant(broken.tenant_id) as scope:
        scope.session.execute(
            text(
                "INSERT INTO programme_rules (tenant_id, id, programme_id, version, body, created_at) "
                "VALUES (:tenant, gen_random_uuid(), :programme, 2, '{}', now())"
            ),
            {"tenant": broken.tenant_id, "programme": broken.programme_id},
        )
    ask_and_remind(desk(own_database, woken, Watch(JUNE)))
    assert check_ins(own_database, broken.tenant_id) == []
    assert len(check_ins(own_database, fine.tenant_id)) == 2


def test_the_sweep_finds_mails_without_an_outcome(own_database: Database, bounded: Bounded, woken: Woken) -> None:
    """Redis may lose everything and nothing is lost."""
    room = post_room(own_database, bounded)
    sent = room.check_in(room.made.mentor_email)
    raw = written("3 hours", sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch())
    (mail_id,) = room.take(raw, room.key_of(sent))
    sweep(desk(room.database, woken, room.watch))
    assert ("inbound", mail_id) not in of(woken, room.made.tenant_id), "a fresh mail is still on its usual way"
    room.watch.pass_by(seconds=11)
    sweep(desk(room.database, woken, room.watch))
    assert ("inbound", mail_id) in of(woken, room.made.tenant_id)
    room.process(mail_id)
    woken.hints.clear()
    sweep(desk(room.database, woken, room.watch))
    assert ("inbound", mail_id) not in of(woken, room.made.tenant_id)


def test_while_the_workers_are_behind_the_sweep_hints_at_no_mail_again(
    own_database: Database, bounded: Bounded, woken: Woken
) -> None:
    """Otherwise hints at the same mails pile up by the thousand, and new mail waits behind them."""
    room = post_room(own_database, bounded)
    sent = room.check_in(room.made.mentor_email)
    raw = written("3 hours", sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch())
    (mail_id,) = room.take(raw, room.key_of(sent))
    room.watch.pass_by(seconds=11)
    lying = dict.fromkeys(("inbound", "outbound"), MOST_HINTS)
    behind = replace(desk(room.database, woken, room.watch), waiting=lying.__getitem__)
    ask_and_remind(behind)
    woken.hints.clear()
    sweep(behind)
    assert of(woken, room.made.tenant_id) == [("outbound", None)]
    lying["inbound"] -= 1
    sweep(behind)
    assert ("inbound", mail_id) in of(woken, room.made.tenant_id)


def test_the_sweep_finds_mail_that_is_due(own_database: Database, woken: Woken) -> None:
    made, watch = make_tenant(own_database), Watch(JUNE)
    ask_and_remind(desk(own_database, Woken(), watch))
    sweep(desk(own_database, woken, watch))
    assert of(woken, made.tenant_id) == [("outbound", None)]


def test_a_worker_looks_at_the_domains_that_are_due_and_the_scheduler_does_not_wait(
    own_database: Database, woken: Woken
) -> None:
    """U5."""
    made, watch = make_tenant(own_database), Watch(JUNE)
    with own_database.tenant(made.tenant_id) as scope:
        domain = add_domain(scope, f"{made.slug}.org", "s" * 48, reply_domain=REPLY_DOMAIN, at=JUNE)
        domain_id = domain.id
    look_at_domains(desk(own_database, woken, watch))
    assert of(woken, made.tenant_id) == [("domains", domain_id)]
    with own_database.tenant(made.tenant_id) as scope:
        scope.session.get_one(SendingDomain, (made.tenant_id, domain_id)).checked_at = JUNE
    look_at_domains(desk(own_database, woken, watch))
    assert of(woken, made.tenant_id) == [("domains", domain_id)]


def test_a_worker_makes_the_daily_roots_and_the_scheduler_does_not_wait(database: Database, woken: Woken) -> None:
    """An authority that stamps the time (RFC 3161) may be slow, or away (H2)."""
    make_roots(desk(database, woken, Watch(JUNE)))
    assert woken.hints == [("roots", None, None)]
