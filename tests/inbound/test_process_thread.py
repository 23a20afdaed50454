"""What follows a first answer: a second reply, a correction, a question and its yes or no (I2, I3, H2)."""

import re

import pytest
from sqlalchemy import func, select

from app.inbound.decision import Outcome
from app.inbound.models import Question
from app.ledger.models import LedgerEntry
from app.matches.models import Meeting
from app.outbound.models import OutboundMail
from tests.factories.asking import check_ins, remind
from tests.factories.letters import quoted, written
from tests.factories.moments import local
from tests.factories.post_room import PostRoom


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def reply(room: PostRoom, to: OutboundMail, words: str) -> Outcome | None:
    """As mail programs send it: the words, and ours quoted below."""
    return room.answer(to, f"{words}\n\nOn Tuesday, Priya Nair wrote:\n{quoted(to.text)}\n")


def entries(room: PostRoom) -> list[tuple[str, int | None]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        )
        return [(row.kind, row.minutes) for row in rows]


def test_a_vague_answer_is_asked_about_once_and_nothing_is_recorded(room: PostRoom) -> None:
    """I3: what is unclear gets one precise question; hours are never guessed."""
    assert reply(room, mentors(room), "A few hours, mostly on zoom") is Outcome.ASKED
    assert room.minutes() == {}
    (question,) = room.sent("question")
    assert question.to_address == room.made.mentor_email
    assert question.text.count("?") >= 1
    states = {one.person_id: one.state for one in check_ins(room.database, room.made.tenant_id)}
    assert states[room.made.mentor_id] == "asked"


def test_the_answer_to_a_question_is_recorded(room: PostRoom) -> None:
    reply(room, mentors(room), "A few hours, mostly on zoom")
    assert reply(room, room.latest("question"), "3 hours on zoom") is Outcome.RECORDED
    assert room.minutes() == {"video": 180}
    states = {one.person_id: one.state for one in check_ins(room.database, room.made.tenant_id)}
    assert states[room.made.mentor_id] == "answered"


@pytest.mark.parametrize(("answer", "minutes"), [("yes", {"video": 90, "phone": 60}), ("no", {"phone": 60})])
def test_a_second_reply_of_the_month_asks_whether_it_is_added_or_replaces(
    room: PostRoom, answer: str, minutes: dict[str, int]
) -> None:
    """I3: never guessed."""
    reply(room, mentors(room), "1.5h zoom")
    assert reply(room, mentors(room), "1 hour by phone") is Outcome.ASKED
    assert room.reason() == "add_or_replace"
    assert room.minutes() == {"video": 90}
    assert reply(room, room.latest("question"), answer) is Outcome.RECORDED
    assert room.minutes() == minutes


def test_a_yes_said_twice_adds_once(room: PostRoom) -> None:
    reply(room, mentors(room), "1.5h zoom")
    reply(room, mentors(room), "1 hour by phone")
    question = room.latest("question")
    reply(room, question, "yes")
    reply(room, question, "Yes!")
    assert room.minutes() == {"video": 90, "phone": 60}
    with room.database.tenant(room.made.tenant_id) as scope:
        unanswered = select(func.count()).select_from(Question)
        assert scope.session.scalar(unanswered.where(Question.answered_at.is_(None))) == 0


def test_a_correction_by_replying_to_the_receipt_is_a_compensating_entry(room: PostRoom) -> None:
    """I2, H2: corrected by simply replying again; what was said is never unsaid."""
    reply(room, mentors(room), "1.5h zoom with Kate on the 12th")
    assert reply(room, room.latest("receipt"), "Sorry, I meant 2 hours") is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    assert entries(room) == [("claim", 90), ("correction", 120)]
    plain = room.latest("receipt").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "2 h" in plain
    assert re.search(r"\d+:[0-9a-f]{64}", plain)


def test_a_correction_of_a_correction_ends_at_the_last_word(room: PostRoom) -> None:
    reply(room, mentors(room), "1.5h zoom")
    reply(room, room.latest("receipt"), "Sorry, I meant 2 hours")
    assert reply(room, room.latest("receipt"), "No, it was 1 hour after all") is Outcome.RECORDED
    assert sum(room.minutes().values()) == 60


def test_a_no_to_the_receipt_without_a_figure_is_asked_about(room: PostRoom) -> None:
    """The contract: a bare `No, that is wrong` is unclear."""
    reply(room, mentors(room), "1.5h zoom")
    assert reply(room, room.latest("receipt"), "No, that is wrong.") is Outcome.ASKED
    assert room.minutes() == {"video": 90}


def test_a_yes_to_the_receipt_changes_nothing(room: PostRoom) -> None:
    reply(room, mentors(room), "1.5h zoom")
    assert reply(room, room.latest("receipt"), "Yes, that is right, thanks") in (Outcome.RECORDED, Outcome.IGNORED)
    assert room.minutes() == {"video": 90}
    assert entries(room) == [("claim", 90)]


def test_an_amount_beyond_belief_is_asked_about_and_taken_on_a_yes(room: PostRoom) -> None:
    """T4: the amount a month above which we ask."""
    assert reply(room, mentors(room), "75 hours by email") is Outcome.ASKED
    assert room.reason() == "large_amount"
    assert room.minutes() == {}
    assert reply(room, room.latest("question"), "yes") is Outcome.RECORDED
    assert room.minutes() == {"email": 4500}


