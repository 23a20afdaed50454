"""The SMTP listener: `python -m workers.smtp_listener`. It answers 250 only for what is stored.

550 for an address that is nobody's, 552 for a mail too large, 451 when we cannot store it now.
"""

import asyncio
import signal
from dataclasses import dataclass

import structlog
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.clock import Clock, system_clock
from app.config import load_settings, required_database_url
from app.db import Database, check_serving_role
from app.inbound import receive
from app.inbound.services import Wake
from app.outbound.reply_address import Destination
from workers import broker, logs
from workers.wake import make_wake

log = structlog.get_logger()

UNKNOWN_KEY = "550 5.1.1 <{recipient}>: no such address here. Please reply to the latest mail of your programme"
WRONG_DOMAIN = "550 5.7.1 <{recipient}>: we take mail for @{domain} only"
TRY_AGAIN = "451 4.3.0 We could not store your mail just now; nothing was taken. Please try again"
TOO_LARGE = f"552 5.3.4 The mail is larger than {receive.LARGEST_MAIL_BYTES // 1_000_000} MB; it was not taken"
LONGEST_LINE_BYTES = 1_000_000
LINE_TOO_LONG = f"500 5.5.2 A line of the mail is longer than {LONGEST_LINE_BYTES // 1_000_000} MB; it was not taken"
OUR_WORDS = {"552": TOO_LARGE, "500 Line too long": LINE_TOO_LONG}
NO_RECIPIENT = "554 5.5.1 No valid recipient"


@dataclass
class Listener:
    """aiosmtpd's handler: resolves at RCPT, stores at DATA, wakes a worker after the commit."""

    database: Database
    reply_domain: str
    wake: Wake
    clock: Clock

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """250 for an address of ours, 550 with the reason for any other."""
        try:
            found = await asyncio.to_thread(receive.find_destination, self.database, address, self.reply_domain)
        except Exception:
            log.exception("rcpt_failed")
            return TRY_AGAIN
        if found is None and address.lower().endswith(f"@{self.reply_domain.lower()}"):
            return UNKNOWN_KEY.format(recipient=address)
        if found is None:  # nor is it at a domain that its tenant has proven
            return WRONG_DOMAIN.format(recipient=address, domain=self.reply_domain)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        known = getattr(envelope, "destinations", ())
        envelope.destinations = (*known, found)  # type: ignore[attr-defined]  # an envelope lives for one mail
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the mail for every recipient of ours, then say where it is kept."""
        destinations: tuple[Destination, ...] = getattr(envelope, "destinations", ())
        raw = envelope.content
        if not destinations or not isinstance(raw, bytes):
            return NO_RECIPIENT
        seen = receive.Envelope(
            peer=str(session.peer[0] if isinstance(session.peer, tuple) else session.peer),
            helo=str(session.host_name or ""),
            mail_from=str(envelope.mail_from or ""),
            rcpt_to=tuple(envelope.rcpt_tos),
        )
        try:
            kept = await asyncio.to_thread(receive.receive, self.database, raw, seen, destinations, self.clock)
        except Exception:
            log.exception("mail_not_stored", bytes=len(raw))
            return TRY_AGAIN
        for mail in kept:
            log.info("mail_kept", tenant=str(mail.tenant_id), mail=str(mail.received_mail_id), bytes=len(raw))
            await asyncio.to_thread(self.wake, "inbound", mail.tenant_id, mail.received_mail_id)
        return "250 2.0.0 Kept as " + " ".join(f"{mail.tenant_id}/{mail.received_mail_id}" for mail in kept)


class Server(SMTP):
    """aiosmtpd with our sizes and our words."""

    line_length_limit = LONGEST_LINE_BYTES  # mail programs do send lines longer than RFC 5321 allows

    async def push(self, status: str | bytes) -> None:
        """Say what is wrong and how large a mail or a line may be, where aiosmtpd says only that it is too large."""
        said = status if isinstance(status, str) else status.decode()
        ours = next((words for start, words in OUR_WORDS.items() if said.startswith(start)), said)
        await super().push(ours)


def make_server(listener: Listener) -> SMTP:
    """One SMTP conversation."""
    return Server(
        listener,
        data_size_limit=receive.LARGEST_MAIL_BYTES,
        enable_SMTPUTF8=True,
        decode_data=False,
        hostname=listener.reply_domain,
        ident="Mentorpost",
        loop=asyncio.get_running_loop(),
    )


async def serve(listener: Listener, host: str, port: int) -> None:
    """Listen until the process is told to end; a conversation that is under way may finish."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    server = await loop.create_server(lambda: make_server(listener), host=host, port=port)
    log.info("smtp_listening", host=host, port=port)
    async with server:
        await ended.wait()


def main() -> None:
    """Run the listener with the settings of the environment."""
    settings = load_settings()
    logs.configure()
    url = required_database_url(settings)
    database = Database(url, pool_size=10)
    check_serving_role(database, url)
    listener = Listener(database, settings.reply_domain, make_wake(broker.connect(settings)), system_clock)
    asyncio.run(serve(listener, "127.0.0.1", settings.smtp_port))


if __name__ == "__main__":
    main()
