"""The other's account entered in place of what was logged: by the claimant's yes, or by a coordinator (H3, P8).

The ledger has no other day, way or time of day for a claim: it is withdrawn, and the right one is entered. Both name
what they settle.
"""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from app.attestations.lines import Line
from app.attestations.retold import retold
from app.db import TenantScope
from app.inbound.facts import Adjustment, HourItem, TakenOver
from app.ledger.models import LedgerEntry
from app.ledger.states import State


def taken_over(scope: TenantScope, lines: Sequence[Line]) -> Mapping[UUID, TakenOver]:
    """Item -> what is entered where the other's account is right; only of disputes that stand and can be settled so."""
    disputed = [line for line in lines if line.is_current and line.live.state is State.DISPUTED]
    settles = settles_words(scope, disputed)
    return {line.item_id: told for line in disputed if (told := _taken_over(line, settles[line.item_id]))}


def _taken_over(line: Line, settles: str) -> TakenOver | None:
    claim = line.live.claim
    told = retold(line)
    if told is None:
        minutes = line.said.minutes
        only_length = minutes is not None and not line.said.is_other_session
        if minutes == 0 or only_length:
            return TakenOver(Adjustment(claim.id, minutes or 0, settles))
        return None
    right = HourItem(
        match_id=claim.match_id,
        mode=told.mode,
        minutes=told.minutes,
        held_on=told.held_on,
        starts=told.starts,
        ends=told.ends,
        topics=line.topics,
        period=told.period,
        in_place_of=claim.id,
        settles=settles,
    )
    return TakenOver(Adjustment(claim.id, 0, settles), right)


def settles_words(scope: TenantScope, lines: Sequence[Line]) -> dict[UUID, str]:
    """Item -> what an entry says of the dispute that it settles: both entries by number, and the mails they stand on.

    Numbers and digests name nobody, and whoever holds the log or the mails finds what they are of.
    """
    of = {line.item_id: (line.live.claim.id, line.live.answer.id) for line in lines if line.live.answer}
    ids = {entry_id for pair in of.values() for entry_id in pair}
    rows = scope.session.scalars(
        select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.id.in_(ids))
    )
    named = {row.id: _named(row) for row in rows}
    return {
        item_id: f"settles what {named[answer_id]} disputes of {named[claim_id]}"
        for item_id, (claim_id, answer_id) in of.items()
    }


def _named(row: LedgerEntry) -> str:
    digest = json.loads(row.body)["evidence"]["digest"]
    return f"entry {row.seq} (mail {digest})" if digest else f"entry {row.seq}"
