"""Step 4, the second half: what is known of whoever writes, and what was known when we asked."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from app.db import TenantScope
from app.inbound.confirming.known_lists import known_list, with_items
from app.inbound.hours.completing import asked_about, asked_items
from app.inbound.identity.known_writers import known_addresses, pending_check, proving_address
from app.inbound.inquiries.known_inquiries import known_inquiry, with_questions
from app.inbound.known import Known, KnownMatch, KnownPartner, PendingQuestion, RecordedHours, Stranger
from app.inbound.models import Question
from app.inbound.pairs.known_pairs import known_proposal, may_register
from app.inbound.place import Place
from app.ledger.incomplete import incomplete_claims
from app.ledger.required import ASKABLE
from app.ledger.totals import live_claims
from app.matches.models import CheckIn
from app.matches.people import MatchOfPerson, running_matches
from app.outbound.posts.hours import EXPLANATION
from app.outside_letters.listed import organisations_by_entry
from app.programmes.models import Person, Programme
from app.programmes.rules import Rules
from app.programmes.versions import rules_of
from app.reading.context import REQUIRABLE
from app.reading.contract import AskedItem, Checkin, Context, Participant, Partner
from app.reading.contract import Programme as ProgrammeContext

READ_AS = {EXPLANATION: "confirmation"}
"""How an answer is read that comes to an address of ours alone, as one of the kinds that the reading knows."""


def load_known(scope: TenantScope, place: Place, now: datetime) -> Known:
    """Everything about the person at that place, as it stands now (UTC)."""
    assert place.person_id is not None
    person = scope.session.get_one(Person, (scope.tenant_id, place.person_id))
    programme = scope.session.get_one(Programme, (scope.tenant_id, place.programme_id))
    check_in = _check_in(scope, place)
    matches = _matches(scope, running_matches(scope, person.id, programme.id))
    rules_id, rules = _rules(scope, check_in, matches, programme)
    recorded = _recorded(scope, person.id, programme.id)
    question = _open_still(_question(scope, place), recorded)
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
                _context(
                    person,
                    programme,
                    rules,
                    matches,
                    place,
                    items=asked_items(question, recorded, matches, person.locale),
                ),
                listed,
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
    return PendingQuestion(row.id, row.subject_matter, row.reading, answered=row.answered_at is not None)


def _open_still(question: PendingQuestion | None, recorded: tuple[RecordedHours, ...]) -> PendingQuestion | None:
    """An answered question is closed; but what hours lack is told at any time, until nothing lacks (H6)."""
    if question is None or not question.answered:
        return question
    return question if any(hours.lacks for hours in asked_about(question, recorded)) else None


def _recorded(scope: TenantScope, person_id: UUID, programme_id: UUID) -> tuple[RecordedHours, ...]:
    """What a reply may add to or put right; hours by letter are a coordinator's to change (H7)."""
    by_letter = organisations_by_entry(scope, person_id)
    claims = live_claims(scope, person_id=person_id, programme_id=programme_id)
    lacking = incomplete_claims(scope, claims)
    return tuple(
        RecordedHours(
            entry_id=live.claim.id,
            match_id=live.claim.match_id,
            period=live.claim.period,
            mode=live.claim.mode or "unspecified",
            minutes=live.minutes,
            held_on=live.claim.local_date,
            starts=live.claim.starts,
            lacks=tuple(field for field in lacking.get(live.claim.id, ()) if field in ASKABLE),
        )
        for live in claims
        if live.minutes and live.claim.id not in by_letter
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
