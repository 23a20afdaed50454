"""The listener: `python -m workers.smtp_listener`. It answers 250 only for what is stored.

550 for an address that is nobody's, 552 for a mail too large, 451 when we cannot store it now. Over LMTP each
recipient is answered by itself.
"""

import asyncio
import ssl
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from aiosmtpd.smtp import Envelope, Session

from app.clock import Clock, system_clock
from app.config import Settings, load_settings, required_database_url
from app.db import Database, check_serving_role
from app.inbound import receive
from app.inbound.services import Wake
from app.inbound.ways_in.postmaster import TooManyUnread, is_postmasters, keep_beside, keep_for_postmaster
from app.outbound.reply_address import Destination
from workers import broker, logs
from workers.listener.admission import LOOPBACK, Admission
from workers.listener.hints import Hints
from workers.listener.server import QUIET_SECONDS, LmtpServer, Server, TakenIn
from workers.listener.serving import DATABASE_THREADS, Factory, Place, lmtp_place, serve, tls_of
from workers.listener.words import shown
from workers.listener.xforward import ATTRIBUTES
from workers.outage import AWAY, Outage
from workers.wake import PATIENCE_SECONDS, make_wake

log = structlog.get_logger()

UNKNOWN_KEY = "550 5.1.1 <{recipient}>: no such address here. Please reply to the latest mail of your programme"
WRONG_DOMAIN = "550 5.7.1 <{recipient}>: we take mail for @{domain} only"
TRY_AGAIN = "451 4.3.0 We could not store your mail just now; nothing was taken. Please try again"
FULL = "452 4.2.2 The postmaster's mailbox is full; please try again later"
NO_RECIPIENT = "554 5.5.1 No valid recipient"
TOO_MANY_RECIPIENTS = "452 4.5.3 Too many recipients; please send the rest in another mail"
NOT_UNDERSTOOD = "500 5.5.2 That was not understood"
MOST_RECIPIENTS = 100
"""RFC 5321, 4.5.3.1.8: so many must be taken."""
_NOT_OFFERED = ("250-AUTH", "250 HELP")


@dataclass
class Listener:
    """aiosmtpd's handler: resolves at RCPT, stores at DATA, wakes a worker after the commit."""

    database: Database
    reply_domain: str
    wake: Wake
    clock: Clock
    admission: Admission = field(default_factory=lambda: Admission(LOOPBACK))
    postmaster: Path = Path(".data/postmaster")
    storing: int = 0

    def __post_init__(self) -> None:
        self._outage = Outage()
        self._hints = Hints(self.wake)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: Server, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """What we can do: commands in one go, and, for relays of ours, XFORWARD."""
        session.host_name = hostname
        offered = [line for line in responses if not line.startswith(_NOT_OFFERED)]
        offered += [f"250-XFORWARD {' '.join(ATTRIBUTES)}"] if server.is_relay else []
        return [*offered, "250 PIPELINING"]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Server, _session: Session, envelope: TakenIn, address: str, options: list[str]
    ) -> str:
        """250 for an address of ours, 550 with the reason for any other."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY_RECIPIENTS
        if is_postmasters(address, self.reply_domain):
            return _taken(envelope, address, options, None)
        try:
            found = await asyncio.to_thread(receive.find_destination, self.database, address, self.reply_domain)
        except AWAY as error:
            self._outage.note(error)
            return TRY_AGAIN
        except Exception:
            log.exception("rcpt_failed")
            return TRY_AGAIN
        self._outage.over()
        return _taken(envelope, address, options, found) if found else self._unknown(address)

    def _unknown(self, address: str) -> str:
        """Nobody's at our reply domain; at any other, not at a domain either that its tenant has proven."""
        is_here = address.lower().endswith(f"@{self.reply_domain.lower()}")
        words = UNKNOWN_KEY if is_here else WRONG_DOMAIN
        return words.format(recipient=shown(address), domain=self.reply_domain)

    async def handle_DATA(self, server: Server, session: Session, envelope: TakenIn) -> str:  # noqa: N802
        """Store the mail, then say where it is kept: in one answer, or over LMTP in one for each recipient."""
        if not envelope.destinations:
            return NO_RECIPIENT
        seen = seen_envelope(server, session, envelope)
        self.storing += 1
        try:
            if isinstance(server, LmtpServer):
                return "\r\n".join([await self._take(envelope, seen, [place]) for place in envelope.destinations])
            return await self._take(envelope, seen, envelope.destinations)
        finally:
            self.storing -= 1

    async def handle_exception(self, error: Exception) -> str:
        """Whatever was said that brings aiosmtpd into trouble is answered, without its words."""
        log.warning("conversation_failed", error=type(error).__name__)
        return NOT_UNDERSTOOD

    async def _take(self, envelope: TakenIn, seen: receive.Envelope, destinations: list[Destination | None]) -> str:
        raw = envelope.content
        assert isinstance(raw, bytes)
        try:
            kept, is_postmasters_too = await asyncio.to_thread(self._store, raw, seen, destinations)
        except TooManyUnread as error:
            log.warning("postmaster_unread", why=str(error))
            return FULL
        except AWAY as error:
            self._outage.note(error)
            return TRY_AGAIN
        except Exception:
            log.exception("mail_not_stored", bytes=len(raw))
            return TRY_AGAIN
        self._outage.over()
        for mail in kept:
            log.info("mail_kept", tenant=str(mail.tenant_id), mail=str(mail.received_mail_id), bytes=len(raw))
            await self._hints.give(mail.tenant_id, mail.received_mail_id)
        places = [f"{mail.tenant_id}/{mail.received_mail_id}" for mail in kept]
        return "250 2.0.0 Kept as " + " ".join([*places, *["postmaster"] * is_postmasters_too])

    def _store(
        self, raw: bytes, seen: receive.Envelope, destinations: list[Destination | None]
    ) -> tuple[tuple[receive.Kept, ...], bool]:
        """Where programmes keep it, and whether the postmaster does; what is for nobody else must be kept there."""
        ours = [place for place in destinations if place]
        kept = receive.receive(self.database, raw, seen, ours, self.clock)
        if None not in destinations:
            return kept, False
        if ours:
            return kept, keep_beside(self.postmaster, raw, seen.mail_from)
        keep_for_postmaster(self.postmaster, raw, seen.mail_from)
        return kept, True


