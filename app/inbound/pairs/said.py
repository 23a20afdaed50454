"""What a member tells of a pair that formed elsewhere (M8). Values only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

MENTOR = "mentor"
MENTEE = "mentee"
OPPOSITE: Mapping[str, str] = {MENTOR: MENTEE, MENTEE: MENTOR}


class Missing(StrEnum):
    """What we must know before the other can be asked."""

    NAME = "name"
    ADDRESS = "address"
    ROLE = "role"
    ONE_EACH = "one_each"  # several people in one mail


@dataclass(frozen=True, slots=True)
class PairSaid:
    """The other's `name` and `email`, the `role` of whoever writes, and the words that say `since` when.

    What was not said is empty. `named`: a single word was asked about before and is the whole name. `several`: the
    mail tells of more than one person.
    """

    name: str = ""
    email: str = ""
    role: str = ""
    since: str = ""
    named: bool = False
    several: bool = False

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is to be asked for, in the order of the question."""
        if self.several:
            return (Missing.ONE_EACH,)
        wanted = {
            Missing.NAME: not self.name or not (self.named or " " in self.name),
            Missing.ADDRESS: not self.email,
            Missing.ROLE: not self.role,
        }
        return tuple(what for what, is_missing in wanted.items() if is_missing)

    def with_more(self, said: "PairSaid") -> "PairSaid":
        """This, completed by what was said later."""
        told = {field: value for field, value in asdict(said).items() if value}
        return replace(self, **told)

    def to_json(self) -> dict[str, object]:
        """As it waits for the answer to our question."""
        return {"pair": asdict(self)}


def pair_from_json(data: Mapping[str, Any] | None) -> PairSaid:
    """What `to_json` gave; nothing where there is nothing."""
    return PairSaid(**(data or {}).get("pair", {}))
