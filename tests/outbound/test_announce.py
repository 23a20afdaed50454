"""Who gets which mail when something has happened, in their own language (ADR 0004)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app import events
from app.db import Database, new_id
from app.outbound.announce import NO_MAIL, announce
from app.outbound.outbox import Office
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.tenants import MadeTenant, make_tenant

NOW = datetime(2026, 6, 2, 15, 0, tzinfo=UTC)
OFFICE = Office(REPLY_DOMAIN, lambda: NOW)


def answered(made: MadeTenant) -> events.Answered:
    return events.Answered(
        received_mail_id=new_id(),
        outcome_id=new_id(),
        person_id=made.mentor_id,
        programme_id=made.programme_id,
        check_in_id=None,
        period="2026-05",
        message_id="<theirs@mail.example>",
        received_at=NOW,
        words="1.5h zoom with Kate",
    )


def recorded(mail: events.Answered, *, help_wanted: bool = False) -> events.ReplyRecorded:
    return events.ReplyRecorded(
        mail, (), hours_said=True, head="", corrected=False, wants_help=help_wanted, topics=(), homework=()
    )


def concern(made: MadeTenant, answer_to: events.Answered | None) -> events.SafeguardingRaised:
    return events.SafeguardingRaised(new_id(), made.programme_id, "Dan", "dan@x.example", NOW, "he hit me", answer_to)


def to(made: MadeTenant) -> dict[str, str]:
    """Who is who among the recipients."""
    return {
        made.mentor_email: "mentor",
        f"priya@{made.slug}.example": "coordinator",
        f"ruth@{made.slug}.example": "named person",
    }


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_each_event_of_a_reply_goes_to_whom_it_concerns_in_their_language(database: Database, locale: str) -> None:
    """I2, I3, I5, I8, C2, I10."""
    made = make_tenant(database, locale=locale)
    mail = answered(made)
    expected: list[tuple[events.Event, set[tuple[str, str]]]] = [
        (recorded(mail), {("receipt", "mentor")}),
        (events.QuestionAsked(mail, new_id(), yes_or_no=True, wording="Is it?"), {("question", "mentor")}),
        (events.ReplyPassedOn(mail), {("passed_on", "mentor"), ("coordinator_help", "coordinator")}),
        (events.HelpRequested(answered(made)), {("coordinator_help", "coordinator")}),
        (events.EndSaid(answered(made)), {("coordinator_help", "coordinator")}),
        (events.ClosedProgrammeWrittenTo(mail), {("closed_programme", "mentor")}),
        (events.ExpiredKeyUsed(mail, NOW), {("expired_key", "mentor")}),
        (events.Unsubscribed(mail), {("unsubscribed", "mentor"), ("coordinator_help", "coordinator")}),
        (concern(made, mail), {("safeguarding_notice", "named person"), ("safeguarding_receipt", "mentor")}),
        (concern(made, None), {("safeguarding_notice", "named person")}),
    ]
    names = to(made)
    for event, recipients in expected:
        before = {row.id for row in outbox(database, made.tenant_id)}
        with database.tenant(made.tenant_id) as scope:
            announce(scope, [event], OFFICE)
        fresh = [row for row in outbox(database, made.tenant_id) if row.id not in before]
        assert {(row.kind, names[row.to_address]) for row in fresh} == recipients, type(event).__name__
        assert {row.locale for row in fresh} == {locale}


@pytest.mark.parametrize("event", list(NO_MAIL), ids=lambda event: event.__name__)
def test_quiet_events_write_nothing(database: Database, event: type[events.MailHeld]) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert announce(scope, [event(new_id())], OFFICE) == 0
    assert outbox(database, made.tenant_id) == []


def test_the_same_event_announced_again_writes_nothing_new(database: Database) -> None:
    """Effects are idempotent by `dedupe_key`."""
    made = make_tenant(database)
    event = recorded(answered(made))
    counts = []
    for _ in range(2):
        with database.tenant(made.tenant_id) as scope:
            counts.append(announce(scope, [event], OFFICE))
    assert counts == [1, 0]


def test_an_answer_stands_in_the_thread_of_the_mail_it_answers(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        announce(scope, [recorded(answered(made))], OFFICE)
    (receipt,) = outbox(database, made.tenant_id)
    assert receipt.in_reply_to == "<theirs@mail.example>"
    assert receipt.reply_key is not None, "replying to the receipt corrects it (I2)"


def test_a_writer_who_goes_on_and_on_is_told_of_once_an_hour(database: Database) -> None:
    """It may be a robot (RFC 3834): each of its mails waits on the page, and one mail tells of them."""
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        for minutes in (0, 20, 40, 60):
            mail = replace(answered(made), received_at=NOW + timedelta(minutes=minutes))
            announce(scope, [events.ReplyLeftWaiting(mail)], OFFICE)
    assert [mail.kind for mail in outbox(database, made.tenant_id)] == ["coordinator_help"] * 2
