"""A mail server that stops at one step of one mail, as long as it is told to, and keeps what it was given."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.factories.posting import mail_server

STEPS = ("recipient named", "content announced", "content taken")


class HoldingSink:
    """Takes every mail; at the `at`-th one for a domain it says nothing more at that step until it is let go."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []
        self.reached = threading.Event()
        self._let_go = threading.Event()
        self._step, self._domain, self._left = "", "", 0

    def hold(self, step: str, domain: str, at: int) -> None:
        """Stop there."""
        self.reached.clear()
        self._let_go.clear()
        self._step, self._domain, self._left = step, domain, at

    def let_go(self) -> None:
        """Go on; the other end may be gone."""
        self._step = ""
        self._let_go.set()

    def ids(self, domain: str) -> list[str]:
        """The Message-IDs of the mails to a domain, in the order of their coming."""
        return [message_id for to, message_id in self.mails if to.endswith(f"@{domain}")]

    async def at_step(self, step: str, recipients: list[str]) -> None:
        """Whoever speaks for the conversation waits here, if this is where it is to stop."""
        if step != self._step or not any(one.endswith(f"@{self._domain}") for one in recipients):
            return
        self._left -= 1
        if self._left == 0:
            self.reached.set()
            await asyncio.to_thread(self._let_go.wait)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        await self.at_step("recipient named", [address])
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        message_id = str(message_from_bytes(envelope.content, policy=default)["Message-ID"])
        self.mails += [(to, message_id) for to in envelope.rcpt_tos]
        await self.at_step("content taken", envelope.rcpt_tos)
        return "250 OK"


class HoldingServer(SMTP):
    """One conversation, which may also stop where the content was announced and nothing of it has come."""

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Before the 354."""
        assert isinstance(self.event_handler, HoldingSink)
        assert self.envelope is not None
        await self.event_handler.at_step("content announced", self.envelope.rcpt_tos)
        await super().smtp_DATA(arg)


@contextmanager
def holding_server(sink: HoldingSink) -> Iterator[int]:
    """Its port."""
    with mail_server(sink, speaking=HoldingServer, timeout=600) as port:
        try:
            yield port
        finally:
            sink.let_go()
