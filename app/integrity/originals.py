"""The mails and letters that entries stand on, held against the digests that the ledger has of them (H2, X3)."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.models import RawMail
from app.ledger.canonical import digest
from app.ledger.erased import erased_files
from app.ledger.models import LedgerEntry
from app.outside_letters.models import OutsideLetter

_BATCH = 1000
_FEW = 10
"""So many files are read at once: each may have 35 MB."""


@dataclass(frozen=True, slots=True)
class _Original:
    """What an entry stands on: its SHA-256, and what it is."""

    digest: str
    what: Literal["mail", "letter"]


def original_faults(scope: TenantScope) -> Iterator[str]:
    """Mails and letters that are not what the entries say, or are gone though nobody erased them; each once."""
    wanted = _wanted(scope)
    if not wanted:
        return
    whole, named = _kept(scope, {original.digest for original in wanted})
    erased = erased_files(scope)
    for original, seq in wanted.items():
        if original.digest in whole:
            continue
        if original.digest in named:
            yield f"the {original.what} that entry {seq} stands on was changed: its bytes are not those it names"
        elif original.digest not in erased:
            yield f"the {original.what} that entry {seq} stands on is gone, and nobody erased it"


def _wanted(scope: TenantScope) -> Mapping[_Original, int]:
    """Each original with the first entry that stands on it."""
    rows = scope.session.execute(
        select(LedgerEntry.seq, LedgerEntry.body)
        .where(LedgerEntry.tenant_id == scope.tenant_id)
        .order_by(LedgerEntry.seq)
        .execution_options(yield_per=_BATCH)
    )
    found: dict[_Original, int] = {}
    for row in rows:
        original = _original(row.body or "")
        if original:
            found.setdefault(original, row.seq or 0)
    return found


def _original(body: str) -> _Original | None:
    """What a body names; nothing where it is no body any more, which is told elsewhere."""
    try:
        evidence: dict[str, Any] = json.loads(body)["evidence"]
        named, mail, policy = evidence["digest"], evidence["mail"], evidence["policy"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(named, str) or (mail is None and policy != "by_letter"):
        return None
    return _Original(named, "letter" if policy == "by_letter" else "mail")


def _kept(scope: TenantScope, wanted: Collection[str]) -> tuple[set[str], set[str]]:
    """The SHA-256 of the bytes that are kept, and those under which other bytes, not none, are kept."""
    whole, named = set[str](), set[str]()
    for table in (RawMail.__table__, OutsideLetter.__table__):
        rows = scope.session.execute(
            select(table.c.digest, table.c.content)
            .where(table.c.tenant_id == scope.tenant_id)
            .execution_options(yield_per=_FEW)
        )
        for kept, content in rows:
            found = digest(bytes(content or b"")).hex()
            whole.add(found)
            if content and (kept or b"").hex() != found:
                named.add((kept or b"").hex())
    return whole & set(wanted), named
