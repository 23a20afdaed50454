"""The audit log (C4): what staff did and looked at, what people chose for themselves, in an order nobody changes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.db import TenantScope, new_id
from app.tenants.models import AuditEntry


class Action(StrEnum):
    """What is noted."""

    MAIL_RECORDED = "mail_recorded"
    MAIL_DISMISSED = "mail_dismissed"
    HOURS_ENTERED = "hours_entered"
    HOURS_CORRECTED = "hours_corrected"
    HOURS_COMPLETED = "hours_completed"
    HOURS_CONFIRMED = "hours_confirmed"
    HOURS_DISPUTED = "hours_disputed"
    ANSWER_ENTERED = "answer_entered"
    LETTER_SEEN = "letter_seen"
    LETTER_ENTERED = "letter_entered"
    LETTER_DECLINED = "letter_declined"
    LETTER_TAKEN_BACK = "letter_taken_back"
    DISPUTE_DECIDED = "dispute_decided"
    DENIAL_SEEN = "denial_seen"
    CPD_MEMBER_SET = "cpd_member_set"
    ADDRESS_REMOVED = "address_removed"
    FLAG_ACCEPTED = "flag_accepted"
    FLAG_ASKED = "flag_asked"
    FLAG_READ = "flag_read"
    HELP_ANSWERED = "help_answered"
    ADDRESS_CORRECTED = "address_corrected"
    ZONE_CHANGED = "zone_changed"
    MAIL_STOPPED = "mail_stopped"
    MAIL_RESUMED = "mail_resumed"
    ADDRESS_TRIED_AGAIN = "address_tried_again"
    HOUR_LOG_ISSUED = "hour_log_issued"
    MONTH_EXPORTED = "month_exported"
    CONCERNS_LISTED = "concerns_listed"
    CONCERN_READ = "concern_read"
    EXAMPLES_SWITCHED_ON = "examples_switched_on"
    EXAMPLES_SWITCHED_OFF = "examples_switched_off"
    EXAMPLE_DISCARDED = "example_discarded"
    EXAMPLES_EXPORTED = "examples_exported"
    SENDER_POLICY_CHOSEN = "sender_policy_chosen"
    LOOK_CHANGED = "look_changed"
    MAIL_WORDS_CHANGED = "mail_words_changed"
    MAIL_WORDS_RESTORED = "mail_words_restored"
    TEST_MAIL_SENT = "test_mail_sent"
    ALLOW_LIST_RENEWED = "allow_list_renewed"
    PAPER_ISSUED = "paper_issued"
    PAPER_WORDS_CHANGED = "paper_words_changed"
    EMPLOYER_NAMED = "employer_named"
    DOMAIN_ADDED = "domain_added"
    DOMAIN_LOOKED_AT = "domain_looked_at"
    DOMAIN_REMOVED = "domain_removed"
    PAIR_APPROVED = "pair_approved"
    PAIR_REFUSED = "pair_refused"
    AUDITOR_INVITED = "auditor_invited"
    AUDITOR_REVOKED = "auditor_revoked"
    AUDITORS_PERMITTED = "auditors_permitted"
    ROOTS_SENT_ELSEWHERE = "roots_sent_elsewhere"
    WORDS_IN_LOGS = "words_in_logs"
    AUDIT_SAMPLE_SEEN = "audit_sample_seen"
    AUDIT_MEMBER_SEEN = "audit_member_seen"
    AUDIT_ENTRY_SEEN = "audit_entry_seen"
    AUDIT_MAIL_SEEN = "audit_mail_seen"
    AUDIT_MAIL_DOWNLOADED = "audit_mail_downloaded"
    AUDIT_LETTER_DOWNLOADED = "audit_letter_downloaded"
    AUDIT_LOG_DOWNLOADED = "audit_log_downloaded"
    AUDIT_LIST_DOWNLOADED = "audit_list_downloaded"
    AUDIT_REFUSED = "audit_refused"
    AUDIT_PARTIES_ASKED = "audit_parties_asked"
    AUDIT_SEED_FIXED = "audit_seed_fixed"
    AUDIT_SAMPLE_DRAWN = "audit_sample_drawn"
    PERSON_ERASED = "person_erased"


def note_action(
    scope: TenantScope,
    membership_id: UUID,
    action: Action,
    at: datetime,
    *,
    subject: UUID | None = None,
    note: str = "",
) -> UUID:
    """Note an action of staff in the same transaction as the action itself; its id."""
    return _noted(scope, action, at, subject, note, membership_id=membership_id)


def note_own_choice(
    scope: TenantScope, person_id: UUID, action: Action, at: datetime, *, subject: UUID | None = None
) -> None:
    """Note what a person chose for themselves: on their own pages, or by the link in a mail to them."""
    _noted(scope, action, at, subject or person_id, "", person_id=person_id)


def _noted(
    scope: TenantScope,
    action: Action,
    at: datetime,
    subject: UUID | None,
    note: str,
    *,
    membership_id: UUID | None = None,
    person_id: UUID | None = None,
) -> UUID:
    entry = AuditEntry(
        tenant_id=scope.tenant_id,
        id=new_id(),
        membership_id=membership_id,
        person_id=person_id,
        action=action.value,
        subject_id=subject,
        note=note,
        at=at,
    )
    scope.session.add(entry)
    scope.session.flush()
    return entry.id
