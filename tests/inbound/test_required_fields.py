"""Every field that a body may require is asked for in one question and completed by answering the mail (H6)."""

from datetime import date, time
from typing import get_args

import pytest
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.ledger.incomplete import incomplete_claims
from app.ledger.models import LedgerEntry
from app.ledger.totals import live_claims
from app.matches.models import Meeting
from app.programmes.rules import Required
from tests.factories.confirming import NEXT_MORNING, come_due
from tests.factories.on_record import claims, topics
from tests.factories.post_room import PostRoom, post_room
from tests.factories.requiring import requiring

ALL: tuple[Required, ...] = get_args(Required)
TOLD_BY_THE_CLAIMANT = tuple(field for field in ALL if field != "confirmation")


TWO_DAYS = {"en-CA": "2 hours on 12 May and 1 hour on 19 May", "fr-CA": "2 h le 12 mai et 1 h le 19 mai"}


def room_of_body(database: Database, bounded: Bounded, *fields: Required, locale: str = "en-CA") -> PostRoom:
    return post_room(database, bounded, rules=requiring(*fields), locale=locale)


def tell(room: PostRoom, words: str) -> None:
    assert room.answer(room.check_in(room.made.mentor_email), words) is Outcome.RECORDED, room.reason()


def complete(room: PostRoom, words: str) -> Outcome | None:
    room.watch.pass_by(hours=2)
    return room.answer(room.latest("receipt", room.made.mentor_email), words)


