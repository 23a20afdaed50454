"""Kill -9 at every step of sending: every mail arrives, at most one of them twice, under the same Message-ID."""

import email
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from email.policy import default

import pytest

from app.clock import system_clock
from app.db import Database
from app.outbound.sending import LEASE, send_due
from app.outbound.ways_out.relay import Relay
from tests.crash.dying_sender import AT_MAIL, STEPS
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.posting import Sink, addressed, mail_server, put
from tests.factories.tenants import MadeTenant, make_tenant

pytestmark = pytest.mark.slow

MAILS = 8
ARRIVED_BEFORE = {"handed on": AT_MAIL, "note not committed": AT_MAIL, "noted": AT_MAIL}
TWICE = {"handed on": 1, "note not committed": 1}


def dying(database_url: str, made: MadeTenant, port: int, step: str) -> int:
    """A sender in a process of its own; how it ended."""
    arguments = [database_url, str(made.tenant_id), str(port), step]
    command = [sys.executable, "-m", "tests.crash.dying_sender", *arguments]
    return subprocess.run(command, timeout=60, check=False).returncode


def after_the_lease() -> datetime:
    """When the next sender may take up what the dead one had claimed."""
    return system_clock() + LEASE + timedelta(seconds=1)


def arrived(sink: Sink) -> list[str]:
    """The Message-IDs that the server was given, in order."""
    contents = [envelope.content for envelope in sink.envelopes]
    return [
        str(email.message_from_bytes(content, policy=default)["Message-ID"])
        for content in contents
        if isinstance(content, bytes)
    ]


@pytest.mark.parametrize("step", STEPS)
def test_a_sender_that_dies_loses_nothing_and_repeats_one_mail_at_most(
    database: Database, database_url: str, step: str
) -> None:
    made, sink = make_tenant(database), Sink()
    put(
        database, made, system_clock(), *(addressed(made, str(n), to=f"p{n}@{made.slug}.example") for n in range(MAILS))
    )
    with mail_server(sink) as port:
        assert dying(database_url, made, port, step) == -signal.SIGKILL
        before = len(arrived(sink))
        assert before == ARRIVED_BEFORE.get(step, before)
        with closing(Relay(f"smtp://127.0.0.1:{port}")) as relay:
            send_due(database, made.tenant_id, relay, REPLY_DOMAIN, after_the_lease)
    rows = outbox(database, made.tenant_id)
    counts = Counter(arrived(sink))
    assert set(counts) == {row.message_id for row in rows}, "every mail arrived, and no other"
    assert sum(counts.values()) - MAILS == TWICE.get(step, 0)
    assert all(row.sent_at and row.failed_at is None for row in rows)
