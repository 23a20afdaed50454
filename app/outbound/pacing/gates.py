"""What stands between a mail that is due and its sending: an address that is silent, a person who left, the night."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.outbound.letter.mail import MailKind
from app.outbound.models import OutboundMail
from app.outbound.pacing.occasions import OCCASIONS, UNASKED, Occasion
from app.outbound.pacing.quiet_hours import next_allowed, zone_of_person
from app.outbound.pacing.withholding import Withheld
from app.outbound.reach.suppression import suppressed
from app.programmes.models import Person
from app.programmes.rules import Rules
from app.programmes.versions import rules_of


@dataclass(frozen=True, slots=True)
class Known:
    """What decides over the mails of one batch."""

    silent: frozenset[str]
    silent_to_answers: frozenset[str]
    unsubscribed: frozenset[UUID]
    zones: dict[UUID, str | None]
    rules: dict[UUID, Rules]


def known_of(scope: TenantScope, rows: Sequence[OutboundMail]) -> Known:
    """Look up what decides over these mails, in a few queries for all of them."""
    emails = {row.to_address for row in rows}
    people = _people(scope, {row.person_id for row in rows if row.person_id})
    return Known(
        silent=frozenset(suppressed(scope, emails)),
        silent_to_answers=frozenset(suppressed(scope, emails, answering=True)),
        unsubscribed=frozenset(person_id for person_id, (gone, _) in people.items() if gone),
        zones={person_id: zone for person_id, (_, zone) in people.items()},
        rules=_rules(scope, {row.programme_id for row in rows if row.programme_id and _unasked(row)}),
    )


def withheld(row: OutboundMail, known: Known) -> Withheld | None:
    """Why a mail must not go out at all; a way in and care for somebody always go."""
    occasion = OCCASIONS[MailKind(row.kind)]
    if occasion is Occasion.ALWAYS:
        return None
    if occasion in UNASKED and row.person_id in known.unsubscribed:
        return Withheld.UNSUBSCRIBED
    silent = known.silent_to_answers if occasion is Occasion.ANSWER else known.silent
    return Withheld.SUPPRESSED if row.to_address.strip().lower() in silent else None


def not_before(row: OutboundMail, known: Known, now: datetime) -> datetime:
    """When a mail may go: `now`, or the next morning for one that nobody asked for (UTC)."""
    rules = known.rules.get(row.programme_id) if row.programme_id else None
    if rules is None or not _unasked(row):
        return now
    zone = known.zones.get(row.person_id) if row.person_id else None  # who is nobody's member: the programme's night
    return next_allowed(now, zone_of_person(zone, rules), rules)


def _unasked(row: OutboundMail) -> bool:
    return OCCASIONS[MailKind(row.kind)] in UNASKED


def _people(scope: TenantScope, ids: set[UUID]) -> dict[UUID, tuple[bool, str | None]]:
    if not ids:
        return {}
    rows = scope.session.execute(
        select(Person.id, Person.unsubscribed_at, Person.timezone).where(
            Person.tenant_id == scope.tenant_id, Person.id.in_(ids)
        )
    )
    return {person_id: (gone is not None, zone) for person_id, gone, zone in rows}


def _rules(scope: TenantScope, programme_ids: set[UUID]) -> dict[UUID, Rules]:
    """The latest rules of each programme; a batch is of one or two."""
    return {one: rules_of(scope, None, programme_id=one).rules for one in programme_ids}
