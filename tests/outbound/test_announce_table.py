"""Every event has its mails, or a reason for having none (ADR 0004)."""

from app.events import EVENTS
from app.outbound.announce import MAILS, NO_MAIL


def test_every_event_has_an_entry() -> None:
    assert [event.__name__ for event in EVENTS if event not in MAILS and event not in NO_MAIL] == []


def test_no_event_has_two_entries() -> None:
    assert [event.__name__ for event in EVENTS if event in MAILS and event in NO_MAIL] == []


def test_the_table_names_no_event_that_is_gone() -> None:
    assert {*MAILS, *NO_MAIL} == set(EVENTS)


def test_an_entry_names_a_mail_or_says_why_there_is_none() -> None:
    assert [event.__name__ for event, writers in MAILS.items() if not writers] == []
    assert [event.__name__ for event, reason in NO_MAIL.items() if not reason] == []
