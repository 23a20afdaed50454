"""Check-ins open once per person and month, for those who are to be asked (I1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from app.db import Database
from app.events import CheckInOpened
from app.inbound.receive import Envelope, receive
from app.matches.models import CheckIn, Match
from app.matches.start import start_match
from app.outbound.reply_address import Destination
from app.programmes.enrolment import claim_address, open_programme, set_rules
from app.programmes.models import Programme
from app.programmes.rules import preset
from tests.factories.asking import ask, check_ins, outbox, report, unsubscribe
from tests.factories.moments import local
from tests.factories.tenants import BEGAN, MadeTenant, add_match, add_person, make_tenant

JUNE = local("2026-06-01 09:00")


def asked(database: Database, made: MadeTenant) -> set[tuple[UUID, str]]:
    return {(check_in.person_id, check_in.period) for check_in in check_ins(database, made.tenant_id)}


def test_mentor_and_mentee_are_each_asked_about_the_month_before(database: Database) -> None:
    """I1."""
    made = make_tenant(database)
    happened = ask(database, made.tenant_id, JUNE)
    assert [type(event) for event in happened] == [CheckInOpened, CheckInOpened]
    assert asked(database, made) == {(made.mentor_id, "2026-05"), (made.mentee_id, "2026-05")}
    mails = outbox(database, made.tenant_id)
    assert {mail.to_address for mail in mails} == {made.mentor_email, made.mentee_email}


def test_a_check_in_is_open_and_says_until_when_an_answer_is_hoped_for(database: Database) -> None:
    """C: answer within 7 days, counted on the programme's own calendar."""
    made = make_tenant(database)
    ask(database, made.tenant_id, local("2026-06-03 22:00"))
    first = check_ins(database, made.tenant_id)[0]
    assert (first.state, first.answer_by, first.reminders) == ("open", date(2026, 6, 10), 0)


def test_before_the_hour_nothing_of_this_month_opens(database: Database) -> None:
    made = make_tenant(database)
    ask(database, made.tenant_id, local("2026-05-04 09:00"))
    assert ask(database, made.tenant_id, local("2026-06-01 08:59")) == []


def test_nobody_is_asked_twice_about_a_month_however_often_it_runs(database: Database) -> None:
    """I1: one mail per person."""
    made = make_tenant(database)
    for now in (JUNE, JUNE, local("2026-06-02 09:00"), local("2026-06-30 23:00")):
        ask(database, made.tenant_id, now)
    assert len(check_ins(database, made.tenant_id)) == len(outbox(database, made.tenant_id)) == 2


def test_two_schedulers_at_once_open_each_check_in_once(database: Database) -> None:
    """The unique constraint decides; the slower one writes nothing."""
    made = make_tenant(database)
    together = Barrier(4)

    def run() -> int:
        together.wait()
        try:
            return len(ask(database, made.tenant_id, JUNE))
        except IntegrityError:
            return 0

    with ThreadPoolExecutor(4) as pool:
        opened = [future.result() for future in [pool.submit(run) for _ in range(4)]]
    assert sum(opened) == 2
    assert len(outbox(database, made.tenant_id, kind="checkin")) == 2


def test_a_round_that_was_missed_is_caught_up_with_and_older_ones_are_not(database: Database) -> None:
    made = make_tenant(database)
    ask(database, made.tenant_id, local("2026-02-01 09:00"))
    ask(database, made.tenant_id, local("2026-05-31 23:59"))
    periods = {period for _, period in asked(database, made)}
    assert periods == {"2026-01", "2026-04"}


def test_a_person_with_several_matches_gets_one_check_in_with_all_of_them(database: Database) -> None:
    """I1: one mail per person, all their matches in it."""
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        sam = add_person(scope, "Sam Ode", f"sam@{made.slug}.example")
        add_match(scope, made.programme_id, made.rules_id, {made.mentor_id: "mentor", sam: "mentee"})
    ask(database, made.tenant_id, JUNE)
    (mail,) = [mail for mail in outbox(database, made.tenant_id) if mail.person_id == made.mentor_id]
    assert "Kate Li" in mail.text
    assert "Sam Ode" in mail.text


