"""What is there in development only: everywhere else it is a missing page, and no more."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import abort, request

from app.config import is_loopback
from app.portal.services import services


def in_development(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let through where mail goes to files and nobody but this machine looks; a `url_value_preprocessor`.

    That is before the forms are checked. The name in the request is looked at as well: a foreign name that leads to
    this machine (DNS rebinding) must not read the mail.
    """
    named = urlsplit(f"//{request.host}").hostname or ""
    if not (services().settings.has_dev_mailbox and is_loopback(named)):
        abort(HTTPStatus.NOT_FOUND)
