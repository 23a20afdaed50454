"""What a mail says elsewhere than in its text: in its subject (I8), and by its clock. Pure."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.inbound.message import Message
from app.inbound.unsaid import said_in_subject, written_at
from app.reading.contract import Reply, ReplyLine

ARRIVED = datetime(2026, 6, 2, 18, 0, tzinfo=UTC)
NOTHING = Reply()


def test_a_mail_without_text_says_what_its_subject_says() -> None:
    """RFC 2369: the answer to List-Unsubscribe is an empty mail with that subject."""
    assert said_in_subject(NOTHING, Message(subject=" unsubscribe ")).text == "unsubscribe"


def test_a_mail_with_words_is_not_read_by_its_subject() -> None:
    words = Reply((ReplyLine("2 hours"),))
    assert said_in_subject(words, Message(subject="unsubscribe")) is words


@pytest.mark.parametrize("message", [Message(subject="Re: May check-in", in_reply_to=("<a@b>",)), Message(subject=" ")])
def test_an_empty_answer_says_nothing(message: Message) -> None:
    """The subject of an answer is ours."""
    assert said_in_subject(NOTHING, message) == NOTHING


@pytest.mark.parametrize(
    "date",
    [
        ARRIVED - timedelta(minutes=2),
        ARRIVED - timedelta(days=5),
        ARRIVED + timedelta(hours=14),
        (ARRIVED - timedelta(hours=1)).astimezone(timezone(timedelta(hours=-6))),
    ],
)
def test_a_mail_was_written_when_it_says(date: datetime) -> None:
    assert written_at(Message(date=date), ARRIVED) == date


@pytest.mark.parametrize(
    "date",
    [
        None,
        ARRIVED + timedelta(days=3),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9998, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12))),
    ],
)
def test_a_clock_that_cannot_be_right_gives_way_to_the_arrival(date: datetime | None) -> None:
    assert written_at(Message(date=date), ARRIVED) == ARRIVED
