"""Whom to ask today to confirm hours, whom to remind, and for whom the time is over (H3, I12). Nothing is sent here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app import events
from app.attestations.lines import in_order, lines_of
from app.attestations.models import AttestationItem, AttestationList
from app.attestations.outcomes import Outcome, Purpose
from app.attestations.silence import attest_by_silence
from app.db import TenantScope, new_id
from app.ledger.append import lock_head
from app.ledger.models import LedgerEntry
from app.outbound.models import OutboundMail
from app.outbound.pacing.budget import Wanted, over_budget
from app.outbound.pacing.occasions import Occasion
from app.outbound.reach.out_of_reach import barriers
from app.outbound.reach.suppression import suppressed
from app.programmes.absences import Away, absences_of, days_waited, is_kept_waiting
from app.programmes.rules import Rules
from app.programmes.versions import rules_of

ASKED: Final = "attestation"
"""What the key of a mail that asks begins with, before the list."""

Absences = Mapping[UUID, tuple[Away, ...]]
WrittenAbout = Callable[[TenantScope, Collection[UUID]], frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that a person has yet to answer for, with the rules that its claim was made under (T3)."""

    item: AttestationItem
    person_id: UUID
    rules: Rules

    def today(self, now: datetime) -> date:
        """The day in the programme's zone."""
        return now.astimezone(self.rules.zone).date()

    def waited(self, absences: Absences, now: datetime) -> int:
        """The days in which they could have answered; those of an absence do not count."""
        assert self.item.asked_at is not None
        return days_waited(self.today(self.item.asked_at), self.today(now), absences.get(self.person_id, ()))

    def reminders_due(self, absences: Absences, now: datetime) -> int:
        """How many more reminders the rules have by now."""
        waited = self.waited(absences, now)
        return max(sum(waited >= days for days in self.rules.attestation.remind_after_days) - self.item.reminders, 0)

    def is_over(self, absences: Absences, now: datetime) -> bool:
        """Whether the time to answer has passed."""
        return self.waited(absences, now) > self.rules.attestation.answer_within_days


def ask_for_confirmation(scope: TenantScope, now: datetime) -> list[events.Event]:
    """Ask everybody once for all that was logged before this day's hour of the check-ins, in one mail (I12).

    Whoever is away, out of reach or has had the month's mails is asked later, for all of it.
    """
    gathered = [one for one in _waiting(scope, asked=False) if next_batch(one.item.since, one.rules) <= now]
    happened: list[events.Event] = []
    for batch in _batches(scope, gathered, Occasion.OTHER, now):
        listed = _list(scope, batch, now)
        for one in batch:
            one.item.list_id, one.item.asked_at = listed.id, now
            one.item.answer_by = one.today(now) + timedelta(days=one.rules.attestation.answer_within_days)
        happened.append(events.ConfirmationAsked(listed.id))
    scope.session.flush()
    return happened


def remind_of_confirmation(scope: TenantScope, now: datetime) -> list[events.Event]:
    """Remind of all that is open, once one of it is due for a reminder by the rules."""
    waiting = _waiting(scope, asked=True)
    absences = _absences(scope, waiting)
    due = {(one.person_id, one.item.programme_id) for one in waiting if one.reminders_due(absences, now)}
    open_still = [
        one for one in waiting if (one.person_id, one.item.programme_id) in due and not one.is_over(absences, now)
    ]
    happened: list[events.Event] = []
    for batch in _batches(scope, open_still, Occasion.REMINDER, now):
        for one in batch:
            one.item.reminders += one.reminders_due(absences, now)
        happened.append(events.ConfirmationReminded(_list(scope, batch, now).id))
    scope.session.flush()
    return happened


