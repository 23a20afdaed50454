"""From outbox to recipient: a lease, one Message-ID, patience with 4xx, an end at 5xx."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes

import pytest

from app.db import Database
from app.outbound.pacing.back_off import GIVE_UP_AFTER
from app.outbound.sending import LEASE, send_due
from app.outbound.shown.waiting import mail_is_due
from app.outbound.ways_out.handover import Claimed, NotNow, Refused, Transport, Unreachable
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.moments import Watch
from tests.factories.posting import Sent, addressed, letter, purpose, put
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant

ALMOST_ONE = 1 - 1e-9


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def watch() -> Watch:
    return Watch(BEGAN)


class Crash(BaseException):
    """The sender dies in the middle."""


def send(database: Database, made: MadeTenant, transport: Transport, watch: Watch) -> int:
    return send_due(database, made.tenant_id, transport, REPLY_DOMAIN, watch, chance=lambda: ALMOST_ONE)


def is_due(database: Database, made: MadeTenant, watch: Watch) -> bool:
    with database.tenant(made.tenant_id) as scope:
        return mail_is_due(scope, watch())


def test_everything_that_is_due_goes_out_once(database: Database, made: MadeTenant, watch: Watch) -> None:
    put(database, made, watch(), *(addressed(made, f"checkin:{n}", to=f"p{n}@example.org") for n in range(45)))
    sent = Sent()
    assert send(database, made, sent, watch) == 45
    assert {mail.rcpt_to for mail in sent.mails} == {f"p{n}@example.org" for n in range(45)}
    assert send(database, made, sent, watch) == 0
    assert not is_due(database, made, watch)


def test_another_tenants_mail_is_left_alone(database: Database, made: MadeTenant, watch: Watch) -> None:
    """T1."""
    other = make_tenant(database)
    put(database, other, watch(), addressed(other, "receipt:1"))
    assert send(database, made, Sent(), watch) == 0
    assert is_due(database, other, watch)


def test_two_senders_at_once_send_each_mail_once(database: Database, made: MadeTenant, watch: Watch) -> None:
    put(database, made, watch(), *(addressed(made, f"checkin:{n}", to=f"p{n}@example.org") for n in range(40)))
    sent, together = Sent(), threading.Barrier(4)

    def run() -> int:
        together.wait()
        return send(database, made, sent, watch)

    with ThreadPoolExecutor(4) as pool:
        counts = [future.result() for future in [pool.submit(run) for _ in range(4)]]
    assert sum(counts) == 40
    assert len({mail.mail_id for mail in sent.mails}) == len(sent.mails) == 40


def test_no_transaction_is_open_while_a_mail_is_on_its_way(database: Database, made: MadeTenant, watch: Watch) -> None:
    """No network call inside a transaction: another connection may change the row meanwhile."""
    put(database, made, watch(), addressed(made, "receipt:1"))
    seen: list[int] = []

    def look(_claimed: Claimed) -> None:
        seen.extend(mail.attempts for mail in outbox(database, made.tenant_id))
        put(database, made, watch(), addressed(made, "receipt:2"))

    send(database, made, look, watch)
    assert seen[0] == 1


def test_a_mail_whose_sender_died_is_sent_again_after_the_lease_under_the_same_message_id(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    """A repeat after a crash is recognisably the same mail."""
    put(database, made, watch(), addressed(made, "checkin:1", reply=purpose(made, BEGAN + timedelta(days=90))))
    seen: list[Claimed] = []

    def die(claimed: Claimed) -> None:
        seen.append(claimed)
        raise Crash

    with pytest.raises(Crash):
        send(database, made, die, watch)
    sent = Sent()
    assert send(database, made, sent, watch) == 0
    watch.now += LEASE
    assert send(database, made, sent, watch) == 1
    first, again = (message_from_bytes(mail.content) for mail in (seen[0], sent.mails[0]))
    assert again["Message-ID"] == first["Message-ID"]
    assert str(again["Reply-To"]) == str(first["Reply-To"]) != "None"


@pytest.mark.parametrize("problem", [NotNow("451 busy"), Unreachable("relay:25 could not be reached")])
def test_a_mail_that_cannot_go_now_is_tried_later_and_later(
    database: Database, made: MadeTenant, watch: Watch, problem: NotNow
) -> None:
    put(database, made, watch(), addressed(made, "receipt:1"))
    pauses = []
    for _ in range(6):
        send(database, made, Sent(problem), watch)
        (row,) = outbox(database, made.tenant_id)
        pauses.append(row.next_attempt_at - watch())
        assert row.last_error == str(problem)
        watch.now = row.next_attempt_at
    assert [round(pause.total_seconds()) for pause in pauses] == [30, 60, 120, 240, 480, 960]


def test_the_pause_is_never_longer_than_four_hours(database: Database, made: MadeTenant, watch: Watch) -> None:
    put(database, made, watch(), addressed(made, "receipt:1"))
    for _ in range(14):
        send(database, made, Sent(NotNow("451 busy")), watch)
        (row,) = outbox(database, made.tenant_id)
        pause = row.next_attempt_at - watch.now
        watch.now = row.next_attempt_at
    assert abs(pause - timedelta(hours=4)) < timedelta(seconds=1)
    assert row.failed_at is None


def test_after_four_days_a_mail_is_given_up_with_its_last_error(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    put(database, made, watch(), addressed(made, "checkin:1", reply=purpose(made, BEGAN)))
    watch.now += GIVE_UP_AFTER + timedelta(seconds=1)
    send(database, made, Sent(NotNow("451 busy")), watch)
    (row,) = outbox(database, made.tenant_id)
    assert (row.failed_at, row.sent_at, row.last_error, row.reply_key) == (watch(), None, "451 busy", None)
    assert not is_due(database, made, watch)


def test_a_mail_that_is_refused_is_not_tried_again(database: Database, made: MadeTenant, watch: Watch) -> None:
    """5xx is for good."""
    put(database, made, watch(), addressed(made, "checkin:1", reply=purpose(made, BEGAN)))
    send(database, made, Sent(Refused("550 no such user")), watch)
    watch.pass_by(days=1)
    assert send(database, made, Sent(), watch) == 0
    (row,) = outbox(database, made.tenant_id)
    assert (row.last_error, row.reply_key, row.sent_at) == ("550 no such user", None, None)
    assert row.failed_at == BEGAN


def test_one_mail_that_fails_does_not_keep_the_others_back(database: Database, made: MadeTenant, watch: Watch) -> None:
    put(database, made, watch(), *(addressed(made, f"checkin:{n}", to=f"p{n}@example.org") for n in range(3)))
    sent = Sent(Refused("550 no"), NotNow("451 later"))
    assert send(database, made, sent, watch) == 1


@pytest.mark.parametrize(
    "address", ["no-domain", "two words@example.org", "dan@", "", "é@example.org", "dan@@example.org", "d@a..org"]
)
def test_an_address_that_is_none_fails_for_good_and_the_others_go_out(
    database: Database, made: MadeTenant, watch: Watch, address: str
) -> None:
    """One bad row must not stop a tenant's mail."""
    bad = replace(addressed(made, "bad"), to_address=address)
    put(database, made, watch(), bad, addressed(made, "good", letter()))
    sent = Sent()
    assert send(database, made, sent, watch) == 1
    assert [mail.rcpt_to for mail in sent.mails] == [made.mentor_email]
    failed = outbox(database, made.tenant_id)[0]
    assert failed.failed_at == BEGAN
    assert failed.last_error is not None
    assert failed.last_error.startswith("no mail can be made of it")