def test_a_person_in_two_programmes_is_asked_by_each(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        second = open_programme(scope, slug="second", name="Second", locale="en-CA", coordinator_id=made.coordinator_id)
        rules_id = set_rules(scope, second, preset("aset"), BEGAN)
        add_match(scope, second, rules_id, {made.mentor_id: "mentor", made.mentee_id: "mentee"})
    with database.platform() as session:
        claim_address(session, f"{made.slug}-2", made.tenant_id, second)
    ask(database, made.tenant_id, JUNE)
    programmes = {one.programme_id for one in check_ins(database, made.tenant_id) if one.person_id == made.mentor_id}
    assert programmes == {made.programme_id, second}


def test_who_unsubscribed_is_not_asked(database: Database) -> None:
    """I8."""
    made = make_tenant(database)
    unsubscribe(database, made.tenant_id, made.mentor_id, BEGAN)
    ask(database, made.tenant_id, JUNE)
    assert asked(database, made) == {(made.mentee_id, "2026-05")}


@pytest.mark.parametrize("state", ["ended", "paused"])
def test_nobody_is_asked_about_a_match_that_does_not_run(database: Database, state: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).state = state
    assert ask(database, made.tenant_id, JUNE) == []


@pytest.mark.parametrize(
    ("started_on", "ends_on", "is_asked"),
    [
        (date(2026, 5, 31), None, True),
        (date(2026, 6, 1), None, False),
        (date(2025, 1, 1), date(2026, 5, 1), True),
        (date(2025, 1, 1), date(2026, 4, 30), False),
    ],
)
def test_only_a_match_that_ran_on_a_day_of_the_month_is_asked_about(
    database: Database, started_on: date, ends_on: date | None, *, is_asked: bool
) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).state = "ended"
        start_match(
            scope,
            programme_id=made.programme_id,
            rules_id=made.rules_id,
            people={made.mentor_id: "mentor", made.mentee_id: "mentee"},
            started_on=started_on,
            ends_on=ends_on,
        )
    assert bool(ask(database, made.tenant_id, JUNE)) is is_asked


def test_a_closed_programme_asks_nobody(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Programme, (made.tenant_id, made.programme_id)).closed_at = BEGAN
    assert ask(database, made.tenant_id, JUNE) == []


def test_only_roles_that_the_rules_name_are_asked(database: Database) -> None:
    """T4: the roles of the check-in; the match keeps the version it began under."""
    made = make_tenant(database)
    only_mentors = preset("aset").check_in.model_copy(update={"roles": ("mentor",)})
    with database.tenant(made.tenant_id) as scope:
        changed = preset("aset").model_copy(update={"check_in": only_mentors})
        rules_id = set_rules(scope, made.programme_id, changed, BEGAN)
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).rules_id = rules_id
    ask(database, made.tenant_id, JUNE)
    assert asked(database, made) == {(made.mentor_id, "2026-05")}


@pytest.mark.parametrize(("status", "is_asked"), [("ended", False), ("paused", False), ("continuing", True)])
def test_who_said_that_it_is_over_or_pauses_is_not_asked_about_it(
    database: Database, status: str, *, is_asked: bool
) -> None:
    """I4, I5: we believe their latest word; the partner is still asked."""
    made = make_tenant(database)
    mail_id = kept_mail(database, made)
    with database.tenant(made.tenant_id) as scope:
        report(scope, made, person_id=made.mentor_id, mail_id=mail_id, status=status, at=local("2026-05-01 12:00"))
    ask(database, made.tenant_id, JUNE)
    assert (made.mentee_id, "2026-05") in asked(database, made)
    assert ((made.mentor_id, "2026-05") in asked(database, made)) is is_asked


def test_the_latest_word_counts(database: Database) -> None:
    """Paused in March, going on since April."""
    made = make_tenant(database)
    mail_id = kept_mail(database, made)
    with database.tenant(made.tenant_id) as scope:
        report(
            scope, made, person_id=made.mentor_id, mail_id=mail_id, status="continuing", at=local("2026-04-01 12:00")
        )
        report(scope, made, person_id=made.mentor_id, mail_id=mail_id, status="paused", at=local("2026-03-01 12:00"))
    ask(database, made.tenant_id, JUNE)
    assert (made.mentor_id, "2026-05") in asked(database, made)


def test_each_tenant_opens_its_own(database: Database) -> None:
    """T1."""
    made, other = make_tenant(database), make_tenant(database)
    ask(database, made.tenant_id, JUNE)
    assert check_ins(database, other.tenant_id) == []
    assert {type(row) for row in check_ins(database, made.tenant_id)} == {CheckIn}


def kept_mail(database: Database, made: MadeTenant) -> UUID:
    """A mail for a report to stand on."""
    envelope = Envelope("127.0.0.1", "client", made.mentor_email, (made.programme_address,))
    destination = Destination(made.tenant_id, None, made.programme_id)
    (kept,) = receive(database, b"Subject: hello\r\n\r\nhello\r\n", envelope, [destination], lambda: BEGAN)
    return kept.received_mail_id
