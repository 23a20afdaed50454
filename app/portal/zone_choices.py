"""The time zones as a person chooses among them: those of the programme's country by city, the others by country."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import get_timezone_location, get_timezone_name

from app.db import TenantScope
from app.language import mark as _
from app.portal.hours_form import Fault
from app.portal.reader import reader_locale
from app.programmes.time_zones import WORLD, country_of, zones_by_country
from app.programmes.versions import zones_of_programmes

ZONE_FIELD: Final = "timezone"
LONGEST_ZONE: Final = 64
NO_ZONE: Final = Fault(ZONE_FIELD, _("There is no such time zone. Please choose one of the list."))


@dataclass(frozen=True, slots=True)
class ZoneGroup:
    """Zones below one heading, each with its name in the reader's words; no heading: all the other countries."""

    heading: str
    zones: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ZoneChoices:
    """What a form offers: `usual` is what no choice means, `groups` hold every zone once."""

    usual: str
    groups: tuple[ZoneGroup, ...]

    def offers(self, zone: str | None) -> bool:
        """Whether a zone is among them; an earlier name of one, or a mere distance from UTC, is not."""
        return any(zone == name for group in self.groups for name, _words in group.zones)


def zone_choices(scope: TenantScope) -> ZoneChoices:
    """The zones in the reader's language, those of the countries in which the tenant's programmes run first."""
    first, locale = zones_of_programmes(scope), reader_locale()
    places = dict.fromkeys(_place(zone, Locale.parse(locale, sep="-")) for zone in first)
    return ZoneChoices(" / ".join(places), zone_groups(first, locale))


@cache
def zone_groups(first: tuple[str, ...], locale: str) -> tuple[ZoneGroup, ...]:
    """Every zone once; the countries of the zones that come `first` have headings, and their zones a city's name."""
    reader = Locale.parse(locale, sep="-")
    near = [country for country in dict.fromkeys(map(country_of, first)) if country != WORLD]
    headed = (
        ZoneGroup(reader.territories[country], _sorted((zone, _place(zone, reader)) for zone in zones))
        for country in near
        if (zones := zones_by_country().get(country))
    )
    others = (
        (zone, _abroad(country, zone, reader, alone=len(zones) == 1))
        for country, zones in zones_by_country().items()
        if country not in near
        for zone in zones
    )
    return (*headed, ZoneGroup("", _sorted(others)))


def _place(zone: str, reader: Locale) -> str:
    """The city, and the time as it is called there: `Edmonton, Mountain Time`."""
    if country_of(zone) == WORLD:
        return zone
    return f"{_city(zone, reader)}, {get_timezone_name(zone, 'long', locale=reader, zone_variant='generic')}"


def _abroad(country: str, zone: str, reader: Locale, *, alone: bool) -> str:
    """The country, and the city where it has several zones: `Brazil, Manaus`."""
    name = reader.territories[country]
    return name if alone else f"{name}, {_city(zone, reader)}"


def _city(zone: str, reader: Locale) -> str:
    return get_timezone_location(zone, locale=reader, return_city=True)


def _sorted(zones: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """As a reader looks names up: accents and capitals make no difference."""
    return tuple(sorted(zones, key=lambda one: unicodedata.normalize("NFKD", one[1]).encode("ascii", "ignore").lower()))
