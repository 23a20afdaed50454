"""Hours that lack what their body requires: one question in the receipt, and its answer completes them (H6, I12)."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.ledger.incomplete import incomplete_claims
from app.ledger.models import LedgerEntry
from app.ledger.totals import live_claims
from app.matches.models import Meeting
from tests.factories.on_record import claims, topics
from tests.factories.post_room import PostRoom, post_room
from tests.factories.requiring import requiring

ASKS = "Before these hours can count"
RULES = requiring("date", "topics", "confirmation")


@pytest.fixture
def room(database: Database, bounded: Bounded) -> PostRoom:
    return post_room(database, bounded, rules=RULES)


@pytest.fixture
def french(database: Database, bounded: Bounded) -> PostRoom:
    return post_room(database, bounded, rules=RULES, locale="fr-CA")


def tell(room: PostRoom, words: str) -> Outcome | None:
    return room.answer(room.check_in(room.made.mentor_email), words)


def complete(room: PostRoom, words: str) -> Outcome | None:
    room.watch.pass_by(minutes=5)
    return room.answer(room.latest("receipt", room.made.mentor_email), words)


def lacking(room: PostRoom) -> list[tuple[str, ...]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return list(incomplete_claims(scope, live_claims(scope, person_id=room.made.mentor_id)).values())


def plain(words: str) -> str:
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_receipt_asks_for_all_that_is_missing_at_once(room: PostRoom) -> None:
    assert tell(room, "1.5 hours on zoom") is Outcome.RECORDED
    receipt = plain(room.latest("receipt").text)
    assert f"{ASKS}, the programme needs the day and the topics." in receipt
    assert "for example “12 May, career plan”" in receipt
    assert [mail.kind for mail in room.sent(to=room.made.mentor_email)] == ["checkin", "receipt"]


def test_a_session_that_tells_all_is_asked_nothing(room: PostRoom) -> None:
    assert tell(room, "1.5 hours on zoom on 12 May, we talked about her resume") is Outcome.RECORDED
    assert ASKS not in room.latest("receipt").text
    assert topics(room) == ["her resume"]
    assert lacking(room) == [("confirmation",)]


def test_the_answer_completes_the_entry_and_leaves_its_minutes(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom")
    assert complete(room, "12 May, her resume") is Outcome.RECORDED
    (live,) = claims(room)
    assert (live.minutes, live.claim.local_date, live.claim.mode) == (90, date(2026, 5, 12), "video")
    assert (topics(room), lacking(room)) == (["her resume"], [("confirmation",)])
    assert ASKS not in room.latest("receipt").text
    assert "12 May" in plain(room.latest("receipt").text)


def test_the_completion_is_an_entry_of_its_own_with_its_words(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom")
    complete(room, "It was on the 12th, we went over her resume")
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        ).all()
        assert [(row.kind, row.minutes) for row in rows] == [("claim", 90), ("completion", None)]
        assert rows[1].target_id == rows[0].id
        assert rows[1].received_mail_id != rows[0].received_mail_id


def test_half_an_answer_is_kept_and_the_rest_asked_for(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom")
    complete(room, "the 12th")
    assert "the programme needs the topics." in plain(room.latest("receipt").text)
    complete(room, "site safety")
    assert (topics(room), lacking(room)) == (["site safety"], [("confirmation",)])


def test_several_hours_are_completed_by_their_numbers(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom and half an hour by phone")
    receipt = plain(room.latest("receipt").text)
    assert "1. video 1.5 h: the day and the topics" in receipt
    complete(room, "1. 12 May, her resume\n2. 20 May, the exam")
    assert [live.claim.local_date for live in claims(room)] == [date(2026, 5, 12), date(2026, 5, 20)]
    assert topics(room) == ["her resume", "the exam"]


def test_one_day_for_several_hours_is_nobodys(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom and half an hour by phone")
    complete(room, "12 May")
    assert [live.claim.local_date for live in claims(room)] == [None, None]


def test_other_hours_in_the_answer_put_the_record_right_as_ever(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom")
    assert complete(room, "Sorry, it was 2 hours on zoom on 12 May, about her resume") is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    assert [live.claim.local_date for live in claims(room)] == [date(2026, 5, 12)]


def test_times_that_fit_the_hours_are_taken_and_others_left_out(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom")
    complete(room, "12 May, 6-7:30pm, her resume")
    assert (claims(room)[0].claim.starts, claims(room)[0].claim.ends) == (time(18), time(19, 30))


@pytest.mark.parametrize("words", ["I don't remember the day, sorry", "thanks!", "Why do you need this?"])
def test_what_tells_nothing_adds_nothing(room: PostRoom, words: str) -> None:
    tell(room, "1.5 hours on zoom")
    complete(room, words)
    assert (topics(room), claims(room)[0].claim.local_date) == ([], None)
    assert room.minutes() == {"video": 90}


def test_a_meeting_told_without_its_day_gets_it(room: PostRoom) -> None:
    tell(room, "We met once on zoom, 1.5 hours")
    complete(room, "12 May, her resume")
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(Meeting.held_on).where(Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_(None))
        ).all()
    assert rows == [date(2026, 5, 12)]


def test_the_same_answer_again_is_entered_once(room: PostRoom) -> None:
    tell(room, "1.5 hours on zoom")
    complete(room, "12 May, her resume")
    mail_id = room.outcomes()[-1].received_mail_id
    assert room.process(mail_id) is None
    assert topics(room) == ["her resume"]


def test_letters_are_asked_for_their_topics_alone(room: PostRoom) -> None:
    tell(room, "half an hour of emails")
    assert "the programme needs the topics." in plain(room.latest("receipt").text)


def test_it_is_asked_and_answered_in_french(french: PostRoom) -> None:
    tell(french, "1,5 h en visio")
    receipt = plain(french.latest("receipt").text)
    assert "il manque au programme ceci : le jour et les sujets." in receipt
    assert "« 12 mai, plan de carrière »" in receipt
    assert complete(french, "le 12 mai, la révision de son CV") is Outcome.RECORDED
    assert (topics(french), claims(french)[0].claim.local_date) == (["la révision de son CV"], date(2026, 5, 12))


def test_where_the_body_requires_nothing_nothing_is_asked(database: Database, bounded: Bounded) -> None:
    plain_room = post_room(database, bounded)
    tell(plain_room, "1.5 hours on zoom")
    assert ASKS not in plain_room.latest("receipt").text
