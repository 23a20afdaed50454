"""A check-in of May 2026, answered on 3 June: what most tests of reading share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.reading import read_reply
from app.reading.contract import Checkin, Context, Participant, Partner, Programme, Reading, Reply, ReplyLine

Read = Callable[..., Reading]

SENT = "How many hours did you spend with Kate in May? A number is enough; say how you met if you can."


def context(  # noqa: PLR0917 a builder with defaults
    kind: str = "monthly",
    locale: str = "en-CA",
    partners: tuple[str, ...] = ("Kate Li",),
    sent: str = SENT,
    period: str | None = "2026-05",
    timezone: str = "America/Edmonton",
) -> Context:
    return Context(
        Programme("ASET Mentoring", ("in_person", "email", "video", "phone", "other"), locale, timezone),
        Participant("Dan Roy", "dan@example.org", "mentor"),
        tuple(Partner(name, "mentee") for name in partners),
        Checkin(kind, period, datetime(2026, 6, 1, 15, tzinfo=UTC), "May check-in", sent, None),
    )


@pytest.fixture
def read() -> Read:
    """Reads a reply given as text, or as lines with the line of ours that each answers."""

    def reading(
        text: str | list[tuple[str, str | None]],
        *,
        on: datetime | None = datetime(2026, 6, 3, 16, tzinfo=UTC),
        **about: Any,
    ) -> Reading:
        lines = [(line, None) for line in text.split("\n")] if isinstance(text, str) else text
        reply = Reply(tuple(ReplyLine(line, answers) for line, answers in lines))
        return read_reply(reply, context(**about), on)

    return reading
