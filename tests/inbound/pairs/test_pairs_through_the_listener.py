"""The whole way: told over SMTP, asked by mail, answered over SMTP (M8)."""

import smtplib
import time
from pathlib import Path

from app.matches.proposals import State
from tests.factories.devbox import devbox
from tests.factories.letters import quoted, written
from tests.factories.pairing import JOE, TOLD, consent, proposals
from tests.factories.post_room import PostRoom
from tests.factories.zone import ZONE


def _handed_in(port: int, raw: bytes, sender: str, to: str) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail(sender, [to], ZONE.signed(raw))


def test_a_pair_registers_by_mail_alone(pairs_room: PostRoom, tmp_path: Path) -> None:
    services = pairs_room.services
    with devbox(pairs_room, tmp_path) as box:
        box.room.services = services
        room, port = box.room, box.settings["smtp_port"]
        place, dan = room.made.programme_address, room.made.mentor_email
        _handed_in(port, written(TOLD, sender=dan, to=place, subject="A pair", at=room.watch()), dan, place)
        while not room.sent("pair_consent") or not (box.folder / f"{consent(room).id}.eml").exists():
            time.sleep(0.05)
        mail = consent(room)
        to = box.answered_at(mail)
        words = f"Yes, I agree.\n\nJoe\n\nOn Tue, 2 Jun 2026, the programme wrote:\n{quoted(mail.text)}\n"
        raw = written(words, sender=JOE, to=to, at=room.watch(), in_reply_to=mail.message_id)
        _handed_in(port, raw, JOE, to)
        while proposals(room)[0].state == State.ASKED:
            time.sleep(0.05)
        assert proposals(room)[0].state == State.AGREED, room.reason()
