"""What a mail says elsewhere than in its text: in its subject (I8), and by its clock. Pure."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.inbound.mail.message import Message
from app.inbound.reply.unsaid import said_in_subject, written_at
from app.reading.contract import Checkin, Reply, ReplyLine

ARRIVED = datetime(2026, 6, 2, 18, 0, tzinfo=UTC)
NOTHING = Reply()
SENT = Checkin("monthly", "2026-05", None, "[Northfield] May check-in: 2 hours?", "Your hours in May?\nTotal:", None)


def test_a_mail_without_text_says_what_its_subject_says() -> None:
    """RFC 2369: the answer to List-Unsubscribe is an empty mail with that subject."""
    assert said_in_subject(NOTHING, Message(subject=" unsubscribe "), SENT).text == "unsubscribe"


def test_a_mail_with_words_is_not_read_by_its_subject() -> None:
    words = Reply((ReplyLine("2 hours"),))
    assert said_in_subject(words, Message(subject="unsubscribe"), SENT) is words


@pytest.mark.parametrize("message", [Message(subject="Re: May check-in", in_reply_to=("<a@b>",)), Message(subject=" ")])
def test_an_empty_answer_says_nothing(message: Message) -> None:
    """The subject of an answer is ours."""
    assert said_in_subject(NOTHING, message, SENT) == NOTHING


@pytest.mark.parametrize(
    "subject",
    [
        "Re: We recorded 3 hours for May",
        "RE : Vos heures de mai : 2 h",
        "TR : Vos heures de mai: 2 h",
        "Fwd: Re: 3 hours",
        "Rép. : 3 heures",
        "Re[2]: 3 hours",
        "AW: SV: 3 hours",
        "[Northfield] Re: 3 hours",
        "May check-in: 2 hours?",
        "[EXTERNAL] [Northfield] MAY  check-in: 2 hours?",
    ],
)
def test_a_subject_of_ours_is_nobodys_words(subject: str) -> None:
    assert said_in_subject(NOTHING, Message(subject=subject), SENT) == NOTHING


@pytest.mark.parametrize("text", ["> Your hours in May?", "Your hours in May?\nTotal:\n"])
def test_a_mail_that_only_quotes_another_says_nothing(text: str) -> None:
    assert said_in_subject(NOTHING, Message(subject="3 hours", text=text), SENT) == NOTHING
    assert said_in_subject(NOTHING, Message(subject="3 hours", html=f"<pre>{text}</pre>"), SENT) == NOTHING


@pytest.mark.parametrize("subject", ["2 hours with Kate, phone", "2 h avec Kate, au téléphone", "Regarding May: 3 h"])
def test_a_subject_of_their_own_is_read(subject: str) -> None:
    assert said_in_subject(NOTHING, Message(subject=subject, text="\n"), SENT).text == subject


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
