"""Reads a reply to the check-in of May 2026, as a test says it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.reading import read_reply
from app.reading.contract import Reading, Reply, ReplyLine
from tests.reading.answered_checkin import Read, context


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
