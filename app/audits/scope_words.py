"""An audit's scope in a few lines, the same in the invitation and on the pages."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.audits.scope import Members
from app.language import day_and_year, gettext_for, list_words
from app.language import mark as _

_DAYS: Final = {
    (True, True): _("Days: %(since)s to %(until)s"),
    (True, False): _("Days: from %(since)s on"),
    (False, True): _("Days: until %(until)s"),
    (False, False): _("Days: all on record"),
}


@dataclass(frozen=True, slots=True)
class ScopeTold:
    """What is open to an auditor: programmes, local days (None without a bound), whose hours, and until when.

    `number` members are named or to be drawn, these out of `population`.
    """

    programmes: tuple[str, ...]
    since: date | None
    until: date | None
    members: Members
    ends_on: date
    number: int = 0
    population: int = 0


def scope_lines(told: ScopeTold, locale: str) -> tuple[str, ...]:
    """One line each for programmes, days, members and the end."""
    say = gettext_for(locale).gettext
    days = {
        "since": told.since and day_and_year(told.since, locale),
        "until": told.until and day_and_year(told.until, locale),
    }
    return (
        say(_("Programmes: %(programmes)s")) % {"programmes": list_words(list(told.programmes), locale)},
        say(_DAYS[told.since is not None, told.until is not None]) % days,
        _members(told, locale),
        say(_("Open until %(day)s")) % {"day": day_and_year(told.ends_on, locale)},
    )


def _members(told: ScopeTold, locale: str) -> str:
    say = gettext_for(locale).gettext
    numbers = {"number": told.number, "population": told.population}
    match told.members:
        case Members.ALL:
            return say(_("Members: everybody with hours there"))
        case Members.NAMED:
            return say(_("Members: named by the organisation (%(number)s)")) % numbers
        case Members.DRAWN:
            return say(_("Members: a random sample of %(number)s out of %(population)s")) % numbers
