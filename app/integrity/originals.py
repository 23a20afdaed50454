"""The mails and letters that entries stand on, held against the digests that the ledger has of them (H2, X3)."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.models import RawMail, ReceivedMail
from app.ledger.canonical import digest
from app.ledger.drafts import BY_LETTER, Kind
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


@dataclass(frozen=True, slots=True)
class _Standing:
    """An entry that stands on an original, and where that is filed: under a mail's id, or a letter under the claim's;
    `None` where nothing is.
    """

    seq: int
    original: _Original
    filed: UUID | None


@dataclass(frozen=True, slots=True)
class _File:
    """Bytes that are kept: the SHA-256 that stands beside them, and their own, empty where they were emptied."""

    named: str
    found: str


def original_faults(scope: TenantScope) -> Iterator[str]:
    """Mails and letters that are not what the entries say, or are gone though nobody erased them, each once; and those
    that are filed under an entry which stands on others, so that whoever opens it would read the wrong ones.
    """
    standing = _standing(scope)
    if not standing:
        return
    mails, letters = _files(scope, RawMail), _files(scope, OutsideLetter)
    faults = _file_faults(scope, standing, [*mails.values(), *letters.values()])
    yield from faults.values()
    under = _filed_mails(scope, mails), _filed_letters(scope, letters)
    yield from _filed_faults([one for one in standing if one.original not in faults], *under)


def _file_faults(scope: TenantScope, standing: Sequence[_Standing], files: Collection[_File]) -> dict[_Original, str]:
    whole = {file.found for file in files}
    named = {file.named for file in files if file.found and file.named != file.found}
    erased, found = erased_files(scope), dict[_Original, str]()
    for one in standing:
        original = one.original
        if original in found or original.digest in whole:
            continue
        who = f"the {original.what} that entry {one.seq} stands on"
        if original.digest in named:
            found[original] = f"{who} was changed: its bytes are not those it names"
        elif original.digest not in erased:
            found[original] = f"{who} is gone, and nobody erased it"
    return found


def _filed_faults(
    standing: Sequence[_Standing], mails: Mapping[UUID, _File], letters: Mapping[UUID, _File]
) -> Iterator[str]:
    for one in standing:
        if one.filed is None:
            continue
        wanted, what = one.original.digest, one.original.what
        file = (letters if what == "letter" else mails).get(one.filed)
        if file is None:
            yield f"no {what} is filed under entry {one.seq} any more"
        elif file.named != wanted and file.found == wanted:
            yield f"what stands beside the {what} of entry {one.seq} differs from it: digest"
        elif file.named != wanted:
            yield f"the {what} that is filed under entry {one.seq} is not the one that it stands on"


def _standing(scope: TenantScope) -> list[_Standing]:
    """The entries that stand on an original, by number."""
    rows = scope.session.execute(
        select(LedgerEntry.seq, LedgerEntry.body)
        .where(LedgerEntry.tenant_id == scope.tenant_id)
        .order_by(LedgerEntry.seq)
        .execution_options(yield_per=_BATCH)
    )
    return [found for row in rows if (found := _read(row.seq or 0, row.body or ""))]


def _read(seq: int, body: str) -> _Standing | None:
    """What a body names; nothing where it is no body any more, which is told elsewhere."""
    try:
        value: dict[str, Any] = json.loads(body)
        evidence = value["evidence"]
        named, mail, policy = evidence["digest"], evidence["mail"], evidence["policy"]
        by_letter = policy == BY_LETTER
        filed = UUID(value["entry"]) if by_letter else mail and UUID(mail)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(named, str) or filed is None:
        return None
    is_claim = value.get("kind") == Kind.CLAIM.value  # a letter is filed under the claims that were entered on it
    what: Literal["mail", "letter"] = "letter" if by_letter else "mail"
    return _Standing(seq, _Original(named, what), filed if is_claim or not by_letter else None)


def _files(scope: TenantScope, model: type[RawMail | OutsideLetter]) -> dict[UUID, _File]:
    """All that is kept, by the ids of the rows."""
    rows = scope.session.execute(
        select(model.id, model.digest, model.content)
        .where(model.tenant_id == scope.tenant_id)
        .execution_options(yield_per=_FEW)
    )
    return {row.id: _file(row.digest or b"", bytes(row.content or b"")) for row in rows}


def _file(named: bytes, content: bytes) -> _File:
    return _File(named.hex(), digest(content).hex() if content else "")


def _filed_mails(scope: TenantScope, mails: Mapping[UUID, _File]) -> dict[UUID, _File]:
    """By the id of the mail that entries name."""
    rows = scope.session.execute(
        select(ReceivedMail.id, ReceivedMail.raw_mail_id).where(ReceivedMail.tenant_id == scope.tenant_id)
    )
    return {row.id: mails[row.raw_mail_id] for row in rows if row.raw_mail_id in mails}


def _filed_letters(scope: TenantScope, letters: Mapping[UUID, _File]) -> dict[UUID, _File]:
    """By the claim that stands on them."""
    rows = scope.session.execute(
        select(OutsideLetter.id, OutsideLetter.entry_ids).where(OutsideLetter.tenant_id == scope.tenant_id)
    )
    return {claim: letters[row.id] for row in rows for claim in row.entry_ids or () if row.id in letters}
