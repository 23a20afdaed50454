"""Deadlines, reminders, silence, and people who cannot be asked (H3, I4, I8, I12)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.attestations.outcomes import Outcome as Became
from app.db import Database
from app.exports.log.issue import issue_hour_log
from app.exports.sheets.sheet_words import answer_words
from app.inbound.bounded import Bounded
from app.matches.models import Match
from app.outbound.models import OutboundMail
from app.outbound.reach.failures import Failure
from app.outbound.reach.out_of_reach import barriers
from app.outbound.reach.suppression import note_failure
from app.outbound.shown.to_confirm import Why, to_confirm
from app.programmes.enrolment import set_rules
from app.programmes.models import Absence
from app.programmes.rules import InvalidRules, Rules, preset, validated
from tests.factories.asking import unsubscribe
from tests.factories.confirming import NEXT_MORNING, asked, come_due, entries, items, log_hours, stands
from tests.factories.letters import written
from tests.factories.post_room import PostRoom, room_of
from tests.factories.tenants import BEGAN, make_tenant

ONE = "1.5h zoom with Kate on 12 May"


def with_rules(database: Database, bounded: Bounded, **attestation: object) -> PostRoom:
    """A programme in which the partner confirms, under other rules of confirming."""
    made = make_tenant(database, rules="oacett-cpd")
    body = preset("oacett-cpd").model_dump(mode="json")
    body["attestation"] |= attestation
    with database.tenant(made.tenant_id) as scope:
        rules_id = set_rules(scope, made.programme_id, Rules.model_validate(body), BEGAN)
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).rules_id = rules_id
    return room_of(database, bounded, made)


def later(room: PostRoom, days: int) -> None:
    """So many mornings after the first question."""
    come_due(room, NEXT_MORNING + timedelta(days=days))


def reaches(room: PostRoom) -> None:
    """The mails of the outbox have gone out."""
    with room.database.tenant(room.made.tenant_id) as scope:
        for mail in scope.session.scalars(select(OutboundMail).where(OutboundMail.tenant_id == scope.tenant_id)):
            mail.sent_at = mail.sent_at or room.watch()


def whys(room: PostRoom) -> list[Why | None]:
    """Why hours are not confirmed, as the coordinator reads it."""
    with room.database.tenant(room.made.tenant_id) as scope:
        return [one.why for one in to_confirm(scope, room.watch()).unconfirmed]


def test_whoever_does_not_answer_is_reminded_once_and_then_a_coordinator_sees_it(cpd_room: PostRoom) -> None:
    asked(cpd_room, ONE)
    later(cpd_room, 6)
    assert cpd_room.sent("attestation_reminder") == []
    later(cpd_room, 7)
    later(cpd_room, 8)
    (reminder,) = cpd_room.sent("attestation_reminder")
    assert "1. 12 May, video, 1.5\N{NO-BREAK SPACE}h" in reminder.text
    later(cpd_room, 14)
    assert whys(cpd_room) == []
    later(cpd_room, 15)
    assert whys(cpd_room) == [Why.SILENT]
    assert stands(cpd_room) == [(90, "claimed")]
    assert entries(cpd_room, "attestation") == []


def test_an_answer_to_the_reminder_or_after_the_day_counts(cpd_room: PostRoom) -> None:
    first = asked(cpd_room, "1.5h zoom with Kate on 12 May and half an hour by phone on 19 May")
    later(cpd_room, 7)
    cpd_room.answer(cpd_room.latest("attestation_reminder"), "1 yes")
    assert stands(cpd_room) == [(90, "attested"), (30, "claimed")]
    later(cpd_room, 20)
    assert whys(cpd_room) == [Why.SILENT]
    cpd_room.answer(first, "2 is right as well")
    assert stands(cpd_room) == [(90, "attested"), (30, "attested")]
    assert whys(cpd_room) == []


def test_the_reminder_numbers_what_is_open_and_an_answer_by_number_means_that(cpd_room: PostRoom) -> None:
    first = asked(cpd_room)
    cpd_room.answer(first, "1 yes")
    later(cpd_room, 7)
    reminder = cpd_room.latest("attestation_reminder")
    assert "1. 19 May, phone" in reminder.text
    cpd_room.answer(reminder, "2 was 45 min")
    assert stands(cpd_room) == [(90, "attested"), (30, "claimed"), (60, "disputed")]


def test_silence_confirms_only_where_the_rules_say_so_and_the_log_says_by_silence(
    database: Database, bounded: Bounded
) -> None:
    room = with_rules(database, bounded, silence_attests=True)
    mail = asked(room, ONE)
    assert "What you have not answered by then counts as confirmed" in mail.text
    reaches(room)
    later(room, 14)
    assert stands(room) == [(90, "claimed")]
    later(room, 15)
    assert stands(room) == [(90, "attested")]
    (entry,) = entries(room, "attestation")
    assert (entry.by_id, entry.means, entry.received_mail_id) == (room.made.mentee_id, "silence", None)
    (item,) = items(room)
    assert item.outcome == Became.SILENCE
    with room.database.tenant(room.made.tenant_id) as scope:
        log = issue_hour_log(scope, room.made.mentor_email, since=None, until=None, at=room.watch(), by="a test")
    (claim,) = log.claims
    assert answer_words(claim, "en-CA")[-1].startswith("by silence, as the rules allow, ")
    assert answer_words(claim, "fr-CA")[-1].startswith("par son silence, ")


def test_silence_of_somebody_whom_no_mail_reached_confirms_nothing(database: Database, bounded: Bounded) -> None:
    unsent, dead = (with_rules(database, bounded, silence_attests=True) for _ in range(2))
    for room in (unsent, dead):
        asked(room, ONE)
    reaches(dead)
    with dead.database.tenant(dead.made.tenant_id) as scope:
        note_failure(scope, dead.made.mentee_email, Failure.ADDRESS_UNKNOWN, dead.watch())
    for room in (unsent, dead):
        later(room, 16)
        assert stands(room) == [(90, "claimed")]
        assert whys(room) == [Why.SILENT]


@pytest.mark.parametrize(
    "words", ["I have to look that up", "Yes, but it was shorter than that", "What hours?", "Half of these are right"]
)
def test_whoever_has_written_about_it_is_not_silent(database: Database, bounded: Bounded, words: str) -> None:
    room = with_rules(database, bounded, silence_attests=True)
    mail = asked(room, ONE)
    reaches(room)
    room.answer(mail, words)
    later(room, 15)
    assert stands(room) == [(90, "claimed")]


def test_whoever_wants_no_mail_is_not_silent(database: Database, bounded: Bounded) -> None:
    room = with_rules(database, bounded, silence_attests=True)
    asked(room, ONE)
    reaches(room)
    unsubscribe(room.database, room.made.tenant_id, room.made.mentee_id, room.watch())
    later(room, 15)
    assert stands(room) == [(90, "claimed")]


def test_hours_that_return_to_an_earlier_figure_are_asked_about_again(cpd_room: PostRoom) -> None:
    """A correction set the answer aside, so that nobody has confirmed the figure that stands."""
    mail = asked(cpd_room, ONE)
    cpd_room.answer(mail, "yes")
    assert stands(cpd_room) == [(90, "attested")]
    for words in ("Sorry, I meant 1 h zoom with Kate on 12 May", "No, it was 1.5 h zoom with Kate on 12 May after all"):
        cpd_room.watch.pass_by(minutes=5)
        cpd_room.answer(cpd_room.latest("receipt", cpd_room.made.mentor_email), words)
    assert stands(cpd_room) == [(90, "claimed")]
    assert [item.minutes for item in items(cpd_room) if item.settled_at is None] == [90]


def test_a_dispute_is_heard_after_silence(database: Database, bounded: Bounded) -> None:
    room = with_rules(database, bounded, silence_attests=True)
    mail = asked(room, ONE)
    reaches(room)
    later(room, 15)
    room.answer(mail, "no, it was 1 h")
    assert stands(room) == [(90, "disputed")]


def test_the_days_of_an_absence_do_not_count(cpd_room: PostRoom) -> None:
    asked(cpd_room, ONE)
    away_until(cpd_room, date(2026, 6, 12))
    later(cpd_room, 7)
    assert cpd_room.sent("attestation_reminder") == []
    later(cpd_room, 17)
    assert len(cpd_room.sent("attestation_reminder")) == 1
    assert whys(cpd_room) == []


def away_until(room: PostRoom, day: date) -> None:
    """The mentee's mail program says that they are away."""
    mail_id = room.outcomes()[-1].received_mail_id
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.add(
            Absence(
                tenant_id=scope.tenant_id,
                person_id=room.made.mentee_id,
                received_mail_id=mail_id,
                noted_on=date(2026, 6, 3),
                until=day,
            )
        )


