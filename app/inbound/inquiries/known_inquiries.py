"""The entries that an auditor asked about in a mail of ours, as its reader saw them (X4)."""

from dataclasses import replace

from app.audits.asking import entries_of
from app.db import TenantScope
from app.inbound.known import KnownInquiry, KnownQuestion
from app.outbound.models import ReplyAddress
from app.reading.contract import AskedItem, Context


def known_inquiry(scope: TenantScope, address: ReplyAddress | None, locale: str) -> KnownInquiry | None:
    """What the mail that is answered asked for an auditor; `None` where it asked nothing of that kind."""
    if address is None or address.audit_inquiry_id is None:
        return None
    entries = entries_of(scope, address.audit_inquiry_id, locale)
    questions = tuple(KnownQuestion(one.question_id, one.words, one.minutes, one.period) for one in entries)
    return KnownInquiry(address.audit_inquiry_id, questions)


def with_questions(context: Context, inquiry: KnownInquiry | None) -> Context:
    """What the reading knows of the entries: each by its id and its line in the mail."""
    if inquiry is None:
        return context
    items = tuple(AskedItem(str(one.question_id), one.text) for one in inquiry.questions)
    return replace(context, checkin=replace(context.checkin, items=items))
