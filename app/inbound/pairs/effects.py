"""What follows from a pair that was told, and from the other's answer (M8)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from app import events
from app.db import TenantScope
from app.inbound.answered import answered, known_of
from app.inbound.decision import PairAnswered, PairTold
from app.inbound.known import Known
from app.inbound.models import MailOutcome
from app.inbound.models import Question as QuestionRow
from app.inbound.pairs.ending import end_pair
from app.inbound.pairs.may_ask import is_matched_with
from app.inbound.pairs.said import PairSaid
from app.inbound.pairs.since import day_since
from app.inbound.pairs.vocabulary import folded
from app.inbound.stored import Found
from app.language import language_of
from app.matches.proposals import Proposed, State, agree, locked, open_proposal, propose
from app.programmes.versions import rules_of

AT_ONCE: Final = "yes"
"""The rules let the other be asked without a coordinator's look."""
_FRENCH: Final = ("oui", "ouais", "d'accord", "j'accepte", "volontiers", "avec plaisir", "entendu", "bonjour")


def about_pair(
    scope: TenantScope, found: Found, decision: PairTold | PairAnswered, outcome_id: UUID, now: datetime
) -> list[events.Event]:
    """Carry it out and say what happened."""
    if isinstance(decision, PairTold):
        return _told(scope, found, decision.pair, outcome_id, now)
    return _answered(scope, found, outcome_id, now, yes=decision.yes)


def _told(scope: TenantScope, found: Found, pair: PairSaid, outcome_id: UUID, now: datetime) -> list[events.Event]:
    known = known_of(found)
    _settle_question(scope, known, now)
    mail = answered(found, known, outcome_id, None)
    hours = found.reading is not None and bool(found.reading.hours or found.reading.meetings)
    if is_matched_with(scope, found, pair.email):
        return [events.PairKnown(mail, pair.name, matched=True, tells_hours=hours)]
    if open_proposal(scope, known.person_id, pair.email):
        return [events.PairKnown(mail, pair.name, matched=False, tells_hours=hours)]
    rules = rules_of(scope, None, programme_id=known.programme_id).rules
    today = found.mail.received_at.astimezone(rules.zone).date()
    said = Proposed(
        programme_id=known.programme_id,
        proposer_id=known.person_id,
        role=pair.role,
        name=pair.name,
        email=pair.email,
        since=day_since(pair.since, today, known.locale),
        received_mail_id=found.mail.received_mail_id,
    )
    at_once = rules.pairs.by_mail == AT_ONCE
    row = propose(scope, said, now, asked=at_once)
    told = events.PairProposed(mail, row.id, hours)
    return [told, events.PairAsked(row.id)] if at_once else [told]


def _settle_question(scope: TenantScope, known: Known, now: datetime) -> None:
    if known.question:
        row = scope.session.get_one(QuestionRow, (scope.tenant_id, known.question.question_id))
        row.answered_at = now


def _answered(scope: TenantScope, found: Found, outcome_id: UUID, now: datetime, *, yes: bool) -> list[events.Event]:
    known = known_of(found)
    assert known.consenting is not None
    row = locked(scope, known.consenting.proposal_id)
    assert row is not None
    if row.state != State.ASKED:  # the time ended while the mail was read
        return []
    if not yes:
        return [end_pair(scope, row, State.DECLINED, now)]
    words = found.reading.reply_text if found.reading else ""
    locale = _language_of_answer(words, known.locale)
    agree(scope, row, now, locale=locale, answered_by_id=found.mail.received_mail_id)
    scope.session.get_one(MailOutcome, (scope.tenant_id, outcome_id)).person_id = row.partner_id
    return [events.PairAgreed(row.id, found.message_id)]


def _language_of_answer(words: str, proposers: str) -> str:
    """The locale of whoever answered: French after `oui`, English after `yes`, in the member's country."""
    first = folded(words).lstrip()
    said = "fr" if first.startswith(_FRENCH) else "en" if first.startswith("y") else language_of(proposers)
    return proposers if said == language_of(proposers) else f"{said}-CA"
