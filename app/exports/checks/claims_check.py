"""Compares the claims that a log shows with those that its entries come to: row by row, field by field. Pure."""

from collections.abc import Iterator, Sequence

from app.exports.checks.row_order import row_order
from app.exports.log.schema import ClaimRow
from app.finding import Finding, Trouble
from app.language import mark as _


def claim_faults(shown: Sequence[ClaimRow], held: Sequence[ClaimRow]) -> Iterator[Finding]:
    """What differs, by the number of the claim's entry."""
    order = row_order([str(row.seq) for row in held], [str(row.seq) for row in shown])
    for number in order.missing:
        yield Finding.of(Trouble.MISSING, _("claims: the row of entry %(seq)s is missing"), seq=number)
    for at in order.added:
        words = _("claims: a row was added, entry %(seq)s is no claim of this log")
        yield Finding.of(Trouble.ADDED, words, seq=shown[at].seq)
    for number in order.doubled:
        yield Finding.of(Trouble.ADDED, _("claims: the row of entry %(seq)s stands there twice"), seq=number)
    for number, before in order.moved:
        words = _("claims: reordered, the row of entry %(seq)s stands after that of entry %(before)s")
        yield Finding.of(Trouble.REORDERED, words, seq=number, before=before)
    yield from _field_faults(shown, {row.seq: row for row in held})


def _field_faults(shown: Sequence[ClaimRow], held: dict[int, ClaimRow]) -> Iterator[Finding]:
    for row in shown:
        should = held.get(row.seq, row)
        names = [name for name in ClaimRow.model_fields if getattr(row, name) != getattr(should, name)]
        if names:
            words = _("claims: the row of entry %(seq)s differs from the entries in %(fields)s")
            yield Finding.of(Trouble.CHANGED, words, seq=row.seq, fields=", ".join(names))
