"""In whose name a mail goes out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """The coordinator who signs, as the reader knows them.

    The phone number stands in every mail (I11); it is empty only where the organisation has given none.
    """

    programme: str
    coordinator: str
    phone: str
