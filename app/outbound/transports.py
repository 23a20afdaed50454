"""Where mail goes: to the relay of `MAIL_URL` by SMTP, or, without one, to a folder where it can be looked at."""

import os
import smtplib
import ssl
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.errors import AppError
from app.outbound.sending import Claimed, NotNow, Refused, Transport

TIMEOUT_SECONDS = 30
PERMANENT = range(500, 600)


def transport_for(mail_url: str | None, mailbox: Path) -> Transport:
    """The way out.

    Raises:
        AppError: when `MAIL_URL` is no `smtp://` or `smtps://` address.

    """
    return Relay(mail_url) if mail_url else Mailbox(mailbox)


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
                file.write(bytes(claimed.message))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            raise NotNow(f"the mail could not be written to {self.folder}: {error.strerror}") from error


class Relay:
    """One SMTP connection per thread, opened when needed and opened again when it was lost."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise AppError(f"MAIL_URL must look like smtp://user:password@host:587, got {parts.scheme}://…")
        self.tls = parts.scheme == "smtps"
        self.host = parts.hostname
        self.port = parts.port or (465 if self.tls else 25)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self._local = threading.local()

    def __call__(self, claimed: Claimed) -> None:
        """Hand one mail to the relay.

        Raises:
            Refused: on a 5xx answer.
            NotNow: on a 4xx answer, or when the relay cannot be reached.

        """
        try:
            self._connection().send_message(claimed.message, claimed.mail_from or "<>", [claimed.rcpt_to])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _verdict(code, words) from error
        except smtplib.SMTPResponseException as error:
            raise _verdict(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(f"{self.host}:{self.port} cannot take an address beyond ASCII (RFC 6531)") from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotNow(f"{self.host}:{self.port} could not be reached: {error}") from error

    def close(self) -> None:
        """Give this thread's connection back, if there is one; the next mail opens another."""
        known = self._known()
        if known is not None:
            known.close()
        self._local.connection = None

    def _known(self) -> smtplib.SMTP | None:
        return getattr(self._local, "connection", None)

    def _connection(self) -> smtplib.SMTP:
        known = self._known()
        if known is not None and _alive(known):
            return known
        self.close()
        opened = self._open()
        self._local.connection = opened
        return opened

    def _open(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
            connection.ehlo()
            if connection.has_extn("starttls"):
                connection.starttls(context=context)
        if self.user:
            connection.login(self.user, self.password)
        return connection


def _alive(connection: smtplib.SMTP) -> bool:
    try:
        return bool(connection.noop()[0] == 250)  # noqa: PLR2004 - RFC 5321's "OK"
    except (smtplib.SMTPException, OSError):
        return False


def _verdict(code: int, words: bytes | str) -> Refused | NotNow:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return Refused(f"{code} {said}") if code in PERMANENT else NotNow(f"{code} {said}")
