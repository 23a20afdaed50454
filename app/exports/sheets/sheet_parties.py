"""The parties of an hour log as its first page shows them, with how to reach each (X2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exports.log.contacts import Contacts, Coordinator
from app.exports.log.rows import identity
from app.exports.log.schema import HourLog, Identity
from app.exports.sheets.sheet_words import role_words
from app.language import gettext_for
from app.language import mark as _


@dataclass(frozen=True, slots=True)
class Party:
    """One box: whose it is, the name, and lines below it."""

    label: str
    name: str
    lines: tuple[str, ...]


def parties(log: HourLog, contacts: Contacts, locale: str) -> tuple[Party, ...]:
    """The member, those they met with, and the coordinators of the programmes, in this order."""
    return (
        _member(log, contacts, locale),
        *_partners(log, contacts, locale),
        *(_coordinator(one, locale) for one in contacts.coordinators),
    )


def member_number(number: str | None, locale: str) -> str:
    """The organisation's number for a member, said so; nothing where there is none."""
    return gettext_for(locale).gettext(_("Member number %(number)s")) % {"number": number} if number else ""


def _member(log: HourLog, contacts: Contacts, locale: str) -> Party:
    roles = dict.fromkeys(role_words(claim.role, locale) for claim in log.claims)
    label = gettext_for(locale).gettext(_("Member"))
    lines = (member_number(log.member.member_number, locale), contacts.addresses.get(log.member.id, ""))
    return Party(_labelled(label, roles), log.member.name, _filled(*lines))


def _partners(log: HourLog, contacts: Contacts, locale: str) -> Iterator[Party]:
    say = gettext_for(locale).gettext
    latest: dict[str, Identity | None] = {}
    for entry in log.entries:
        for place, person in enumerate(entry.body.counterparts):
            latest[person] = identity(entry, f"counterparts.{place}") or latest.get(person)
    for person, known in latest.items():
        number = member_number(known.member_number if known else None, locale)
        name = known.name if known else say(_("name erased"))
        yield Party(say(_("Met with")), name, _filled(number, contacts.addresses.get(person, "")))


def _coordinator(one: Coordinator, locale: str) -> Party:
    label = gettext_for(locale).gettext(_("Coordinator"))
    return Party(label, one.name, _filled(one.programme, one.email, one.phone or ""))


def _labelled(label: str, roles: dict[str, None]) -> str:
    return f"{label} ({', '.join(roles)})" if roles else label


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
