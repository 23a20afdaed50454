"""One tenant's post, from the check-in that goes out to what a reply becomes: all of it real but the wires."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.models import MailOutcome
from app.inbound.process import process_received
from app.inbound.receive import Envelope, find_destination, receive
from app.inbound.services import Services
from app.ledger.totals import live_claims
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.programmes.rules import Rules
from tests.factories.asking import REPLY_DOMAIN, ask, outbox
from tests.factories.letters import written
from tests.factories.listening import nobody
from tests.factories.moments import Watch, local
from tests.factories.tenants import MadeTenant, make_tenant
from tests.factories.zone import ZONE

ASKED_ON = local("2026-06-01 09:00")
ANSWERED_ON = local("2026-06-02 18:30")


@dataclass
class PostRoom:
    """What a test does with one tenant's post."""

    database: Database
    made: MadeTenant
    services: Services
    watch: Watch

    def sent(self, kind: str | None = None, to: str | None = None) -> list[OutboundMail]:
        """The mails written so far, the oldest first."""
        found = outbox(self.database, self.made.tenant_id, kind=kind)
        return [mail for mail in found if to in (None, mail.to_address)]

    def latest(self, kind: str, to: str | None = None) -> OutboundMail:
        """The last mail of a kind."""
        return self.sent(kind, to)[-1]

    def key_of(self, mail: OutboundMail) -> str:
        """The address to which that mail is answered."""
        assert mail.reply_key is not None
        return f"{mail.reply_key}@{REPLY_DOMAIN}"

    def check_in(self, email: str) -> OutboundMail:
        """The check-in that went to an address."""
        return self.latest("checkin", email)

    def take(
        self, raw: bytes, *recipients: str, mail_from: str = "sender@client.example", signed: bool = True
    ) -> list[UUID]:
        """Store a mail as the listener does; where it is kept. The sender's own server has signed it, unless told."""
        raw = ZONE.signed(raw) if signed else raw
        found = [find_destination(self.database, recipient, REPLY_DOMAIN) for recipient in recipients]
        envelope = Envelope("127.0.0.1", "client.example", mail_from, recipients)
        kept = receive(self.database, raw, envelope, [one for one in found if one], self.watch)
        return [mail.received_mail_id for mail in kept]

    def process(self, mail_id: UUID, *, again: bool = False) -> Outcome | None:
        """Bring a kept mail to its outcome."""
        return process_received(self.services, self.made.tenant_id, mail_id, again=again)

    def bring(self, raw: bytes, *recipients: str, signed: bool = True) -> Outcome | None:
        """Take a mail in for one recipient, and what became of it."""
        (mail_id,) = self.take(raw, *recipients, signed=signed)
        return self.process(mail_id)

    def answer(self, to: OutboundMail, words: str, *, sender: str | None = None, **headers: str) -> Outcome | None:
        """The person to whom a mail of ours went replies to it in plain words, or somebody else does."""
        raw = written(
            words,
            sender=sender or to.to_address,
            to=self.key_of(to),
            subject=f"Re: {to.subject}",
            at=self.watch(),
            in_reply_to=to.message_id,
            **headers,
        )
        return self.bring(raw, self.key_of(to))

    def read_with(self, bounded: Bounded) -> None:
        """From now on another reader reads the mails."""
        self.services = replace(self.services, bounded=bounded)

    def outcomes(self) -> list[MailOutcome]:
        """Every outcome so far, history included, the oldest first."""
        with self.database.tenant(self.made.tenant_id) as scope:
            rows = scope.session.scalars(
                select(MailOutcome).where(MailOutcome.tenant_id == scope.tenant_id).order_by(MailOutcome.id)
            ).all()
            scope.session.expunge_all()
            return list(rows)

    def reason(self) -> str:
        """Why the last mail came to its outcome."""
        return self.outcomes()[-1].reason

    def minutes(self, person_id: UUID | None = None) -> dict[str, int]:
        """What stands in the ledger for a person (the mentor), by mode."""
        with self.database.tenant(self.made.tenant_id) as scope:
            claims = live_claims(scope, person_id=person_id or self.made.mentor_id)
        found: dict[str, int] = {}
        for live in claims:
            if live.minutes:
                mode = live.claim.mode or "unspecified"
                found[mode] = found.get(mode, 0) + live.minutes
        return found


def post_room(
    database: Database,
    bounded: Bounded,
    *,
    rules: str | Rules = "aset",
    locale: str = "en-CA",
    asked: datetime = ASKED_ON,
    slug: str | None = None,
    name: str | None = None,
) -> PostRoom:
    """A tenant whose check-ins have gone out; it is the evening after."""
    return room_of(database, bounded, make_tenant(database, rules=rules, locale=locale, slug=slug, name=name), asked)


def room_of(database: Database, bounded: Bounded, made: MadeTenant, asked: datetime = ASKED_ON) -> PostRoom:
    """The same for a tenant that was made, and changed, before."""
    ask(database, made.tenant_id, asked)
    watch = Watch(ANSWERED_ON)
    return PostRoom(database, made, Services(database, Office(REPLY_DOMAIN, watch), bounded, nobody, ZONE), watch)
