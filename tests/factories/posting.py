"""Mails put into the outbox by hand, and ways out that remember what went."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from app.db import Database
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.outbox import Office, Post, post
from app.outbound.reply_address import Purpose
from app.outbound.ways_out.handover import Claimed
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.tenants import MadeTenant


def letter(kind: MailKind = MailKind.RECEIPT, *, notice: bool = False, text: str = "1.5 h with Kate.\n") -> Mail:
    """A mail of one line."""
    return Mail(kind, "en-CA", "May with Kate", text, f"<p>{text}</p>", notice=notice)


def addressed(
    made: MadeTenant,
    once: str,
    mail: Mail | None = None,
    *,
    to: str | None = None,
    reply: Purpose | None = None,
    in_reply_to: str | None = None,
    of_programme: bool = False,
) -> Post:
    """A letter to the mentor, from the coordinator; `of_programme`, under its rules."""
    return Post(
        mail=mail or letter(),
        to_name="Dan Roy",
        to_address=to or made.mentor_email,
        from_name="Priya Nair",
        from_address=made.programme_address,
        once=once,
        person_id=made.mentor_id,
        programme_id=made.programme_id if of_programme else None,
        reply=reply,
        in_reply_to=in_reply_to,
    )


def purpose(made: MadeTenant, expires_at: datetime) -> Purpose:
    """An answer about May."""
    return Purpose("monthly", made.mentor_id, made.programme_id, expires_at, period="2026-05")


def put(database: Database, made: MadeTenant, now: datetime, *posts: Post) -> int:
    """Put them into the outbox and commit; how many were new."""
    with database.tenant(made.tenant_id) as scope:
        return post(scope, posts, Office(REPLY_DOMAIN, lambda: now))


class Sent:
    """A way out that takes everything, or raises what it is told to."""

    def __init__(self, *problems: Exception) -> None:
        self.mails: list[Claimed] = []
        self.problems = list(problems)

    def __call__(self, claimed: Claimed) -> None:
        if self.problems:
            raise self.problems.pop(0)
        self.mails.append(claimed)


class Sink:
    """A mail server that keeps what it is given; an address answers what `answers` says of it."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.connections = 0
        self.greeted_by: list[str] = []
        self.answers: dict[str, str] = {}
        self.after_data = "250 OK"

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        self.greeted_by.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.after_data.startswith("250"):
            self.envelopes.append(envelope)
        return self.after_data


@contextmanager
def mail_server(sink: object, *, speaking: type[SMTP] = SMTP, **options: Any) -> Iterator[int]:
    """A relay on the loopback; its port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start() -> asyncio.Server:
        return await loop.create_server(lambda: speaking(sink, loop=loop, **options), host="127.0.0.1", port=0)

    async def end() -> None:
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
