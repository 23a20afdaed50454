"""The mails that answer what a person wrote: receipt, question, passed on, and the kind notices."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from app.db import TenantScope
from app.events import (
    Answered,
    ClosedProgrammeWrittenTo,
    ExpiredKeyUsed,
    QuestionAsked,
    ReplyPassedOn,
    ReplyRecorded,
    SafeguardingRaised,
    Unsubscribed,
)
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.closed_programme import ClosedProgrammeFields, closed_programme
from app.outbound.mails.expired_key import ExpiredKeyFields, expired_key
from app.outbound.mails.missing import missing_words
from app.outbound.mails.passed_on import PassedOnFields, passed_on
from app.outbound.mails.question import QuestionFields, question
from app.outbound.mails.receipt import ReceiptFields, receipt
from app.outbound.mails.safeguarding_receipt import SafeguardingReceiptFields, safeguarding_receipt
from app.outbound.mails.unsubscribed import UnsubscribedFields, unsubscribed
from app.outbound.outbox import Office, Post
from app.outbound.own_words.passage import OwnWords
from app.outbound.own_words.stored import own_words
from app.outbound.parties import Parties, named_person, parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.posts.recorded import recorded_partner
from app.outbound.reply_address import Purpose
from app.programmes.models import PersonAddress
from app.tenants.models import Membership

ANSWER_LIFE = timedelta(days=180)


def receipt_mail(scope: TenantScope, event: ReplyRecorded, office: Office) -> list[Post]:
    """What is recorded now for the period, in full, with the ledger's head; replying to it corrects (I2)."""
    mail, parties = event.mail, _parties(scope, event.mail, office)
    assert mail.period is not None
    fields = ReceiptFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        period=mail.period,
        partners=tuple(recorded_partner(scope, match, event, parties) for match in parties.matches),
        record=event.head,
        corrected=event.corrected,
        help_passed_on=event.wants_help,
        topics=event.topics,
        homework=event.homework,
        entered_by=_name_of(scope, event.entered_by),
        answered_by=_assistant(scope, event.answered_by),
        missing=missing_words(event.wanting, mail.period, parties.person.locale),
    )
    own = _own(scope, parties, MailKind.RECEIPT)
    purpose = purpose_of(mail, "confirmation", office, question_id=event.question_id)
    return [_in_thread(parties, mail, "receipt", receipt(fields, own), purpose)]


def question_mail(scope: TenantScope, event: QuestionAsked, office: Office) -> list[Post]:
    """The one question; its answer comes back to an address of its own (I3)."""
    mail, parties = event.mail, _parties(scope, event.mail, office)
    fields = QuestionFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        question=event.wording,
        words=mail.words,
        with_whom=parties.with_whom,
    )
    purpose = purpose_of(mail, _kind_of(event), office, question_id=event.question_id)
    purpose = replace(purpose, attestation_list_id=event.list_id)
    own = _own(scope, parties, MailKind.QUESTION)
    return [_in_thread(parties, mail, "question", question(fields, own), purpose)]


def _kind_of(event: QuestionAsked) -> str:
    """What an answer to the question is read as."""
    if event.list_id:
        return "attestation"
    if event.yes_or_no:
        return "confirmation"
    return "monthly" if event.mail.period else "none"


def passed_on_mail(scope: TenantScope, event: ReplyPassedOn, office: Office) -> list[Post]:
    """Your message is with the coordinator."""
    mail, parties = event.mail, _parties(scope, event.mail, office)
    fields = PassedOnFields(parties.person.locale, parties.sender, parties.person.given_name, parties.with_whom)
    own = _own(scope, parties, MailKind.PASSED_ON)
    return [_in_thread(parties, mail, "passed_on", passed_on(fields, own), purpose_of(mail, "none", office))]


