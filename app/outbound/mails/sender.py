"""In whose name a mail goes out."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look


@dataclass(frozen=True, slots=True)
class Sender:
    """The coordinator who signs, as the reader knows them.

    The phone number stands in every mail (I11); it is empty only where the organisation has given none. `look` is
    the organisation's own (U5).
    """

    programme: str
    coordinator: str
    phone: str
    look: Look = PLAIN
