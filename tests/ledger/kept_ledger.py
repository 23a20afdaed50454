"""Drafts for the tests on the real database: the facts of `memory_ledger`, the people of a made tenant."""

from dataclasses import replace
from uuid import UUID

from app.db import Database
from app.ledger.append import append
from app.ledger.drafts import ClaimDraft, Draft, Party
from tests.factories.tenants import MadeTenant
from tests.ledger import memory_ledger
from tests.ledger.memory_ledger import AT


def mentor(made: MadeTenant) -> Party:
    """Dan, as enrolled."""
    return Party(made.mentor_id, "Dan Roy", "M-1")


def mentee(made: MadeTenant) -> Party:
    """Kate, as enrolled."""
    return Party(made.mentee_id, "Kate Li", "M-2")


def claim_of(made: MadeTenant, minutes: int = 90, mail: UUID | None = None, item: int = 0) -> ClaimDraft:
    """Dan's claim, confirmed by Kate when she is asked; from a mail when one is given."""
    return replace(
        memory_ledger.claim(minutes, by=mentor(made), with_=(mentee(made),)),
        programme_id=made.programme_id,
        match_id=made.match_id,
        rules_id=made.rules_id,
        evidence=replace(memory_ledger.evidence(item=item), received_mail_id=mail),
    )


def enter(database: Database, made: MadeTenant, *drafts: Draft) -> list[UUID]:
    """Append and commit; the ids of the entries."""
    with database.tenant(made.tenant_id) as scope:
        return [entry.id for entry in append(scope, drafts, AT)]


def fill(database: Database, made: MadeTenant) -> None:
    """Six entries about Dan, one about Kate in their midst: 90 minutes attested, 30 claimed, 45 disputed."""
    kate = replace(claim_of(made, 10), claimant=mentee(made), counterparts=(mentor(made),))
    (first,) = enter(database, made, claim_of(made))
    (late, _) = enter(database, made, claim_of(made, 60), kate)
    june = replace(claim_of(made, 45), period="2026-06", local_date=None, starts=None, ends=None)
    enter(database, made, memory_ledger.attestation(first, mentee(made)), memory_ledger.correction(late, 30))
    (disputed,) = enter(database, made, june)
    enter(database, made, memory_ledger.dispute(disputed, mentee(made)))
