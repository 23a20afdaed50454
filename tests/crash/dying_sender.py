"""A sender that ends itself with kill -9 at one step of its third mail: `python -m tests.crash.dying_sender ...`."""

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from app.clock import system_clock
from app.db import Database
from app.outbound import sending
from app.outbound.noting import Book
from app.outbound.pacing.claiming import claim
from app.outbound.ways_out.relay import Relay
from tests.factories.asking import REPLY_DOMAIN

STEPS = (
    "claim not committed",
    "claimed",
    "composed",
    "connected",
    "content announced",
    "content half sent",
    "handed on",
    "note not committed",
    "noted",
)
AT_MAIL = 3


def die() -> None:
    """As a kernel short of memory does it: nothing is said, nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def before(work: Callable[..., Any], at: int = AT_MAIL) -> Callable[..., Any]:
    """Die at the beginning of the `at`-th call."""
    return _counted(work, at, dies_first=True)


def after(work: Callable[..., Any], at: int = AT_MAIL) -> Callable[..., Any]:
    """Die at the end of the `at`-th call."""
    return _counted(work, at, dies_first=False)


def _counted(work: Callable[..., Any], at: int, *, dies_first: bool) -> Callable[..., Any]:
    calls = 0

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if dies_first and calls == at:
            die()
        result = work(*arguments, **named)
        if not dies_first and calls == at:
            die()
        return result

    return counted


def arm(step: str) -> None:
    """Put death at the step."""
    place: tuple[Any, str, Callable[..., Any]] = {
        "claim not committed": (sending, "claim", after(claim, 1)),
        "claimed": (sending, "_send_all", before(sending._send_all, 1)),
        "composed": (sending, "_composed", after(sending._composed)),
        "connected": (smtplib.SMTP, "ehlo", after(smtplib.SMTP.ehlo, 1)),
        "content announced": (smtplib.SMTP, "send", before(smtplib.SMTP.send, 15)),
        "content half sent": (smtplib.SMTP, "send", _half(smtplib.SMTP.send)),
        "handed on": (Relay, "__call__", after(Relay.__call__)),
        "note not committed": (Database, "tenant", _uncommitted(Database.tenant)),
        "noted": (Book, "sent", after(Book.sent)),
    }[step]
    setattr(*place)


def _half(send: Callable[..., Any]) -> Callable[..., Any]:
    def half(smtp: smtplib.SMTP, content: Any) -> None:
        if len(content) < 500:
            send(smtp, content)
            return
        send(smtp, content[: len(content) // 2])
        die()

    return half


def _uncommitted(tenant: Callable[..., Any]) -> Callable[..., Any]:
    """Die in the transaction that notes the third mail, after its statement: the first transaction is the claim's."""
    calls = 0

    @contextmanager
    def dying(database: Database, tenant_id: UUID) -> Any:
        nonlocal calls
        calls += 1
        with tenant(database, tenant_id) as scope:
            yield scope
            if calls == 1 + AT_MAIL:
                die()

    return dying


def main(database_url: str, tenant_id: str, port: str, step: str) -> None:
    """Send what is due, to the death."""
    arm(step)
    relay = Relay(f"smtp://127.0.0.1:{port}")
    sending.send_due(Database(database_url), UUID(tenant_id), relay, REPLY_DOMAIN, system_clock)


if __name__ == "__main__":
    main(*sys.argv[1:])
