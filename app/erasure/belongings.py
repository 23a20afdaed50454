"""What is one person's in the database: their mails, entries, addresses and names, gathered before anything goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, CompoundSelect, Uuid, cast, or_, select, union

from app.attestations.models import AttestationItem, AttestationList
from app.audits.models import AuditAnswer, AuditQuestion
from app.db import TenantScope
from app.erasure.traces import Identity, identity_phrases, is_telling, parts_of, short_turns, turns_of
from app.inbound.learning.ordinary import key
from app.inbound.models import MailOutcome, Question, ReceivedMail, SenderCheck
from app.integrity.models import IntegrityLook
from app.language import LANGUAGES, gettext_for
from app.language import mark as _
from app.ledger.models import LedgerEntry, LedgerOpening
from app.ledger.openings import texts_of
from app.matches.models import MatchParticipant, Meeting, StatusReport
from app.outbound.models import OutboundMail, ReplyAddress
from app.programmes.models import Absence, Person, PersonAddress
from app.tenants.models import Membership


@dataclass(frozen=True, slots=True)
class Belongings:
    """A person's rows by id, all that names them, and the turns of their words; `circle` are those matched with them.

    `subjects` are the ids that notes about them may name, `causes` those that our mails about something of theirs do.
    """

    person_id: UUID
    user_id: UUID | None
    addresses: frozenset[str]
    mails: frozenset[UUID]
    claims: frozenset[UUID]
    circle: frozenset[UUID]
    subjects: frozenset[UUID]
    causes: frozenset[str]
    identity: Identity
    turns: frozenset[str]


def circle_of(scope: TenantScope, person_id: UUID) -> frozenset[UUID]:
    """Everybody who was ever in a match with the person."""
    own = select(MatchParticipant.match_id).where(
        MatchParticipant.tenant_id == scope.tenant_id, MatchParticipant.person_id == person_id
    )
    rows = scope.session.scalars(
        select(MatchParticipant.person_id).where(
            MatchParticipant.tenant_id == scope.tenant_id, MatchParticipant.match_id.in_(own)
        )
    )
    return frozenset(rows) - {person_id}


def belongings_of(scope: TenantScope, person: Person, circle: frozenset[UUID]) -> Belongings:
    """Everything that is theirs, as it stands now."""
    addresses, mails, claims = _addresses(scope, person), _mails(scope, person.id), _claims(scope, person.id)
    others = _others(scope, person.id)
    told, named = _texts(scope, person.id, claims), [*others, *_staff(scope)]
    return Belongings(
        person_id=person.id,
        user_id=person.user_id,
        addresses=addresses,
        mails=mails,
        claims=claims,
        circle=circle,
        subjects=frozenset({person.id, *mails, *claims, *_looks(scope, person.id)}),
        causes=frozenset(map(str, (*claims, *_causes(scope, person.id, claims, mails)))),
        identity=_identity(person, addresses, others),
        turns=turns_of(told, named) | short_turns(_as_printed(texts_of(scope, claims, "topics").values()), named),
    )


def phrases_of_everybody(scope: TenantScope) -> frozenset[str]:
    """All that names somebody who is here: members and staff, by name, part of a name, address, or number."""
    mine = scope.tenant_id
    people = scope.session.execute(
        select(Person.name, Person.email, Person.member_number).where(Person.tenant_id == mine)
    ).all()
    own = scope.session.scalars(select(PersonAddress.email).where(PersonAddress.tenant_id == mine))
    singles = _with_parts([*(one.name for one in people), *_staff(scope)])
    addresses = {*(one.email for one in people), *own}
    numbers = {one.member_number for one in people if one.member_number}
    return identity_phrases(Identity(tuple(singles), tuple(addresses), tuple(numbers))) - {""}


def _addresses(scope: TenantScope, person: Person) -> frozenset[str]:
    own = scope.session.scalars(
        select(PersonAddress.email).where(
            PersonAddress.tenant_id == scope.tenant_id,
            PersonAddress.person_id == person.id,
            PersonAddress.kind == "own",
        )
    )
    return frozenset({person.email, *own}) - {""}


def _mails(scope: TenantScope, person_id: UUID) -> frozenset[UUID]:
    """What they wrote, what came to a secret address of theirs, and what came back of ours to them."""
    mine = scope.tenant_id
    found: CompoundSelect[UUID] = union(
        select(MailOutcome.received_mail_id).where(MailOutcome.tenant_id == mine, MailOutcome.person_id == person_id),
        select(SenderCheck.received_mail_id).where(SenderCheck.tenant_id == mine, SenderCheck.person_id == person_id),
        select(Absence.received_mail_id).where(Absence.tenant_id == mine, Absence.person_id == person_id),
        select(Question.received_mail_id).where(Question.tenant_id == mine, Question.person_id == person_id),
        select(Meeting.received_mail_id).where(Meeting.tenant_id == mine, Meeting.reported_by_id == person_id),
        select(StatusReport.received_mail_id).where(
            StatusReport.tenant_id == mine, StatusReport.person_id == person_id
        ),
        select(LedgerEntry.received_mail_id).where(
            LedgerEntry.tenant_id == mine,
            or_(LedgerEntry.by_id == person_id, LedgerEntry.by_id.is_(None) & (LedgerEntry.person_id == person_id)),
        ),
        select(AuditAnswer.received_mail_id)
        .join(
            AuditQuestion,
            (AuditQuestion.tenant_id == AuditAnswer.tenant_id) & (AuditQuestion.id == AuditAnswer.question_id),
        )
        .where(AuditAnswer.tenant_id == mine, AuditQuestion.person_id == person_id),
        select(ReceivedMail.id)
        .outerjoin(
            ReplyAddress,
            (ReplyAddress.tenant_id == ReceivedMail.tenant_id) & (ReplyAddress.id == ReceivedMail.reply_address_id),
        )
        .outerjoin(
            OutboundMail,
            (OutboundMail.tenant_id == ReceivedMail.tenant_id) & (OutboundMail.id == ReceivedMail.outbound_mail_id),
        )
        .where(
            ReceivedMail.tenant_id == mine,
            or_(ReplyAddress.person_id == person_id, OutboundMail.person_id == person_id),
        ),
    )
    return frozenset(one for one in scope.session.scalars(found) if one)


def _claims(scope: TenantScope, person_id: UUID) -> frozenset[UUID]:
    return frozenset(
        scope.session.scalars(
            select(LedgerEntry.id).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.person_id == person_id)
        )
    )


def _looks(scope: TenantScope, person_id: UUID) -> Iterable[UUID]:
    return scope.session.scalars(
        select(IntegrityLook.id).where(IntegrityLook.tenant_id == scope.tenant_id, IntegrityLook.person_id == person_id)
    )


def _causes(scope: TenantScope, person_id: UUID, claims: frozenset[UUID], mails: frozenset[UUID]) -> Iterator[UUID]:
    """What their claims were put to others in, what came of their mails, and what they answered."""
    mine = scope.tenant_id
    items = scope.session.scalars(
        select(AttestationItem.id).where(AttestationItem.tenant_id == mine, AttestationItem.claim_id.in_(claims))
    ).all()
    for query in (
        select(AttestationList.id).where(
            AttestationList.tenant_id == mine, AttestationList.item_ids.op("&&")(cast(list(items), ARRAY(Uuid)))
        ),
        select(AuditQuestion.inquiry_id).where(AuditQuestion.tenant_id == mine, AuditQuestion.claim_id.in_(claims)),
        select(MailOutcome.id).where(MailOutcome.tenant_id == mine, MailOutcome.received_mail_id.in_(mails)),
        select(LedgerEntry.id).where(LedgerEntry.tenant_id == mine, LedgerEntry.by_id == person_id),
    ):
        yield from scope.session.scalars(query)


def _others(scope: TenantScope, person_id: UUID) -> list[str]:
    rows = scope.session.scalars(select(Person.name).where(Person.tenant_id == scope.tenant_id, Person.id != person_id))
    return list(rows)


def _staff(scope: TenantScope) -> list[str]:
    return list(scope.session.scalars(select(Membership.name).where(Membership.tenant_id == scope.tenant_id)))


def _with_parts(names: Iterable[str]) -> frozenset[str]:
    return frozenset(one for name in names for one in (name, *parts_of(name)))


def _identity(person: Person, addresses: frozenset[str], others: list[str]) -> Identity:
    """Their names as far as nobody else here bears them; two people of one name cannot be told apart."""
    taken = {key(name) for name in _with_parts(others)}
    names = {person.name, person.given_name, *parts_of(person.name)}
    singles = {name for name in names if " " in name or name in parts_of(name)}
    return Identity(
        names=tuple(sorted(name for name in singles if key(name) not in taken)),
        addresses=tuple(sorted(addresses)),
        numbers=tuple(number for number in (person.member_number or "",) if is_telling(number)),
    )


def _texts(scope: TenantScope, person_id: UUID, claims: frozenset[UUID]) -> list[str]:
    """Their words as they were read, kept with entries, and written to auditors."""
    mine = scope.tenant_id
    opened = scope.session.scalars(
        select(LedgerOpening.text)
        .join(
            LedgerEntry,
            (LedgerEntry.tenant_id == LedgerOpening.tenant_id) & (LedgerEntry.id == LedgerOpening.entry_id),
        )
        .where(
            LedgerOpening.tenant_id == mine,
            LedgerOpening.field.in_(("words", "topics")),
            or_(LedgerEntry.by_id == person_id, LedgerEntry.by_id.is_(None) & LedgerEntry.id.in_(claims)),
        )
    )
    read = scope.session.scalars(
        select(MailOutcome.reading["reply_text"].astext).where(
            MailOutcome.tenant_id == mine, MailOutcome.person_id == person_id, MailOutcome.reading.is_not(None)
        )
    )
    answered = scope.session.scalars(
        select(AuditAnswer.words)
        .join(
            AuditQuestion,
            (AuditQuestion.tenant_id == AuditAnswer.tenant_id) & (AuditQuestion.id == AuditAnswer.question_id),
        )
        .where(AuditAnswer.tenant_id == mine, AuditQuestion.person_id == person_id)
    )
    met = scope.session.execute(
        select(Meeting.topics, Meeting.homework).where(Meeting.tenant_id == mine, Meeting.reported_by_id == person_id)
    )
    told = [text for row in met for text in row]
    return [text for text in (*opened, *read, *answered, *told) if text]


def _as_printed(topics: Iterable[str]) -> Iterator[str]:
    """As the mails print them that ask others to confirm hours, and as these quote them."""
    for topic in topics:
        for language in LANGUAGES:
            yield gettext_for(language).gettext(_("Topics: %(topics)s")) % {"topics": topic}
