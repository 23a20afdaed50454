"""Which rows of each table are one person's, and whose words the others hold; `app.erasure.catalogue` says what goes.

A rule is a pair of conditions over the table: rows that are the person's, and the person whose words a row holds
otherwise, or null where staff wrote it or nobody knows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from typing import cast as typed_as
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Table, Text, Uuid, and_, any_, cast, func, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.attestations.models import AttestationItem
from app.audits.models import AuditAnswer, AuditQuestion
from app.cpd.models import CpdMember, CpdSupervisor
from app.db import Base
from app.erasure.belongings import Belongings
from app.inbound.models import AmendedReading, MailOutcome, Question, ReceivedMail, SenderCheck
from app.integrity.models import IntegrityLook
from app.ledger.models import LedgerEntry, LedgerOpening
from app.matches.models import Meeting, PairProposal, StatusReport
from app.outbound.models import AddressState, Conversation, OutboundMail, ReplyAddress
from app.outside_letters.models import OutsideLetter
from app.papers.models import MentorEmployer
from app.programmes.models import Absence, PersonAddress
from app.tenants.models import AuditEntry

Condition = ColumnElement[bool]
Somebody = ColumnElement[Any] | InstrumentedAttribute[Any]
NOBODY: Final = null().cast(Uuid)


@dataclass(frozen=True, slots=True)
class Rule:
    """`theirs`: the person's rows; `whose`: the id of the person whose words a row holds; `about`: rows of others that
    we wrote because of something of the person's, and whose words go like theirs.
    """

    theirs: Callable[[Belongings], Condition]
    whose: Somebody
    about: Callable[[Belongings], Condition] | None = None


def table_named(name: str) -> Table:
    """A table of ours."""
    return Base.metadata.tables[name]


def _of_person(model: Any) -> Rule:
    return Rule(lambda them: model.person_id == them.person_id, model.person_id)


def _of_person_or_mail(model: Any) -> Rule:
    return Rule(
        lambda them: or_(model.person_id == them.person_id, model.received_mail_id.in_(them.mails)), model.person_id
    )


def _opened(them: Belongings) -> Condition:
    """What opens their name, wherever it stands, and their words.

    The names of those they met stay: these are not theirs. So do the names of others who answered their claims.
    """
    own = LedgerEntry.person_id == them.person_id
    by_them = or_(LedgerEntry.by_id == them.person_id, and_(LedgerEntry.by_id.is_(None), own))
    place = func.array_position(LedgerEntry.counterpart_ids, them.person_id)
    named = LedgerOpening.field == func.concat("counterparts.", place - 1)
    return or_(
        _with_entry(and_(own, LedgerOpening.field == "claimant")),
        _with_entry(and_(place.is_not(None), named)),
        _with_entry(and_(by_them, LedgerOpening.field.in_(("by", "words", "topics")))),
    )


def _with_entry(condition: Condition) -> Condition:
    return (
        select(LedgerEntry.id)
        .where(LedgerEntry.tenant_id == LedgerOpening.tenant_id, LedgerEntry.id == LedgerOpening.entry_id, condition)
        .correlate(LedgerOpening)
        .exists()
    )


def _places(them: Belongings) -> Select[UUID]:
    """The secret addresses in their place, where assistants answer, too."""
    return select(ReplyAddress.id).where(ReplyAddress.person_id == them.person_id)


def _whose_entry() -> ColumnElement[Any]:
    found = select(func.coalesce(LedgerEntry.by_id, LedgerEntry.person_id)).where(
        LedgerEntry.tenant_id == LedgerOpening.tenant_id, LedgerEntry.id == LedgerOpening.entry_id
    )
    return found.correlate(LedgerOpening).scalar_subquery()


def _whose_answer() -> ColumnElement[Any]:
    found = select(AuditQuestion.person_id).where(
        AuditQuestion.tenant_id == AuditAnswer.tenant_id, AuditQuestion.id == AuditAnswer.question_id
    )
    return found.correlate(AuditAnswer).scalar_subquery()


def _whose_example() -> ColumnElement[Any]:
    found = select(MailOutcome.person_id).where(
        MailOutcome.tenant_id == AmendedReading.tenant_id,
        MailOutcome.received_mail_id == AmendedReading.received_mail_id,
        MailOutcome.is_current,
    )
    return found.correlate(AmendedReading).scalar_subquery()


RULES: Final[Mapping[str, Rule]] = {
    "absence": _of_person_or_mail(Absence),
    "address_state": Rule(lambda them: AddressState.email.in_(them.addresses), NOBODY),
    "amended_reading": Rule(lambda them: AmendedReading.received_mail_id.in_(them.mails), _whose_example()),
    "audit_answer": Rule(lambda them: _whose_answer() == them.person_id, _whose_answer()),
    "audit_entry": Rule(lambda them: AuditEntry.subject_id.in_(them.subjects), NOBODY),
    "conversation": _of_person(Conversation),
    "cpd_member": _of_person(CpdMember),
    "cpd_supervisor": _of_person(CpdSupervisor),
    "integrity_look": Rule(lambda them: IntegrityLook.person_id == them.person_id, NOBODY),
    "ledger_opening": Rule(_opened, _whose_entry()),
    "mail_outcome": _of_person_or_mail(MailOutcome),
    "meeting": Rule(
        lambda them: or_(Meeting.reported_by_id == them.person_id, Meeting.received_mail_id.in_(them.mails)),
        Meeting.reported_by_id,
    ),
    "mentor_employer": _of_person(MentorEmployer),
    "outbound_mail": Rule(
        lambda them: or_(
            OutboundMail.person_id == them.person_id,
            func.lower(OutboundMail.to_address).in_(them.addresses),
            OutboundMail.reply_address_id.in_(_places(them)),
        ),
        OutboundMail.person_id,
        # a mail of ours is named for what it was written about: `attestation:<list>`, `dispute:<entry>`
        lambda them: func.split_part(OutboundMail.dedupe_key, ":", 2) == any_(cast(list(them.causes), ARRAY(Text))),
    ),
    "outside_letter": _of_person(OutsideLetter),
    "pair_proposal": Rule(
        lambda them: or_(
            PairProposal.proposer_id == them.person_id,
            PairProposal.partner_id == them.person_id,
            PairProposal.email.in_(them.addresses),
        ),
        PairProposal.proposer_id,
    ),
    "person_address": Rule(
        lambda them: or_(PersonAddress.person_id == them.person_id, PersonAddress.email.in_(them.addresses)),
        PersonAddress.person_id,
    ),
    "question": _of_person_or_mail(Question),
    "received_mail": Rule(lambda them: ReceivedMail.id.in_(them.mails), NOBODY),
    "reply_address": _of_person(ReplyAddress),
    "sender_check": Rule(
        lambda them: or_(
            SenderCheck.person_id == them.person_id,
            SenderCheck.received_mail_id.in_(them.mails),
            func.lower(SenderCheck.sender).in_(them.addresses),
        ),
        SenderCheck.person_id,
    ),
    "status_report": _of_person_or_mail(StatusReport),
}
"""For each table whose rows are deleted or emptied: whose they are."""


def waits_for(them: Belongings) -> Condition:
    """What is still to be confirmed by them, or about their hours."""
    return and_(
        AttestationItem.settled_at.is_(None),
        or_(AttestationItem.person_id == them.person_id, AttestationItem.claim_id.in_(them.claims)),
    )


def model_table(model: Any) -> Table:
    """The table of a model."""
    return typed_as("Table", model.__table__)
