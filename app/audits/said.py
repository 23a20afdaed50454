"""What an answer to an auditor comes to. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Said(StrEnum):
    """In one word."""

    YES = "yes"
    NO = "no"
    WORDS = "words"  # neither a plain yes nor a plain no


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What one mail says of one question."""

    question_id: UUID
    said: Said
    words: str
