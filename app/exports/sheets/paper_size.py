"""On which paper people print, by their locale."""

from typing import Final

_LETTER: Final = frozenset({"CA", "US", "MX", "CL", "CO", "CR", "DO", "GT", "PA", "PH", "PR", "SV", "VE"})


def region_of(locale: str) -> str:
    """The country of a locale (ISO 3166 alpha-2); Canada where it names none."""
    territory = locale.replace("_", "-").partition("-")[2].upper()
    return territory if len(territory) == 2 and territory.isalpha() else "CA"  # noqa: PLR2004 - alpha-2


def paper_of(locale: str) -> str:
    """`us-letter` or `a4`, as typst names them."""
    return "us-letter" if region_of(locale) in _LETTER else "a4"
