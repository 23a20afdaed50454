"""What somebody with all rights on the database can do to a ledger: raw rows, no triggers, hashes made anew."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.db import new_id
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from app.ledger.columns import columns_of

FAR = 1_000_000
_KEYS = """
    SELECT c.relname, k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND c.relname IN ('ledger_entry', 'ledger_head', 'ledger_opening')
"""


@dataclass
class Tampering:
    """One transaction of a superuser in one tenant's ledger of `count` entries under a root."""

    connection: Connection
    tenant_id: UUID
    count: int
    chance: random.Random

    def run(self, statement: str, **values: Any) -> Any:
        """A statement; `:tenant` is the tenant."""
        return self.connection.execute(text(statement), {"tenant": self.tenant_id, **values})

    def break_all_locks(self) -> None:
        """No trigger refuses, and no key holds rows together."""
        for table in ("ledger_entry", "ledger_head", "ledger_opening"):
            self.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for key in self.run(_KEYS).all():
            self.run(f"ALTER TABLE {key.relname} DROP CONSTRAINT {key.conname}")

    def any_entry(self) -> int:
        """One of the entries under the root."""
        return self.chance.randint(1, self.count)

    def claim(self, seq: int) -> int:
        """The claim that an entry is, or is about: the number of either."""
        target = self.row(seq)["target_id"]
        query = "SELECT seq FROM ledger_entry WHERE tenant_id = :tenant AND id = :id"
        return int(self.run(query, id=target).scalar_one()) if target else seq

    def row(self, seq: int) -> dict[str, Any]:
        """A whole entry."""
        found = self.run("SELECT * FROM ledger_entry WHERE tenant_id = :tenant AND seq = :seq", seq=seq)
        return dict(found.mappings().one())

    def body(self, seq: int) -> dict[str, Any]:
        """The body of an entry."""
        body: dict[str, Any] = json.loads(self.row(seq)["body"])
        return body

    def write(self, seq: int, **columns: Any) -> None:
        """Put values into the columns of an entry."""
        given = ", ".join(f"{name} = :{name}" for name in columns)
        self.run(f"UPDATE ledger_entry SET {given} WHERE tenant_id = :tenant AND seq = :at", at=seq, **columns)

    def write_body(self, seq: int, body: dict[str, Any], *, columns: bool) -> None:
        """Another body, and the columns that belong to it."""
        fitting = columns_of(body).values() if columns else {}
        fitting.pop("tenant_id", None)
        self.write(seq, body=canonical(body).decode(), **fitting)

    def delete(self, first: int, last: int) -> None:
        """Take entries out, with what opens them."""
        among = "tenant_id = :tenant AND seq BETWEEN :first AND :last"
        ids = f"SELECT id FROM ledger_entry WHERE {among}"
        span = {"first": first, "last": last}
        self.run(f"DELETE FROM ledger_opening WHERE tenant_id = :tenant AND entry_id IN ({ids})", **span)
        self.run(f"DELETE FROM ledger_entry WHERE {among}", **span)

    def shift(self, after: int, by: int) -> None:
        """Other numbers for all entries after one."""
        for step in (FAR, by - FAR):
            self.run(
                "UPDATE ledger_entry SET seq = seq + :step WHERE tenant_id = :tenant AND seq > :after",
                step=step,
                after=after,
            )

    def renumber(self, order: list[int]) -> None:
        """Number the entries anew: the n-th of `order` (their numbers now) becomes number n."""
        ids = [self.row(seq)["id"] for seq in order]
        self.shift(0, FAR)
        for seq, entry_id in enumerate(ids, 1):
            self.run("UPDATE ledger_entry SET seq = :seq WHERE tenant_id = :tenant AND id = :id", seq=seq, id=entry_id)
        self.run("UPDATE ledger_entry SET seq = seq - :far WHERE tenant_id = :tenant AND seq > :far", far=FAR)

    def insert(self, seq: int, **changes: Any) -> None:
        """One more entry under a free number, made up from another one; its body and columns fit together."""
        row = self.row(self.chance.choice([at for at in self.numbers() if at != seq]))
        body = json.loads(row["body"]) | {"entry": str(new_id()), "person_seq": 9000 + self.chance.randint(0, 999)}
        body["evidence"] = body["evidence"] | {"item": None, "mail": None}
        row |= columns_of(body | changes).values() | {"seq": seq, "body": canonical(body | changes).decode()}
        names = ", ".join(row)
        self.run(f"INSERT INTO ledger_entry ({names}) VALUES ({', '.join(f':{name}' for name in row)})", **row)

    def numbers(self) -> list[int]:
        """The numbers there are."""
        return list(self.run("SELECT seq FROM ledger_entry WHERE tenant_id = :tenant ORDER BY seq").scalars())

    def make_hashes_anew(self) -> None:
        """Let the chain agree with itself, from its first entry to its head."""
        head = Head.of_empty()
        rows = self.run("SELECT id, seq, body FROM ledger_entry WHERE tenant_id = :tenant ORDER BY seq, id").all()
        for row in rows:
            body_hash = digest(row.body.encode())
            now = Head(row.seq, Head(row.seq - 1, head.hash).next(self.tenant_id, body_hash).hash)
            self.run(
                "UPDATE ledger_entry SET prev_hash = :prev, hash = :hash, body_hash = :body "
                "WHERE tenant_id = :tenant AND id = :id",
                prev=head.hash,
                hash=now.hash,
                body=body_hash,
                id=row.id,
            )
            head = now
        self.run(
            "UPDATE ledger_head SET seq = :seq, hash = :hash WHERE tenant_id = :tenant", seq=head.seq, hash=head.hash
        )


