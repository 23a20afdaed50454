"""A real IMAP server (pymap) with one mailbox, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from tests.running import free_port, wait_for
from workers.polling.account import Account, account_of

USER, PASSWORD = "demouser", "demo:pass/word"


@dataclass
class Mailbox:
    """The server's port, and a hand in the mailbox."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"imap://{USER}:demo%3Apass%2Fword@127.0.0.1:{self.port}/INBOX"

    @property
    def account(self) -> Account:
        return account_of(self.url)

    def put(self, raw: bytes) -> None:
        """A mail arrives in the folder, byte by byte as given."""
        with self._hand() as hand:
            # imaplib would end every line anew.
            hand.client.literal = raw  # type: ignore[assignment]
            kind, _ = hand.client._simple_command("APPEND", "INBOX")
            assert kind == "OK"

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The bytes of every mail of a folder; none where there is no such folder."""
        with self._hand() as hand:
            if not hand.folder.exists(folder):
                return []
            hand.folder.set(folder)
            return [hand.client.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1] for uid in hand.uids()]

    def empty(self) -> None:
        """As at the beginning."""
        with self._hand() as hand:
            for folder in hand.folder.list():
                hand.folder.set(folder.name)
                hand.delete(hand.uids())

    def flags(self) -> list[str]:
        """How each mail of the folder is marked."""
        with self._hand() as hand:
            parts = hand.client.uid("FETCH", "1:*", "(FLAGS)")[1]
            return [str(part) for part in parts if part]

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def _hand(self) -> MailBoxUnencrypted:
        return MailBoxUnencrypted("127.0.0.1", self.port, timeout=20).login(USER, PASSWORD)


@contextmanager
def mailbox(port: int | None = None) -> Iterator[Mailbox]:
    """An empty mailbox, gone at the end."""
    port = port or free_port()
    program = str(Path(sys.executable).with_name("pymap"))
    options = ("--host", "127.0.0.1", "--port", str(port), "--no-tls")
    command = (program, *options, "dict", "--demo-user", USER, "--demo-password", PASSWORD)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    opened = Mailbox(port, process)
    try:
        wait_for(lambda: _answers(opened), "the IMAP server", 30)
        yield opened
    finally:
        opened.stop()


def _answers(opened: Mailbox) -> bool:
    try:
        opened.mails()
    except OSError:
        return False
    return True
