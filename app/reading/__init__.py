"""What a person wrote, turned into facts: pure functions from a reply and its context to a reading."""

from app.reading.read import read_reply

__all__ = ["read_reply"]
