"""What needs a coordinator: each matter with why and the one next step; the rest in two numbers (U3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.decision import Outcome
from app.inbound.identity.checks_seen import CheckSeen, checks_seen, denied_since
from app.inbound.waiting import waiting_mails, words_of
from app.matches.month import help_wanted, people_asked, periods_asked, running_pairs
from app.matches.proposals_seen import pairs_to_approve
from app.outbound.reach.standing import State
from app.outbound.shown.addresses import troubled_addresses
from app.outbound.shown.to_confirm import ToConfirm, to_confirm
from app.outside_letters.listed import waiting_letters
from app.tenants.audit import Action
from app.tenants.models import AuditEntry

HELP_SHOWN_FOR = timedelta(days=60)
DENIALS_SHOWN_FOR = timedelta(days=60)


class Matter(StrEnum):
    """Why something is on the list; the page has words and a next step for each."""

    MAIL = "mail"
    UNREADABLE = "unreadable"
    NO_ANSWER = "no_answer"
    HELP = "help"
    DENIED = "denied"
    ADDRESS = "address"
    DISPUTE = "dispute"
    CONFIRM = "confirm"
    UNCONFIRMED = "unconfirmed"
    PAIR = "pair"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Need:
    """One matter: about whom, since when (UTC), and the id that its next step acts on.

    `reason` is that of a mail's outcome, or of an address with its `state`; `period` and `reminders` belong to a
    check-in without an answer; `email` and `words` are those of somebody who asks for help,
    or of the automatic reply of somebody who has left; of a pair, the other's name. `check` is what was asked
    about a mail that is held; `entries` counts hours to be confirmed.
    """

    matter: Matter
    who: str
    since: datetime
    subject_id: UUID
    reason: str = ""
    state: str = ""
    period: str = ""
    reminders: int = 0
    email: str = ""
    words: str = ""
    check: CheckSeen | None = None
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Attention:
    """The matters, the oldest first, and how many pairs are quiet, fine or not asked; `period` was asked about last."""

    needs: tuple[Need, ...]
    quiet: int
    fine: int
    unasked: int
    pairs: int
    period: str | None


def attention(scope: TenantScope, now: datetime) -> Attention:
    """Look everything over, as of `now` (UTC). A pair is quiet while nobody in it has answered."""
    period = next(iter(periods_asked(scope)), None)
    asked = people_asked(scope, period) if period else []
    silent = [
        Need(Matter.NO_ANSWER, one.name, one.opened_at, one.person_id, period=period or "", reminders=one.reminders)
        for one in asked
        if one.state == "unanswered"
    ]
    needs = sorted(
        [
            *_mails(scope),
            *_addresses(scope),
            *_help(scope, now),
            *_denied(scope, now),
            *_hours(scope, now),
            *_pairs(scope),
            *_letters(scope),
            *silent,
        ],
        key=lambda need: need.since,
    )
    flagged = {need.subject_id for need in silent}
    waiting = {one.person_id for one in asked if one.state in ("open", "asked")}
    heard = {one.person_id for one in asked} - waiting - flagged
    pairs = running_pairs(scope).values()
    quiet = sum(
        1
        for people in pairs
        if waiting.intersection(people) and heard.isdisjoint(people) and flagged.isdisjoint(people)
    )
    pressing = sum(1 for people in pairs if not flagged.isdisjoint(people))
    unasked = sum(1 for people in pairs if (heard | waiting | flagged).isdisjoint(people))
    return Attention(tuple(needs), quiet, len(pairs) - quiet - pressing - unasked, unasked, len(pairs), period)


def _mails(scope: TenantScope) -> list[Need]:
    held = waiting_mails(scope, Outcome.HELD)
    asked = checks_seen(scope, [mail.received_mail_id for mail in held])
    found = [
        Need(
            Matter.MAIL,
            mail.person or mail.sender,
            mail.received_at,
            mail.received_mail_id,
            reason=mail.reason,
            check=asked.get(mail.received_mail_id),
        )
        for mail in (*held, *waiting_mails(scope, Outcome.REVIEW))
    ]
    return found + [
        Need(Matter.UNREADABLE, mail.person or mail.sender, mail.received_at, mail.received_mail_id, mail.reason)
        for mail in waiting_mails(scope, Outcome.QUARANTINED)
    ]


def _addresses(scope: TenantScope) -> list[Need]:
    """Members whom our mail does not reach; what has failed of late and may mend itself stands with the people."""
    return [
        Need(
            Matter.ADDRESS,
            one.name,
            one.since,
            one.person_id,
            reason=one.reason,
            state=one.state,
            email=one.email,
            words=one.detail if one.state is State.LEFT else "",
        )
        for one in troubled_addresses(scope)
        if one.state is not State.SOFT
    ]


def _hours(scope: TenantScope, now: datetime) -> list[Need]:
    """Hours to be confirmed: one matter for each dispute, and for each person whose hours wait or who is silent."""
    found = to_confirm(scope, now)
    disputes = [Need(Matter.DISPUTE, one.line.claimant, one.since, one.line.item_id) for one in found.disputed]
    own = _gathered(
        Matter.CONFIRM, [(one.line.claimant, one.line.live.claim.person_id, one) for one in found.for_staff]
    )
    silent = [(one.asked, one.line.person_id, one) for one in found.unconfirmed if one.line.person_id]
    return [*disputes, *own, *_gathered(Matter.UNCONFIRMED, silent)]


def _pairs(scope: TenantScope) -> list[Need]:
    """Pairs that formed elsewhere, where the coordinator looks before the other is asked."""
    return [
        Need(Matter.PAIR, one.proposer, one.proposed_at, one.proposal_id, words=one.name)
        for one in pairs_to_approve(scope)
    ]


def _letters(scope: TenantScope) -> list[Need]:
    return [
        Need(Matter.LETTER, one.name, one.received_at, one.letter_id, words=one.organisation)
        for one in waiting_letters(scope)
    ]


def _gathered(matter: Matter, found: list[tuple[str, UUID, ToConfirm]]) -> list[Need]:
    people = dict.fromkeys((name, person_id) for name, person_id, _ in found)
    return [
        Need(matter, name, min(one.since for _, other, one in found if other == person_id), person_id, entries=count)
        for name, person_id in people
        for count in (sum(1 for _, other, _one in found if other == person_id),)
    ]


def _denied(scope: TenantScope, now: datetime) -> list[Need]:
    found = denied_since(scope, now - DENIALS_SHOWN_FOR)
    seen = _acted_on(scope, Action.DENIAL_SEEN, [one.check_id for one in found])
    return [
        Need(Matter.DENIED, one.name, one.answered_at, one.check_id, email=one.sender)
        for one in found
        if one.check_id not in seen
    ]


def _acted_on(scope: TenantScope, action: Action, subjects: list[UUID]) -> set[UUID | None]:
    return set(
        scope.session.scalars(
            select(AuditEntry.subject_id).where(
                AuditEntry.tenant_id == scope.tenant_id,
                AuditEntry.action == action.value,
                AuditEntry.subject_id.in_(subjects),
            )
        )
    )


def _help(scope: TenantScope, now: datetime) -> list[Need]:
    wanted = help_wanted(scope, now - HELP_SHOWN_FOR)
    answered = _acted_on(scope, Action.HELP_ANSWERED, [one.report_id for one in wanted])
    return [
        Need(
            Matter.HELP,
            one.name,
            one.reported_at,
            one.report_id,
            email=one.email,
            words=words_of(scope, one.received_mail_id) if one.received_mail_id else "",
        )
        for one in wanted
        if one.report_id not in answered
    ]
