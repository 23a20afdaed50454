"""The mails about letters of other organisations: one waits, hours were entered, none were and why (H7)."""

from datetime import timedelta

from app.db import TenantScope
from app.events import OutsideLetterDeclined, OutsideLetterEntered, OutsideLettersKept
from app.ledger.totals import claims_by_id
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.pages import own_letters_page
from app.outbound.mails.coordinator_help import CoordinatorHelpFields, Matter, coordinator_help
from app.outbound.mails.outside_letter_declined import OutsideLetterDeclinedFields, outside_letter_declined
from app.outbound.mails.outside_letter_entered import (
    EnteredHours,
    OutsideLetterEnteredFields,
    outside_letter_entered,
)
from app.outbound.mails.outside_letter_kept import OutsideLetterKeptFields, outside_letter_kept
from app.outbound.outbox import Office, Post
from app.outbound.own_words.stored import own_words
from app.outbound.parties import Parties, parties_of
from app.outbound.posts.addressed import to_coordinator, to_person
from app.outbound.reply_address import Purpose
from app.outside_letters.models import OutsideLetter
from app.tenants.models import Membership

ANSWER_LIFE = timedelta(days=180)


def kept_mail(scope: TenantScope, event: OutsideLettersKept, office: Office) -> list[Post]:
    """To the member: it is kept, and who reads it."""
    parties = parties_of(scope, event.person_id, event.programme_id, office)
    fields = OutsideLetterKeptFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        letters=len(event.letter_ids),
        page=own_letters_page(scope, office.public_url),
    )
    once = f"outside_letter_kept:{event.letter_ids[0]}"
    reply = _purpose(parties, office)
    return [to_person(parties, outside_letter_kept(fields), once, reply=reply, in_reply_to=event.message_id)]


def waiting_mail(scope: TenantScope, event: OutsideLettersKept, office: Office) -> list[Post]:
    """To the coordinator: it waits."""
    parties = parties_of(scope, event.person_id, event.programme_id, office)
    words = coordinator_help(
        CoordinatorHelpFields(
            locale=parties.coordinator.locale,
            first_name=parties.coordinator.name.split()[0],
            programme=parties.programme.name,
            matter=Matter.OUTSIDE_LETTER,
            participant=parties.person.name,
            participant_email=parties.person.email,
            received_at=event.received_at.astimezone(parties.zone),
            words=event.words,
            partners=parties.partner_names,
            look=parties.look,
        ),
        own_words(scope, parties.programme.id, MailKind.COORDINATOR_HELP, parties.coordinator.locale),
    )
    return [to_coordinator(parties, words, f"{Matter.OUTSIDE_LETTER}:{event.letter_ids[0]}")]


def entered_mail(scope: TenantScope, event: OutsideLetterEntered, office: Office) -> list[Post]:
    """To the member: what was entered, and by whom."""
    letter, parties = _letter(scope, event, office)
    claims = claims_by_id(scope, letter.entry_ids)
    fields = OutsideLetterEnteredFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        organisation=letter.organisation,
        hours=tuple(EnteredHours(one.claim.period, one.claim.local_date, one.minutes) for one in claims.values()),
        entered_by=scope.session.get_one(Membership, (scope.tenant_id, letter.decided_by_id)).name,
        digest=letter.digest.hex(),
        record=event.head,
    )
    return [_answer(parties, outside_letter_entered(fields), f"{letter.id}:{event.head}", office)]


def declined_mail(scope: TenantScope, event: OutsideLetterDeclined, office: Office) -> list[Post]:
    """To the member: why nothing was entered."""
    letter, parties = _letter(scope, event, office)
    fields = OutsideLetterDeclinedFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        received_on=letter.received_at.astimezone(parties.zone).date(),
        reason=letter.reason,
        page=own_letters_page(scope, office.public_url),
    )
    return [_answer(parties, outside_letter_declined(fields), f"{letter.id}:{event.at.isoformat()}", office)]


def _letter(
    scope: TenantScope, event: OutsideLetterEntered | OutsideLetterDeclined, office: Office
) -> tuple[OutsideLetter, Parties]:
    letter = scope.session.get_one(OutsideLetter, (scope.tenant_id, event.letter_id))
    return letter, parties_of(scope, letter.person_id, letter.programme_id, office)


def _answer(parties: Parties, mail: Mail, decision: str, office: Office) -> Post:
    """A letter may be decided on more than once: each `decision` is told."""
    return to_person(parties, mail, f"{mail.kind}:{decision}", reply=_purpose(parties, office))


def _purpose(parties: Parties, office: Office) -> Purpose:
    """What an answer is about: nothing that we asked; it may bring another letter."""
    return Purpose("none", parties.person.id, parties.programme.id, office.clock() + ANSWER_LIFE)
