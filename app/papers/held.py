"""What we hold about a letter or certificate, for whoever has the code on it (X3)."""

from dataclasses import replace
from uuid import UUID

from app.db import TenantScope
from app.exports.checks.held import Held, held_of, initials_of
from app.papers.kinds import Kind
from app.papers.models import IssuedPaper
from app.tenants.access import organisation_name


def held_paper(scope: TenantScope, paper_id: UUID) -> Held | None:
    """What we hold about a paper of this tenant; `None` where no paper has that id.

    What became of the hours since is told of a letter that shows them, and of no other paper.
    """
    row = scope.session.get(IssuedPaper, (scope.tenant_id, paper_id))
    if row is None:
        return None
    if row.kind == Kind.HOURS:
        return replace(held_of(scope, row.person_id, row.digest, row.made_at, row.parameters), kind=row.kind)
    return Held(
        organisation=organisation_name(scope),
        made_at=row.made_at,
        initials=initials_of(scope, row.person_id),
        since=None,
        until=None,
        minutes=row.parameters["totals"].get("minutes"),
        by_state={},
        digest=row.digest.hex(),
        fates=(),
        later=0,
        kind=row.kind,
    )
