"""The budget of mail (I12): how many mails that nobody asked for one person gets in a month, over all programmes.

A month is one of the programme's zone. The check-in of a further programme counts among the others.
"""

from collections import Counter
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.db import TenantScope
from app.outbound.mail import MailKind
from app.outbound.models import OutboundMail
from app.outbound.occasions import OCCASIONS, UNASKED, UNASKED_KINDS, Occasion
from app.programmes.rules import MailBudget, Rules

CHECK_INS = 1


def over_budget(scope: TenantScope, person_id: UUID, occasion: Occasion, at: datetime, rules: Rules) -> bool:
    """Whether one more mail of that occasion, to go out at `at` (UTC), would be one too many."""
    if occasion not in UNASKED or occasion is Occasion.AUDIT:
        return False
    return exceeds(_sent_in_month(scope, person_id, at, rules.zone), occasion, rules.mail_budget)


def exceeds(sent: Counter[Occasion], occasion: Occasion, budget: MailBudget) -> bool:
    """The rule itself: what was sent this month, and what would come on top."""
    if occasion is Occasion.REMINDER:
        return sent[Occasion.REMINDER] >= budget.reminders
    further = max(sent[Occasion.CHECKIN] - CHECK_INS, 0)
    if occasion is Occasion.CHECKIN and sent[Occasion.CHECKIN] < CHECK_INS:
        return False
    return sent[Occasion.OTHER] + further >= budget.others


def _sent_in_month(scope: TenantScope, person_id: UUID, at: datetime, zone: ZoneInfo) -> Counter[Occasion]:
    first, end = _month(at, zone)
    goes_at = func.coalesce(OutboundMail.sent_at, OutboundMail.next_attempt_at)
    rows = scope.session.execute(
        select(OutboundMail.kind, func.count())
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.person_id == person_id,
            OutboundMail.kind.in_(UNASKED_KINDS),
            OutboundMail.failed_at.is_(None),
            goes_at >= first,
            goes_at < end,
        )
        .group_by(OutboundMail.kind)
    )
    sent: Counter[Occasion] = Counter()
    for kind, count in rows:
        sent[OCCASIONS[MailKind(kind)]] += count
    return sent


def _month(at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first = at.astimezone(zone).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime.combine(first, time(), zone), datetime.combine(following, time(), zone)
