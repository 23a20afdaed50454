"""What passes between a sender and a way out: one mail, and what the next server said to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Stage(StrEnum):
    """How far a mail had come: whose words they are that stopped it."""

    CONNECTION = "connection"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


class Refused(Exception):
    """The next server will never take this mail (5xx): the reason it gave."""

    def __init__(self, words: str, stage: Stage = Stage.CONTENT) -> None:
        super().__init__(words)
        self.stage = stage


class NotNow(Exception):
    """The next server asks to try later (4xx)."""

    def __init__(self, words: str, stage: Stage = Stage.CONNECTION) -> None:
        super().__init__(words)
        self.stage = stage


class Unreachable(NotNow):
    """The next server takes no mail at all for now: the others need not be tried."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this sender alone may send until its lease ends; `content` has CRLF line ends."""

    mail_id: UUID
    attempt: int
    created_at: datetime
    mail_from: str
    rcpt_to: str
    content: bytes


Transport = Callable[[Claimed], None]
"""Hands one mail on, whole or not at all.

Raises Refused, NotNow or Unreachable. After NotNow the mail may have arrived all the same: it goes out again under the
same Message-ID.
"""
