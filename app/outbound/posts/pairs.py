"""The mails about pairs that formed elsewhere (M8): the question to the other, and what becomes of it."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from app.db import TenantScope
from app.events import PairAgreed, PairAsked, PairEnded, PairKnown, PairProposed
from app.matches.models import Match, PairProposal
from app.matches.proposals import State
from app.outbound.letter.letterhead import look_of
from app.outbound.mails.coordinator_help import Matter
from app.outbound.mails.pair_agreed import PairAgreedFields, pair_agreed
from app.outbound.mails.pair_consent import PairConsentFields, pair_consent
from app.outbound.mails.pair_told import PairToldFields, Stands, pair_told
from app.outbound.outbox import Office, Post
from app.outbound.parties import Parties, parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.posts.staff import matter_mail
from app.outbound.reply_address import Purpose
from app.programmes.addresses import owner_of
from app.programmes.models import Person
from app.programmes.versions import rules_of
from app.tenants.access import organisation_name

LIFE: Final = timedelta(days=180)
MENTEE: Final = "mentee"


def consent_key(proposal_id: UUID) -> str:
    """What names the one question about a pair in the outbox."""
    return f"pair_consent:{proposal_id}"


def consent_mail(scope: TenantScope, event: PairAsked, office: Office) -> list[Post]:
    """To the other, who may never have heard of us, in the body's name; nothing else of the tenant is told."""
    row = _proposal(scope, event.proposal_id)
    parties, body = parties_of(scope, row.proposer_id, row.programme_id, office), organisation_name(scope)
    rules = rules_of(scope, None, programme_id=row.programme_id).rules
    assert row.answer_by is not None
    assert row.asked_at is not None
    fields = PairConsentFields(
        locale=_locale_of(scope, row, parties),
        first_name=row.name,
        person=parties.person.name,
        body=body,
        reader_mentors=row.role == MENTEE,
        since=row.since if row.since and row.since <= row.asked_at.date() else None,
        answer_by=row.answer_by,
        keep_years=rules.pairs.keep_years,
        look=look_of(scope),
    )
    return [
        Post(
            mail=pair_consent(fields),
            to_name=row.name,
            to_address=row.email,
            from_name=body,
            from_address=parties.address,
            once=consent_key(row.id),
            programme_id=row.programme_id,
            reply=Purpose(
                kind="proposal",
                person_id=row.proposer_id,
                programme_id=row.programme_id,
                expires_at=office.clock() + LIFE,
                pair_proposal_id=row.id,
            ),
        )
    ]


def told_mail(scope: TenantScope, event: PairProposed, office: Office) -> list[Post]:
    """To the member: we ask the other now, or the coordinator looks first. The address is not repeated."""
    row, mail = _proposal(scope, event.proposal_id), event.mail
    parties = parties_of(scope, row.proposer_id, row.programme_id, office)
    mentor, mentee = _mentor_first(row.role, parties.person.name, row.name)
    fields = PairToldFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        partner=row.name,
        stands=Stands(row.state),
        mentor=mentor,
        mentee=mentee,
        since=row.since,
        answer_by=row.answer_by,
        tells_hours=event.tells_hours,
    )
    return [_to_member(parties, fields, f"pair_told:{mail.outcome_id}", in_reply_to=mail.message_id)]


def approve_mail(scope: TenantScope, event: PairProposed, office: Office) -> list[Post]:
    """To the coordinator, where the rules have them look first."""
    if _proposal(scope, event.proposal_id).state != State.TO_APPROVE:
        return []
    return matter_mail(scope, event.mail, Matter.PAIR, office)


def known_mail(scope: TenantScope, event: PairKnown, office: Office) -> list[Post]:
    """To the member who tells of it once more."""
    mail = event.mail
    parties = parties_of(scope, mail.person_id, mail.programme_id, office)
    stands = Stands.MATCHED if event.matched else Stands.ASKED_BEFORE
    fields = PairToldFields(
        parties.person.locale,
        parties.sender,
        parties.person.given_name,
        event.name,
        stands,
        tells_hours=event.tells_hours,
    )
    return [_to_member(parties, fields, f"pair_told:{mail.outcome_id}", in_reply_to=mail.message_id)]


def ended_mail(scope: TenantScope, event: PairEnded, office: Office) -> list[Post]:
    """To the member: nothing comes of it."""
    parties = parties_of(scope, event.proposer_id, event.programme_id, office)
    stands = Stands(event.state)
    fields = PairToldFields(parties.person.locale, parties.sender, parties.person.given_name, event.name, stands)
    return [_to_member(parties, fields, f"pair_ended:{event.proposal_id}")]


def agreed_mails(scope: TenantScope, event: PairAgreed, office: Office) -> list[Post]:
    """To both; the other's answers what they wrote."""
    row = _proposal(scope, event.proposal_id)
    assert row.partner_id is not None
    match = scope.session.get_one(Match, (scope.tenant_id, row.match_id))
    both = [parties_of(scope, one, row.programme_id, office) for one in (row.proposer_id, row.partner_id)]
    member, partner = both
    mentor, mentee = _mentor_first(row.role, member.person.name, partner.person.name)
    return [
        to_person(
            reader,
            pair_agreed(
                PairAgreedFields(
                    locale=reader.person.locale,
                    sender=reader.sender,
                    first_name=reader.person.given_name,
                    partner=other.person.name,
                    mentor=mentor,
                    mentee=mentee,
                    since=match.started_on,
                    programme_address=reader.address,
                    consented=reader is partner,
                )
            ),
            f"pair_agreed:{row.id}:{reader.person.id}",
            reply=_own_purpose(reader, office),
            in_reply_to=event.message_id if reader is partner else None,
        )
        for reader, other in (both, both[::-1])
    ]


def _proposal(scope: TenantScope, proposal_id: UUID) -> PairProposal:
    return scope.session.get_one(PairProposal, (scope.tenant_id, proposal_id))


def _mentor_first(role: str, proposer: str, other: str) -> tuple[str, str]:
    return (other, proposer) if role == MENTEE else (proposer, other)


def _locale_of(scope: TenantScope, row: PairProposal, parties: Parties) -> str:
    """The other's own language where we know it, else that of whoever named them."""
    person_id = owner_of(scope, row.email)
    return scope.session.get_one(Person, (scope.tenant_id, person_id)).locale if person_id else parties.person.locale


def _to_member(parties: Parties, fields: PairToldFields, once: str, *, in_reply_to: str | None = None) -> Post:
    return to_person(parties, pair_told(fields), once, in_reply_to=in_reply_to)


def _own_purpose(parties: Parties, office: Office) -> Purpose:
    return Purpose("none", parties.person.id, parties.programme.id, office.clock() + LIFE)
