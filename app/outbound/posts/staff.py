"""The mails that put something before staff: a request, an answer to read, a concern."""

from dataclasses import replace
from datetime import UTC

from app.audits.said import Said
from app.db import TenantScope
from app.events import (
    AddressSilenced,
    Answered,
    AuditorAnswered,
    EndSaid,
    HelpRequested,
    MailWantedAgain,
    ReplyLeftWaiting,
    ReplyPassedOn,
    SafeguardingRaised,
    Unsubscribed,
)
from app.matches.people import running_matches
from app.outbound.letter.mail import MailKind
from app.outbound.letter.pages import address_page
from app.outbound.mails.coordinator_help import CoordinatorHelpFields, Matter, coordinator_help
from app.outbound.mails.dead_address import DeadAddressFields, dead_address
from app.outbound.mails.safeguarding_notice import SafeguardingNoticeFields, safeguarding_notice
from app.outbound.outbox import Office, Post
from app.outbound.own_words.stored import own_words
from app.outbound.parties import named_person, parties_of, programme_parties
from app.outbound.posts.addressed import to_coordinator, to_staff
from app.outbound.reach.failures import failure_words
from app.outbound.reach.standing import State


def help_mail(scope: TenantScope, event: HelpRequested, office: Office) -> list[Post]:
    """Someone asks the coordinator for help (I5)."""
    return matter_mail(scope, event.mail, Matter.HELP, office)


def undecided_mail(scope: TenantScope, event: ReplyPassedOn, office: Office) -> list[Post]:
    """An answer that a person must read (I3)."""
    return matter_mail(scope, event.mail, Matter.UNDECIDED, office)


def left_waiting_mail(scope: TenantScope, event: ReplyLeftWaiting, office: Office) -> list[Post]:
    """The same, once an hour for each writer: it may be a robot that goes on and on. The pages show every one."""
    hour = f"{event.mail.received_at.astimezone(UTC):%Y-%m-%dT%H}"
    once = f"left_waiting:{event.mail.person_id}:{event.mail.programme_id}:{hour}"
    return [replace(post, once=once) for post in matter_mail(scope, event.mail, Matter.UNDECIDED, office)]


def end_mail(scope: TenantScope, event: EndSaid, office: Office) -> list[Post]:
    """Someone says that their match ends (P6)."""
    return matter_mail(scope, event.mail, Matter.ENDING, office)


def stopped_mail(scope: TenantScope, event: Unsubscribed, office: Office) -> list[Post]:
    """Someone wants no more mail (I8)."""
    return matter_mail(scope, event.mail, Matter.STOPPED_MAIL, office)


def silenced_mail(scope: TenantScope, event: AddressSilenced, office: Office) -> list[Post]:
    """Somebody is out of reach of our mail (I8); a coordinator is told once of each address."""
    parties = parties_of(scope, event.person_id, event.programme_id, office)
    complained = event.state == State.COMPLAINED
    locale = parties.coordinator.locale
    words = dead_address(
        DeadAddressFields(
            locale=locale,
            first_name=parties.coordinator.name.split()[0],
            programme=parties.programme.name,
            participant=parties.person.name,
            participant_email=event.email,
            partners=parties.partner_names,
            reason="" if complained else failure_words(event.reason, locale),
            complained=complained,
            look=parties.look,
            page=address_page(scope, office.public_url, event.person_id),
        ),
        own_words(scope, parties.programme.id, MailKind.DEAD_ADDRESS, locale),
    )
    return [to_coordinator(parties, words, f"dead_address:{event.person_id}:{event.email}")]


def audit_answer_mail(scope: TenantScope, event: AuditorAnswered, office: Office) -> list[Post]:
    """A party of an entry did not simply say yes to the auditor (X4)."""
    if all(said == Said.YES for _, said in event.said):
        return []
    return matter_mail(scope, event.mail, Matter.AUDIT_ANSWER, office)


def resumed_mail(scope: TenantScope, event: MailWantedAgain, office: Office) -> list[Post]:
    """Someone who had stopped the mail lets it come again (I8)."""
    return matter_mail(scope, event.mail, Matter.RESUMED_MAIL, office)


def safeguarding_mail(scope: TenantScope, event: SafeguardingRaised, office: Office) -> list[Post]:
    """A concern, to the named person only (C2)."""
    programme, named = programme_parties(scope, event.programme_id, office), named_person(scope)
    matches = (
        running_matches(scope, event.answer_to.person_id, event.programme_id) if event.answer_to is not None else []
    )
    notice = safeguarding_notice(
        SafeguardingNoticeFields(
            locale=named.locale,
            first_name=named.name.split()[0],
            programme=programme.programme.name,
            writer=event.writer_name,
            writer_email=event.writer_email,
            received_at=event.received_at.astimezone(programme.zone),
            words=event.words,
            partners=tuple(partner.name for match in matches for partner in match.partners),
            writer_told=event.answer_to is not None,
            look=programme.look,
        )
    )
    return [to_staff(programme, named, notice, f"safeguarding:{event.outcome_id}")]


def matter_mail(scope: TenantScope, mail: Answered, matter: Matter, office: Office) -> list[Post]:
    """What somebody wrote, before the coordinator, with why."""
    parties = parties_of(scope, mail.person_id, mail.programme_id, office)
    words = coordinator_help(
        CoordinatorHelpFields(
            locale=parties.coordinator.locale,
            first_name=parties.coordinator.name.split()[0],
            programme=parties.programme.name,
            matter=matter,
            participant=parties.person.name,
            participant_email=parties.person.email,
            received_at=mail.received_at.astimezone(parties.zone),
            words=mail.words,
            partners=parties.partner_names,
            look=parties.look,
        ),
        own_words(scope, parties.programme.id, MailKind.COORDINATOR_HELP, parties.coordinator.locale),
    )
    return [to_coordinator(parties, words, f"{matter}:{mail.outcome_id}")]
