"""How far a draw is. A value, pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draw:
    """How far a draw is, with all that is needed to do it again; `frozen_at` and `fixed_at` are UTC.

    `keys` is the whole list, `drawn` the keys of those drawn in the order of the draw, empty before.
    """

    keys: tuple[str, ...]
    digest: bytes
    wanted: int
    frozen_at: datetime
    seed: str | None
    fixed_at: datetime | None
    drawn: tuple[str, ...]
