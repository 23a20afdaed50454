"""Step 4: who writes, about what, and what was known when we asked.

A reply key names all of it, and so does the return path of a mail of ours. A mail to a programme's own address is
placed by the mail of ours that it answers (In-Reply-To, References), else by its sender, with their one open check-in
or as a message of their own.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.completing import asked_about
from app.inbound.known import Known, KnownMatch, KnownPartner, PendingQuestion, RecordedHours, Stranger
from app.inbound.known_inquiries import known_inquiry, with_questions
from app.inbound.known_lists import known_list, with_items
from app.inbound.known_pairs import consented_by, known_proposal, may_register
from app.inbound.known_writers import known_addresses, pending_check, proving_address
from app.inbound.message import Message
from app.inbound.models import Question, ReceivedMail
from app.ledger.totals import live_claims
from app.matches.models import CheckIn
from app.matches.people import MatchOfPerson, programmes_of, running_matches
from app.outbound.models import OutboundMail, ReplyAddress
from app.outbound.posts.hours import EXPLANATION
from app.outside_letters.listed import organisations_by_entry
from app.programmes.addresses import people_at
from app.programmes.models import Person, Programme, ProgrammeAddress
from app.programmes.rules import Rules
from app.programmes.versions import rules_of
from app.reading.context import REQUIRABLE
from app.reading.contract import AskedItem, Checkin, Context, ItemKind, Participant, Partner
from app.reading.contract import Programme as ProgrammeContext

READ_AS = {EXPLANATION: "confirmation"}
"""How an answer is read that comes to an address of ours alone, as one of the kinds that the reading knows."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail belongs: whose it should be, which programme, and the mail of ours that it answers."""

    person_id: UUID | None
    programme_id: UUID
    address: ReplyAddress | None
    answered: OutboundMail | None
    several: bool = False  # the sender may answer for several people, and nothing says for whom


def place_of(scope: TenantScope, mail: ReceivedMail, message: Message) -> Place:
    """Find the place of a mail; `person_id` is `None` when nobody we know wrote it."""
    if mail.reply_address_id:
        return _place_of_address(scope, mail.reply_address_id)
    if mail.outbound_mail_id:
        return _place_of_sent(scope, mail.outbound_mail_id)
    assert mail.programme_id is not None
    answered = _answered_by_header(scope, message)
    if answered and answered.reply_address_id:
        return _place_of_address(scope, answered.reply_address_id)
    people = _people_writing(scope, message)
    if len(people) != 1:
        return Place(None, mail.programme_id, None, None, several=len(people) > 1)
    address = _open_check_in_address(scope, people[0], mail.programme_id)
    return _place_of_address(scope, address.id) if address else Place(people[0], mail.programme_id, None, None)


def place_of_person(scope: TenantScope, mail: ReceivedMail | None, person_id: UUID, programme_id: UUID) -> Place:
    """The place of what a coordinator takes to be this person's: that of the reply key, else of their open check-in."""
    if mail and mail.reply_address_id:
        keyed = _place_of_address(scope, mail.reply_address_id)
        if keyed.person_id == person_id:
            return keyed
    address = _open_check_in_address(scope, person_id, programme_id)
    return _place_of_address(scope, address.id) if address else Place(person_id, programme_id, None, None)


def load_known(scope: TenantScope, place: Place, now: datetime) -> Known:
    """Everything about the person at that place, as it stands now (UTC)."""
    assert place.person_id is not None
    person = scope.session.get_one(Person, (scope.tenant_id, place.person_id))
    programme = scope.session.get_one(Programme, (scope.tenant_id, place.programme_id))
    check_in = _check_in(scope, place)
    matches = _matches(scope, running_matches(scope, person.id, programme.id))
    rules_id, rules = _rules(scope, check_in, matches, programme)
    question = _question(scope, place)
    recorded = _recorded(scope, person.id, programme.id)
    addresses, proving = known_addresses(scope, person.id), proving_address(scope, place.address)
    check, listed = pending_check(scope, place.address), known_list(scope, place.address, person)
    inquiry = known_inquiry(scope, place.address, person.locale)
    consenting = known_proposal(scope, place.address)
    asked = (addresses, proving, check, listed, inquiry, consenting)
    expired = place.address.expires_at if place.address and place.address.expires_at <= now else None
    return Known(
        person_id=person.id,
        name=person.name,
        given_name=person.given_name,
        email=person.email,
        locale=person.locale,
        member_number=person.member_number,
        programme_id=programme.id,
        check_in_id=check_in.id if check_in else None,
        rules=rules,
        rules_id=rules_id,
        matches=matches,
        recorded=recorded,
        question=question,
        context=with_questions(
            with_items(
                _context(person, programme, rules, matches, place, items=_asked_items(question, recorded)), listed
            ),
            inquiry,
        ),
        closed_at=programme.closed_at,
        key_expired_at=expired,
        state=_state(programme, check_in, matches, recorded, question, asked=asked),
        addresses=addresses,
        proving=proving,
        check=check,
        listed=listed,
        inquiry=inquiry,
        consenting=consenting,
        may_register=may_register(scope, person.id, programme.id),
        conversation_id=place.answered.conversation_id if place.answered else None,
        explains=_purpose(place) == EXPLANATION,
    )


