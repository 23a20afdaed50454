"""A Redis that hangs keeps no mail out: the hint is given up after a second, and the sweep finds the mail."""

import asyncio
import threading
import time
from uuid import UUID

from app.db import Database, new_id
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.raw_talk import raw_talk
from tests.factories.tenants import make_tenant
from workers.listener.hints import MOST_WAITING, Hints


def test_mail_is_taken_while_redis_hangs(database: Database) -> None:
    made, hangs = make_tenant(database), threading.Event()

    def wake(_queue: str, _tenant_id: UUID | None, _mail_id: UUID | None) -> None:
        hangs.wait(60)

    with listening(database, wake) as port, raw_talk(port) as talk:
        began = time.monotonic()
        talk.say(b"EHLO client.example")
        for number in range(15):
            talk.say(b"MAIL FROM:<dan@example.org>")
            talk.say(f"RCPT TO:<{made.programme_address}>".encode())
            talk.say(b"DATA")
            talk.send(b"From: dan@example.org\r\n\r\n%d h\r\n.\r\n" % number)
            assert talk.answer().startswith(b"250")
        assert time.monotonic() - began < 15
        hangs.set()
    assert len(kept_mails(database, made.tenant_id)) == 15


def test_hints_are_given_in_order_and_those_beyond_the_room_are_left_to_the_sweep() -> None:
    given: list[UUID | None] = []
    goes_on = threading.Event()

    def wake(_queue: str, _tenant_id: UUID | None, mail_id: UUID | None) -> None:
        goes_on.wait(60)
        given.append(mail_id)

    mails = [new_id() for _ in range(MOST_WAITING + 20)]

    async def give() -> None:
        hints = Hints(wake)
        for mail in mails:
            await hints.give(new_id(), mail)
        goes_on.set()

    asyncio.run(give())
    until = time.monotonic() + 10
    while len(given) < MOST_WAITING and time.monotonic() < until:
        time.sleep(0.01)
    assert given == mails[:MOST_WAITING]
