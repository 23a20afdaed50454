"""What is due and must not go, or not yet: silent addresses, people who left, the night; then in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.db import Database
from app.outbound.letter.mail import MailKind
from app.outbound.models import AddressState, OutboundMail
from app.outbound.pacing.pace import Limit, Limits, limits
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_complaint, note_failure
from app.outbound.sending import SLICE, send_due
from app.outbound.shown.waiting import mail_is_due
from app.outbound.ways_out.handover import Claimed, Refused, Stage, Unreachable
from app.programmes.models import Person
from tests.factories.asking import REPLY_DOMAIN, outbox, unsubscribe
from tests.factories.moments import Watch, local
from tests.factories.posting import Sent, addressed, letter, put
from tests.factories.tenants import MadeTenant, make_tenant

NOON = local("2026-06-10 12:00")
EVENING = local("2026-06-10 22:00")


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def put_kinds(database: Database, made: MadeTenant, watch: Watch, *kinds: MailKind) -> None:
    put(database, made, watch(), *(addressed(made, kind, letter(kind), of_programme=True) for kind in kinds))


def send(database: Database, made: MadeTenant, watch: Watch, sent: Sent | None = None) -> list[str]:
    """The kinds that went out, in order."""
    sent = sent or Sent()
    send_due(database, made.tenant_id, sent, REPLY_DOMAIN, watch)
    kinds = {mail.id: mail.kind for mail in outbox(database, made.tenant_id)}
    return [kinds[mail.mail_id] for mail in sent.mails]


def by_kind(database: Database, made: MadeTenant) -> dict[str, OutboundMail]:
    return {mail.kind: mail for mail in outbox(database, made.tenant_id)}


ALL = (MailKind.CHECKIN, MailKind.RECEIPT, MailKind.SIGN_IN, MailKind.REMINDER)


def test_answers_go_before_what_nobody_asked_for(database: Database, made: MadeTenant) -> None:
    put_kinds(database, made, Watch(NOON), *ALL)
    assert send(database, made, Watch(NOON)) == ["sign_in", "receipt", "checkin", "reminder"]


def test_in_the_evening_only_what_was_asked_for_goes(database: Database, made: MadeTenant) -> None:
    """I12: the rest waits for the morning where the person lives."""
    put_kinds(database, made, Watch(EVENING), *ALL)
    assert send(database, made, Watch(EVENING)) == ["sign_in", "receipt"]
    assert by_kind(database, made)["checkin"].next_attempt_at == local("2026-06-11 08:00")
    assert send(database, made, Watch(local("2026-06-11 08:00"))) == ["checkin", "reminder"]


def test_what_could_not_go_by_day_is_not_tried_at_night(database: Database, made: MadeTenant) -> None:
    watch = Watch(local("2026-06-10 20:58"))
    put_kinds(database, made, watch, MailKind.CHECKIN)
    assert send(database, made, watch, Sent(Unreachable("relay:25 could not be reached"))) == []
    watch.pass_by(minutes=5)
    assert send(database, made, watch) == []
    assert by_kind(database, made)["checkin"].next_attempt_at == local("2026-06-11 08:00")


def test_the_morning_is_that_of_the_persons_own_zone(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).timezone = "America/Vancouver"
    put_kinds(database, made, Watch(EVENING), MailKind.CHECKIN)
    assert by_kind(database, made)["checkin"].next_attempt_at == local("2026-06-11 09:00")  # 8:00 in Vancouver
    assert send(database, made, Watch(local("2026-06-10 21:30"))) == []


def test_whoever_unsubscribed_after_it_was_written_does_not_get_it(database: Database, made: MadeTenant) -> None:
    """I8: answers and the way in still come."""
    put_kinds(database, made, Watch(NOON), *ALL)
    unsubscribe(database, made.tenant_id, made.mentor_id, NOON)
    assert send(database, made, Watch(NOON)) == ["sign_in", "receipt"]
    kept = by_kind(database, made)["checkin"]
    assert (kept.withheld, kept.failed_at, kept.sent_at) == ("unsubscribed", NOON, None)
    with database.tenant(made.tenant_id) as scope:
        assert not mail_is_due(scope, NOON)


def test_nothing_goes_to_a_dead_address_but_a_way_in(database: Database, made: MadeTenant) -> None:
    put_kinds(database, made, Watch(NOON), *ALL, MailKind.SAFEGUARDING_RECEIPT)
    with database.tenant(made.tenant_id) as scope:
        note_failure(scope, made.mentor_email, Failure.ADDRESS_UNKNOWN, NOON)
    assert send(database, made, Watch(NOON)) == ["sign_in", "safeguarding_receipt"]
    assert by_kind(database, made)["receipt"].withheld == "suppressed"


def test_whoever_complained_still_gets_answers_to_what_they_write(database: Database, made: MadeTenant) -> None:
    put_kinds(database, made, Watch(NOON), *ALL)
    with database.tenant(made.tenant_id) as scope:
        note_complaint(scope, made.mentor_email, NOON)
    assert send(database, made, Watch(NOON)) == ["sign_in", "receipt"]


def state_of(database: Database, made: MadeTenant) -> AddressState | None:
    with database.tenant(made.tenant_id) as scope:
        found = scope.session.query(AddressState).filter_by(tenant_id=made.tenant_id).one_or_none()
        scope.session.expunge_all()
        return found


def test_a_recipient_refused_for_good_is_a_dead_address_that_the_coordinator_hears_of(
    database: Database, made: MadeTenant
) -> None:
    put_kinds(database, made, Watch(NOON), MailKind.CHECKIN)
    send(database, made, Watch(NOON), Sent(Refused("550 5.1.1 no such user", Stage.RECIPIENT)))
    state = state_of(database, made)
    assert state is not None
    assert (state.state, state.reason, state.detail) == ("dead", "address_unknown", "550 5.1.1 no such user")
    assert [mail.kind for mail in outbox(database, made.tenant_id)][-1] == "dead_address"


@pytest.mark.parametrize("words", ["554 5.7.1 blocked using spamhaus", "550 5.7.1 relaying denied"])
def test_a_refusal_of_ourselves_is_not_held_against_the_address(
    database: Database, made: MadeTenant, words: str
) -> None:
    put_kinds(database, made, Watch(NOON), MailKind.CHECKIN)
    send(database, made, Watch(NOON), Sent(Refused(words, Stage.RECIPIENT)))
    assert state_of(database, made) is None


def test_a_relay_that_takes_nothing_is_not_tried_for_every_mail(database: Database, made: MadeTenant) -> None:
    watch = Watch(NOON)
    put(database, made, watch(), *(addressed(made, str(n), to=f"p{n}@example.org") for n in range(10)))
    sent = Sent(*[Unreachable("relay:25 could not be reached")] * 10)
    send_due(database, made.tenant_id, sent, REPLY_DOMAIN, watch, chance=lambda: 0.5)
    assert len(sent.problems) == 9
    rows = outbox(database, made.tenant_id)
    assert sorted(row.attempts for row in rows) == [0] * 9 + [1]
    assert all(row.next_attempt_at > NOON for row in rows)


def test_one_mail_that_a_relay_cannot_stand_holds_the_others_up_for_minutes(
    database: Database, made: MadeTenant
) -> None:
    watch, went = Watch(NOON), []

    def relay(claimed: Claimed) -> None:
        if claimed.rcpt_to.startswith("bad"):
            raise Unreachable("421 4.7.0 not this one")
        went.append(claimed.rcpt_to)

    def round_of_sending() -> None:
        send_due(database, made.tenant_id, relay, REPLY_DOMAIN, watch, chance=lambda: 0.99)

    put(database, made, watch(), addressed(made, "bad", to="bad@picky.example"))
    for _ in range(10):
        round_of_sending()
        watch.pass_by(hours=4)
    put(database, made, watch(), addressed(made, "good", to="good@picky.example"))
    round_of_sending()
    watch.pass_by(minutes=5)
    round_of_sending()
    assert went == ["good@picky.example"]


def test_after_its_slice_of_time_a_tenant_lets_others_go_on(database: Database, made: MadeTenant) -> None:
    watch = Watch(NOON)
    put(database, made, watch(), *(addressed(made, str(n), to=f"p{n}@example.org") for n in range(120)))

    def slow(_claimed: Claimed) -> None:
        watch.now += SLICE / 10

    assert send_due(database, made.tenant_id, slow, REPLY_DOMAIN, watch) == 50, "the batch that was claimed"
    with database.tenant(made.tenant_id) as scope:
        assert mail_is_due(scope, watch())


def test_a_sender_so_slow_that_its_lease_runs_out_gives_back_what_it_has_not_begun(
    database: Database, made: MadeTenant
) -> None:
    watch = Watch(NOON)
    put(database, made, watch(), *(addressed(made, str(n), to=f"p{n}@example.org") for n in range(5)))

    def slow(_claimed: Claimed) -> None:
        watch.now += timedelta(seconds=20)

    assert send_due(database, made.tenant_id, slow, REPLY_DOMAIN, watch) == 2
    assert sorted(mail.attempts for mail in outbox(database, made.tenant_id)) == [0, 0, 0, 1, 1]


SLOW = Limits(
    Limit(1, 8), Limit(1, 100), {"gmail.com": ("gmail.com", Limit(1, 3)), "googlemail.com": ("gmail.com", Limit(1, 3))}
)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small limits, so that a test need not write thousands of mails."""
    for module in ("app.outbound.pacing.pace", "app.outbound.pacing.claiming"):
        monkeypatch.setattr(f"{module}.limits", lambda: SLOW)


