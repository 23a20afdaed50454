"""A member whose name, address, number, words and files all bear a mark, and what they write over some weeks."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final

from app.db import Database
from app.erasure.erase import Erased, erase_person
from app.erasure.files import remove_files
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.waiting import undecided
from app.outbound.models import OutboundMail
from app.outbound.sending import send_due
from app.outbound.ways_out.transports import Mailbox
from app.programmes.models import Person
from app.tenants.models import Membership
from app.tenants.registration import note_place, register_user
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.confirming import NEXT_MORNING, come_due
from tests.factories.letters import quoted, written
from tests.factories.listening import listening
from tests.factories.post_room import PostRoom, room_of
from tests.factories.tenants import MadeTenant, make_tenant
from tests.factories.zone import ZONE

MARK: Final = "zorblax"
"""Every part of them bears it, and nothing else does."""
NAME: Final = "Zorblaxa O'Zorblaxéry"
HOME: Final = "zorblax@zorblax-home.example"
HOURS: Final = "1.5h zoom with Kate on 12 May about zorblaxology, and 30 min by phone on 19 May. All good. Zorblaxa"


@dataclass
class Marked:
    """The post room of the member's organisation, and the folder that the mails go to."""

    room: PostRoom
    folder: Path
    port: int

    @property
    def made(self) -> MadeTenant:
        """Their organisation."""
        return self.room.made

    def write(self, to: OutboundMail, words: str, *, sender: str | None = None, quoting: bool = True) -> None:
        """They answer a mail of ours through the real listener, with a subject and files of their own."""
        message = EmailMessage(policy=SMTP)
        message["From"] = f'"{NAME}" <{sender or to.to_address}>'
        message["To"], message["Subject"] = self.room.key_of(to), f"Re: {to.subject} (zorblax’s)"
        message["Message-ID"], message["In-Reply-To"] = "<1.zorblax@zorblax.example>", to.message_id
        message.set_content(words + ("\n\nOn Monday, Priya Nair wrote:\n" + quoted(to.text) if quoting else ""))
        message.add_attachment("zorblax in a text file", filename="zorblax.txt")
        message.add_attachment(b"zorblax \x00 bytes", maintype="application", subtype="pdf", filename="zorblax.pdf")
        with smtplib.SMTP("127.0.0.1", self.port) as smtp:
            smtp.sendmail(sender or to.to_address, [self.room.key_of(to)], ZONE.signed(bytes(message)))
        self.room.watch.pass_by(minutes=1)
        self.process()

    def process(self) -> None:
        """What the workers do."""
        with self.room.database.tenant(self.made.tenant_id) as scope:
            waiting = undecided(scope, before=self.room.watch())
        for mail_id in waiting:
            self.room.process(mail_id)

    def partner_answers(self, to: OutboundMail, words: str) -> Outcome | None:
        """The partner answers, with our mail quoted under it."""
        raw = written(
            f"{words}\n\nOn Monday, Priya Nair wrote:\n{quoted(to.text)}",
            sender=self.made.mentee_email,
            to=self.room.key_of(to),
            at=self.room.watch(),
            in_reply_to=to.message_id,
        )
        return self.room.bring(raw, self.room.key_of(to))

    def send_all(self) -> None:
        """Whatever waits in the outbox becomes a file."""
        send_due(self.room.database, self.made.tenant_id, Mailbox(self.folder), REPLY_DOMAIN, self.room.watch)

    def morning(self) -> None:
        """The next day's mails are written."""
        come_due(self.room, NEXT_MORNING)


@contextmanager
def marked(database: Database, bounded: Bounded, folder: Path, rules: str = "oacett-cpd") -> Iterator[Marked]:
    """An organisation whose mentor bears the mark; their May check-ins have gone out, and the listener waits."""
    made = make_tenant(database, rules=rules)
    email = f"zorblax@{made.slug}.example"
    with database.platform() as session:
        user_id = register_user(session, email)
        note_place(session, user_id, made.tenant_id)
    with database.tenant(made.tenant_id) as scope:
        person = scope.session.get_one(Person, (made.tenant_id, made.mentor_id))
        person.name, person.given_name, person.email = NAME, "Zorblaxa", email
        person.member_number, person.user_id, person.timezone = "ZORBLAX-77", user_id, "America/Toronto"
        assert scope.session.get_one(Membership, (made.tenant_id, made.coordinator_id))
    room = room_of(database, bounded, replace(made, mentor_email=email))
    folder.mkdir()
    with listening(database, clock=room.watch) as port:
        yield Marked(room, folder, port)


def erased(story: Marked) -> Erased:
    """They are erased by their coordinator, and the files of mails to and about them go."""
    with story.room.database.tenant(story.made.tenant_id) as scope:
        now = story.room.watch()
        done = erase_person(scope, story.made.mentor_id, now, now.date(), story.made.coordinator_id)
    remove_files(story.folder, done.sent)
    return done