Way = Callable[[Tampering], list[str]]
"""Does something and answers with what must be told: each a regular expression; nothing else may be told besides."""

_FOLLOWS = [
    r"the chain agrees with itself.*",
    r"the head that the ledger keeps .*",
    r".* \(it came after the root\)",
    r"entr(y|ies) [0-9 to]+ bears? (an)?other numbers? than when (it was|they were) entered: .*",
]
"""What may be told besides: it follows from what was done."""


def follows(*entries: int) -> list[str]:
    """What may be told besides, also of these entries."""
    named = "|".join(map(str, entries)) or "none"
    return [
        *_FOLLOWS,
        rf"the hashes kept with entry ({named}) are not its own: .*",
        rf"what stands beside the body of entry ({named}) differs from it: .*",
        rf"the words kept for entry ({named}) are not those that it commits to: .*",
    ]


def a_column(do: Tampering) -> list[str]:
    at = do.any_entry()
    name, value = do.chance.choice(
        [
            ("minutes", do.chance.randint(100, 9000)),
            ("period", "2019-04"),
            ("local_date", "2019-04-01"),
            ("starts", "03:33"),
            ("ends", "04:44"),
            ("mode", "by pigeon"),
            ("role", "owner"),
            ("zone", "Asia/Tokyo"),
            ("kind", "forged"),
            ("confirmation", "nobody at all"),
            ("recorded_at", datetime(2020, 1, 1, tzinfo=UTC)),
            ("person_seq", 9_999),
            ("person_id", new_id()),
            ("programme_id", new_id()),
            ("match_id", new_id()),
            ("rules_id", new_id()),
            ("target_id", new_id()),
            ("by_id", new_id()),
            ("by_role", "stranger"),
            ("means", "rumour"),
            ("received_mail_id", new_id()),
            ("item", 77),
            ("counterpart_ids", [new_id()]),
            ("id", new_id()),
        ]
    )
    do.write(at, **{name: value})
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    return [rf"what stands beside the body of entry {at} differs from it: {name}"]


def a_hash(do: Tampering) -> list[str]:
    at, name = do.any_entry(), do.chance.choice(["hash", "prev_hash", "body_hash"])
    do.write(at, **{name: do.chance.randbytes(32)})
    return [rf"the hashes kept with entry {at} are not its own: {name}"]


def another_tenants(do: Tampering) -> list[str]:
    at, other = do.any_entry(), new_id()
    do.run("UPDATE ledger_entry SET tenant_id = :other WHERE tenant_id = :tenant AND seq = :at", other=other, at=at)
    return [rf"entry {at} is missing", *follows()]


