"""Where mail goes: to the relay of `MAIL_URL` by SMTP, or, without one, to a folder where it can be looked at."""

import os
from pathlib import Path

from app.outbound.ways_out.handover import Claimed, Transport, Unreachable
from app.outbound.ways_out.relay import Relay


def transport_for(mail_url: str | None, mailbox: Path, helo_name: str = "localhost") -> Transport:
    """The way out.

    Raises:
        AppError: when `MAIL_URL` is no `smtp://` or `smtps://` address.

    """
    return Relay(mail_url, helo_name) if mail_url else Mailbox(mailbox)


class Mailbox:
    """A folder of `.eml` files, named by Message-ID: a mail sent twice is one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, claimed: Claimed) -> None:
        """Write one mail, whole or not at all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / f"{claimed.mail_id}.eml"
            partial = path.with_suffix(".partial")
            with partial.open("wb") as file:
                file.write(claimed.content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            raise Unreachable(f"the mail could not be written to {self.folder}: {error.strerror}") from error
