"""The budget of mail (I12): how many mails that nobody asked for one person gets in a month, over all programmes.

A month is one of the programme's zone. The check-in of a further programme counts among the others.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.db import TenantScope
from app.outbound.letter.mail import MailKind
from app.outbound.models import OutboundMail
from app.outbound.pacing.occasions import OCCASIONS, UNASKED, UNASKED_KINDS, UNMEASURED, Occasion
from app.programmes.rules import MailBudget, Rules

CHECK_INS = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mail to somebody: on what occasion, when it is to go out (UTC), and the rules that it goes by."""

    person_id: UUID
    occasion: Occasion
    at: datetime
    rules: Rules


def over_budget(scope: TenantScope, wanted: Sequence[Wanted]) -> list[bool]:
    """For each of several mails to different people, whether it would be one too many."""
    months = defaultdict[tuple[datetime, datetime], set[UUID]](set)
    for mail in wanted:
        months[_month(mail.at, mail.rules.zone)].add(mail.person_id)
    sent = {month: _sent_in(scope, people, *month) for month, people in months.items()}
    return [
        exceeds(sent[_month(mail.at, mail.rules.zone)][mail.person_id], mail.occasion, mail.rules.mail_budget)
        for mail in wanted
    ]


def exceeds(sent: Counter[Occasion], occasion: Occasion, budget: MailBudget) -> bool:
    """The rule itself: what was sent this month, and what would come on top."""
    if occasion not in UNASKED or occasion in UNMEASURED:
        return False
    if occasion is Occasion.REMINDER:
        return sent[Occasion.REMINDER] >= budget.reminders
    further = max(sent[Occasion.CHECKIN] - CHECK_INS, 0)
    if occasion is Occasion.CHECKIN and sent[Occasion.CHECKIN] < CHECK_INS:
        return False
    return sent[Occasion.OTHER] + further >= budget.others


def _sent_in(
    scope: TenantScope, people: set[UUID], first: datetime, end: datetime
) -> defaultdict[UUID, Counter[Occasion]]:
    goes_at = func.coalesce(OutboundMail.sent_at, OutboundMail.next_attempt_at)
    rows = scope.session.execute(
        select(OutboundMail.person_id, OutboundMail.kind, func.count())
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.person_id.in_(people),
            OutboundMail.kind.in_(UNASKED_KINDS),
            OutboundMail.failed_at.is_(None),
            goes_at >= first,
            goes_at < end,
        )
        .group_by(OutboundMail.person_id, OutboundMail.kind)
    )
    sent = defaultdict[UUID, Counter[Occasion]](Counter)
    for person_id, kind, count in rows:
        if person_id:
            sent[person_id][OCCASIONS[MailKind(kind)]] += count
    return sent


def _month(at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first = at.astimezone(zone).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime.combine(first, time(), zone), datetime.combine(following, time(), zone)
