"""Who a mail is from and to: the programme's coordinator, its address, the person, the people they are matched with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.db import TenantScope
from app.language import list_words
from app.matches.people import MatchOfPerson, running_matches_of
from app.outbound.conversations import Thread
from app.outbound.letter.letterhead import look_of
from app.outbound.letter.look import Look
from app.outbound.mails.sender import Sender
from app.outbound.outbox import Office
from app.programmes.models import Person, Programme, ProgrammeAddress
from app.programmes.versions import rules_of
from app.tenants.models import Membership, Organisation


@dataclass(frozen=True, slots=True)
class ProgrammeParties:
    """The programme's end of a mail: its coordinator, its own address, its zone."""

    programme: Programme
    coordinator: Membership
    address: str
    zone: ZoneInfo
    look: Look

    @property
    def sender(self) -> Sender:
        """The coordinator as the reader knows them (I11)."""
        return Sender(self.programme.name, self.coordinator.name, self.coordinator.phone or "", self.look)


@dataclass(frozen=True, slots=True)
class Parties(ProgrammeParties):
    """Both ends of a mail between a programme and a participant."""

    person: Person
    matches: tuple[MatchOfPerson, ...]

    @property
    def partner_names(self) -> tuple[str, ...]:
        """Everybody the person is matched with."""
        return tuple(partner.name for match in self.matches for partner in match.partners)

    @property
    def with_whom(self) -> tuple[str, ...]:
        """Everybody the person is matched with, those of one match together, in the person's language."""
        return tuple(
            list_words([partner.name for partner in match.partners], self.person.locale) for match in self.matches
        )

    def thread(self, answered_id: UUID | None = None) -> Thread:
        """The conversation about all that the person is matched in; or the one that they answered in."""
        return Thread(
            self.person.id,
            self.programme.id,
            frozenset(match.match_id for match in self.matches),
            self.person.locale,
            answered_id,
        )


def programme_parties(scope: TenantScope, programme_id: UUID, office: Office) -> ProgrammeParties:
    """Look up the programme's end."""
    programme = scope.session.get_one(Programme, (scope.tenant_id, programme_id))
    local_part = scope.session.execute(
        select(ProgrammeAddress.local_part).where(
            ProgrammeAddress.tenant_id == scope.tenant_id, ProgrammeAddress.programme_id == programme_id
        )
    ).scalar_one()
    return ProgrammeParties(
        programme=programme,
        coordinator=scope.session.get_one(Membership, (scope.tenant_id, programme.coordinator_id)),
        address=f"{local_part}@{office.reply_domain}",
        zone=rules_of(scope, None, programme_id=programme_id).rules.zone,
        look=look_of(scope),
    )


def parties_of(scope: TenantScope, person_id: UUID, programme_id: UUID, office: Office) -> Parties:
    """Look both ends up."""
    return parties_by_pair(scope, {(person_id, programme_id)}, office)[person_id, programme_id]


def parties_by_pair(
    scope: TenantScope, pairs: Iterable[tuple[UUID, UUID]], office: Office
) -> dict[tuple[UUID, UUID], Parties]:
    """Look both ends up for many pairs of person and programme, in a few queries for each programme."""
    people_in = defaultdict[UUID, set[UUID]](set)
    for person_id, programme_id in pairs:
        people_in[programme_id].add(person_id)
    return {
        (parties.person.id, programme_id): parties
        for programme_id, people in people_in.items()
        for parties in _parties_in(scope, programme_id, people, office)
    }


def _parties_in(scope: TenantScope, programme_id: UUID, person_ids: set[UUID], office: Office) -> list[Parties]:
    ours = programme_parties(scope, programme_id, office)
    matches = running_matches_of(scope, person_ids, programme_id)
    people = scope.session.scalars(select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.in_(person_ids)))
    return [
        Parties(
            programme=ours.programme,
            coordinator=ours.coordinator,
            address=ours.address,
            zone=ours.zone,
            look=ours.look,
            person=person,
            matches=tuple(matches[person.id]),
        )
        for person in people
    ]


def named_person(scope: TenantScope) -> Membership:
    """The one person of the tenant who is told of safeguarding concerns (C2)."""
    query = select(Organisation.safeguarding_id).where(Organisation.tenant_id == scope.tenant_id)
    return scope.session.get_one(Membership, (scope.tenant_id, scope.session.execute(query).scalar_one()))
