"""What an organisation chooses about its proofs: who gets the daily roots, and whether hour logs show words (X2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.tenants.audit import Action, note_action
from app.tenants.models import Organisation


@dataclass(frozen=True, slots=True)
class Proofs:
    """`roots_to` gets the mail with each daily root; where it is `None`, owners or coordinators do."""

    roots_to: str | None
    shows_words: bool


def proofs_of(scope: TenantScope) -> Proofs:
    """What holds now."""
    query = select(Organisation.roots_to, Organisation.shows_words).where(Organisation.tenant_id == scope.tenant_id)
    row = scope.session.execute(query).one()
    return Proofs(row.roots_to, row.shows_words)


def choose_proofs(scope: TenantScope, chosen: Proofs, membership_id: UUID, at: datetime) -> None:
    """Have it so from now on; what changed is noted with who chose it, an address without its name (C4)."""
    row = scope.session.scalars(
        select(Organisation).where(Organisation.tenant_id == scope.tenant_id).with_for_update()
    ).one()
    if row.roots_to != chosen.roots_to:
        row.roots_to = chosen.roots_to
        whom = "address" if chosen.roots_to else "staff"
        note_action(scope, membership_id, Action.ROOTS_SENT_ELSEWHERE, at, note=whom)
    if row.shows_words != chosen.shows_words:
        row.shows_words = chosen.shows_words
        note_action(scope, membership_id, Action.WORDS_IN_LOGS, at, note="shown" if chosen.shows_words else "left out")
