"""What every webhook works with, and the answers that providers understand.

A provider tries again after 5xx and 401, and drops the mail for good after 403 (Postmark) or 406 (Mailgun); Amazon SNS
gives up after any 4xx (https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html). So whatever is a
fault of ours, or might be, is 503, and 403 and 406 are never said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from cryptography.x509 import Certificate
from flask import Response

from app.clock import Clock
from app.config import Settings
from app.db import Database
from app.inbound.services import Wake

Fetch = Callable[[str], bytes]
"""Gets what an address shows; raises `OSError` when it cannot."""
Authorities = Callable[[], Sequence[Certificate]]
"""The roots that the chain of a certificate may end in."""

RETRY_SECONDS = "60"


@dataclass(frozen=True, slots=True)
class Door:
    """Settings, the database, the hint to the workers, the present, how to fetch a certificate, and whom to trust."""

    settings: Settings
    database: Database
    wake: Wake
    clock: Clock
    fetch: Fetch
    authorities: Authorities


class Refused(Exception):
    """A request is not answered with success; the words go to the provider's log and to ours."""

    def __init__(self, status: HTTPStatus, event: str, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.event = event


def forged(words: str) -> Refused:
    """Nobody we know has signed this. A provider whose secret we changed tries again meanwhile."""
    return Refused(HTTPStatus.UNAUTHORIZED, "webhook_forged", words)


def malformed(words: str) -> Refused:
    """What was posted is not of the form that this provider writes."""
    return Refused(HTTPStatus.BAD_REQUEST, "webhook_malformed", words)


def not_set_up(words: str) -> Refused:
    """A setting is missing, here or at the provider: it keeps the mail and tries again."""
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "webhook_not_set_up", words)


def try_again(words: str) -> Refused:
    """We cannot do it just now."""
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "webhook_put_off", words)


def answer(status: HTTPStatus, words: str) -> Response:
    """One line of plain text."""
    response = Response(f"{words}\n", status, content_type="text/plain; charset=utf-8")
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_SECONDS
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Basic realm="mail"'
    return response
