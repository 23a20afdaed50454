"""Compares an hour log with the live ledger: every link, and every entry about the member.

What was recorded since is for `app.exports.checks.since_then`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from app.db import TenantScope
from app.exports.checks.proof import heads
from app.exports.log.hour_log import entries_about, head_of, openings_shown
from app.exports.log.narrowing import Narrowing
from app.exports.log.rows import days, within
from app.exports.log.schema import HourLog
from app.finding import Fact, Finding, Trouble
from app.language import mark as _
from app.ledger.chain import Head
from app.ledger.check import Stored, check_chain
from app.ledger.columns import Columns
from app.ledger.models import HourLogExport, LedgerEntry

_BATCH = 1000
NEVER_ISSUED: Final = Finding(Trouble.NOT_ISSUED, _("digest: no log with this digest was ever made from this ledger"))


def ledger_faults(scope: TenantScope, log: HourLog) -> list[Finding]:
    """What differs between the log and the ledger of its organisation, and what is wrong in the ledger itself."""
    live = head_of(scope)
    if live.seq == 0 and log.head.seq > 0:
        return [_differs(_("ledger: it holds no entry of the organisation %(tenant)s"), tenant=log.tenant.id)]
    if live.seq < log.head.seq:
        words = _("ledger: it ends at entry %(live)s, this log at entry %(seq)s")
        return [_differs(words, live=live.seq, seq=log.head.seq)]
    found = [*_link_faults(scope, log), *_integrity_faults(scope, log)]
    return found or [*_member_faults(scope, log), *_issue_faults(scope, log)]


def was_issued(scope: TenantScope, log: HourLog) -> bool:
    """Whether a log of this digest was ever handed out by the organisation."""
    return issued_at(scope, log.digest) is not None


def issued_at(scope: TenantScope, digest: str) -> datetime | None:
    """When a log of this digest (64 hexadecimal digits) was first handed out, in UTC; None if never."""
    query = select(func.min(HourLogExport.made_at)).where(
        HourLogExport.tenant_id == scope.tenant_id, HourLogExport.digest == bytes.fromhex(digest)
    )
    return scope.session.scalar(query)


def _link_faults(scope: TenantScope, log: HourLog) -> Iterator[Finding]:
    rows = scope.session.execute(
        select(LedgerEntry.seq, LedgerEntry.body_hash, LedgerEntry.hash)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq.between(log.chain.first, log.head.seq))
        .order_by(LedgerEntry.seq)
        .execution_options(yield_per=_BATCH)
    )
    live = {row.seq: (row.body_hash.hex(), row.hash.hex()) for row in rows}
    for body, head in zip(log.chain.bodies, heads(log)[1:], strict=True):
        if live.get(head.seq) != (body, head.hash.hex()):
            yield _differs(_("ledger: entry %(seq)s is not on the live chain as this log has it"), seq=head.seq)
            return


def _integrity_faults(scope: TenantScope, log: HourLog) -> list[Finding]:
    rows = scope.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq.between(log.chain.first, log.head.seq))
        .order_by(LedgerEntry.seq)
        .execution_options(yield_per=_BATCH)
    )
    stored = (Stored(row.seq, row.prev_hash, row.hash, row.body_hash, row.body, Columns.of_row(row)) for row in rows)
    before = Head(log.chain.first - 1, bytes.fromhex(log.chain.prev))
    end = Head(log.head.seq, bytes.fromhex(log.head.hash))
    words = _("ledger: entry %(seq)s: %(detail)s")
    found = check_chain(scope.tenant_id, stored, end, after=before)
    return [_differs(words, seq=fault.seq, detail=fault.detail) for fault in found]


def _member_faults(scope: TenantScope, log: HourLog) -> Iterator[Finding]:
    rows = entries_about(scope, UUID(log.member.id), Head(log.head.seq, bytes.fromhex(log.head.hash)))
    narrowing = _narrowing(scope, log)
    chosen = within(narrowing.of(Columns.of_row(row) for row in rows), *days(log.period))
    shown = {entry.seq: entry for entry in log.entries}
    hidden = {item.seq for item in log.omitted}
    openings = openings_shown(scope, [row for row in rows if row.id in chosen], narrowing)
    for row in rows:
        if row.seq not in shown and row.seq not in hidden:
            yield _missing(_("entry %(seq)s: missing, the ledger has it about this member"), seq=row.seq)
        elif (row.id in chosen) != (row.seq in shown):
            yield _missing(_("entry %(seq)s: left out of the log, or shown in it, against the period"), seq=row.seq)
        elif row.seq in shown:
            kept = {*(opening.field for opening in shown[row.seq].openings), *log.withheld}
            lacking = [opening["field"] for opening in openings[row.id] if opening["field"] not in kept]
            if lacking:
                words = _("entry %(seq)s: the log leaves out what the ledger holds: %(fields)s")
                yield _missing(words, seq=row.seq, fields=", ".join(lacking))
    if log.person_entries != len(rows):
        words = _("entries: the log counts %(counted)s about the member, the ledger %(held)s")
        yield _missing(words, counted=log.person_entries, held=len(rows))


def _narrowing(scope: TenantScope, log: HourLog) -> Narrowing:
    """What the log was narrowed to when it was issued; a log that never was is held against all."""
    parameters = scope.session.scalar(
        select(HourLogExport.parameters)
        .where(HourLogExport.tenant_id == scope.tenant_id, HourLogExport.digest == bytes.fromhex(log.digest))
        .limit(1)
    )
    return Narrowing.of_parameters(parameters or {})


def _issue_faults(scope: TenantScope, log: HourLog) -> Iterator[Finding]:
    if not was_issued(scope, log):
        yield NEVER_ISSUED


def _differs(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.LEDGER, words, facts)


def _missing(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.MISSING, words, facts)
