"""The mail of one machine: a post room, its folder, the listener that takes answers, and what the workers would do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from app.development_zone import open_zone
from app.inbound.models import RawMail
from app.outbound.models import OutboundMail
from app.outbound.sending import send_due
from app.outbound.ways_out.transports import Mailbox
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.listening import listening
from tests.factories.post_room import PostRoom


@dataclass
class Box:
    """One machine's mail; `settings` are what an application over it needs."""

    room: PostRoom
    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)

    def send_all(self) -> None:
        """Whatever waits in the outbox becomes a file of the folder."""
        send_due(self.room.database, self.room.made.tenant_id, Mailbox(self.folder), REPLY_DOMAIN, self.room.watch)

    def process(self, queue: str, _tenant_id: UUID | None, mail_id: UUID | None) -> None:
        """What the workers do when they are woken."""
        if queue == "inbound" and mail_id:
            self.room.process(mail_id)
            self.send_all()

    def page(self, mail: OutboundMail) -> str:
        """The path of a mail's page."""
        return f"/dev/mailbox/{mail.id}"

    def check_in(self) -> OutboundMail:
        """The mentor's."""
        return self.room.check_in(self.room.made.mentor_email)

    def answered_at(self, mail: OutboundMail) -> str:
        """The secret address in the file; our own records no longer hold it."""
        found = re.search(r"[a-z2-7]{26}@reply\.localhost", (self.folder / f"{mail.id}.eml").read_text())
        assert found
        return found.group()

    def last_raw(self) -> str:
        """The bytes that the listener took last."""
        with self.room.database.tenant(self.room.made.tenant_id) as scope:
            rows = scope.session.query(RawMail).filter_by(tenant_id=scope.tenant_id).all()
            return max(rows, key=lambda row: row.id).content.decode()


@contextmanager
def devbox(room: PostRoom, data_dir: Path) -> Iterator[Box]:
    """The check-ins have gone out into the folder `mailbox` of `data_dir`, and the listener waits for answers."""
    room.services = replace(room.services, resolver=open_zone(data_dir))
    box = Box(room, data_dir / "mailbox")
    box.send_all()
    with listening(room.database, box.process, room.watch) as port:
        box.settings = {"data_dir": data_dir, "smtp_port": port, "reply_domain": REPLY_DOMAIN}
        yield box
