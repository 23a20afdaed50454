"""Logs outlive people: no line holds a mail address (C3)."""

import pytest

from workers.logs import without_addresses


@pytest.mark.parametrize(
    "said",
    [
        "550 5.1.1 <dan.roy@home.example>: no such user",
        "mailbox of 'dan.roy+x@home.example' is full",
        "RCPT TO:dan.roy@home.example refused",
    ],
)
def test_what_another_server_answers_is_logged_without_the_address(said: str) -> None:
    event = without_addresses(None, "warning", {"event": "mail_refused", "error": said, "bytes": 3})
    assert "dan.roy" not in str(event)
    assert "(address)" in event["error"]
    assert (event["event"], event["bytes"]) == ("mail_refused", 3)
