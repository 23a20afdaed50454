"""The one way into the ledger."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.errors import AppError
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from app.ledger.columns import columns_of
from app.ledger.commitment import Opening
from app.ledger.drafts import ClaimDraft, Draft, Kind
from app.ledger.entry import About, Body, Place, about_claim, body_of, openings_of
from app.ledger.models import LedgerEntry, LedgerHead, LedgerOpening


class UnknownClaim(AppError):
    """An answer or correction names a claim that this ledger does not hold."""


def append(scope: TenantScope, drafts: Sequence[Draft], at: datetime) -> tuple[LedgerEntry, ...]:
    """Put the drafts at the end of the tenant's chain, in their order (H2).

    Call it last in the transaction: from here on the chain's head is locked until the caller commits. `at` is the
    moment of recording, with a zone.

    Raises:
        UnknownClaim: when a draft's target is no claim of this tenant.
        ValueError: when a draft holds what format v1 does not allow.
        IntegrityError: when an entry of the same mail and item is there already; the transaction is lost then.

    """
    if not drafts:
        return ()
    abouts = _abouts(scope, drafts)
    head = lock_head(scope)
    counts = _counts(scope, {about.person_id for about in abouts})
    entries, openings = [], []
    for draft, about in zip(drafts, abouts, strict=True):
        counts[about.person_id] += 1
        place = Place(scope.tenant_id, new_id(), counts[about.person_id], at)
        sealed = openings_of(draft)
        entries.append(_linked(body_of(draft, about, place, sealed), head))
        openings += [_opening_row(place, opening) for opening in sealed]
    scope.session.add_all(entries)
    scope.session.flush()  # openings point to their entries
    scope.session.add_all(openings)
    scope.session.flush()
    return tuple(entries)


def _linked(body: Body, head: LedgerHead) -> LedgerEntry:
    written = canonical(body)
    prev, body_hash = Head(head.seq, head.hash), digest(written)
    link = prev.next(head.tenant_id, body_hash)
    head.seq, head.hash = link.seq, link.hash
    return LedgerEntry(
        **columns_of(json.loads(written)).values(),
        seq=link.seq,
        prev_hash=prev.hash,
        hash=link.hash,
        body_hash=body_hash,
        body=written.decode(),
    )


def _opening_row(place: Place, opening: Opening) -> LedgerOpening:
    return LedgerOpening(
        tenant_id=place.tenant_id,
        entry_id=place.entry_id,
        field=opening.field,
        salt=opening.salt,
        text=opening.text,
    )


def lock_head(scope: TenantScope) -> LedgerHead:
    """From here to the commit nobody else enters anything; whoever must know how a claim stands looks after this."""
    # Two first entries at once: the second INSERT waits for the first to commit and then does nothing.
    empty = Head.of_empty()
    scope.session.execute(
        insert(LedgerHead)
        .values(tenant_id=scope.tenant_id, id=new_id(), seq=empty.seq, hash=empty.hash)
        .on_conflict_do_nothing(index_elements=["tenant_id"])
    )
    return scope.session.scalars(
        select(LedgerHead)
        .where(LedgerHead.tenant_id == scope.tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _counts(scope: TenantScope, people: set[UUID]) -> dict[UUID, int]:
    latest = (
        select(LedgerEntry.person_id, func.max(LedgerEntry.person_seq).label("latest"))
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.person_id.in_(people))
        .group_by(LedgerEntry.person_id)
    )
    return dict.fromkeys(people, 0) | {row.person_id: row.latest for row in scope.session.execute(latest)}


def _abouts(scope: TenantScope, drafts: Sequence[Draft]) -> list[About]:
    targets = {draft.target_id for draft in drafts if not isinstance(draft, ClaimDraft)}
    known = _claims(scope, targets) if targets else {}
    return [
        about_claim(draft) if isinstance(draft, ClaimDraft) else _about_target(known, draft.target_id)
        for draft in drafts
    ]


def _about_target(known: Mapping[UUID, About], target_id: UUID) -> About:
    if target_id not in known:
        raise UnknownClaim(f"no claim {target_id} in this ledger")
    return known[target_id]


def _claims(scope: TenantScope, ids: set[UUID]) -> dict[UUID, About]:
    rows = scope.session.execute(
        select(
            LedgerEntry.id, LedgerEntry.programme_id, LedgerEntry.match_id, LedgerEntry.person_id, LedgerEntry.period
        ).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.id.in_(ids), LedgerEntry.kind == Kind.CLAIM.value)
    )
    return {row.id: About(row.programme_id, row.match_id, row.person_id, row.period) for row in rows}
