"""Handing a mail file to the running listener over SMTP, as a mail server would."""

import email
import email.policy
import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import getaddresses
from uuid import UUID

from app.errors import AppError

TIMEOUT_SECONDS = 60
DONE = 250
_PLACE = re.compile(r"([0-9a-f-]{36})/([0-9a-f-]{36})")
_LINE_END = re.compile(rb"\r\n|\r|\n")


class ListenerRefused(AppError):
    """The listener said no; the message is its own sentence."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Where the listener keeps the mail, one place per recipient of ours, and the recipients it refused."""

    places: tuple[tuple[UUID, UUID], ...]
    refused: tuple[str, ...]


def sender_of(raw: bytes) -> str:
    """The address of the first From header; empty where there is none."""
    return next(iter(_addresses(raw, "from")), "")


def recipients_of(raw: bytes) -> tuple[str, ...]:
    """The addresses of To and Cc, each once.

    Raises:
        AppError: when there is none.

    """
    found = tuple(dict.fromkeys([*_addresses(raw, "to"), *_addresses(raw, "cc")]))
    if not found:
        raise AppError("the mail has no address in To or Cc: say where it goes with --to")
    return found


def hand_over(host: str, port: int, raw: bytes, mail_from: str, recipients: Sequence[str]) -> HandedOver:
    """Give a mail to the listener.

    Raises:
        ListenerRefused: with the listener's code and sentence, when it takes the mail for nobody.
        AppError: when the listener cannot be reached.

    """
    try:
        with smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS) as server:
            return _dialogue(server, _LINE_END.sub(b"\r\n", raw), mail_from, recipients)
    except smtplib.SMTPResponseException as refusal:
        raise ListenerRefused(f"refused: {refusal.smtp_code} {_text(refusal.smtp_error)}") from refusal
    except (OSError, smtplib.SMTPException) as error:
        raise AppError(
            f"the listener at {host}:{port} cannot be reached ({error}); start it with `make run`"
        ) from error


def _dialogue(server: smtplib.SMTP, raw: bytes, mail_from: str, recipients: Sequence[str]) -> HandedOver:
    server.ehlo()
    _expect(server.mail(mail_from, [f"SIZE={len(raw)}"]))
    answers = [server.rcpt(recipient) for recipient in recipients]
    refused = tuple(f"{code} {_text(words)}" for code, words in answers if code != DONE)
    if len(refused) == len(answers):
        raise ListenerRefused("refused: " + "; ".join(refused))
    said = _expect(server.data(raw))
    places = tuple((UUID(tenant), UUID(mail)) for tenant, mail in _PLACE.findall(said))
    return HandedOver(places, refused)


def _expect(answer: tuple[int, bytes]) -> str:
    code, words = answer
    if code != DONE:
        raise smtplib.SMTPResponseException(code, words)
    return _text(words)


def _addresses(raw: bytes, header: str) -> list[str]:
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    values = [str(value) for value in message.get_all(header, [])]
    return [address for _, address in getaddresses(values) if "@" in address]


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
