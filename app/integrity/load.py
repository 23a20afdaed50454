"""Gathers a tenant's history: claims, matches, rules, answered check-ins, sessions told, and what people wrote."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from uuid import UUID

from sqlalchemy import select, union_all

from app.db import TenantScope
from app.inbound.decision import Outcome
from app.inbound.models import MailOutcome
from app.integrity.history import History, Letter, MatchDays
from app.integrity.wording import folded
from app.ledger.columns import Columns
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim, states
from app.ledger.told import told_at
from app.matches.models import CheckIn, Match, MatchParticipant, Meeting, StatusReport
from app.programmes.models import Person, ProgrammeRules
from app.programmes.rules import Rules, validated
from app.reading.contract import Status
from app.tenants.models import Membership


def history_of(scope: TenantScope) -> History:
    """Everything of the tenant that the looks go over, as it stands now."""
    claims = _standing(scope)
    rules = _rules(scope)
    return History(
        claims=claims,
        matches=_matches(scope, rules),
        rules={rules_id: each.integrity for rules_id, each in rules.items()},
        answered=_check_ins(scope, "answered"),
        unanswered=_check_ins(scope, "unanswered"),
        unmet=_unmet(scope),
        told=_told(scope),
        letters=_letters(scope, claims),
        names=_names(scope),
        came=told_at(scope, claims),
    )


def _standing(scope: TenantScope) -> tuple[LiveClaim, ...]:
    columns = [getattr(LedgerEntry, field.name) for field in fields(Columns)]
    rows = scope.session.execute(
        select(*columns).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
    )
    return tuple(live for live in states([Columns.of_row(row) for row in rows]) if live.minutes)


def _rules(scope: TenantScope) -> dict[UUID, Rules]:
    rows = scope.session.execute(
        select(ProgrammeRules.id, ProgrammeRules.body).where(ProgrammeRules.tenant_id == scope.tenant_id)
    )
    return {row.id: validated(row.body) for row in rows}


def _matches(scope: TenantScope, rules: dict[UUID, Rules]) -> dict[UUID, MatchDays]:
    rows = scope.session.execute(
        select(Match.id, Match.rules_id, Match.started_on, Match.ends_on).where(Match.tenant_id == scope.tenant_id)
    ).all()
    roles = defaultdict[UUID, list[tuple[UUID, str]]](list)
    for part in scope.session.execute(
        select(MatchParticipant.match_id, MatchParticipant.person_id, MatchParticipant.role).where(
            MatchParticipant.tenant_id == scope.tenant_id
        )
    ):
        roles[part.match_id].append((part.person_id, part.role))
    return {
        row.id: MatchDays(row.started_on, row.ends_on, _claimants(roles[row.id], rules[row.rules_id])) for row in rows
    }


def _claimants(people: Iterable[tuple[UUID, str]], rules: Rules) -> frozenset[UUID]:
    return frozenset(person_id for person_id, role in people if role in rules.hours.claimed_by)


def _check_ins(scope: TenantScope, state: str) -> frozenset[tuple[UUID, UUID, str]]:
    rows = scope.session.execute(
        select(CheckIn.person_id, CheckIn.programme_id, CheckIn.period).where(
            CheckIn.tenant_id == scope.tenant_id, CheckIn.state == state
        )
    )
    return frozenset((row.person_id, row.programme_id, row.period) for row in rows)


def _unmet(scope: TenantScope) -> frozenset[tuple[UUID, UUID, str]]:
    """Of each person's words about a match and a month the latest, where they say that they have not met."""
    rows = scope.session.execute(
        select(
            StatusReport.match_id,
            StatusReport.person_id,
            StatusReport.period,
            StatusReport.status,
            StatusReport.minutes_said,
        )
        .where(StatusReport.tenant_id == scope.tenant_id)
        .order_by(StatusReport.reported_at, StatusReport.id)
    )
    latest = {
        (row.match_id, row.person_id, row.period): row.status == Status.NOT_STARTED or row.minutes_said == 0
        for row in rows
    }
    return frozenset(key for key, unmet in latest.items() if unmet)


def _told(scope: TenantScope) -> frozenset[tuple[UUID, UUID, date]]:
    rows = scope.session.execute(
        select(Meeting.match_id, Meeting.reported_by_id, Meeting.held_on).where(
            Meeting.tenant_id == scope.tenant_id, Meeting.held_on.is_not(None), Meeting.withdrawn_at.is_(None)
        )
    )
    return frozenset((row.match_id, row.reported_by_id, row.held_on) for row in rows)


def _letters(scope: TenantScope, claims: Sequence[LiveClaim]) -> tuple[Letter, ...]:
    """The mails that claims stand on, but for what is for the named person alone (C2)."""
    by_mail = defaultdict[UUID, list[LiveClaim]](list)
    for live in claims:
        if live.claim.received_mail_id:
            by_mail[live.claim.received_mail_id].append(live)
    text = MailOutcome.reading["reply_text"].astext
    rows = scope.session.execute(
        select(MailOutcome.received_mail_id, text.label("words")).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.is_current,
            MailOutcome.outcome == Outcome.RECORDED.value,
            MailOutcome.restricted.is_(False),
            text.is_not(None),
        )
    )
    return tuple(
        Letter(row.received_mail_id, found[0].claim.person_id, row.words, tuple(found))
        for row in rows
        if (found := by_mail.get(row.received_mail_id))
    )


def _names(scope: TenantScope) -> frozenset[str]:
    names = scope.session.scalars(
        union_all(*(select(kind.name).where(kind.tenant_id == scope.tenant_id) for kind in (Person, Membership)))
    )
    return frozenset(word for name in names for word in folded(name).replace("-", " ").split())