def test_who_stopped_the_mail_is_not_asked_and_the_coordinator_sees_why(cpd_room: PostRoom) -> None:
    log_hours(cpd_room, ONE)
    unsubscribe(cpd_room.database, cpd_room.made.tenant_id, cpd_room.made.mentee_id, cpd_room.watch())
    come_due(cpd_room, NEXT_MORNING)
    assert cpd_room.sent("attestation") == []
    assert whys(cpd_room) == [Why.STOPPED]


def test_who_cannot_be_reached_is_not_asked_and_the_coordinator_sees_why(cpd_room: PostRoom) -> None:
    log_hours(cpd_room, ONE)
    with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
        note_failure(scope, cpd_room.made.mentee_email, Failure.ADDRESS_UNKNOWN, cpd_room.watch())
    come_due(cpd_room, NEXT_MORNING)
    assert cpd_room.sent("attestation") == []
    assert whys(cpd_room) == [Why.ADDRESS]


def test_a_pause_puts_the_question_to_the_coordinator_and_an_ended_match_does_not(cpd_room: PostRoom) -> None:
    log_hours(cpd_room, ONE)
    for state, expected in (("paused", 1), ("ended", 0)):
        with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
            scope.session.get_one(Match, (scope.tenant_id, cpd_room.made.match_id)).state = state
            scope.session.flush()
            assert len(barriers(scope, items(cpd_room))) == expected
    come_due(cpd_room, NEXT_MORNING)
    assert cpd_room.answer(cpd_room.latest("attestation"), "yes")
    assert stands(cpd_room) == [(90, "attested")]


