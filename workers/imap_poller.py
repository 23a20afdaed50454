"""Mail by IMAP: `python -m workers.imap_poller`. It runs where `IMAP_URL` is set, on one host or on several."""

import random
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from app.clock import system_clock
from app.config import SettingsError, load_settings, required_database_url
from app.db import Database, check_serving_role
from workers import broker, logs
from workers.outage import AWAY, Outage
from workers.polling.account import account_of
from workers.polling.inbox import TROUBLE, Inbox, opened
from workers.polling.taking import Desk, take_all
from workers.wake import PATIENCE_SECONDS, make_wake

log = structlog.get_logger()

FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 300.0


@dataclass
class Poller:
    """Goes round until it is told to end; `seconds` is how long it waits at most between two rounds."""

    desk: Desk
    seconds: float
    ended: threading.Event = field(default_factory=threading.Event)
    pause: float = FIRST_PAUSE_SECONDS

    def __post_init__(self) -> None:
        self._records = Outage("records")
        self._mailbox = Outage("imap")

    def run(self) -> None:
        """Poll; after trouble begin again, later and later, and never all hosts at once."""
        while not self.ended.is_set():
            try:
                with opened(self.desk.account) as inbox:
                    self._poll(inbox)
            except AWAY as error:
                self._records.note(error)
            except TROUBLE as error:
                self._mailbox.note(error)
            self.ended.wait(self.pause * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
            self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)

    def _poll(self, inbox: Inbox) -> None:
        while not self.ended.is_set():
            take_all(self.desk, inbox)
            self._records.over()
            self._mailbox.over()
            self.pause = FIRST_PAUSE_SECONDS
            if not inbox.wait(self.seconds):
                self.ended.wait(self.seconds)


def end_at_once(ended: threading.Event) -> Callable[[int, object], None]:
    """What a signal does: wherever the process is, what is not committed was never taken."""

    def end(_signal: int, _frame: object) -> None:
        ended.set()
        raise SystemExit(0)

    return end


def main() -> None:
    """Poll the mailbox of the environment's settings."""
    settings = load_settings()
    logs.configure()
    if settings.imap_url is None:
        raise SettingsError("IMAP_URL is not set: there is no mailbox to take mail from")
    account = account_of(settings.imap_url)
    url = required_database_url(settings)
    database = Database(url, pool_size=2)
    check_serving_role(database, url)
    wake = make_wake(broker.connect(settings, patience_seconds=PATIENCE_SECONDS))
    desk = Desk(account, database, settings.reply_domain, wake, system_clock)
    poller = Poller(desk, settings.imap_seconds)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end_at_once(poller.ended))
    log.info("imap_polling", account=account.name, seconds=settings.imap_seconds)
    poller.run()


if __name__ == "__main__":
    main()
