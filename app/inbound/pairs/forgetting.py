"""Letting go of somebody who has not consented (M8): of them, nothing stays but the hash of their address.

Their own mails and what we wrote to them lose their content, and so do the mails in which the member named them. That
these mails came, and what became of them, stays.
"""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from app.db import TenantScope
from app.inbound.decision import Outcome, Reason
from app.inbound.emptied import empty_bytes
from app.inbound.models import MailOutcome, ReceivedMail, SenderCheck
from app.inbound.models import Question as QuestionRow
from app.matches.models import PairProposal
from app.outbound.models import AddressState, OutboundMail, ReplyAddress
from app.programmes.models import Person

_NAMING: Final = (Reason.PAIR_TOLD, Reason.PAIR_MISSING)
_GONE: Final = "\u2026"


def forget_other(scope: TenantScope, row: PairProposal, now: datetime) -> None:
    """Blank everything that names them, except in `row` itself."""
    addresses = select(ReplyAddress.id).where(
        ReplyAddress.tenant_id == scope.tenant_id, ReplyAddress.pair_proposal_id == row.id
    )
    sent = list(
        scope.session.scalars(
            select(OutboundMail).where(
                OutboundMail.tenant_id == scope.tenant_id, OutboundMail.reply_address_id.in_(addresses)
            )
        )
    )
    theirs = scope.session.scalars(
        select(ReceivedMail.id).where(
            ReceivedMail.tenant_id == scope.tenant_id,
            or_(
                ReceivedMail.reply_address_id.in_(addresses),
                ReceivedMail.outbound_mail_id.in_([mail.id for mail in sent]),
            ),
        )
    ).all()
    _put_aside_held(scope, theirs)
    empty_mails(scope, {*theirs, *_naming(scope, row), row.received_mail_id})
    for mail in sent:
        _blank(mail, now)
    _strike_out(scope, row)
    _forget_questions(scope, row)
    _forget_state(scope, row.email)
    scope.session.flush()


def _naming(scope: TenantScope, row: PairProposal) -> Collection[UUID]:
    """The member's mails that hold the address."""
    return scope.session.scalars(
        select(MailOutcome.received_mail_id).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.person_id == row.proposer_id,
            MailOutcome.reason.in_([reason.value for reason in _NAMING]),
            MailOutcome.reading["reply_text"].astext.icontains(row.email, autoescape=True),
        )
    ).all()


def empty_mails(scope: TenantScope, mail_ids: Collection[UUID]) -> None:
    """Bytes, envelope, reading and verdict go; the digest, the outcome and its reason stay."""
    mails = scope.session.scalars(
        select(ReceivedMail).where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id.in_(mail_ids))
    ).all()
    for mail in mails:
        mail.envelope = {}
    empty_bytes(scope, {mail.raw_mail_id for mail in mails})
    scope.session.execute(
        update(MailOutcome)
        .where(MailOutcome.tenant_id == scope.tenant_id, MailOutcome.received_mail_id.in_(mail_ids))
        .values(reading=None, verdict=None, message_id=None, detail="")
    )
    scope.session.execute(
        update(SenderCheck)
        .where(SenderCheck.tenant_id == scope.tenant_id, SenderCheck.received_mail_id.in_(mail_ids))
        .values(sender="")
    )


def _put_aside_held(scope: TenantScope, mail_ids: Collection[UUID]) -> None:
    """What waited for a coordinator is answered by the end of the question."""
    scope.session.execute(
        update(MailOutcome)
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id.in_(mail_ids),
            MailOutcome.is_current,
            MailOutcome.outcome == Outcome.HELD.value,
        )
        .values(outcome=Outcome.IGNORED.value, reason=Reason.PAIR_OVER.value)
    )


def _blank(mail: OutboundMail, now: datetime) -> None:
    mail.to_name = mail.to_address = mail.subject = mail.text = mail.html = ""
    mail.reply_key = None
    if mail.sent_at is None and mail.failed_at is None:
        mail.failed_at = now


def _strike_out(scope: TenantScope, row: PairProposal) -> None:
    """What we wrote to the member and the coordinator may quote the address."""
    mails = scope.session.scalars(
        select(OutboundMail).where(
            OutboundMail.tenant_id == scope.tenant_id, OutboundMail.text.icontains(row.email, autoescape=True)
        )
    )
    address = re.compile(re.escape(row.email), re.IGNORECASE)
    for mail in mails:
        mail.text, mail.html = address.sub(_GONE, mail.text), address.sub(_GONE, mail.html)


def _forget_questions(scope: TenantScope, row: PairProposal) -> None:
    scope.session.execute(
        update(QuestionRow)
        .where(
            QuestionRow.tenant_id == scope.tenant_id,
            QuestionRow.person_id == row.proposer_id,
            QuestionRow.subject_matter == Reason.PAIR_MISSING.value,
            QuestionRow.answered_at.is_not(None),
        )
        .values(reading=None, wording="")
    )


def _forget_state(scope: TenantScope, email: str) -> None:
    enrolled = select(Person.id).where(Person.tenant_id == scope.tenant_id, Person.email == email)
    if scope.session.scalar(enrolled) is None:
        scope.session.execute(
            delete(AddressState).where(AddressState.tenant_id == scope.tenant_id, AddressState.email == email)
        )