def safeguarding_receipt_mail(scope: TenantScope, event: SafeguardingRaised, office: Office) -> list[Post]:
    """To the writer: who has it, and nobody else (C2)."""
    if event.answer_to is None:
        return []
    mail, parties, named = event.answer_to, _parties(scope, event.answer_to, office), named_person(scope)
    fields = SafeguardingReceiptFields(
        locale=parties.person.locale,
        first_name=parties.person.given_name,
        programme=parties.programme.name,
        named_person=named.name,
        phone=named.phone or "",
        look=parties.look,
    )
    own = _own(scope, parties, MailKind.SAFEGUARDING_RECEIPT)
    return [_answer(parties, mail, "safeguarding_receipt", safeguarding_receipt(fields, own), None)]


def closed_programme_mail(scope: TenantScope, event: ClosedProgrammeWrittenTo, office: Office) -> list[Post]:
    """The programme has ended; the message was kept."""
    mail, parties = event.mail, _parties(scope, event.mail, office)
    closed_at = parties.programme.closed_at or office.clock()
    fields = ClosedProgrammeFields(
        locale=parties.person.locale,
        sender=parties.sender,
        closed_on=closed_at.astimezone(parties.zone).date(),
        first_name=parties.person.given_name,
    )
    own = _own(scope, parties, MailKind.CLOSED_PROGRAMME)
    return [_answer(parties, mail, "closed", closed_programme(fields, own), None)]


def expired_key_mail(scope: TenantScope, event: ExpiredKeyUsed, office: Office) -> list[Post]:
    """The address was too old; the message was kept, and where to write instead."""
    mail, parties = event.mail, _parties(scope, event.mail, office)
    fields = ExpiredKeyFields(
        locale=parties.person.locale,
        sender=parties.sender,
        expired_on=event.expired_at.astimezone(parties.zone).date(),
        programme_address=parties.address,
        first_name=parties.person.given_name,
    )
    own = _own(scope, parties, MailKind.EXPIRED_KEY)
    return [_answer(parties, mail, "expired", expired_key(fields, own), None)]


def unsubscribed_mail(scope: TenantScope, event: Unsubscribed, office: Office) -> list[Post]:
    """The mails have stopped, and how to come back."""
    mail, parties = event.mail, _parties(scope, event.mail, office)
    fields = UnsubscribedFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        address=parties.person.email,
        programme_address=parties.address,
    )
    own = _own(scope, parties, MailKind.UNSUBSCRIBED)
    return [_answer(parties, mail, "unsubscribed", unsubscribed(fields, own), None)]


def _parties(scope: TenantScope, mail: Answered, office: Office) -> Parties:
    return parties_of(scope, mail.person_id, mail.programme_id, office)


def _own(scope: TenantScope, parties: Parties, kind: MailKind) -> OwnWords:
    return own_words(scope, parties.programme.id, kind, parties.person.locale)


def _name_of(scope: TenantScope, membership_id: UUID | None) -> str:
    return scope.session.get_one(Membership, (scope.tenant_id, membership_id)).name if membership_id else ""


def _assistant(scope: TenantScope, address_id: UUID | None) -> str:
    return scope.session.get_one(PersonAddress, (scope.tenant_id, address_id)).name if address_id else ""


def _in_thread(parties: Parties, mail: Answered, what: str, words: Mail, reply: Purpose) -> Post:
    return replace(_answer(parties, mail, what, words, reply), thread=parties.thread(mail.conversation_id))


def _answer(parties: Parties, mail: Answered, what: str, words: Mail, reply: Purpose | None) -> Post:
    return to_person(parties, words, f"{what}:{mail.outcome_id}", reply=reply, in_reply_to=mail.message_id)


def purpose_of(mail: Answered, kind: str, office: Office, *, question_id: UUID | None = None) -> Purpose:
    """What a reply to an answer will be about."""
    return Purpose(
        kind=kind,
        person_id=mail.person_id,
        programme_id=mail.programme_id,
        check_in_id=mail.check_in_id,
        question_id=question_id,
        period=mail.period,
        expires_at=office.clock() + ANSWER_LIFE,
    )