def end_of_waiting(scope: TenantScope, now: datetime, written_about: WrittenAbout) -> list[events.Event]:
    """For whom the time is over: where the rules count silence it confirms, else a coordinator sees who is missing.

    Silence counts only of somebody whom the question has reached, who can be asked still, and who has written nothing
    about it: `written_about` tells of people which items a mail came about.
    """
    waiting = _waiting(scope, asked=True, locked=False)
    absences = _absences(scope, waiting)
    if not any(one.is_over(absences, now) for one in waiting):
        return []
    lock_head(scope)  # before the items, as whoever answers does
    over = [one for one in _waiting(scope, asked=True) if one.is_over(absences, now)]
    heard = written_about(scope, {one.person_id for one in over}) | barriers(scope, [one.item for one in over]).keys()
    silent = [
        one.item
        for one in over
        if one.rules.attestation.silence_attests and one.item.id not in heard and _has_reached(scope, one.item)
    ]
    for one in over:
        one.item.outcome, one.item.settled_at = Outcome.UNANSWERED.value, now
    scope.session.flush()
    attest_by_silence(scope, silent, now)
    return []


def next_batch(since: datetime, rules: Rules) -> datetime:
    """When what was logged at `since` is asked about: at the next hour of the check-ins, in the rules' zone."""
    local = since.astimezone(rules.zone)
    days = (local.date(), local.date() + timedelta(days=1))
    hours = (datetime.combine(day, time(rules.check_in.hour), rules.zone) for day in days)
    return next(hour for hour in hours if hour > since)


def _waiting(scope: TenantScope, *, asked: bool, locked: bool = True) -> list[Waiting]:
    """What people have yet to answer for; locked, so that each step is taken once."""
    query = (
        select(AttestationItem, LedgerEntry.rules_id)
        .join(
            LedgerEntry,
            (LedgerEntry.tenant_id == AttestationItem.tenant_id) & (LedgerEntry.id == AttestationItem.claim_id),
        )
        .where(
            AttestationItem.tenant_id == scope.tenant_id,
            AttestationItem.person_id.is_not(None),
            AttestationItem.settled_at.is_(None),
            AttestationItem.asked_at.is_not(None) if asked else AttestationItem.asked_at.is_(None),
        )
        .order_by(AttestationItem.id)
    )
    rows = scope.session.execute(query.with_for_update(of=AttestationItem, skip_locked=True) if locked else query).all()
    books = {rules_id: rules_of(scope, rules_id).rules for rules_id in {row[1] for row in rows}}
    return [Waiting(item, item.person_id, books[rules_id]) for item, rules_id in rows if item.person_id]


def _absences(scope: TenantScope, waiting: Iterable[Waiting]) -> Absences:
    return absences_of(scope, {one.person_id for one in waiting})


def _batches(
    scope: TenantScope, waiting: Sequence[Waiting], occasion: Occasion, now: datetime
) -> Iterable[list[Waiting]]:
    """One for each person who can be asked now; whoever is in several programmes is asked by one at a time."""
    if not waiting:
        return
    blocked, absences = barriers(scope, [one.item for one in waiting]), _absences(scope, waiting)
    by_person = defaultdict[UUID, list[Waiting]](list)
    for one in waiting:
        if one.item.id not in blocked and not is_kept_waiting(one.today(now), absences.get(one.person_id, ())):
            by_person[one.person_id].append(one)
    wanted = [Wanted(person_id, occasion, now, theirs[0].rules) for person_id, theirs in by_person.items()]
    for theirs, too_much in zip(by_person.values(), over_budget(scope, wanted), strict=True):
        first = theirs[0]
        if not too_much:
            yield [one for one in theirs if one.item.programme_id == first.item.programme_id]


def _list(scope: TenantScope, batch: Sequence[Waiting], now: datetime) -> AttestationList:
    made = AttestationList(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=batch[0].person_id,
        programme_id=batch[0].item.programme_id,
        purpose=Purpose.ATTEST.value,
        item_ids=[line.item_id for line in in_order(lines_of(scope, [one.item for one in batch]))],
        made_at=now,
    )
    scope.session.add(made)
    scope.session.flush()
    return made


def _has_reached(scope: TenantScope, item: AttestationItem) -> bool:
    """Whether the mail that asked went out, to an address that takes mail."""
    sent = scope.session.execute(
        select(OutboundMail.sent_at, OutboundMail.to_address).where(
            OutboundMail.tenant_id == scope.tenant_id, OutboundMail.dedupe_key == f"{ASKED}:{item.list_id}"
        )
    ).one_or_none()
    return sent is not None and sent.sent_at is not None and not suppressed(scope, [sent.to_address])
