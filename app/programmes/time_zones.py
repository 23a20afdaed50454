"""The time zones that people live in: which names are taken, and whose zones they are. Pure."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from babel.core import get_global

from app.errors import AppError

_NO_PLACES: Final = ("Factory", "localtime", "posixrules")
_COPIES: Final = ("posix/", "right/")
WORLD: Final = "001"
"""The country of zones that are in none, such as UTC."""
_NOWHERE: Final = "ZZ"


class UnknownZone(AppError):
    """What was given as a time zone is none; `field` says where it was given."""

    def __init__(self, field: str, given: str) -> None:
        super().__init__(f"{field}: {given!r} is no time zone: take an IANA name such as America/Edmonton")
        self.field = field


def required_zone(text: str, field: str = "timezone") -> str:
    """The IANA name that was meant, as the time zone database spells it: `america/new york` is America/New_York.

    Raises:
        UnknownZone: naming the `field`, when no zone is called that.

    """
    zone = _by_folded_name().get("_".join(text.split()).lower())
    if zone is None:
        raise UnknownZone(field, text)
    return zone


def optional_zone(text: str | None, field: str = "timezone") -> str | None:
    """The same for those who may have none: nothing but space is `None`.

    Raises:
        UnknownZone: as `required_zone` does.

    """
    return required_zone(text, field) if text and text.strip() else None


def country_of(zone: str) -> str:
    """The country of a zone (ISO 3166, two letters), also of an earlier name of it; `WORLD` where it has none."""
    country = _countries().get(get_global("zone_aliases").get(zone, zone), WORLD)
    return WORLD if country == _NOWHERE else country


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """Every zone that has a country, by it (ISO 3166)."""
    found: dict[str, list[str]] = {}
    for zone in sorted(_countries()):
        if zone in known_zones() and (country := country_of(zone)) != WORLD:
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


@cache
def known_zones() -> frozenset[str]:
    """The names that the time zone database of this machine knows for places and for fixed distances from UTC."""
    return frozenset(name for name in available_timezones() if name not in _NO_PLACES and not name.startswith(_COPIES))


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.lower(): name for name in known_zones()}


def _countries() -> Mapping[str, str]:
    """The zones that the Unicode CLDR tells apart, with their countries."""
    return get_global("zone_territories")
