"""More of what a superuser can do: values that no entry ever has, and several alterations at once."""

from datetime import timedelta

from app.db import new_id
from tests.ledger.tampering import Tampering, Way, follows

_COLUMNS = (  # noqa: SIM905 - a line for each would be long
    "kind recorded_at person_id person_seq programme_id match_id period role mode minutes local_date starts ends zone "
    "rules_id confirmation counterpart_ids target_id by_id by_role means received_mail_id item"
).split()
_NEVER_KEPT = {
    "recorded_at": ("infinity", "-infinity", "4713-01-01 BC"),
    "local_date": ("infinity", "-infinity", "4713-01-01 BC", "20260-05-01"),
    "starts": ("24:00",),
    "ends": ("24:00",),
}


def a_null(do: Tampering) -> list[str]:
    """In a column that says something."""
    at = do.any_entry()
    row = do.row(at)
    name = do.chance.choice([one for one in _COLUMNS if row[one] not in (None, [])])
    do.run(f"ALTER TABLE ledger_entry ALTER COLUMN {name} DROP NOT NULL")
    do.write(at, **{name: None})
    return [rf"what stands beside the body of entry {at} differs from it: {name}"]


def no_hash(do: Tampering) -> list[str]:
    at, name = do.any_entry(), do.chance.choice(["hash", "prev_hash", "body_hash"])
    do.run(f"ALTER TABLE ledger_entry ALTER COLUMN {name} DROP NOT NULL")
    do.write(at, **{name: None})
    return [rf"the hashes kept with entry {at} are not its own: {name}"]


def no_body(do: Tampering) -> list[str]:
    at = do.any_entry()
    do.run("ALTER TABLE ledger_entry ALTER COLUMN body DROP NOT NULL")
    do.write(at, body=None)
    return [rf"entry {at} was changed after the root of 2026-06-02 was made", *follows(at)]


def no_number(do: Tampering) -> list[str]:
    at = do.any_entry()
    do.run("ALTER TABLE ledger_entry ALTER COLUMN seq DROP NOT NULL")
    do.run("UPDATE ledger_entry SET seq = NULL WHERE tenant_id = :tenant AND seq = :at", at=at)
    return [
        rf"entry {at} (was moved after entry \d+: it now bears the number 0|bears another number .*: 0)",
        *follows(),
    ]


def a_microsecond(do: Tampering) -> list[str]:
    at = do.any_entry()
    moment = do.row(at)["recorded_at"]
    do.write(at, recorded_at=moment + timedelta(microseconds=do.chance.choice([-1, 1])))
    return [rf"what stands beside the body of entry {at} differs from it: recorded_at"]


def out_of_range(do: Tampering) -> list[str]:
    """Values that PostgreSQL has and Python has not."""
    at, name = do.any_entry(), do.chance.choice(list(_NEVER_KEPT))
    kind = {"recorded_at": "timestamptz", "local_date": "date"}.get(name, "time")
    value = do.chance.choice(_NEVER_KEPT[name])
    do.run(f"UPDATE ledger_entry SET {name} = '{value}'::{kind} WHERE tenant_id = :tenant AND seq = :at", at=at)
    return [rf"what stands beside the body of entry {at} differs from it: {name}"]


def several_deleted(do: Tampering) -> list[str]:
    first, *others = sorted(do.chance.sample(range(1, do.count, 2), 3))
    for at in (first, *others):
        do.delete(at, at)
    if do.chance.random() < 0.5:
        do.make_hashes_anew()
    return [
        rf"entry {first} is missing",
        *(rf"entry {at} is missing" for at in others),
        *follows(*range(1, do.count + 1))[:5],
    ]


def several_bodies(do: Tampering) -> list[str]:
    first, *others = sorted(do.chance.sample(range(1, do.count, 2), 3))
    for at in (first, *others):
        do.write_body(at, do.body(at) | {"person": str(new_id())}, columns=True)
    do.make_hashes_anew()
    changed = [rf"entry {at} was changed after the root of 2026-06-02 was made" for at in (first, *others)]
    return [*changed, *follows(first, *others)]


def all_deleted(do: Tampering) -> list[str]:
    for table in do.chance.choice(
        [("ledger_opening", "ledger_entry"), ("ledger_opening", "ledger_entry", "ledger_head")]
    ):
        do.run(f"DELETE FROM {table} WHERE tenant_id = :tenant")
    return [rf"entries 1 to {do.count} are missing", *follows()]


def truncated(do: Tampering) -> list[str]:
    do.run("SET LOCAL session_replication_role = replica")
    do.run("TRUNCATE ledger_entry, ledger_opening, ledger_head CASCADE")
    return [rf"entries 1 to {do.count} are missing", *follows()]


def words_of_another(do: Tampering) -> list[str]:
    """What opens one entry is hung on another one."""
    low, high = sorted(do.chance.sample(range(1, do.count + 1), 2))
    ids = [do.row(at)["id"] for at in (low, high)]
    do.run("ALTER TABLE ledger_opening DROP CONSTRAINT uq_ledger_opening_tenant_id_entry_id_field")
    do.run(
        "UPDATE ledger_opening SET entry_id = :new WHERE tenant_id = :tenant AND entry_id = :old",
        new=ids[0],
        old=ids[1],
    )
    return [
        rf"the words kept for entry {high} are gone, and nobody erased them: .*",
        rf"the words kept for entry {low} are not those that it commits to: .*",
    ]


def no_head(do: Tampering) -> list[str]:
    do.run(do.chance.choice(["DELETE FROM ledger_head WHERE tenant_id = :tenant", "TRUNCATE ledger_head"]))
    return [r"the ledger keeps no head \(ledger_head\)"]


WAYS: list[Way] = [
    a_null,
    no_hash,
    no_body,
    no_number,
    a_microsecond,
    out_of_range,
    several_deleted,
    several_bodies,
    all_deleted,
    truncated,
    words_of_another,
    no_head,
]