def a_body(do: Tampering) -> list[str]:
    at = do.any_entry()
    body = do.body(at)
    change: dict[str, Any] = do.chance.choice(
        [
            {"minutes": (body["minutes"] or 0) + 60},
            {"period": "2026-01"},
            {"recorded_at": "2026-06-01T09:00:00Z"},
            {"recorded_at": "2027-06-01T09:00:00Z"},
            {"person": str(new_id())},
            {"evidence": body["evidence"] | {"verdict": "it was the coordinator herself"}},
            {"commitments": body["commitments"] | {"words": "0" * 64}},
            {"kind": "nonsense"},
        ]
    )
    do.write_body(at, body | change, columns=do.chance.random() < 0.5)
    if do.chance.random() < 0.7:
        do.make_hashes_anew()
    return [_changed(do, at), *follows(at)]


def _changed(do: Tampering, at: int) -> str:
    """At the end nobody can tell one that was made to look younger from one that is."""
    younger = r"|entry \d+ was changed or taken out: .*" if at == do.count else ""
    return rf"entry {at} was changed after the root of 2026-06-02 was made{younger}"


def bytes_of_a_body(do: Tampering) -> list[str]:
    at = do.any_entry()
    written = do.row(at)["body"]
    do.write(at, body=do.chance.choice([written.replace(":", ": ", 1), "", "{}", "not JSON", written[:-1], "[1.5]"]))
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    return [rf"entry {at} was changed after the root of 2026-06-02 was made", *follows(at)]


def deleted(do: Tampering) -> list[str]:
    first = do.chance.choice([1, do.any_entry(), do.count])
    last = do.chance.choice([first, first, min(do.count, first + 5), do.count])
    do.delete(first, last)
    if do.chance.random() < 0.6:
        do.shift(last, first - last - 1)
    if do.chance.random() < 0.6:
        do.make_hashes_anew()
    which = rf"entry {first}" if first == last else rf"entries {first} to {last}"
    at_end = rf"|{which} (was|were) changed or taken out: .*" if last == do.count else ""
    return [rf"{which} (is|are) missing{at_end}", *follows(*range(1, do.count + 1))[:5]]


def swapped_numbers(do: Tampering) -> list[str]:
    low, high = sorted(do.chance.sample(range(1, do.count + 1), 2))
    for now, then in ((low, FAR), (high, low), (FAR, high)):
        do.run("UPDATE ledger_entry SET seq = :then WHERE tenant_id = :tenant AND seq = :now", now=now, then=then)
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    return [rf"entries {low} and {high} changed places", *follows(low, high)]


def swapped_bodies(do: Tampering) -> list[str]:
    low, high = sorted(do.chance.sample(range(1, do.count + 1), 2))
    one, other = do.row(low)["body"], do.row(high)["body"]
    do.write(low, body=other)
    do.write(high, body=one)
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    return [rf"entries {low} and {high} changed places", *follows(low, high)]


