"""A tenant with a member for each case, all of them asked; and what becomes of a mail one of them may have sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from app.db import Database
from app.dns import Zones
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.process import process_received
from app.inbound.receive import Envelope, find_destination, receive
from app.inbound.services import Services
from app.outbound.outbox import Office
from app.tenants.sender_policy import SenderPolicy, choose_sender_policy
from tests.factories.asking import REPLY_DOMAIN, ask, outbox
from tests.factories.listening import nobody
from tests.factories.mail_servers import Records, published
from tests.factories.moments import Watch
from tests.factories.post_room import ANSWERED_ON, ASKED_ON, PostRoom
from tests.factories.tenants import MadeTenant, add_match, add_person, make_tenant

WORDS = "1.5h zoom with Kate on the 12th."
TRUSTED = frozenset({"google.com", "microsoft.com"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What a member, or whoever has seen their check-in, knows: addresses, the mail it answers, and the time."""

    address: str
    key: str
    programme: str
    coordinator: str
    answered: str
    at: datetime

    @property
    def domain(self) -> str:
        """The domain of the member's address."""
        return self.address.rpartition("@")[2]

    def mail(
        self, *, sender: str = "", to: str = "", words: str = WORDS, drop: Sequence[str] = (), **more: str
    ) -> bytes:
        """A plain reply, unsigned; further headers by name, with underscores for dashes."""
        headers = {
            "From": sender or f"Dan Roy <{self.address}>",
            "To": to or self.key,
            "Subject": "Re: May check-in",
            "Date": format_datetime(self.at),
            "Message-ID": f"<{abs(hash((self.key, words)))}@mail.example>",
            "In-Reply-To": self.answered,
            "References": self.answered,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if name not in drop)
        return f"{head}\r\n{words}\r\n".encode()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail as it comes to us: bytes and envelope. `to` is where it goes, the member's key unless told."""

    raw: bytes
    peer: str = ""
    helo: str = ""
    mail_from: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One way to write, and what the world's name servers say for it."""

    name: str
    write: Callable[[Scene], Arrival]
    zone: Callable[[str], Records] = published
    domain: str = ""
    local: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """The members by case, and the tenant."""

    room: PostRoom
    members: Mapping[str, UUID]
    scenes: Mapping[str, Scene]

    def bring(self, arrival: Arrival, scene: Scene) -> Outcome | None:
        """What becomes of a mail."""
        return self.process(self.take(arrival, scene))

    def take(self, arrival: Arrival, scene: Scene) -> UUID:
        """Store it as the listener does."""
        recipient = arrival.to or scene.key
        found = find_destination(self.room.database, recipient, REPLY_DOMAIN)
        assert found
        envelope = Envelope(arrival.peer, arrival.helo, arrival.mail_from, (recipient,))
        (kept,) = receive(self.room.database, arrival.raw, envelope, [found], self.room.watch)
        return kept.received_mail_id

    def process(self, mail_id: UUID) -> Outcome | None:
        """Bring it to its outcome."""
        return process_received(self.room.services, self.room.made.tenant_id, mail_id)

    def everybodys_minutes(self) -> dict[str, int]:
        """What stands in the ledger, by case."""
        minutes = {name: sum(self.room.minutes(person).values()) for name, person in self.members.items()}
        return {name: amount for name, amount in minutes.items() if amount}

    def judged_by(self, policy: SenderPolicy) -> None:
        """Choose the tenant's policy."""
        with self.room.database.tenant(self.room.made.tenant_id) as scope:
            choose_sender_policy(scope, policy, self.room.made.coordinator_id, self.room.watch())


def open_post(
    database: Database, bounded: Bounded, cases: Sequence[Case], *, unreachable: frozenset[str] = frozenset()
) -> Post:
    """Enrol a member for each case, and ask them all."""
    made = make_tenant(database)
    domains = {case.name: case.domain or f"firm{number}.example" for number, case in enumerate(cases)}
    names = {case.name: f"{case.local or f'dan{number}'}@{domains[case.name]}" for number, case in enumerate(cases)}
    with database.tenant(made.tenant_id) as scope:
        members = {name: add_person(scope, f"Dan Roy {email}", email) for name, email in names.items()}
        for person in members.values():
            mentee = add_person(scope, "Kate Li", f"kate-{person.hex}@members.example")
            add_match(scope, made.programme_id, made.rules_id, {person: "mentor", mentee: "mentee"})
    ask(database, made.tenant_id, ASKED_ON)
    watch = Watch(ANSWERED_ON)
    records = (case.zone(domains[case.name]) for case in cases)
    zone = Zones({name: value for each in records for name, value in each.items()}, unreachable)
    services = Services(database, Office(REPLY_DOMAIN, watch), bounded, nobody, zone, TRUSTED)
    return Post(PostRoom(database, made, services, watch), members, _scenes(database, made, names))


def with_attachment(raw: bytes, content: bytes) -> bytes:
    """The same mail with a file beside its words."""
    head, _, words = raw.partition(b"\r\n\r\n")
    message = EmailMessage(policy=SMTP)
    message.set_content(words.decode())
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="notes.bin")
    kept = b"\r\n".join(line for line in head.split(b"\r\n") if not line.startswith((b"MIME-Version", b"Content-Type")))
    return kept + b"\r\n" + bytes(message)


def _scenes(database: Database, made: MadeTenant, names: Mapping[str, str]) -> dict[str, Scene]:
    asked = {mail.to_address: mail for mail in outbox(database, made.tenant_id, kind="checkin")}
    found = {}
    for name, address in names.items():
        sent = asked[address.lower()]
        key = f"{sent.reply_key}@{REPLY_DOMAIN}"
        coordinator = f"priya@{made.slug}.example"
        found[name] = Scene(address, key, made.programme_address, coordinator, sent.message_id, ANSWERED_ON)
    return found
