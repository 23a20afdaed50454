"""Composes an hour log from what the ledger holds, without a database: every figure in it follows from the entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.cpd.statement import Basis
from app.exports.log.qualifying import qualifying_rows
from app.exports.log.rows import claim_rows, member_as_recorded, totals_row
from app.exports.log.schema import SCHEMA, Chain, HourLog, LoggedEntry, Member, OmittedEntry, Organisation
from app.exports.log.schema_cpd import Uncounted
from app.ledger.canonical import canonical, date_text, digest, instant_text
from app.ledger.chain import Head


@dataclass(frozen=True, slots=True)
class Sources:
    """What a log is made from: the entries shown, those outside the period, and the chain they stand in.

    `bases` say by what the hours are counted, `uncounted` which are not, for caps need all, also those left out.
    """

    tenant: Organisation
    enrolled: Member
    entries: Sequence[LoggedEntry]
    omitted: Sequence[OmittedEntry]
    chain: Chain
    head: Head
    withheld: Sequence[str] = ()
    bases: Sequence[Basis] = ()
    uncounted: Sequence[Uncounted] = ()


def compose(sources: Sources, since: date | None, until: date | None, at: datetime) -> HourLog:
    """The log of these sources for these local days, made `at` a moment with a zone."""
    entries = sources.entries
    member = member_as_recorded(entries) or sources.enrolled
    return sealed(
        {
            "schema": SCHEMA,
            "tenant": sources.tenant.model_dump(),
            "member": member.model_dump(),
            "period": {"since": date_text(since), "until": date_text(until)},
            "made_at": instant_text(at),
            "totals": totals_row(entries).model_dump(),
            "claims": [row.model_dump() for row in claim_rows(entries)],
            "entries": [entry.model_dump() for entry in entries],
            "withheld": list(sources.withheld),
            "cpd": [row.model_dump(mode="json") for row in qualifying_rows(sources.bases, entries)],
            "uncounted": [row.model_dump(mode="json") for row in sources.uncounted],
            "omitted": [item.model_dump() for item in sources.omitted],
            "person_entries": len(entries) + len(sources.omitted),
            "chain": sources.chain.model_dump(),
            "head": {"seq": sources.head.seq, "hash": sources.head.hash.hex()},
        }
    )


def sealed(content: dict[str, Any]) -> HourLog:
    """The log with this content and the digest that belongs to it."""
    covered = {key: value for key, value in content.items() if key != "digest"}
    return HourLog.model_validate({**covered, "digest": digest(canonical(covered)).hex()})