def moved(do: Tampering) -> list[str]:
    at = do.chance.randint(1, do.count // 3)
    then = do.chance.randint(at + 3, do.count)
    order = do.numbers()
    order.insert(then - 1, order.pop(at - 1))
    do.renumber(order)
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    where = rf"between entries {then} and {then + 1}" if then < do.count else rf"after entry {then}"
    return [rf"entry {at} was moved {where}: it now bears the number {then}", *follows(*range(1, do.count + 1))[:5]]


def inserted(do: Tampering) -> list[str]:
    after = do.chance.randint(0, do.count - 1)
    do.shift(after, 1)
    do.insert(after + 1)
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    where = rf"between entries {after} and {after + 1}" if after else "before entry 1"
    return [rf"an entry was inserted {where}: it bears the number {after + 1}", *follows(*range(1, do.count + 1))[:5]]


def inserted_beside(do: Tampering) -> list[str]:
    at = do.any_entry()
    do.run("ALTER TABLE ledger_entry DROP CONSTRAINT uq_ledger_entry_tenant_id_seq")
    do.run("ALTER TABLE ledger_entry DROP CONSTRAINT ck_ledger_entry_counts_from_one")
    seq = do.chance.choice([0, at])
    do.insert(seq)
    where = "before entry 1" if seq == 0 else rf"between entries ({at - 1} and {at}|{at} and {at + 1})|after entry {at}"
    if seq == 1:
        where = "(before entry 1|between entries 1 and 2)"
    return [rf"an entry was inserted ({where}): it bears the number {seq}", *follows(*range(1, do.count + 1))[:5]]


def backdated(do: Tampering) -> list[str]:
    seq = do.numbers()[-1] + 1
    do.insert(seq, recorded_at=f"2026-06-0{do.chance.randint(1, 2)}T09:00:00Z")
    do.make_hashes_anew()
    return [
        rf"an entry was inserted after entry {do.count}: it bears the number {seq} and says that it was recorded .*",
        rf"the words kept for the entry that bears the number {seq} are gone, and nobody erased them: .*",
    ]


def words(do: Tampering) -> list[str]:
    at = do.any_entry()
    entry_id = do.row(at)["id"]
    field = do.chance.choice(
        do.run("SELECT field FROM ledger_opening WHERE tenant_id = :tenant AND entry_id = :id", id=entry_id)
        .scalars()
        .all()
    )
    name, value = do.chance.choice(
        [("text", "we never met"), ("salt", do.chance.randbytes(32)), ("field", "counterparts.7")]
    )
    do.run(
        f"UPDATE ledger_opening SET {name} = :value WHERE tenant_id = :tenant AND entry_id = :id AND field = :field",
        value=value,
        id=entry_id,
        field=field,
    )
    told = value if name == "field" else field
    return [
        rf"the words kept for entry {at} are not those that it commits to: {told}",
        *([rf"the words kept for entry {at} are gone, and nobody erased them: {field}"] if name == "field" else []),
    ]


def words_gone(do: Tampering) -> list[str]:
    """As erasing does it, and as it does not note it."""
    at = do.any_entry()
    entry_id = do.row(at)["id"]
    fields = do.run("SELECT field FROM ledger_opening WHERE tenant_id = :tenant AND entry_id = :id", id=entry_id)
    field = do.chance.choice(fields.scalars().all())
    do.run(
        "DELETE FROM ledger_opening WHERE tenant_id = :tenant AND entry_id = :id AND field = :field",
        id=entry_id,
        field=field,
    )
    return [rf"the words kept for entry {at} are gone, and nobody erased them: {field}"]


def words_twice(do: Tampering) -> list[str]:
    """A second row that opens the same."""
    at = do.claim(do.any_entry())
    do.run("ALTER TABLE ledger_opening DROP CONSTRAINT uq_ledger_opening_tenant_id_entry_id_field")
    do.run(
        "INSERT INTO ledger_opening (tenant_id, id, entry_id, field, salt, text) SELECT tenant_id, gen_random_uuid(), "
        "entry_id, field, salt, text FROM ledger_opening WHERE tenant_id = :tenant AND entry_id = :id AND field = "
        "'claimant'",
        id=do.row(at)["id"],
    )
    return [rf"the words kept for entry {at} are kept twice: claimant"]


def an_erasure(do: Tampering) -> list[str]:
    """Noted beforehand, so that what is taken out later would not be told."""
    at = do.claim(do.any_entry())
    name = do.chance.choice(["claimant", "counterparts.0", "counterparts.9", "anything"])
    do.run(
        "INSERT INTO erased_part (tenant_id, id, entry_id, name) VALUES (:tenant, gen_random_uuid(), :id, :name)",
        id=do.row(at)["id"],
        name=name,
    )
    return [rf"of entry {at} more is noted as erased than was: {name}"]


def the_head(do: Tampering) -> list[str]:
    do.run(
        "UPDATE ledger_head SET seq = seq + :by, hash = :hash WHERE tenant_id = :tenant",
        by=do.chance.randint(0, 2),
        hash=do.chance.randbytes(32),
    )
    return [r"the head that the ledger keeps \(ledger_head\) is .*"]


WAYS: list[Way] = [
    a_column,
    a_hash,
    another_tenants,
    a_body,
    bytes_of_a_body,
    deleted,
    swapped_numbers,
    swapped_bodies,
    moved,
    inserted,
    inserted_beside,
    backdated,
    words,
    words_gone,
    words_twice,
    an_erasure,
    the_head,
]
