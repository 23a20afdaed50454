"""The mails about hours on which two people differ: to both sides and the coordinator, who said what (P8)."""

from collections.abc import Sequence
from uuid import UUID

from app.attestations.lines import Line, items_by_id, line_words, lines_of
from app.attestations.models import AttestationList
from app.attestations.outcomes import Purpose as ListPurpose
from app.attestations.retold import retold
from app.attestations.said_words import said_words
from app.db import TenantScope, new_id
from app.events import DisputeSettled, HoursDisputed
from app.ledger.openings import texts_of
from app.outbound.mails.dispute import DisputedEntry, DisputeFields, dispute
from app.outbound.mails.dispute_notice import DisputeNoticeFields, dispute_notice
from app.outbound.mails.dispute_settled import DisputeSettledFields, dispute_settled
from app.outbound.outbox import Office, Post
from app.outbound.parties import parties_of
from app.outbound.posts.addressed import to_coordinator, to_person
from app.outbound.posts.confirmations import LIFE, purpose_of
from app.outbound.reply_address import Purpose
from app.programmes.names import names_of
from app.tenants.models import Membership


def dispute_mail(scope: TenantScope, event: HoursDisputed, office: Office) -> list[Post]:
    """To whoever logged the hours: what the other says, and what is right?"""
    parties = parties_of(scope, event.claimant_id, event.programme_id, office)
    lines, locale = lines_of(scope, items_by_id(scope, event.item_ids)), parties.person.locale
    words = dispute(
        DisputeFields(
            locale=locale,
            sender=parties.sender,
            first_name=parties.person.given_name,
            by=_name(scope, event.by_id),
            entries=_entries(lines, locale),
            can_be_taken_over=all(_can_be_taken_over(line) for line in lines),
        )
    )
    reply = purpose_of(_settling(scope, event, office), office)
    return [to_person(parties, words, _once("dispute", event), reply=reply)]


def dispute_notice_mail(scope: TenantScope, event: HoursDisputed, office: Office) -> list[Post]:
    """To the coordinator, with the words of whoever says otherwise; not to one who says so themselves."""
    parties = parties_of(scope, event.claimant_id, event.programme_id, office)
    if event.by_id == parties.coordinator.id:
        return []
    locale = parties.coordinator.locale
    words = dispute_notice(
        DisputeNoticeFields(
            locale=locale,
            first_name=parties.coordinator.name.split()[0],
            programme=parties.programme.name,
            claimant=parties.person.name,
            by=_name(scope, event.by_id),
            entries=_entries(lines_of(scope, items_by_id(scope, event.item_ids)), locale),
            words=_words(scope, event.entry_ids),
            look=parties.look,
        )
    )
    return [to_coordinator(parties, words, _once("dispute_notice", event))]


def dispute_settled_mails(scope: TenantScope, event: DisputeSettled, office: Office) -> list[Post]:
    """To whoever logged the hours; where a coordinator decided, to whoever disputed them as well."""
    (line,) = lines_of(scope, items_by_id(scope, [event.item_id]))
    claim = line.live.claim
    readers = {claim.person_id} | ({line.person_id} if event.decided_by and line.person_id else set())
    confirmed_by = _name(scope, event.decided_by or line.person_id)
    posts = []
    for reader_id in sorted(readers):
        parties = parties_of(scope, reader_id, claim.programme_id, office)
        words = dispute_settled(
            DisputeSettledFields(
                locale=parties.person.locale,
                sender=parties.sender,
                first_name=parties.person.given_name,
                entry=line_words(line, parties.person.locale, minutes=line.live.minutes),
                claimant=line.claimant,
                confirmed_by=confirmed_by,
                reason=event.reason,
                own=reader_id == claim.person_id,
            )
        )
        reply = Purpose("none", reader_id, claim.programme_id, office.clock() + LIFE)
        posts.append(to_person(parties, words, f"dispute_settled:{event.entry_id}:{reader_id}", reply=reply))
    return posts


def _settling(scope: TenantScope, event: HoursDisputed, office: Office) -> AttestationList:
    """What the mail lists for whoever logged the hours."""
    made = AttestationList(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=event.claimant_id,
        programme_id=event.programme_id,
        purpose=ListPurpose.SETTLE.value,
        item_ids=list(event.item_ids),
        made_at=office.clock(),
    )
    scope.session.add(made)
    scope.session.flush()
    return made


def _entries(lines: Sequence[Line], locale: str) -> tuple[DisputedEntry, ...]:
    return tuple(
        DisputedEntry(line_words(line, locale), said_words(line.said, locale, period=line.period)) for line in lines
    )


def _can_be_taken_over(line: Line) -> bool:
    """Whether a yes settles it: another length, or another session that can be entered."""
    return bool(retold(line) if line.said.is_other_session else line.said.minutes)


def _once(what: str, event: HoursDisputed) -> str:
    return f"{what}:{event.entry_ids[0]}"


def _name(scope: TenantScope, by_id: UUID | None) -> str:
    """The name of a person, or of a member of staff."""
    assert by_id is not None
    member = scope.session.get(Membership, (scope.tenant_id, by_id))
    return member.name if member else names_of(scope, {by_id})[by_id]


def _words(scope: TenantScope, entry_ids: Sequence[UUID]) -> str:
    texts = texts_of(scope, entry_ids, "words")
    return "\n".join(dict.fromkeys(texts[one] for one in entry_ids if one in texts))
