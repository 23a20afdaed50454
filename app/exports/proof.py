"""Checks an hour log by itself: its chain, its entries, the names and words it opens, and every figure in it.

A log without faults proves one thing: it agrees with its own head. Whether that head is the ledger's is for
`app.exports.against_head` and `app.exports.against_ledger` to say.
"""

from collections.abc import Iterator
from uuid import UUID

from app.exports.qualifying import qualifying_faults
from app.exports.rows import claim_rows, columns_of_entry, days, member_as_recorded, shown, totals_row, within
from app.exports.schema import HourLog, LoggedEntry, OpeningRow
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from app.ledger.commitment import Opening
from app.ledger.entry import committed


def faults(log: HourLog) -> list[str]:
    """What is wrong with the log, one sentence each, naming the entry or field; empty when it is whole.

    Figures are compared only when the entries they follow from are whole.
    """
    found = [*_chain_faults(log), *_entry_faults(log), *_count_faults(log)]
    return found or list(_derived_faults(log))


def heads(log: HourLog) -> list[Head]:
    """The head as it stood before the log's first link and after each, recomputed from the body hashes."""
    head = Head(log.chain.first - 1, bytes.fromhex(log.chain.prev))
    found = [head]
    for body in log.chain.bodies:
        head = head.next(UUID(log.tenant.id), bytes.fromhex(body))
        found.append(head)
    return found


def _chain_faults(log: HourLog) -> Iterator[str]:
    last = heads(log)[-1]
    if last.seq != log.head.seq:
        yield f"chain: its links lead to entry {last.seq}, the head is entry {log.head.seq}"
    elif last.hash.hex() != log.head.hash:
        yield f"chain: its links do not lead to the head's hash at entry {last.seq}"
    first = min([*(entry.seq for entry in log.entries), *(item.seq for item in log.omitted)], default=log.head.seq + 1)
    if log.chain.first != first:
        yield f"chain: it begins at entry {log.chain.first}, the member's entries at {first}"


def _entry_faults(log: HourLog) -> Iterator[str]:
    last = 0
    for entry in log.entries:
        if entry.seq <= last:
            yield f"entry {entry.seq}: reordered, it stands after entry {last}"
        last = max(last, entry.seq)
        yield from _place_faults(log, entry)
        yield from _owner_faults(log, entry)
        yield from _opening_faults(entry)


def _place_faults(log: HourLog, entry: LoggedEntry) -> Iterator[str]:
    hashed = digest(canonical(entry.body.model_dump())).hex()
    place = entry.seq - log.chain.first
    if not 0 <= place < len(log.chain.bodies):
        yield f"entry {entry.seq}: outside the chain, which runs from {log.chain.first} to {log.head.seq}"
    elif log.chain.bodies[place] == hashed:
        return
    elif hashed in log.chain.bodies:
        yield f"entry {entry.seq}: moved, in the chain it is entry {log.chain.first + log.chain.bodies.index(hashed)}"
    else:
        yield f"entry {entry.seq}: its body was changed, it does not give the hash in the chain"


def _owner_faults(log: HourLog, entry: LoggedEntry) -> Iterator[str]:
    if entry.body.tenant != log.tenant.id:
        yield f"entry {entry.seq}: belongs to another organisation than the log"
    if entry.body.person != log.member.id:
        yield f"entry {entry.seq}: is about another person than the log"


def _opening_faults(entry: LoggedEntry) -> Iterator[str]:
    body = entry.body.model_dump()
    seen = set[str]()
    for row in entry.openings:
        if row.field in seen or not shown(entry.body.kind, row.field):
            yield f"entry {entry.seq}: opens {row.field}, which it should not, or twice"
        elif _opening(row).commitment(UUID(entry.body.tenant), UUID(entry.body.entry)) != committed(body, row.field):
            yield f"entry {entry.seq}: {_meaning(row.field)} ({row.field}) are not those that the ledger commits to"
        seen.add(row.field)


def _opening(row: OpeningRow) -> Opening:
    return Opening(row.field, bytes.fromhex(row.salt), row.text)


def _meaning(field: str) -> str:
    return "the words" if field in ("words", "topics") else "the name and number"


def _count_faults(log: HourLog) -> Iterator[str]:
    places = {item.seq: item.person_seq for item in log.omitted}
    places |= {entry.seq: entry.body.person_seq for entry in log.entries}
    if len(places) < len(log.omitted) + len(log.entries):
        yield "entries: one place in the chain is named twice"
    for expected, (seq, number) in enumerate(sorted(places.items()), start=1):
        if number != expected:
            yield f"entries: the member's {_ordinal(expected)} is missing; entry {seq} is the {_ordinal(number)}"
            return
    if len(places) != log.person_entries:
        yield f"entries: the log counts {log.person_entries} about the member and names {len(places)}"


def _ordinal(number: int) -> str:
    tens = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tens}"


def _derived_faults(log: HourLog) -> Iterator[str]:
    chosen = within((columns_of_entry(entry) for entry in log.entries), *days(log.period))
    for entry in log.entries:
        if UUID(entry.body.entry) not in chosen:
            yield f"entry {entry.seq}: does not belong in a log of these days, or what it answers is missing"
    yield from qualifying_faults(log)
    try:
        yield from _row_faults(log)
    except ValueError:
        yield "entries: an opening that should tell a name and a number tells something else"


def _row_faults(log: HourLog) -> Iterator[str]:
    if log.totals != totals_row(log.entries):
        yield "totals: they differ from what the entries come to"
    rows = claim_rows(log.entries)
    if len(rows) != len(log.claims):
        yield f"claims: {len(log.claims)} are shown, the entries hold {len(rows)}"
    for shown_row, row in zip(log.claims, rows, strict=False):
        names = [name for name in type(row).model_fields if getattr(row, name) != getattr(shown_row, name)]
        if names:
            yield f"claims: the row of entry {row.seq} differs from the entries in {', '.join(names)}"
    recorded = member_as_recorded(log.entries)
    if recorded is not None and recorded != log.member:
        yield "member: the name or number is not the one that the latest claim commits to"
