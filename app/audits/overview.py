"""The members of a sample at a glance: what they claimed, and who confirmed it (X1)."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.audits.answers import PartyAsked
from app.audits.asking import parties_of_claim
from app.audits.lines import others_of
from app.audits.models import Audit
from app.audits.scope import claims_of, sample_of
from app.db import TenantScope
from app.ledger.states import LiveClaim, State
from app.programmes.models import Person
from app.programmes.names import names_of


class Standing(StrEnum):
    """Who confirmed hours, in one word: how it was confirmed, or why it is not."""

    MAIL = "mail"
    PAGE = "page"
    SILENCE = "silence"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"  # the rules ask nobody
    WAITING = "waiting"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


_UNANSWERED = {
    State.RECORDED: Standing.NOBODY,
    State.CLAIMED: Standing.WAITING,
    State.DISPUTED: Standing.DISPUTED,
    State.WITHDRAWN: Standing.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member: first and last month with hours (`YYYY-MM`), whole minutes in all and by who confirmed them.

    `asked` parties were asked about so many entries, `differing` of these answers are no plain yes.
    """

    person: Person
    months: tuple[str, str] | None
    entries: int
    minutes: int
    by_standing: Mapping[Standing, int]
    asked: int
    differing: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One claim of a member: who confirmed it, with whom it was, who was asked about it in this audit."""

    live: LiveClaim
    standing: Standing
    partners: tuple[str, ...]
    asked: tuple[PartyAsked, ...]

    @property
    def may_ask(self) -> bool:
        """Whether somebody is left to be asked, and something to be asked about."""
        parties = set(parties_of_claim(self.live.claim)) - {party.person_id for party in self.asked}
        return bool(self.live.minutes and parties)


def member_rows(scope: TenantScope, audit: Audit, asked: Mapping[UUID, Collection[PartyAsked]]) -> list[MemberRow]:
    """The whole sample in the order of the names."""
    return [_row(person, claims_of(scope, audit, person.id), asked) for person in sample_of(scope, audit)]


def entry_rows(
    scope: TenantScope, audit: Audit, person_id: UUID, asked: Mapping[UUID, Collection[PartyAsked]]
) -> list[EntryRow]:
    """What a member of the sample claimed within the audit, the latest first."""
    claims = claims_of(scope, audit, person_id)
    names = names_of(scope, {party for live in claims for party in live.claim.counterpart_ids})
    return [
        EntryRow(
            live,
            standing(live),
            others_of(live.claim, person_id, names),
            tuple(asked.get(live.claim.id, ())),
        )
        for live in claims
    ]


def standing(live: LiveClaim) -> Standing:
    """Who confirmed a claim, or why nobody has."""
    if live.state is not State.ATTESTED or live.answer is None:
        return _UNANSWERED[live.state]
    return Standing(live.answer.means or "")


def _row(person: Person, claims: list[LiveClaim], asked: Mapping[UUID, Collection[PartyAsked]]) -> MemberRow:
    by_standing = Counter[Standing]()
    for live in claims:
        by_standing[standing(live)] += live.minutes
    months = sorted(live.claim.period for live in claims)
    parties = [party for live in claims for party in asked.get(live.claim.id, ())]
    return MemberRow(
        person=person,
        months=(months[0], months[-1]) if months else None,
        entries=len(claims),
        minutes=by_standing.total(),
        by_standing={one: minutes for one, minutes in by_standing.items() if minutes},
        asked=len(parties),
        differing=sum(party.differs for party in parties),
    )