def test_the_same_mail_to_the_key_and_the_programme_is_counted_once(room: PostRoom) -> None:
    """One reply, two ways in: To the key, Cc the programme's address."""
    sent = mentors(room)
    raw = written(
        "1.5h zoom",
        sender=room.made.mentor_email,
        to=room.key_of(sent),
        at=room.watch(),
        in_reply_to=sent.message_id,
        Cc=room.made.programme_address,
    )
    first, second = room.take(raw, room.key_of(sent), room.made.programme_address)
    assert room.process(first) is Outcome.RECORDED
    assert room.process(second) is Outcome.IGNORED
    assert room.reason() == "duplicate"
    assert room.minutes() == {"video": 90}
    assert len(room.sent("receipt")) == 1


def test_a_mail_program_that_drops_reply_to_still_answers_its_check_in(room: PostRoom) -> None:
    """The programme's address finds the check-in through In-Reply-To."""
    sent = mentors(room)
    raw = written(
        f"1.5h zoom\n\n{quoted(sent.text)}",
        sender=room.made.mentor_email,
        to=room.made.programme_address,
        at=room.watch(),
        in_reply_to=sent.message_id,
    )
    assert room.bring(raw, room.made.programme_address) is Outcome.RECORDED
    assert room.minutes() == {"video": 90}


def test_a_mail_of_ones_own_is_read_against_the_one_open_check_in(room: PostRoom) -> None:
    """I5: people can write at any time."""
    raw = written("1.5h zoom with Kate", sender=room.made.mentor_email, to=room.made.programme_address, at=room.watch())
    assert room.bring(raw, room.made.programme_address) is Outcome.RECORDED
    assert room.outcomes()[-1].reading is not None
    states = {one.person_id: one.state for one in check_ins(room.database, room.made.tenant_id)}
    assert states[room.made.mentor_id] == "answered"


def test_a_session_told_later_on_ones_own_comes_on_top(room: PostRoom) -> None:
    """I5: log a meeting without being asked."""
    reply(room, mentors(room), "1h zoom with Kate on May 12")
    room.watch.pass_by(days=10)
    raw = written(
        "Met Kate for an hour over coffee on June 10.",
        sender=room.made.mentor_email,
        to=room.made.programme_address,
        subject="Meeting with Kate",
        at=room.watch(),
    )
    assert room.bring(raw, room.made.programme_address) is Outcome.RECORDED
    assert room.minutes() == {"video": 60, "in_person": 60}


@pytest.mark.parametrize(("answer", "minutes"), [("yes", {"video": 120, "email": 30}), ("no", {"video": 120})])
def test_a_correction_of_one_mode_asks_whether_the_rest_stays(
    room: PostRoom, answer: str, minutes: dict[str, int]
) -> None:
    """I2, I3."""
    reply(room, mentors(room), "1.5h zoom, 30 min by email")
    assert reply(room, room.latest("receipt"), "Sorry, I meant 2 hours by zoom") is Outcome.ASKED
    assert room.reason() == "rest_stays"
    assert reply(room, room.latest("question"), answer) is Outcome.RECORDED
    assert room.minutes() == minutes


def test_a_part_that_is_put_right_by_its_name_leaves_the_rest(room: PostRoom) -> None:
    """I2, I3."""
    reply(room, mentors(room), "1.5h zoom, 30 min by email")
    assert reply(room, room.latest("receipt"), "Sorry, the zoom was 2 hours") is Outcome.RECORDED
    assert room.minutes() == {"video": 120, "email": 30}


def test_a_session_told_anew_takes_the_place_of_the_one_told_before(room: PostRoom) -> None:
    """H1: a correction marks the meeting withdrawn; it is never deleted."""
    reply(room, mentors(room), "1.5h zoom with Kate on May 12")
    words = "Sorry, I was wrong: it was 1.5h zoom on May 13."
    assert reply(room, room.latest("receipt"), words) is Outcome.RECORDED
    with room.database.tenant(room.made.tenant_id) as scope:
        meetings = scope.session.scalars(
            select(Meeting).where(Meeting.tenant_id == scope.tenant_id).order_by(Meeting.id)
        ).all()
        told = [(str(meeting.held_on), meeting.withdrawn_at is None) for meeting in meetings]
    assert told == [("2026-05-12", False), ("2026-05-13", True)]
    assert room.minutes() == {"video": 90}


def test_a_mail_of_ones_own_after_a_reminder_is_aligned_with_the_reminder(room: PostRoom) -> None:
    """The latest mail about the check-in is the one that lies on top of the inbox."""
    room.watch.now = local("2026-06-05 10:00")
    remind(room.database, room.made.tenant_id, room.watch())
    reminder = room.latest("reminder", room.made.mentor_email)
    raw = written(
        "\n".join(line + "2" if line.startswith("Video") else line for line in reminder.text.splitlines()),
        sender=room.made.mentor_email,
        to=room.made.programme_address,
        at=room.watch(),
    )
    assert room.bring(raw, room.made.programme_address) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}


def test_sessions_told_without_a_length_stay_when_their_sum_is_put_right(room: PostRoom) -> None:
    """H1: of two sessions neither is as long as both."""
    reply(room, mentors(room), "We met twice by zoom, 3 hours in all")
    assert reply(room, room.latest("receipt"), "Correction: it was 4 hours") is Outcome.RECORDED
    with room.database.tenant(room.made.tenant_id) as scope:
        sessions = scope.session.scalars(
            select(Meeting).where(Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_(None))
        ).all()
        assert [session.minutes for session in sessions] == [None, None]
    assert room.minutes() == {"video": 240}