@pytest.mark.usefixtures("slowly")
def test_a_provider_with_a_full_bucket_holds_nobody_elses_mail(database: Database, made: MadeTenant) -> None:
    watch, sent = Watch(NOON + timedelta(days=made.tenant_id.int % 3000)), Sent()
    to = [f"p{n}@{'gmail.com' if n % 2 else 'googlemail.com'}" for n in range(60)] + ["late@example.org"]
    bulk = [replace(addressed(made, address), to_address=address) for address in to]
    put(database, made, watch(), *bulk)
    send_due(database, made.tenant_id, sent, REPLY_DOMAIN, watch)
    assert [mail.rcpt_to for mail in sent.mails] == [*to[:3], "late@example.org"]
    watch.pass_by(seconds=2)
    send_due(database, made.tenant_id, sent, REPLY_DOMAIN, watch)
    assert len(sent.mails) == 6


@pytest.mark.usefixtures("slowly")
def test_one_tenant_sends_no_faster_than_its_share(database: Database, made: MadeTenant) -> None:
    watch, sent = Watch(NOON), Sent()
    put(database, made, watch(), *(addressed(made, str(n), to=f"p@d{n}.{made.slug}.example") for n in range(20)))
    counts = []
    for _ in range(3):
        counts.append(send_due(database, made.tenant_id, sent, REPLY_DOMAIN, watch))
        watch.pass_by(seconds=4)
    assert counts == [8, 4, 4]


@pytest.mark.usefixtures("slowly")
def test_a_clock_that_ran_ahead_for_a_while_holds_up_no_mail(database: Database, made: MadeTenant) -> None:
    ahead, watch, sent = Watch(NOON + timedelta(days=1)), Watch(NOON), Sent()
    for moment in (ahead, watch):
        to = [addressed(made, f"{moment()} {n}", to=f"p{n}@{made.slug}.example") for n in range(3)]
        put(database, made, NOON, *to)
        send_due(database, made.tenant_id, sent, REPLY_DOMAIN, moment)
    assert len(sent.mails) == 6


def test_the_limits_of_the_product_are_those_of_its_file() -> None:
    found = limits()
    assert found.bucket("hotmail.com") == found.bucket("outlook.com") != found.bucket("gmail.com")
    assert found.bucket("northfield.example") == "northfield.example"
    assert found.of("northfield.example") == found.others
    assert all(limit.at_once >= 15 * limit.a_second for _, limit in found.providers.values()), "a sweep's worth"
