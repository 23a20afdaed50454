"""A check-in of May 2026 with its people: what most tests of reading answer."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.reading.contract import Checkin, Context, Participant, Partner, Programme, Reading

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
