"""What a log is narrowed to besides its days: some programmes, or without words (X1). Kept with its issue.

Whoever holds such a log can prove all that it shows; what it leaves out is named by its place only, or stays sealed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self
from uuid import UUID

from app.ledger.columns import Columns

WORDS: Final = "words"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The programmes shown, `None` for all, and whether the words behind the entries are opened."""

    programmes: frozenset[UUID] | None = None
    words: bool = True

    @classmethod
    def of_parameters(cls, parameters: Mapping[str, Any]) -> Self:
        """What an issue of a log was narrowed to, as `parameters` keeps it."""
        named = parameters.get("programmes")
        programmes = None if named is None else frozenset(map(UUID, named))
        return cls(programmes, parameters.get("words", True))

    def parameters(self) -> dict[str, Any]:
        """What is kept of it; nothing where it narrows nothing."""
        kept: dict[str, Any] = {} if self.words else {"words": False}
        return kept if self.programmes is None else kept | {"programmes": sorted(map(str, self.programmes))}

    def covers(self, programme_id: UUID) -> bool:
        """Whether the hours of a programme are shown."""
        return self.programmes is None or programme_id in self.programmes

    def of(self, entries: Iterable[Columns]) -> list[Columns]:
        """The entries of the programmes shown."""
        return [entry for entry in entries if self.covers(entry.programme_id)]

    def opens(self, field: str) -> bool:
        """Whether what is behind a commitment may be shown."""
        return self.words or field != WORDS


WHOLE: Final = Narrowing()
