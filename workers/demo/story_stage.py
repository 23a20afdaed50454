"""Where the story plays: servers of its own, the real SMTP listener, the real reader, and a clock set to June 2026.

What the workers do when they are woken is done here in turn, by the same functions, so that each line follows from the
one before. Nothing of a `make run` beside it is touched.
"""

import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from click.testing import CliRunner
from sqlalchemy import select

from app.config import Settings
from app.db import Database
from app.development_zone import DevelopmentZone, open_zone
from app.errors import AppError
from app.inbound.bounded import Bounded
from app.inbound.process import process_received
from app.inbound.services import Services
from app.inbound.shown.became import Became, what_became
from app.inbound.ways_in.hand_over import hand_over
from app.ledger.models import LedgerEntry
from app.outbound.announce import announce
from app.outbound.due import open_due_check_ins
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.outbound.sending import send_due
from app.outbound.ways_out.handover import Claimed
from app.outbound.ways_out.mailbox_folder import SentFile, sent_file
from app.outbound.ways_out.transports import Mailbox
from app.tenants.registration import tenant_named
from migrations.runner import migrate
from workers.commands import main
from workers.demo.story_cast import CAST, Part, address_of
from workers.demo.story_replies import Letter, reply_to
from workers.demo.tenants import load_demo_tenant
from workers.embedded.servers import EmbeddedServers
from workers.embedded.throw_away import running_servers, temporary_data_dir
from workers.smtp_listener import Listener, make_server

CRASHED = 70
"""Status of a command that ended by an error nobody foresaw (EX_SOFTWARE)."""
HOST = "127.0.0.1"
REPLY_DOMAIN = "reply.localhost"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said on both its outputs."""

    status: int
    said: str


class StoryBroken(AppError):
    """Something did not happen that the rest of the story stands on."""


@dataclass
class StoryClock:
    """The time of the story; it moves on when it is told to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        """Move on."""
        self.now += time


@dataclass(frozen=True)
class Stage:
    """What the story acts with; `environment` is that of its commands."""

    services: Services
    tenant_id: UUID
    clock: StoryClock
    out: Path
    data_dir: Path
    port: int
    zone: DevelopmentZone
    environment: Mapping[str, str | None]

    def open_check_ins(self) -> int:
        """Ask everybody about last month, as the scheduler does; how many were asked."""
        with self.services.database.tenant(self.tenant_id) as scope:
            happened = open_due_check_ins(scope, self.clock())
            announce(scope, happened, self.services.office)
        self.send()
        return len(happened)

    def send(self) -> None:
        """Send what is due, signed under the development zone, into the folder of mails."""
        mailbox = Mailbox(self.mails)

        def signed(claimed: Claimed) -> None:
            mailbox(replace(claimed, content=self.zone.signed(claimed.content)))

        send_due(self.services.database, self.tenant_id, signed, REPLY_DOMAIN, self.clock)

    @property
    def mails(self) -> Path:
        """Every mail that went out."""
        return self.out / "mails"

    def last_mail(self, kind: str, name: str) -> SentFile:
        """The last mail of a kind to somebody.

        Raises:
            StoryBroken: when there is none.

        """
        with self.services.database.tenant(self.tenant_id) as scope:
            mail_id = scope.session.scalars(
                select(OutboundMail.id)
                .where(
                    OutboundMail.tenant_id == scope.tenant_id,
                    OutboundMail.kind == kind,
                    OutboundMail.to_address == address_of(name),
                )
                .order_by(OutboundMail.id.desc())
            ).first()
        found = sent_file(self.mails, mail_id) if mail_id else None
        if found is None:
            raise StoryBroken(f"the story cannot go on: no {kind} went to {name}; {self.out / 'log.txt'} may say why")
        return found

    def reply(self, part: Part, sent: SentFile) -> tuple[Letter, UUID, Became]:
        """Hand a reply to the listener, read it, answer it: the letter as its sender's server signed it, where it is
        kept, and what it became.
        """
        unsigned = reply_to(sent, part, self.clock(), REPLY_DOMAIN)
        letter = replace(unsigned, raw=self.zone.signed(unsigned.raw))
        handed = hand_over(HOST, self.port, letter.raw, letter.mail_from, [letter.recipient])
        (place,) = handed.places
        process_received(self.services, *place)
        self.send()
        with self.services.database.tenant(self.tenant_id) as scope:
            became = what_became(scope, place[1])
        assert became is not None, "a processed mail has its outcome"
        return letter, place[1], became

    def entered(self, received_mail_id: UUID) -> list[LedgerEntry]:
        """What a mail put into the ledger, in order."""
        with self.services.database.tenant(self.tenant_id) as scope:
            rows = scope.session.scalars(
                select(LedgerEntry)
                .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.received_mail_id == received_mail_id)
                .order_by(LedgerEntry.seq)
            ).all()
            scope.session.expunge_all()
        return list(rows)

    def command(self, *arguments: str) -> Ended:
        """`mentorpost ...` on the servers of the story; in this process, for the sake of time."""
        result = CliRunner().invoke(main, arguments, env=self.environment, prog_name="mentorpost")
        crashed = result.exception is not None and not isinstance(result.exception, SystemExit)
        # A crash is no refusal, whatever status it would end with.
        return Ended(CRASHED, repr(result.exception)) if crashed else Ended(result.exit_code, result.output)


class _Door(Controller):
    """The listener in a thread of its own."""

    def factory(self) -> SMTP:
        return make_server(self.handler)


@contextmanager
def stage(out: Path, begins: datetime) -> Iterator[Stage]:
    """Set the stage: servers, schema, organisation, listener. All but `out` is gone at the end.

    Raises:
        AppError: a server cannot be started.

    """
    clock = StoryClock(begins)
    with ExitStack() as stack:
        _log_to(stack, out / "log.txt")
        data_dir = stack.enter_context(temporary_data_dir())
        servers = stack.enter_context(running_servers(data_dir))
        migrate(servers.owner_url, servers.database_url)
        database = stack.enter_context(closing(Database(servers.database_url, pool_size=5)))
        load_demo_tenant(database, CAST, begins)
        with database.platform() as session:
            tenant_id = tenant_named(session, CAST.slug)
        bounded = stack.enter_context(Bounded())
        zone = open_zone(data_dir)
        services = Services(database, Office(REPLY_DOMAIN, clock), bounded, _no_hint, zone)
        door = _Door(Listener(database, REPLY_DOMAIN, _no_hint, clock), hostname=HOST, port=_free_port())
        door.start()
        stack.callback(door.stop)
        yield Stage(services, tenant_id, clock, out, data_dir, door.port, zone, _environment(data_dir, servers))


def _no_hint(_queue: str, _tenant_id: UUID | None, _mail_id: UUID | None) -> None:
    """Nobody has to be woken: the story does the next step itself."""


def _log_to(stack: ExitStack, path: Path) -> None:
    file = stack.enter_context(path.open("w", encoding="utf-8"))
    before = structlog.get_config()
    stack.callback(lambda: structlog.configure(**before))
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer(key_order=["event"])],
        logger_factory=structlog.WriteLoggerFactory(file),
        cache_logger_on_first_use=False,
    )


def _environment(data_dir: Path, servers: EmbeddedServers) -> dict[str, str | None]:
    """The story's own servers, and none of the settings of a product that may run beside it."""
    return {
        **{name.upper(): None for name in Settings.model_fields},
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": servers.database_url,
        "DATABASE_OWNER_URL": servers.owner_url,
        "REDIS_URL": servers.redis_url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "REPLY_DOMAIN": REPLY_DOMAIN,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
