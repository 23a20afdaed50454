"""The mails of audits: the invitation, the questions to the parties, and what became of their answers (X1, X4)."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from app.audits.asking import entries_of
from app.audits.drawing import draw_of
from app.audits.models import Audit, AuditInquiry
from app.audits.said import Said
from app.audits.scope_words import scope_lines
from app.audits.told import scope_told
from app.db import TenantScope
from app.events import AuditorAnswered, AuditorInvited, AuditPartiesAsked
from app.language import gettext_for
from app.language import mark as _
from app.outbound.letter.letterhead import look_of
from app.outbound.mails.audit_invitation import AuditInvitationFields, audit_invitation
from app.outbound.mails.audit_question import AuditQuestionFields, audit_question
from app.outbound.mails.audit_receipt import AuditReceiptFields, audit_receipt
from app.outbound.outbox import Office, Post
from app.outbound.parties import parties_of
from app.outbound.posts.addressed import organisation_address, to_person
from app.outbound.reply_address import Purpose
from app.tenants.access import organisation_name
from app.tenants.models import Membership

LIFE: Final = timedelta(days=180)
"""So long an answer reaches the entry, also after the audit has ended."""
ASKED: Final = "audit_question"
UNDERSTOOD: Final = {
    Said.YES: _("you say that it is right"),
    Said.NO: _("you say that it is not right"),
    Said.WORDS: _("the auditor reads your words"),
}


def invitation_mail(scope: TenantScope, event: AuditorInvited, office: Office) -> list[Post]:
    """To the auditor, in the organisation's name."""
    audit = scope.session.get_one(Audit, (scope.tenant_id, event.audit_id))
    auditor, host = _member(scope, audit.membership_id), _member(scope, audit.invited_by_id)
    organisation, draw = organisation_name(scope), draw_of(scope, audit)
    fields = AuditInvitationFields(
        locale=auditor.locale,
        first_name=auditor.name.split(maxsplit=1)[0],
        organisation=organisation,
        invited_by=host.name,
        invited_by_email=host.email,
        scope=scope_lines(scope_told(scope, audit), auditor.locale),
        link=event.link,
        digest=draw.digest.hex() if draw else "",
        look=look_of(scope),
    )
    return [
        Post(
            mail=audit_invitation(fields),
            to_name=auditor.name,
            to_address=auditor.email,
            from_name=organisation,
            from_address=organisation_address(scope, office),
            once=f"audit_invitation:{audit.id}",
        )
    ]


def question_mail(scope: TenantScope, event: AuditPartiesAsked, office: Office) -> list[Post]:
    """Please confirm to the auditor: one mail for all entries that were asked about together."""
    inquiry, audit = _inquiry(scope, event.inquiry_id)
    parties = parties_of(scope, inquiry.person_id, inquiry.programme_id, office)
    entries = entries_of(scope, inquiry.id, parties.person.locale)
    fields = AuditQuestionFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        auditor=_member(scope, audit.membership_id).name,
        organisation=organisation_name(scope),
        entries=tuple(entry.words for entry in entries),
        ends_on=audit.ends_on,
    )
    return [to_person(parties, audit_question(fields), f"{ASKED}:{inquiry.id}", reply=_purpose(inquiry, office))]


def receipt_mail(scope: TenantScope, event: AuditorAnswered, office: Office) -> list[Post]:
    """The auditor has it; another reply adds to it."""
    inquiry, audit = _inquiry(scope, event.inquiry_id)
    parties = parties_of(scope, inquiry.person_id, inquiry.programme_id, office)
    said, say = dict(event.said), gettext_for(parties.person.locale).gettext
    entries = entries_of(scope, inquiry.id, parties.person.locale)
    fields = AuditReceiptFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        auditor=_member(scope, audit.membership_id).name,
        entries=tuple((entry.words, say(UNDERSTOOD[Said(said[entry.question_id])])) for entry in entries),
    )
    once = f"audit_receipt:{event.mail.outcome_id}"
    purpose, answered = _purpose(inquiry, office), event.mail.message_id
    return [to_person(parties, audit_receipt(fields), once, reply=purpose, in_reply_to=answered)]


def _purpose(inquiry: AuditInquiry, office: Office) -> Purpose:
    return Purpose(
        kind="attestation",
        person_id=inquiry.person_id,
        programme_id=inquiry.programme_id,
        expires_at=office.clock() + LIFE,
        audit_inquiry_id=inquiry.id,
    )


def _inquiry(scope: TenantScope, inquiry_id: UUID) -> tuple[AuditInquiry, Audit]:
    inquiry = scope.session.get_one(AuditInquiry, (scope.tenant_id, inquiry_id))
    return inquiry, scope.session.get_one(Audit, (scope.tenant_id, inquiry.audit_id))


def _member(scope: TenantScope, membership_id: UUID) -> Membership:
    return scope.session.get_one(Membership, (scope.tenant_id, membership_id))