def lacking(room: PostRoom) -> list[tuple[str, ...]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        found = incomplete_claims(scope, live_claims(scope, person_id=room.made.mentor_id))
        return [found.get(live.claim.id, ()) for live in live_claims(scope, person_id=room.made.mentor_id)]


def sessions(room: PostRoom) -> list[Meeting]:
    """Those that stand."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = list(
            scope.session.scalars(
                select(Meeting).where(Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_(None))
            )
        )
        scope.session.expunge_all()
        return rows


def receipt(room: PostRoom) -> str:
    text = room.latest("receipt", room.made.mentor_email).text
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


Row = tuple[str, Required, str, str, str]
TABLE: list[Row] = [
    ("en-CA", "date", "1.5 hours on zoom", "the day", "12 May"),
    ("en-CA", "times", "1.5 hours on zoom on 12 May", "the times", "6 to 7:30 pm"),
    ("en-CA", "times", "1.5 hours on zoom on 12 May", "the times", "at 6 pm"),
    ("en-CA", "mode", "1.5 hours on 12 May", "the way of meeting", "in person"),
    ("en-CA", "mode", "1.5 hours on 12 May", "the way of meeting", "It was by phone."),
    ("en-CA", "mode", "1.5 hours on 12 May", "the way of meeting", "another activity"),
    ("en-CA", "topics", "1.5 hours on zoom on 12 May", "the topics", "her resume"),
    ("fr-CA", "date", "1,5 h en visio", "le jour", "le 12 mai"),
    ("fr-CA", "times", "1,5 h en visio le 12 mai", "manque au programme ceci : les heures", "de 18 h à 19 h 30"),
    ("fr-CA", "mode", "1,5 h le 12 mai", "la façon de se rencontrer", "au téléphone"),
    ("fr-CA", "topics", "1,5 h en visio le 12 mai", "les sujets", "son plan de carrière"),
]


@pytest.mark.parametrize("row", TABLE, ids=" | ".join)
def test_the_field_is_asked_for_and_the_answer_completes_it(database: Database, bounded: Bounded, row: Row) -> None:
    locale, field, told, named, answer = row
    room = room_of_body(database, bounded, field, locale=locale)
    tell(room, told)
    assert lacking(room) == [(field,)]
    assert receipt(room).count(named) == 1
    assert complete(room, answer) is Outcome.RECORDED, room.reason()
    assert lacking(room) == [()]
    assert named not in receipt(room)


def test_the_table_has_every_field_that_the_claimant_can_tell_in_both_languages() -> None:
    assert {(row[0], row[1]) for row in TABLE} == {
        (locale, field) for locale in ("en-CA", "fr-CA") for field in TOLD_BY_THE_CLAIMANT
    }


def test_a_confirmation_is_asked_of_the_partner_and_completed_by_a_yes(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, "confirmation")
    tell(room, "1.5 hours on zoom on 12 May")
    assert lacking(room) == [("confirmation",)]
    come_due(room, NEXT_MORNING)
    assert room.answer(room.latest("attestation", room.made.mentee_email), "yes") is Outcome.RECORDED
    assert lacking(room) == [()]


@pytest.mark.parametrize(
    ("locale", "told", "answer"),
    [
        ("en-CA", "1.5 hours", "12 May, 6-7:30 pm, by phone, her resume"),
        ("en-CA", "1.5 hours", "her resume, on the phone, 12 May, 18:00-19:30"),
        ("en-CA", "1.5 hours", "Day: 12 May\nTimes: 6 pm to 7:30 pm\nWay: phone\nTopics: her resume"),
        ("fr-CA", "1,5 h", "le 12 mai, de 18 h à 19 h 30, au téléphone, son CV"),
    ],
)
def test_one_answer_completes_all_fields_at_once(
    database: Database, bounded: Bounded, locale: str, told: str, answer: str
) -> None:
    room = room_of_body(database, bounded, *ALL, locale=locale)
    tell(room, told)
    assert complete(room, answer) is Outcome.RECORDED, room.reason()
    (live,) = claims(room)
    assert (live.claim.local_date, live.claim.starts, live.claim.mode) == (date(2026, 5, 12), time(18), "phone")
    assert lacking(room) == [("confirmation",)]


def test_half_an_answer_leaves_exactly_the_rest_and_the_receipt_says_so(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, *TOLD_BY_THE_CLAIMANT)
    tell(room, "1.5 hours")
    complete(room, "12 May, by phone")
    assert lacking(room) == [("times", "topics")]
    assert "the programme needs the times and the topics." in receipt(room)


def test_what_is_missing_is_asked_for_twice_at_most_and_told_after_that(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, *TOLD_BY_THE_CLAIMANT)
    tell(room, "1.5 hours")
    complete(room, "12 May")
    complete(room, "by phone")
    assert "Please reply" not in receipt(room)
    assert "These hours do not count yet." in receipt(room)
    assert "12 May, phone 1.5 h: the times and the topics" in receipt(room)
    complete(room, "6-7:30 pm, her resume")
    assert lacking(room) == [()]


def test_an_answer_that_tells_nothing_is_asked_again_once_and_precisely(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, "date", "mode")
    tell(room, "1.5 hours")
    assert complete(room, "thanks!") is Outcome.ASKED
    question = room.latest("question", room.made.mentor_email)
    assert "the programme needs the day and the way of meeting" in " ".join(question.text.split())
    assert room.answer(question, "12 May, in person") is Outcome.RECORDED
    assert lacking(room) == [()]


def test_whoever_does_not_remember_is_not_asked_again_and_a_coordinator_reads_it(
    database: Database, bounded: Bounded
) -> None:
    room = room_of_body(database, bounded, "date")
    tell(room, "1.5 hours")
    assert complete(room, "Sorry, I don't remember the day") is Outcome.REVIEW
    assert room.sent("question") == []


@pytest.mark.parametrize(
    ("locale", "answer", "ways"),
    [
        ("en-CA", "1. in person 2. Zoom", ["in_person", "video"]),
        ("en-CA", "all by phone", ["phone", "phone"]),
        ("en-CA", "12 May: Zoom, 19 May: phone", ["video", "phone"]),
        ("en-CA", "1 h by phone, 2 h in person", ["in_person", "phone"]),
        ("en-CA", "the second was on Teams", [None, "video"]),
        ("en-CA", "by phone", [None, None]),
        ("en-CA", "all by phone except the second", [None, None]),
        ("en-CA", "one by phone, one in person", [None, None]),
        ("en-CA", "phone or Zoom, both", [None, None]),
        ("fr-CA", "toutes par téléphone", ["phone", "phone"]),
        ("fr-CA", "la 1re en personne, la 2e par Zoom", ["in_person", "video"]),
        ("fr-CA", "toutes par téléphone sauf la deuxième", [None, None]),
    ],
)
def test_one_way_holds_for_several_hours_only_where_it_is_said_of_all(
    database: Database, bounded: Bounded, locale: str, answer: str, ways: list[str | None]
) -> None:
    room = room_of_body(database, bounded, "mode", locale=locale)
    tell(room, TWO_DAYS[locale])
    complete(room, answer)
    assert [live.claim.mode for live in claims(room)] == [way or "unspecified" for way in ways]
    assert sorted(live.minutes for live in claims(room)) == [60, 120]


def test_lines_under_each_line_of_ours_complete_those_hours(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, "date", "topics")
    tell(room, "1.5 hours on zoom and half an hour by phone")
    assert "1. video 1.5 h: the day and the topics" in receipt(room)
    ours = room.latest("receipt", room.made.mentor_email).text.splitlines()
    typed = {"1": "12 May, her resume", "2": "20 May, the exam"}
    complete(room, "\n".join(f"> {line}\n{typed.get(line[:1], '>')}" for line in ours))
    assert [live.claim.local_date for live in claims(room)] == [date(2026, 5, 12), date(2026, 5, 20)]


@pytest.mark.parametrize(
    "answer",
    [
        "12 May: 18:00-19:30, her resume; 19 May: 17:00-18:00, interviews",
        "12 May 6 to 7:30 pm, her resume; 19 May 5 to 6 pm, interviews",
        "12 May, 18:00-19:30, her resume\n19 May, 17:00-18:00, interviews",
    ],
)
def test_times_of_several_days_on_one_line_complete_each_and_take_none_out(
    database: Database, bounded: Bounded, answer: str
) -> None:
    room = room_of_body(database, bounded, "times", "topics")
    tell(room, "1.5h with Kate on 12 May; 1h on 19 May")
    complete(room, answer)
    told = [(live.minutes, live.claim.starts, live.claim.ends) for live in claims(room)]
    assert told == [(90, time(18), time(19, 30)), (60, time(17), time(18))]


def test_the_meeting_gets_the_way_that_is_told_later(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, "mode")
    tell(room, "We met on 12 May for 1.5 hours")
    complete(room, "in person")
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.execute(
            select(Meeting.held_on, Meeting.mode).where(
                Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_(None)
            )
        ).all()
    assert [tuple(row) for row in rows] == [(date(2026, 5, 12), "in_person")]


def test_a_way_that_was_told_is_not_changed_by_an_answer_about_the_day(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, "date")
    tell(room, "1.5 hours on zoom")
    complete(room, "12 May, by phone")
    (live,) = claims(room)
    assert (live.claim.local_date, live.claim.mode) == (date(2026, 5, 12), "video")


def test_an_answer_to_an_older_receipt_completes_too(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, "date", "mode")
    tell(room, "1.5 hours")
    first = room.latest("receipt", room.made.mentor_email)
    complete(room, "12 May")
    room.watch.pass_by(hours=2)
    room.answer(first, "by phone")
    assert lacking(room) == [()]


def test_the_completion_is_the_only_entry_that_an_answer_makes(database: Database, bounded: Bounded) -> None:
    room = room_of_body(database, bounded, *TOLD_BY_THE_CLAIMANT)
    tell(room, "1.5 hours")
    complete(room, "12 May, 6-7:30 pm, by phone, her resume")
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        ).all()
        assert [(row.kind, row.mode) for row in rows] == [("claim", "unspecified"), ("completion", "phone")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1. 13 May, 1 h\n2. 20 May, 2 h", [(60, date(2026, 5, 13)), (120, date(2026, 5, 20))]),
        (
            "The first was on 13 May, 2 h, the second on 20 May, 1 h",
            [(120, date(2026, 5, 13)), (60, date(2026, 5, 20))],
        ),
        ("1. 13 May, 1.5 h\n2. 20 May, 2 h", [(90, date(2026, 5, 13)), (120, date(2026, 5, 20))]),
    ],
)
def test_a_day_told_beside_another_length_completes_the_hours(
    database: Database, bounded: Bounded, words: str, expected: list[tuple[int, date]]
) -> None:
    """H6, H1: both what we asked for and the length are entered, and the sessions on record follow."""
    room = room_of_body(database, bounded, "date")
    tell(room, "1.5 hours on zoom and 1 hour by phone")
    assert complete(room, words) is Outcome.RECORDED, room.reason()
    assert [(live.minutes, live.claim.local_date) for live in claims(room)] == expected
    assert lacking(room) == [(), ()]
    assert "the day" not in receipt(room)
    assert sorted((one.minutes, one.held_on) for one in sessions(room)) == sorted(expected)


def test_topics_told_beside_another_length_are_asked_again_and_the_times_are_not(
    database: Database, bounded: Bounded
) -> None:
    """H6: other words beside a length could be anything."""
    room = room_of_body(database, bounded, "times", "topics")
    tell(room, "1.5 hours on zoom on 12 May and 1 hour by phone on 19 May")
    assert complete(room, "1. at 6 pm for 1 h, her resume\n2. at 5 pm for 2 h, the exam") is Outcome.RECORDED
    assert [(live.minutes, live.claim.starts) for live in claims(room)] == [(60, time(18)), (120, time(17))]
    assert (topics(room), lacking(room)) == ([], [("topics",), ("topics",)])


def test_times_beside_other_lengths_on_one_line_complete_the_hours(database: Database, bounded: Bounded) -> None:
    """H6."""
    room = room_of_body(database, bounded, "times")
    tell(room, "1 hour on zoom on 12 May and 1.5 hours by phone on 19 May")
    assert complete(room, "1. at 6 pm for 1.5 h 2. at 5 pm for 1 h") is Outcome.RECORDED
    assert [(live.minutes, live.claim.starts) for live in claims(room)] == [(90, time(18)), (60, time(17))]


def test_another_day_than_on_record_beside_another_length_changes_nothing_unasked(
    database: Database, bounded: Bounded
) -> None:
    """H6, H2: that may be a session of its own."""
    room = room_of_body(database, bounded, "times")
    tell(room, "1 hour on zoom on 12 May and 1.5 hours by phone on 19 May")
    assert complete(room, "1. 13 May at 6 pm for 1.5 h\n2. 20 May at 5 pm for 1 h") is not Outcome.RECORDED
    assert [(live.minutes, live.claim.starts) for live in claims(room)] == [(60, None), (90, None)]