def test_over_the_budget_hours_wait_for_the_next_month_all_in_one_mail(database: Database, bounded: Bounded) -> None:
    """I12."""
    made = make_tenant(database, rules="oacett-cpd")
    body = preset("oacett-cpd").model_dump(mode="json")
    body["mail_budget"]["others"] = 1
    with database.tenant(made.tenant_id) as scope:
        rules_id = set_rules(scope, made.programme_id, Rules.model_validate(body), BEGAN)
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).rules_id = rules_id
    room = room_of(database, bounded, made)
    room.answer(asked(room, ONE), "yes")
    for words in ("Also 2h by phone with Kate on 20 May", "And 1h in person with Kate on 21 May"):
        room.watch.pass_by(days=1)
        room.bring(own_mail(room, words), made.programme_address)
        come_due(room)
    assert len(room.sent("attestation")) == 1
    come_due(room, datetime(2026, 7, 1, 9, tzinfo=NEXT_MORNING.tzinfo))
    assert len(room.sent("attestation")) == 2
    assert "2. 21 May, in person" in room.latest("attestation").text


def own_mail(room: PostRoom, words: str) -> bytes:
    """A mail of the mentor's that answers nothing."""
    made = room.made
    return written(words, sender=made.mentor_email, to=made.programme_address, subject="Hours", at=room.watch())


@pytest.mark.parametrize(
    "wrong", [{"remind_after_days": [7, 3]}, {"remind_after_days": [14]}, {"answer_within_days": 0}]
)
def test_rules_of_confirming_that_do_not_hold_are_refused(wrong: dict[str, object]) -> None:
    body = preset("oacett-cpd").model_dump(mode="json")
    with pytest.raises(InvalidRules, match="attestation"):
        validated(body | {"attestation": body["attestation"] | wrong})
