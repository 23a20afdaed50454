"""Whose mail it was and what it was about, as the events that follow it tell."""

from uuid import UUID

from app import events
from app.inbound.known import Known
from app.inbound.stored import Found


def known_of(found: Found) -> Known:
    """The person; there is one wherever a decision needs one."""
    assert isinstance(found.known, Known)
    return found.known


def answered(found: Found, known: Known, outcome_id: UUID, period: str | None) -> events.Answered:
    """The mail that an event follows; `period` is the month it was about, `YYYY-MM`."""
    return events.Answered(
        received_mail_id=found.mail.received_mail_id,
        outcome_id=outcome_id,
        person_id=known.person_id,
        programme_id=known.programme_id,
        check_in_id=known.check_in_id,
        period=period,
        message_id=found.message_id,
        received_at=found.mail.received_at,
        words=found.reading.reply_text if found.reading else "",
        conversation_id=known.conversation_id,
    )
