"""The whole way: out to a mailbox, back over SMTP, into the ledger (H3, I6)."""

import smtplib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.outbound.models import OutboundMail
from tests.factories.confirming import asked, stands
from tests.factories.devbox import Box, devbox
from tests.factories.letters import quoted, written
from tests.factories.post_room import PostRoom
from tests.factories.zone import ZONE


@dataclass
class Partner:
    """Somebody at their mail program, which quotes what it answers."""

    box: Box

    def answers(self, mail: OutboundMail, words: str) -> None:
        """Reply over SMTP, and wait until the worker that the listener wakes has decided."""
        text = f"{words}\n\nOn Wed, 3 Jun 2026, Priya Nair wrote:\n{quoted(mail.text)}\n"
        while not (self.box.folder / f"{mail.id}.eml").exists():  # it goes out behind the decision
            time.sleep(0.05)
        to = self.box.answered_at(mail)
        raw = written(text, sender=mail.to_address, to=to, at=self.box.room.watch(), in_reply_to=mail.message_id)
        before = len(self.box.room.outcomes())
        with smtplib.SMTP("127.0.0.1", self.box.settings["smtp_port"]) as client:
            client.sendmail(mail.to_address, [to], ZONE.signed(raw))
        while len(self.box.room.outcomes()) == before:  # a worker reads it after the 250
            time.sleep(0.05)


@pytest.fixture
def partner(cpd_room: PostRoom, tmp_path: Path) -> Iterator[Partner]:
    asked(cpd_room)
    services = cpd_room.services
    with devbox(cpd_room, tmp_path) as box:
        box.room.services = services
        yield Partner(box)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Yes, all of that is right.\n\nKate", ["attested", "attested", "attested"]),
        ("oui sauf le 12, c'était 1 h", ["disputed", "attested", "attested"]),
        ("1 and 3 yes, 2 was 45 min", ["attested", "disputed", "attested"]),
        ("no, we did not meet on the 12th", ["disputed", "claimed", "claimed"]),
    ],
)
def test_an_answer_with_our_mail_quoted_below(partner: Partner, words: str, expected: list[str]) -> None:
    room = partner.box.room
    partner.answers(room.latest("attestation"), words)
    assert [state for _, state in stands(room)] == expected, room.reason()
    assert room.latest("attestation_receipt", room.made.mentee_email).text


def test_the_two_settle_it_between_them_by_mail(partner: Partner) -> None:
    room = partner.box.room
    partner.answers(room.latest("attestation"), "yes but the 12th was 1 h")
    room.watch.pass_by(hours=1)
    partner.answers(room.latest("dispute"), "yes, Kate is right")
    assert stands(room)[0] == (60, "claimed")