def _purpose(place: Place) -> str:
    """What the mail that is answered was for; nothing to whoever has come to have its address since."""
    if place.address is None or place.address.person_id != place.person_id:
        return "none"
    return place.address.purpose


def _place_of_address(scope: TenantScope, address_id: UUID) -> Place:
    address = scope.session.get_one(ReplyAddress, (scope.tenant_id, address_id))
    answered = scope.session.scalar(
        select(OutboundMail)
        .where(OutboundMail.tenant_id == scope.tenant_id, OutboundMail.reply_address_id == address.id)
        .order_by(OutboundMail.id.desc())
        .limit(1)
    )
    person_id = consented_by(scope, address) or address.person_id
    return Place(person_id, address.programme_id, address, answered)


def _place_of_sent(scope: TenantScope, mail_id: UUID) -> Place:
    """Some mail programs answer to the return path: it is an answer to that very mail."""
    sent = scope.session.get_one(OutboundMail, (scope.tenant_id, mail_id))
    if sent.reply_address_id:
        return _place_of_address(scope, sent.reply_address_id)
    own = programmes_of(scope, sent.person_id)[:1] if sent.person_id else []
    programme_id = sent.programme_id or next(iter(own), None) or _programme_writing(scope, sent)
    return Place(sent.person_id, programme_id, None, sent)


def _programme_writing(scope: TenantScope, sent: OutboundMail) -> UUID:
    """The programme from whose address a mail went out; one that has another address counts as the tenant's first."""
    local_part = sent.from_address.lower().partition("@")[0]
    by_address = select(ProgrammeAddress.programme_id).where(
        ProgrammeAddress.tenant_id == scope.tenant_id, ProgrammeAddress.local_part == local_part
    )
    first = select(Programme.id).where(Programme.tenant_id == scope.tenant_id).order_by(Programme.id).limit(1)
    return scope.session.scalar(by_address) or scope.session.execute(first).scalar_one()


def _answered_by_header(scope: TenantScope, message: Message) -> OutboundMail | None:
    ids = (*message.in_reply_to, *reversed(message.references))
    if not ids:
        return None
    return scope.session.scalar(
        select(OutboundMail)
        .where(OutboundMail.tenant_id == scope.tenant_id, OutboundMail.message_id.in_(ids))
        .order_by(OutboundMail.id.desc())
        .limit(1)
    )


def _people_writing(scope: TenantScope, message: Message) -> list[UUID]:
    addresses = {address.lower() for _, address in message.senders}
    return people_at(scope, addresses.pop()) if len(addresses) == 1 else []


def _open_check_in_address(scope: TenantScope, person_id: UUID, programme_id: UUID) -> ReplyAddress | None:
    open_ids = scope.session.scalars(
        select(CheckIn.id).where(
            CheckIn.tenant_id == scope.tenant_id,
            CheckIn.person_id == person_id,
            CheckIn.programme_id == programme_id,
            CheckIn.state.in_(("open", "asked")),
        )
    ).all()
    if len(open_ids) != 1:
        return None
    return scope.session.scalar(
        select(ReplyAddress)
        .where(ReplyAddress.tenant_id == scope.tenant_id, ReplyAddress.check_in_id == open_ids[0])
        .order_by(ReplyAddress.id.desc())
        .limit(1)
    )


def _check_in(scope: TenantScope, place: Place) -> CheckIn | None:
    if place.address is None or place.address.check_in_id is None:
        return None
    return scope.session.get_one(CheckIn, (scope.tenant_id, place.address.check_in_id))


