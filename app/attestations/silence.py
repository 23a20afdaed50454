"""Hours that nobody has answered for in time, where the rules count that as a yes (T4, H3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.attestations.answering import Witness, answer
from app.attestations.lines import items_by_id
from app.attestations.models import AttestationItem
from app.attestations.outcomes import Effect, Outcome, Verdict
from app.db import TenantScope
from app.ledger.append import lock_head
from app.ledger.drafts import Evidence, Means, Party
from app.ledger.states import State
from app.ledger.totals import claims_by_id
from app.programmes.models import Person

BY_RULES: Final = "by_rules"
"""The policy in the evidence of what nobody said: the rules of the programme."""


def attest_by_silence(scope: TenantScope, items: Sequence[AttestationItem], at: datetime) -> None:
    """Enter a confirmation by silence for each item whose claim still waits with the figure asked about."""
    if not items:
        return
    lock_head(scope)
    claims = claims_by_id(scope, {item.claim_id for item in items})
    for item in items:
        if claims[item.claim_id].state is State.CLAIMED:
            _attest(scope, item, at)


def _attest(scope: TenantScope, item: AttestationItem, at: datetime) -> None:
    person = scope.session.get_one(Person, (scope.tenant_id, item.person_id))
    witness = Witness(Party(person.id, person.name, person.member_number), Means.SILENCE)
    asked_on = f"{item.asked_at:%Y-%m-%d}" if item.asked_at else "?"
    evidence = Evidence(BY_RULES, f"asked by mail on {asked_on}, no answer until {item.answer_by}")
    answers = answer(scope, [Verdict(item.id, yes=True)], witness, lambda _number, _words: evidence, at)
    if answers.settled[0].effect is Effect.CONFIRMED:
        (row,) = items_by_id(scope, [item.id])
        row.outcome = Outcome.SILENCE.value
    scope.session.flush()
