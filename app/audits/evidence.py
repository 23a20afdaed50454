"""An entry down to what it stands on: who said what when, by which mail, how its sender was checked (X1, H2)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.audits.permitted import Permitted
from app.db import TenantScope
from app.exports.log.hour_log import openings_shown
from app.ledger.drafts import BY_LETTER
from app.ledger.models import LedgerEntry
from app.ledger.openings import told_topics
from app.ledger.states import LiveClaim
from app.programmes.models import Person, PersonAddress
from app.tenants.models import Membership


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a claim's history. `recorded_at` is UTC; digest and hash are lower-case hexadecimal.

    `by` is the name of whoever said it, `entered_by` of whoever entered it for them. `words` are empty where the
    organisation does not show them, or somebody has erased them.
    """

    seq: int
    kind: str
    recorded_at: datetime
    by: str
    means: str
    minutes: int | None
    mail_digest: str
    verdict: str
    policy: str
    entered_by: str
    words: str
    hash: str
    received_mail_id: UUID | None

    @property
    def on_letter(self) -> bool:
        """Whether it stands on a letter of another organisation (H7), whose digest it names then."""
        return self.policy == BY_LETTER

    @property
    def on_mail(self) -> bool:
        """Whether it stands on a mail."""
        return bool(self.mail_digest) and not self.on_letter


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim as it stands, its partners' names, what it was about, and every entry that made it so."""

    live: LiveClaim
    member: str
    partners: tuple[str, ...]
    topics: str
    rules_number: int | None
    steps: tuple[Step, ...]


def evidence_of(scope: TenantScope, live: LiveClaim, permitted: Permitted) -> Evidence:
    """All that an auditor may see of a claim. What others wrote when they answered stays theirs (C1)."""
    rows = _entries(scope, live.claim.id)
    opened = openings_shown(scope, rows)
    bodies = {row.id: json.loads(row.body) for row in rows}
    names = _names(scope, live, bodies.values())
    rules = bodies[live.claim.id]["rules"]
    return Evidence(
        live=live,
        member=names.get(str(live.claim.person_id), ""),
        partners=tuple(names.get(str(one), "") for one in live.claim.counterpart_ids),
        topics=told_topics(live, {one: _text(told, "topics") for one, told in opened.items()}),
        rules_number=rules["number"] if rules else None,
        steps=tuple(_step(row, bodies[row.id], opened[row.id], names, permitted) for row in rows),
    )


def _entries(scope: TenantScope, claim_id: UUID) -> Sequence[LedgerEntry]:
    return scope.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.tenant_id == scope.tenant_id,
            or_(LedgerEntry.id == claim_id, LedgerEntry.target_id == claim_id),
        )
        .order_by(LedgerEntry.seq)
    ).all()


def _step(
    row: LedgerEntry, body: Any, opened: list[dict[str, str]], names: dict[str, str], permitted: Permitted
) -> Step:
    evidence = body["evidence"]
    return Step(
        seq=row.seq,
        kind=row.kind,
        recorded_at=row.recorded_at,
        by=names.get(str(row.by_id or row.person_id), ""),
        means=row.means or "",
        minutes=row.minutes,
        mail_digest=evidence["digest"] or "",
        verdict=evidence["verdict"],
        policy=evidence["policy"],
        entered_by=names.get(evidence["entered_by"] or "", ""),
        words=_text(opened, "words") if permitted.shows_words else "",
        hash=row.hash.hex(),
        received_mail_id=row.received_mail_id,
    )


def _text(opened: list[dict[str, str]], field: str) -> str:
    return next((one["text"] for one in opened if one["field"] == field), "")


def _names(scope: TenantScope, live: LiveClaim, bodies: Any) -> dict[str, str]:
    """Everybody whom the entries name: people, staff, and assistants by the address that counts as theirs."""
    ids = {live.claim.person_id, *live.claim.counterpart_ids}
    for body in bodies:
        found = (body["by"] or {}).get("person"), body["evidence"]["entered_by"]
        ids |= {UUID(one) for one in found if one}
    names: dict[str, str] = {}
    for table in (Person, Membership, PersonAddress):
        rows = scope.session.execute(
            select(table.id, table.name).where(table.tenant_id == scope.tenant_id, table.id.in_(ids))
        )
        names |= {str(row.id): row.name for row in rows}
    return names