def _matches(scope: TenantScope, found: list[MatchOfPerson]) -> tuple[KnownMatch, ...]:
    return tuple(
        KnownMatch(
            match_id=match.match_id,
            role=match.role,
            partners=tuple(KnownPartner(p.person_id, p.name, p.role, p.member_number) for p in match.partners),
            rules=(version := rules_of(scope, match.rules_id)).rules,
            rules_id=match.rules_id,
            rules_number=version.number,
            started_on=match.started_on,
        )
        for match in found
    )


def _rules(
    scope: TenantScope, check_in: CheckIn | None, matches: tuple[KnownMatch, ...], programme: Programme
) -> tuple[UUID, Rules]:
    rules_id = check_in.rules_id if check_in else next((match.rules_id for match in matches), None)
    version = rules_of(scope, rules_id) if rules_id else rules_of(scope, None, programme_id=programme.id)
    return version.rules_id, version.rules


def _question(scope: TenantScope, place: Place) -> PendingQuestion | None:
    if place.address is None or place.address.question_id is None:
        return None
    row = scope.session.get_one(Question, (scope.tenant_id, place.address.question_id))
    return None if row.answered_at else PendingQuestion(row.id, row.subject_matter, row.reading)


def _recorded(scope: TenantScope, person_id: UUID, programme_id: UUID) -> tuple[RecordedHours, ...]:
    """What a reply may add to or put right; hours by letter are a coordinator's to change (H7)."""
    by_letter = organisations_by_entry(scope, person_id)
    return tuple(
        RecordedHours(
            entry_id=live.claim.id,
            match_id=live.claim.match_id,
            period=live.claim.period,
            mode=live.claim.mode or "unspecified",
            minutes=live.minutes,
            held_on=live.claim.local_date,
            starts=live.claim.starts,
        )
        for live in live_claims(scope, person_id=person_id, programme_id=programme_id)
        if live.minutes and live.claim.id not in by_letter
    )


def _asked_items(question: PendingQuestion | None, recorded: tuple[RecordedHours, ...]) -> tuple[AskedItem, ...]:
    """The hours that our question was about, as items of the reading."""
    return tuple(
        AskedItem(str(hours.entry_id), f"{hours.mode} {hours.minutes} min", ItemKind.DETAILS)
        for hours in asked_about(question, recorded)
    )


def _requires(rules: Rules) -> tuple[str, ...]:
    return tuple(field for field in rules.hours.required if field in REQUIRABLE)


def _context(
    person: Person,
    programme: Programme,
    rules: Rules,
    matches: tuple[KnownMatch, ...],
    place: Place,
    *,
    items: tuple[AskedItem, ...],
) -> Context:
    sent, address = place.answered, place.address
    return Context(
        programme=ProgrammeContext(programme.name, rules.modes, person.locale, rules.timezone, _requires(rules)),
        participant=Participant(person.name, person.email, matches[0].role if matches else "mentor"),
        partners=tuple(Partner(partner.name, partner.role) for match in matches for partner in match.partners),
        checkin=Checkin(
            kind=READ_AS.get(_purpose(place), _purpose(place)),
            period=address.period if address else None,
            sent_at=(sent.sent_at or sent.created_at) if sent else None,
            subject=sent.subject if sent else "",
            text=sent.text if sent else "",
            html=sent.html if sent else None,
            items=items,
        ),
    )


def _state(
    programme: Programme,
    check_in: CheckIn | None,
    matches: tuple[KnownMatch, ...],
    recorded: tuple[RecordedHours, ...],
    question: PendingQuestion | None,
    *,
    asked: object,
) -> str:
    """A digest of all that a decision stands on; it differs when anything was written in between."""
    parts = [
        programme.closed_at,
        check_in.state if check_in else None,
        [(match.match_id, match.rules_id) for match in matches],
        [asdict(hours) for hours in recorded],
        question.question_id if question else None,
        repr(asked),
    ]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def stranger_at(scope: TenantScope, place: Place) -> Stranger:
    """A context without a person, so that a concern can be read whoever wrote it."""
    programme = scope.session.get_one(Programme, (scope.tenant_id, place.programme_id))
    rules = rules_of(scope, None, programme_id=programme.id).rules
    context = Context(
        programme=ProgrammeContext(programme.name, rules.modes, programme.locale, rules.timezone),
        participant=Participant("", "", "mentor"),
        partners=(),
        checkin=Checkin(kind="none", period=None, sent_at=None, subject="", text="", html=None),
    )
    return Stranger(programme.id, context, several=place.several)
