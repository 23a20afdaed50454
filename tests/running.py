"""`mentorpost run` as a person starts it, in a temporary folder and on free ports."""

import email
import email.policy
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

from tests.servers import temporary_data_dir

COMMAND = str(Path(sys.executable).with_name("mentorpost"))
READY = "Mentorpost is ready."
URLS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")

Found = TypeVar("Found")


@dataclass
class Product:
    """A running product: where it keeps its data, its ports, and the supervisor's process."""

    data_dir: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def smtp_port(self) -> int:
        return int(self.environment["SMTP_PORT"])

    @property
    def http_port(self) -> int:
        return int(self.environment["HTTP_PORT"])

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of the servers it started."""
        found: dict[str, str] = json.loads((self.data_dir / "run" / "urls.json").read_text())
        return found

    def command(self, *arguments: str, status: int | None = 0) -> str:
        """What a `mentorpost` command in another terminal prints; its exit status is checked."""
        done = subprocess.run(
            [COMMAND, *arguments], env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        if status is not None:
            assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def mailbox(self) -> list[EmailMessage]:
        """Every mail that went out, in the order of writing."""
        paths = sorted((self.data_dir / "mailbox").glob("*.eml"))
        return [read_mail(path) for path in paths]

    def mail_to(self, address: str, *, after: int = 0, seconds: float = 60.0) -> EmailMessage:
        """The next mail to an address, after the first `after` ones, waited for."""
        found = wait_for(lambda: self._mails_to(address)[after:], f"a mail to {address}", seconds)
        return found[0]

    def _mails_to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mailbox() if address in str(mail["to"])]


def read_mail(path: Path) -> EmailMessage:
    """An .eml file as a message."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def plain_text(message: EmailMessage) -> str:
    """The plain part of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def wait_for(look: Callable[[], Found], what: str, seconds: float = 60.0) -> Found:
    """Look until something is found."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {seconds:g} s")


def wait_until_none(left: Callable[[], int], what: str, still_seconds: float = 240.0) -> None:
    """Look until nothing is left. A busy machine may take its time; where nothing moves any more it fails."""
    fewest, since = left(), time.monotonic()
    while fewest:
        time.sleep(0.5)
        now = left()
        if now < fewest:
            fewest, since = now, time.monotonic()
        elif time.monotonic() - since > still_seconds:
            raise AssertionError(f"{what}: still {fewest}, for {still_seconds:g} s")


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data_dir: Path, environment: dict[str, str]) -> Product:
    """Start and wait until it says that it is ready."""
    log = data_dir.parent / "run.log"
    with log.open("ab") as output:
        begun = output.tell()
        process = subprocess.Popen([COMMAND, "run"], env=environment, stdout=output, stderr=output)
    product = Product(data_dir, environment, process, log)
    wait_for(lambda: _is_ready(product, begun), f"{READY}\n{log}", 120)
    return product


def _is_ready(product: Product, begun: int) -> bool:
    said = product.log.read_bytes()[begun:].decode(errors="replace")
    assert product.process.poll() is None, said
    return READY in said


def stop(product: Product) -> int:
    """Ctrl-C; the exit status."""
    product.process.send_signal(signal.SIGINT)
    return product.process.wait(60)


@contextmanager
def running_product(**settings: str) -> Iterator[Product]:
    """The product with its own servers, stopped at the end."""
    with temporary_data_dir() as data_dir:
        inherited = {name: value for name, value in os.environ.items() if name not in URLS}
        environment = {
            **inherited,
            "DATA_DIR": str(data_dir),
            "HTTP_PORT": str(free_port()),
            "SMTP_PORT": str(free_port()),
            **settings,
        }
        product = start(data_dir, environment)
        try:
            yield product
        finally:
            if product.process.poll() is None:
                stop(product)
