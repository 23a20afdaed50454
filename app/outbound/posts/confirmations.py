"""The mails in which somebody is asked whether hours are right, and what their answer comes to (H3)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.attestations.lines import Line, items_by_id, line_words, lines_of
from app.attestations.models import AttestationList
from app.attestations.outcomes import Effect, Outcome
from app.attestations.said_words import said_words
from app.db import TenantScope
from app.events import ConfirmationAsked, ConfirmationReminded, HoursAnswered
from app.language import gettext_for, hours_words
from app.language import mark as _
from app.outbound.due_attestations import ASKED
from app.outbound.mails.attestation import AskedEntry, AttestationFields, attestation
from app.outbound.mails.attestation_receipt import AnsweredEntry, AttestationReceiptFields, attestation_receipt
from app.outbound.mails.attestation_reminder import attestation_reminder
from app.outbound.outbox import Office, Post
from app.outbound.parties import Parties, parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.reply_address import Purpose
from app.programmes.models import PersonAddress
from app.programmes.versions import rules_of
from app.tenants.models import Membership

LIFE: Final = timedelta(days=180)
"""So long an answer counts, also after the day it was asked for."""
_BECAME: Final = {
    Effect.CONFIRMED: _("confirmed by you"),
    Effect.DISPUTED: _("you say: %(said)s"),
    Effect.CHANGED: _("changed meanwhile to %(now)s; you will be asked about that"),
}
_TAKEN_OUT: Final = _("taken out meanwhile; there is nothing to confirm")
_OPEN: Final = _("not answered yet")


def attestation_mail(scope: TenantScope, event: ConfirmationAsked, office: Office) -> list[Post]:
    """Is this right? One mail for all that was gathered."""
    parties, listed, fields = _asking(scope, event.list_id, office)
    return [to_person(parties, attestation(fields), f"{ASKED}:{listed.id}", reply=purpose_of(listed, office))]


def attestation_reminder_mail(scope: TenantScope, event: ConfirmationReminded, office: Office) -> list[Post]:
    """The same once more, for what is open."""
    parties, listed, fields = _asking(scope, event.list_id, office)
    once = f"attestation_reminder:{listed.id}"
    return [to_person(parties, attestation_reminder(fields), once, reply=purpose_of(listed, office))]


def attestation_receipt_mail(scope: TenantScope, event: HoursAnswered, office: Office) -> list[Post]:
    """What the answer comes to; replying to it corrects it."""
    mail = event.mail
    listed = scope.session.get_one(AttestationList, (scope.tenant_id, event.list_id))
    parties = parties_of(scope, mail.person_id, mail.programme_id, office)
    locale, effects = parties.person.locale, {item_id: Effect(effect) for item_id, effect in event.effects}
    lines = lines_of(scope, items_by_id(scope, listed.item_ids))
    several = len(claimants_of(lines)) > 1
    words = attestation_receipt(
        AttestationReceiptFields(
            locale=locale,
            sender=parties.sender,
            first_name=parties.person.given_name,
            claimants=claimants_of(lines),
            entries=tuple(
                AnsweredEntry(
                    number,
                    line_words(line, locale, with_name=several),
                    _became(line, effects.get(line.item_id), locale),
                )
                for number, line in enumerate(lines, start=1)
            ),
            told=claimants_of([line for line in lines if effects.get(line.item_id) is Effect.DISPUTED]),
            question=event.question,
            record=event.head,
            entered_by=_staff(scope, event.entered_by),
            answered_by=_assistant(scope, event.answered_by),
        )
    )
    once, reply = f"attestation_receipt:{mail.outcome_id}", purpose_of(listed, office)
    return [to_person(parties, words, once, reply=reply, in_reply_to=mail.message_id)]


def purpose_of(listed: AttestationList, office: Office) -> Purpose:
    """An answer about the hours of a list."""
    return Purpose(
        kind="attestation",
        person_id=listed.person_id,
        programme_id=listed.programme_id,
        expires_at=office.clock() + LIFE,
        attestation_list_id=listed.id,
    )


def claimants_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Who logged them, each once."""
    return tuple(dict.fromkeys(line.claimant for line in lines))


def _asking(scope: TenantScope, list_id: UUID, office: Office) -> tuple[Parties, AttestationList, AttestationFields]:
    listed = scope.session.get_one(AttestationList, (scope.tenant_id, list_id))
    parties = parties_of(scope, listed.person_id, listed.programme_id, office)
    items = items_by_id(scope, listed.item_ids)
    lines, locale = lines_of(scope, items), parties.person.locale
    claimants = claimants_of(lines)
    due = min((item.answer_by for item in items if item.answer_by), default=None)
    today = office.clock().astimezone(parties.zone).date()
    fields = AttestationFields(
        locale=locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        claimants=claimants,
        entries=tuple(
            AskedEntry(line_words(line, locale, with_name=len(claimants) > 1), line.topics) for line in lines
        ),
        due=due if due and due >= today else None,
        silence_counts=all(_silence_counts(scope, line) for line in lines),
    )
    return parties, listed, fields


def _silence_counts(scope: TenantScope, line: Line) -> bool:
    return rules_of(scope, line.live.claim.rules_id).rules.attestation.silence_attests


def _became(line: Line, effect: Effect | None, locale: str) -> str:
    say = gettext_for(locale).gettext
    if effect is Effect.SAID_BEFORE:
        effect = Effect.DISPUTED if line.outcome is Outcome.DISPUTED else Effect.CONFIRMED
    if effect is None:
        return say(_OPEN) if line.outcome is None else _standing(line, locale)
    if effect is Effect.CHANGED and not line.live.minutes:
        return say(_TAKEN_OUT)
    values = {"said": said_words(line.said, locale, period=line.period), "now": hours_words(line.live.minutes, locale)}
    return say(_BECAME[effect]) % values


def _standing(line: Line, locale: str) -> str:
    """What an entry of the list came to in an earlier answer."""
    earlier = {Outcome.ATTESTED: Effect.CONFIRMED, Outcome.DISPUTED: Effect.DISPUTED, Outcome.CHANGED: Effect.CHANGED}
    known = earlier.get(line.outcome) if line.outcome else None
    return _became(line, known, locale) if known else gettext_for(locale).gettext(_OPEN)


def _staff(scope: TenantScope, membership_id: UUID | None) -> str:
    return scope.session.get_one(Membership, (scope.tenant_id, membership_id)).name if membership_id else ""


def _assistant(scope: TenantScope, address_id: UUID | None) -> str:
    return scope.session.get_one(PersonAddress, (scope.tenant_id, address_id)).name if address_id else ""
