"""What we hold about a log or a paper that was handed out, for whoever has the code on it (X3).

No name: the initials tell whoever holds the paper that it is the same person, and nobody else who it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import TenantScope
from app.exports.checks.since_then import OVERTAKEN, Shown, fates, later_entries
from app.exports.log.hour_log import entries_about
from app.exports.log.narrowing import Narrowing
from app.exports.log.paper_code import kept_hash
from app.exports.log.rows import within
from app.finding import Finding
from app.ledger.chain import Head
from app.ledger.columns import Columns
from app.ledger.models import HourLogExport, PaperCode
from app.ledger.states import states
from app.programmes.models import Person
from app.tenants.access import organisation_name


@dataclass(frozen=True, slots=True)
class Held:
    """One log: who handed it out and when (UTC), for whom, for which days, what it came to, and what happened since.

    `kind` is that of a letter or certificate, one word of `app.papers.kinds.Kind`; empty for a log.

    `by_state` is empty and `minutes` None for logs from before these were kept. `later` counts all entries since.
    """

    organisation: str
    made_at: datetime
    initials: str
    since: date | None
    until: date | None
    minutes: int | None
    by_state: Mapping[str, int]
    digest: str
    fates: tuple[Finding, ...]
    later: int
    kind: str = ""

    @property
    def overtaken(self) -> bool:
        """Whether something that the log shows was corrected or disputed since."""
        return any(fate.trouble in OVERTAKEN for fate in self.fates)


def place_of(session: Session, code: str) -> tuple[UUID, UUID] | None:
    """The tenant and the export that a code leads to; None where nothing was handed out under it."""
    found = session.get(PaperCode, kept_hash(code))
    return (found.tenant_id, found.export_id) if found else None


def held(scope: TenantScope, export_id: UUID) -> Held:
    """What we hold about an export of this tenant."""
    export = scope.session.get_one(HourLogExport, (scope.tenant_id, export_id))
    return held_of(scope, export.person_id, export.digest, export.made_at, export.parameters)


def held_of(scope: TenantScope, person_id: UUID, digest: bytes, made_at: datetime, told: Mapping[str, Any]) -> Held:
    """What we hold about something that shows a person's hours; `told` are the parameters that it was made from."""
    since, until = _day(told.get("since")), _day(told.get("until"))
    totals = told.get("totals") or {}
    head = told.get("head")
    later = () if head is None else later_entries(scope, person_id, head)
    return Held(
        organisation=organisation_name(scope),
        made_at=made_at,
        initials=initials_of(scope, person_id),
        since=since,
        until=until,
        minutes=totals.get("minutes"),
        by_state=totals.get("by_state", {}),
        digest=digest.hex(),
        fates=tuple(fates(later, _claims(scope, person_id, head, told))) if head is not None else (),
        later=len(later),
    )


def _claims(scope: TenantScope, person_id: UUID, head: int, told: Mapping[str, Any]) -> Mapping[UUID, Shown]:
    """The claims that the log showed, as they stood then."""
    rows = entries_about(scope, person_id, Head(head, b""))
    columns = Narrowing.of_parameters(told).of(Columns.of_row(row) for row in rows)
    chosen = within(columns, _day(told.get("since")), _day(told.get("until")))
    seqs = {row.id: row.seq for row in rows}
    return {
        live.claim.id: Shown(seqs[live.claim.id], live.minutes) for live in states(columns) if live.claim.id in chosen
    }


def initials_of(scope: TenantScope, person_id: UUID) -> str:
    """A person's initials, as far as they begin with letters; empty where nobody is known by that id."""
    name = scope.session.scalar(select(Person.name).where(Person.tenant_id == scope.tenant_id, Person.id == person_id))
    return " ".join(f"{word[0].upper()}." for word in (name or "").split() if word[0].isalpha())


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None