def _taken(envelope: TakenIn, address: str, options: list[str], place: Destination | None) -> str:
    envelope.rcpt_tos.append(address)
    envelope.rcpt_options.extend(options)
    envelope.destinations.append(place)
    return "250 2.1.5 OK"


def seen_envelope(server: Server, session: Session, envelope: TakenIn) -> receive.Envelope:
    """Who brought the mail, as we or a relay of ours saw it.

    A relay that tells nothing of the peer leaves it unknown: its own address would vouch for every mail in the world.
    """
    host, said = server.host or "", envelope.forwarded
    recipients, mail_from = tuple(envelope.rcpt_tos), str(envelope.mail_from or "")
    way = server.speaks.lower()
    if server.is_relay:
        peer = "" if server.admission.is_relay(said.addr) else said.addr
        return receive.Envelope(
            peer, said.helo if peer else "", mail_from, recipients, way, said.proto, relay=host or "local"
        )
    proto = f"{'E' if session.extended_smtp else ''}SMTP{'S' if server.is_encrypted else ''}"
    return receive.Envelope(host, str(session.host_name or ""), mail_from, recipients, way, proto)


def make_server(
    listener: Listener,
    kind: type[Server] = Server,
    *,
    tls: ssl.SSLContext | None = None,
    quiet_seconds: float = QUIET_SECONDS,
) -> Server:
    """One conversation; it ends when a command or a mail takes longer than `quiet_seconds`."""
    return kind(listener, listener.admission, listener.reply_domain, tls, quiet_seconds)


def places_of(settings: Settings, listener: Listener) -> list[tuple[Place, Factory]]:
    """Where to listen, and what is spoken there.

    Raises:
        SettingsError: when a setting of these cannot be used.

    """
    tls = tls_of(settings)
    smtp: tuple[Place, Factory] = (
        Place(settings.smtp_host, settings.smtp_port),
        lambda: make_server(listener, tls=tls),
    )
    if settings.lmtp_listen is None:
        return [smtp]
    return [smtp, (lmtp_place(settings.lmtp_listen), lambda: make_server(listener, LmtpServer))]


def main() -> None:
    """Run the listener with the settings of the environment."""
    settings = load_settings()
    logs.configure()
    url = required_database_url(settings)
    database = Database(url, pool_size=DATABASE_THREADS)
    check_serving_role(database, url)
    wake = make_wake(broker.connect(settings, patience_seconds=PATIENCE_SECONDS))
    admission = Admission(settings.relay_networks)
    listener = Listener(database, settings.reply_domain, wake, system_clock, admission, settings.postmaster)
    asyncio.run(serve(places_of(settings, listener), lambda: listener.storing == 0))


if __name__ == "__main__":
    main()
