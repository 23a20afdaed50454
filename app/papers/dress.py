"""How an organisation's papers look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dress:
    """The organisation's colour, dark enough to read on white (`#rrggbb`), and its logo.

    The logo is PNG or JPEG, empty where there is none; `logo_width` is in CSS pixels, as mails show it.
    """

    accent: str
    logo: bytes = b""
    logo_width: int = 0
