"""Our product and an auto-responder without any mark of one, mirrored for an hour of simulated time (RFC 3834).

The responder answers everything that reaches its address, within seconds. At most one automatic mail goes out to it,
and the receipt that a person gets who writes in the middle.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.inbound.decision import Outcome
from app.outbound.models import OutboundMail
from tests.factories.letters import quoted, written
from tests.factories.post_room import PostRoom

Robot = Callable[[OutboundMail, int], tuple[str, str]]
"""From the mail it answers and a running number to the subject and the words of its answer."""

NOTE = "Thank you for your message. Our team looks at everything and will be in touch."


def always_the_same(mail: OutboundMail, number: int) -> tuple[str, str]:
    del number
    return f"Re: {mail.subject}", NOTE


def with_a_new_subject(mail: OutboundMail, number: int) -> tuple[str, str]:
    del mail
    return f"Your note {number}", NOTE


def with_a_new_number(mail: OutboundMail, number: int) -> tuple[str, str]:
    return f"Re: {mail.subject}", f"Your note {4700 + number} is with our team. They look at everything."


def quoting_ours(mail: OutboundMail, number: int) -> tuple[str, str]:
    del number
    return f"Re: {mail.subject}", f"{NOTE}\n\n{quoted(mail.text)}"


def quoting_ours_in_other_words(mail: OutboundMail, number: int) -> tuple[str, str]:
    greeting = ("Well noted.", "All received.", "This is with us now.", "Somebody will look.", "Good to hear.")[
        number % 5
    ]
    changed = mail.text.replace("you", "we").replace("May", "that month")
    return f"Re: {mail.subject}", f"{greeting}\n\n{quoted(changed)}"


def never_the_same(mail: OutboundMail, number: int) -> tuple[str, str]:
    words = ("Noted with thanks", "Somebody will look into this", "We read all of it", "Your letter arrived safely")
    return f"{words[number % 4]} {number}", f"{words[(number + 1) % 4]}. {words[(number + 2) % 4]}, {mail.kind}."


ROBOTS = (
    always_the_same,
    with_a_new_subject,
    with_a_new_number,
    quoting_ours,
    quoting_ours_in_other_words,
    never_the_same,
)


class Mirror:
    """Answers each of our mails to the mentor once, some seconds after it was written."""

    def __init__(self, room: PostRoom, robot: Robot, *, seconds: int, sender: str | None = None) -> None:
        self.room, self.robot, self.seconds = room, robot, seconds
        self.sender = sender
        self.answered: set[object] = set()

    def run(self, until_minutes: int, *, then: Callable[[], None] | None = None, at_minutes: int = 0) -> None:
        """Let time pass in the robot's steps; in the middle a person may do something."""
        ends = self.room.watch() + timedelta(minutes=until_minutes)
        middle = self.room.watch() + timedelta(minutes=at_minutes)
        while self.room.watch() < ends:
            self.room.watch.pass_by(seconds=self.seconds)
            if then and self.room.watch() >= middle:
                then()
                then = None
            for mail in self.room.sent(to=self.room.made.mentor_email):
                if mail.id not in self.answered:
                    self.answered.add(mail.id)
                    self._answer(mail)

    def _answer(self, mail: OutboundMail) -> None:
        subject, words = self.robot(mail, len(self.answered))
        raw = written(
            words,
            sender=self.sender or mail.to_address,
            to=self.room.key_of(mail),
            subject=subject,
            at=self.room.watch(),
        )
        self.room.bring(raw, self.room.key_of(mail))


def automatic_mails(room: PostRoom) -> list[str]:
    """What went out to the mentor's address besides the check-in."""
    return [mail.kind for mail in room.sent(to=room.made.mentor_email) if mail.kind != "checkin"]


@pytest.mark.parametrize("seconds", [5, 90, 600])
@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_gets_one_automatic_mail_in_an_hour(room: PostRoom, robot: Robot, seconds: int) -> None:
    Mirror(room, robot, seconds=seconds).run(59)
    assert len(automatic_mails(room)) <= 1
    assert room.minutes() == {}


@pytest.mark.parametrize("seconds", [5, 600])
@pytest.mark.parametrize("robot", ROBOTS)
def test_a_person_in_the_middle_gets_the_receipt(room: PostRoom, robot: Robot, seconds: int) -> None:
    """I2: a clear answer is recorded and confirmed, whatever a robot wrote from the same address before."""

    def person_writes() -> None:
        assert room.answer(room.check_in(room.made.mentor_email), "1.5h zoom with Kate") is Outcome.RECORDED

    Mirror(room, robot, seconds=seconds).run(59, then=person_writes, at_minutes=30)
    kinds = automatic_mails(room)
    assert kinds.count("receipt") == 1
    assert len(kinds) <= 2
    assert room.minutes() == {"video": 90}


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_that_answers_from_another_address_gets_nothing(room: PostRoom, robot: Robot) -> None:
    """I9: held, and never answered; the enrolled address is asked once whether this was them."""
    Mirror(room, robot, seconds=5, sender="desk@elsewhere.example").run(10)
    assert automatic_mails(room) == ["sender_check"]


def test_an_honest_responder_with_its_header_gets_nothing_at_all(room: PostRoom) -> None:
    sent = room.check_in(room.made.mentor_email)
    for number in range(5):
        room.watch.pass_by(minutes=1)
        assert room.answer(sent, f"{NOTE} {number}", Auto_Submitted="auto-replied") is Outcome.IGNORED
    assert automatic_mails(room) == []


def test_what_stays_unclear_within_the_hour_goes_to_the_coordinator(room: PostRoom) -> None:
    """I3: one question; then a person."""
    sent = room.check_in(room.made.mentor_email)
    assert room.answer(sent, "We met as usual, all fine.") is Outcome.ASKED
    room.watch.pass_by(minutes=10)
    assert room.answer(room.latest("question"), "The same as always with us, you know how it is.") is Outcome.REVIEW
    assert room.reason() == "still_unclear"
    assert [mail.kind for mail in room.sent(to=f"priya@{room.made.slug}.example")] == ["coordinator_help"]
    room.watch.pass_by(minutes=61)
    assert room.answer(room.latest("question"), "Oh, a good while, as we do.") is Outcome.ASKED
