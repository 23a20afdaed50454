"""How a tenant's mails look (U5): one accent colour, dark enough to read and light enough in the dark, and a logo."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

PAPER: Final = "#ffffff"
NIGHT: Final = "#16191c"
"""The grounds that mails stand on, in light and in dark mode."""
READABLE: Final = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3)."""
ACCENT: Final = "#1f5c7a"
"""The colour of those who have chosen none."""

_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_STEPS: Final = 50
_LINEAR_BELOW: Final = 0.04045
_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that goes with the mail, and its size in CSS pixels.

    `alt` is the organisation's name, which stands in its place where pictures are off.
    """

    logo_id: UUID
    alt: str
    width: int
    height: int

    @property
    def content_id(self) -> str:
        """What the picture is called inside the mail (RFC 2392)."""
        return content_id(self.logo_id)


@dataclass(frozen=True, slots=True)
class Look:
    """`accent` for light grounds, `accent_at_night` for dark ones, both `#rrggbb` and readable there."""

    accent: str = ACCENT
    accent_at_night: str = "#7fb8d4"
    logo: Logo | None = None


PLAIN: Final = Look()
"""What mails wear where the organisation has chosen nothing."""


def content_id(logo_id: UUID) -> str:
    """The Content-ID of a logo, without its angle brackets."""
    return f"{logo_id.hex}@logo.mentorpost"


def is_colour(text: str) -> bool:
    """Whether it is a colour as a browser's field for colours gives it: `#rrggbb` in small letters."""
    return bool(_HEX.fullmatch(text))


def look_in(colour: str | None, logo: Logo | None = None) -> Look:
    """The look in a colour of the tenant's own (`#rrggbb`), or as near to it as can be read, by day and by night."""
    if colour is None:
        return Look(logo=logo)
    return Look(readable_on(PAPER, colour), readable_on(NIGHT, colour), logo)


def readable_on(ground: str, colour: str) -> str:
    """The colour itself where text in it can be read on `ground`; else the nearest that can, darker or lighter."""
    towards = "#000000" if luminance(ground) > luminance(NIGHT) else "#ffffff"
    mixes = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(mix for mix in mixes if contrast(mix, ground) >= READABLE)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    return sum(weight * _linear(part / 255) for weight, part in zip(_WEIGHTS, _parts(colour), strict=True))


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, towards: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(towards), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
