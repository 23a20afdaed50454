"""Whether somebody consents to a pair (M8). Pure.

A no, a wish for no more mail and "I do not know them" are noes. A yes may have more words beside it, as people write,
where none of them takes it back, puts it off or asks something.
"""

from collections.abc import Collection
from typing import Final

from app.inbound.identity.plain_answer import is_taken_back, plain_answer
from app.reading.contract import Kind, Reading

_LONGEST: Final = 600  # characters of a yes with words beside it
_ASKS: Final = "?"


def consents(reading: Reading, names: Collection[str]) -> bool | None:
    """Yes, no, or `None` where a person has to read it; `names` are those that they may sign with."""
    if reading.kind is Kind.UNSUBSCRIBE or reading.command == "stop":
        return False
    plain = plain_answer(reading, names, agrees=True)
    if plain is not None:
        return plain
    text = reading.reply_text
    if reading.answer == "no" and _ASKS not in text:
        return False
    clear = len(text) <= _LONGEST and _ASKS not in text and not is_taken_back(text)
    return True if reading.answer == "yes" and clear else None
