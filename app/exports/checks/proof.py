"""Checks an hour log by itself: its chain, its entries, the names and words it opens, and every figure in it.

A log without faults proves one thing: it agrees with its own head. Whether that head is the ledger's is for
`app.exports.checks.against_head` and `app.exports.checks.against_ledger` to say.
"""

from collections.abc import Iterator
from uuid import UUID

from app.exports.checks.claims_check import claim_faults
from app.exports.log.qualifying import qualifying_faults
from app.exports.log.rows import claim_rows, days, member_as_recorded, shown, totals_row, within
from app.exports.log.schema import HourLog, LoggedEntry, OpeningRow
from app.exports.log.uncounted import uncounted_faults
from app.finding import Fact, Finding, Trouble
from app.language import mark as _
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from app.ledger.commitment import Opening
from app.ledger.entry import Body, committed


def faults(log: HourLog) -> list[Finding]:
    """What is wrong with the log, naming the entry or field; empty when it is whole.

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


def _chain_faults(log: HourLog) -> Iterator[Finding]:
    last = heads(log)[-1]
    if last.seq != log.head.seq:
        yield _missing(
            _("chain: its links lead to entry %(seq)s, the head is entry %(head)s"), seq=last.seq, head=log.head.seq
        )
    elif last.hash.hex() != log.head.hash:
        yield _changed(_("chain: its links do not lead to the head's hash at entry %(seq)s"), seq=last.seq)
    first = min([*(entry.seq for entry in log.entries), *(item.seq for item in log.omitted)], default=log.head.seq + 1)
    if log.chain.first != first:
        words = _("chain: it begins at entry %(first)s, the member's entries at %(seq)s")
        yield _changed(words, first=log.chain.first, seq=first)


def _entry_faults(log: HourLog) -> Iterator[Finding]:
    last, seen = 0, set[int]()
    for entry in log.entries:
        if entry.seq in seen:
            yield Finding.of(Trouble.ADDED, _("entry %(seq)s: it stands there twice"), seq=entry.seq)
        elif entry.seq < last:
            words = _("entry %(seq)s: reordered, it stands after entry %(before)s")
            yield Finding.of(Trouble.REORDERED, words, seq=entry.seq, before=last)
        seen.add(entry.seq)
        last = max(last, entry.seq)
        body = entry.body.model_dump()
        yield from _place_faults(log, entry, body)
        yield from _owner_faults(log, entry)
        yield from _opening_faults(entry, body)


def _place_faults(log: HourLog, entry: LoggedEntry, body: Body) -> Iterator[Finding]:
    hashed = digest(canonical(body)).hex()
    place = entry.seq - log.chain.first
    if not 0 <= place < len(log.chain.bodies):
        words = _("entry %(seq)s: outside the chain, which runs from %(first)s to %(head)s")
        yield _changed(words, seq=entry.seq, first=log.chain.first, head=log.head.seq)
    elif log.chain.bodies[place] == hashed:
        return
    elif hashed in log.chain.bodies:
        words = _("entry %(seq)s: moved, in the chain it is entry %(place)s")
        found = log.chain.first + log.chain.bodies.index(hashed)
        yield Finding.of(Trouble.REORDERED, words, seq=entry.seq, place=found)
    else:
        yield _changed(_("entry %(seq)s: its body was changed, it does not give the hash in the chain"), seq=entry.seq)


def _owner_faults(log: HourLog, entry: LoggedEntry) -> Iterator[Finding]:
    if entry.body.tenant != log.tenant.id:
        words = _("entry %(seq)s: belongs to another organisation than the log")
        yield Finding.of(Trouble.FOREIGN, words, seq=entry.seq)
    if entry.body.person != log.member.id:
        words = _("entry %(seq)s: is about another person than the log")
        yield Finding.of(Trouble.FOREIGN, words, seq=entry.seq)


def _opening_faults(entry: LoggedEntry, body: Body) -> Iterator[Finding]:
    seen = set[str]()
    for row in entry.openings:
        if row.field in seen or not shown(entry.body.kind, row.field):
            words = _("entry %(seq)s: opens %(field)s, which it should not, or twice")
            yield _changed(words, seq=entry.seq, field=row.field)
        elif _opening(row).commitment(UUID(entry.body.tenant), UUID(entry.body.entry)) != committed(body, row.field):
            yield _changed(_meaning(row.field), seq=entry.seq, field=row.field)
        seen.add(row.field)


def _opening(row: OpeningRow) -> Opening:
    return Opening(row.field, bytes.fromhex(row.salt), row.text)


def _meaning(field: str) -> str:
    if field in ("words", "topics"):
        return _("entry %(seq)s: the words (%(field)s) are not those that the ledger commits to")
    return _("entry %(seq)s: the name and number (%(field)s) are not those that the ledger commits to")


def _count_faults(log: HourLog) -> Iterator[Finding]:
    places = {item.seq: item.person_seq for item in log.omitted}
    places |= {entry.seq: entry.body.person_seq for entry in log.entries}
    if len(places) < len(log.omitted) + len(log.entries):
        yield _changed(_("entries: one place in the chain is named twice"))
    for expected, (seq, number) in enumerate(sorted(places.items()), start=1):
        if number != expected:
            words = _("entries: the member's no. %(expected)s is missing; entry %(seq)s is no. %(number)s")
            yield _missing(words, expected=expected, seq=seq, number=number)
            return
    if len(places) != log.person_entries:
        words = _("entries: the log counts %(counted)s about the member and names %(named)s")
        yield _missing(words, counted=log.person_entries, named=len(places))


def _derived_faults(log: HourLog) -> Iterator[Finding]:
    chosen = within((entry.columns for entry in log.entries), *days(log.period))
    for entry in log.entries:
        if UUID(entry.body.entry) not in chosen:
            words = _("entry %(seq)s: does not belong in a log of these days, or what it answers is missing")
            yield _missing(words, seq=entry.seq)
    yield from qualifying_faults(log)
    yield from uncounted_faults(log)
    try:
        yield from _row_faults(log)
    except ValueError:
        yield _changed(_("entries: an opening that should tell a name and a number tells something else"))


def _row_faults(log: HourLog) -> Iterator[Finding]:
    if log.totals != totals_row(log.entries):
        yield _changed(_("totals: they differ from what the entries come to"))
    yield from claim_faults(log.claims, claim_rows(log.entries))
    recorded = member_as_recorded(log.entries)
    if recorded is not None and recorded != log.member:
        yield _changed(_("member: the name or number is not the one that the latest claim commits to"))


def _changed(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.CHANGED, words, facts)


def _missing(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.MISSING, words, facts)
