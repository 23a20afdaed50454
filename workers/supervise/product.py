"""The processes of the product itself: pages, workers, schedule, SMTP listener, and the commands before them."""

import http.client
import socket
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path

from app.config import Settings
from workers.supervise.service import Service

_HOST = "127.0.0.1"
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound
_PROBE_SECONDS = 2.0
# Longer than a worker takes to finish the mails that it has begun.
_WORKER_STOP_SECONDS = 20.0


def product_services(environment: Mapping[str, str], settings: Settings, needs: tuple[str, ...]) -> tuple[Service, ...]:
    """Everything that serves, in the order of its start; `needs` names the servers it stands on."""
    smtp = (settings.smtp_port, settings.smtp_host)

    def python(name: str, *arguments: str, missing: Callable[[], str | None], seconds: float = 10.0) -> Service:
        command = (sys.executable, "-m", *arguments)
        return Service(name, command, environment, missing, Path.cwd(), stop_seconds=seconds, needs=needs)

    return (
        python("web", *_gunicorn(settings.http_port), missing=lambda: pages_missing(settings.http_port)),
        python("workers", *_DRAMATIQ, missing=_nothing, seconds=_WORKER_STOP_SECONDS),
        python("scheduler", "workers.schedule", missing=_nothing),
        python("smtp", "workers.smtp_listener", missing=lambda: listener_missing(*smtp)),
        *([python("imap", "workers.imap_poller", missing=_nothing)] if settings.imap_url else []),
    )


def product_command(name: str, environment: Mapping[str, str]) -> Service:
    """A `mentorpost` command that runs to its end."""
    program = str(Path(sys.executable).with_name("mentorpost"))
    return Service(name, (program, name), environment, _nothing, Path.cwd())


def pages_missing(port: int) -> str | None:
    """What `/healthz` lacks to say that all is well; None when it does."""
    connection = http.client.HTTPConnection(_HOST, port, timeout=_PROBE_SECONDS)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        return f"/healthz does not answer: {error}"
    finally:
        connection.close()
    return None if answer.status == HTTPStatus.OK else f"/healthz answers {answer.status}"


def listener_missing(port: int, host: str = _HOST) -> str | None:
    """What the SMTP listener lacks to greet us; None when it does. One that listens everywhere does so here too."""
    place = (_HOST if host in _EVERYWHERE else host, port)
    try:
        with socket.create_connection(place, timeout=_PROBE_SECONDS) as connection:
            greeting = connection.recv(512)
            connection.sendall(b"QUIT\r\n")
    except OSError as error:
        return f"the SMTP listener does not answer: {error}"
    return None if greeting.startswith(b"220") else "the SMTP listener does not greet"


def _gunicorn(port: int) -> tuple[str, ...]:
    options = ("--worker-class", "gthread", "--threads", "8", "--workers", "1", "--no-control-socket")
    return ("gunicorn", "--bind", f"{_HOST}:{port}", *options, "--log-level", "warning", "workers.web:create_web()")


_DRAMATIQ = ("dramatiq", "workers.actors", "--processes", "1", "--threads", "4")


def _nothing() -> None:
    return None
