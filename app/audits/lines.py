"""An entry in a row, as those who are asked about it read it."""

from collections.abc import Collection
from uuid import UUID

from app.language import clock_time, day_and_year, gettext_for, hours_words, list_words, month_name
from app.language import mark as _
from app.ledger.columns import Columns
from app.programmes.mode_words import UNSPECIFIED, mode_words

_FROM_TO = _("%(start)s to %(end)s")
_WITH = _("with %(partners)s")


def line_words(claim: Columns, minutes: int, partners: Collection[str], locale: str) -> str:
    """Date, time, how, how long, with whom: `12 May 2026, 6 p.m. to 7 p.m., video, 1 h, with Kate Li`."""
    say = gettext_for(locale).gettext
    parts = [
        day_and_year(claim.local_date, locale)
        if claim.local_date
        else f"{month_name(claim.period, locale)} {claim.period[:4]}"
    ]
    if claim.starts and claim.ends:
        clocks = {"start": clock_time(claim.starts, locale), "end": clock_time(claim.ends, locale)}
        parts.append(say(_FROM_TO) % clocks)
    elif claim.starts:
        parts.append(clock_time(claim.starts, locale))
    if claim.mode and claim.mode != UNSPECIFIED:
        parts.append(mode_words(claim.mode, locale))
    parts.append(hours_words(minutes, locale))
    if partners:
        parts.append(say(_WITH) % {"partners": list_words(list(partners), locale)})
    return ", ".join(parts)


def others_of(claim: Columns, person_id: UUID, names: dict[UUID, str]) -> tuple[str, ...]:
    """Everybody else in an entry, as one of its parties sees it: the claimant first."""
    parties = dict.fromkeys((claim.person_id, *claim.counterpart_ids))
    return tuple(names[party] for party in parties if party != person_id and party in names)
