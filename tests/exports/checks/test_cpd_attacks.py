"""Whoever writes the part on what counts as they like is told so; no reader of it ever stumbles (X3, H4)."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from app.exports.checks.known_tables import csv_faults
from app.exports.checks.proof import faults
from app.exports.log.log_file import DamagedLog, OtherVersion, open_log
from app.exports.tables.counted_cells import csv_cells, value_cells
from app.exports.tables.csv_rows import csv_file
from tests.exports.checks.test_hour_log_attacks import ODD, containers, leaves, put, rechained
from tests.exports.log.test_qualifying import counted
from tests.exports.log_changes import Content, changed, content_of, file_of, refusals, told
from tests.ledger.memory_ledger import PROGRAMME

LOG = counted()
ANOTHER = "00000000-0000-4000-8000-000000000001"
NAMELESS = "cpd: programme %s lacks its name or its rules"


def of_another_programme(part: Content) -> None:
    part["programmes"] = [{"id": ANOTHER, "name": "Another"}]


def no_programmes(part: Content) -> None:
    part["programmes"] = []


def programmes_left_out(part: Content) -> None:
    del part["programmes"]


def of_the_first_edition(part: Content) -> None:
    of_another_programme(part)
    part["edition"] = 1


@pytest.mark.parametrize(
    "change",
    [of_another_programme, no_programmes, programmes_left_out, of_the_first_edition],
    ids=lambda it: it.__name__,
)
def test_rules_of_a_programme_that_is_not_named_are_told(change: Callable[[Content], None]) -> None:
    forged = changed(LOG, lambda content: change(content["cpd"][0]))
    assert NAMELESS % PROGRAMME in told(faults(forged))


def test_it_is_said_in_french() -> None:
    forged = changed(LOG, lambda content: no_programmes(content["cpd"][0]))
    assert [one.said("fr-CA") for one in faults(forged)] == [
        f"formation\N{NO-BREAK SPACE}: il manque au programme {PROGRAMME} son nom ou ses règles"
    ]


def test_a_table_beside_rules_of_no_named_programme_is_checked_to_its_end() -> None:
    forged = changed(LOG, lambda content: of_another_programme(content["cpd"][0]))
    assert csv_cells(forged) == value_cells(forged, "fr-CA") == {}
    assert csv_faults(forged, csv_file(LOG, {})) != []


def test_a_programme_that_is_named_and_has_no_rules_is_told() -> None:
    def add(content: Content) -> None:
        content["cpd"][0]["programmes"].append({"id": ANOTHER, "name": "Another"})

    assert told(faults(changed(LOG, add))) == [NAMELESS % ANOTHER]


def test_no_rules_at_all_are_told() -> None:
    forged = changed(LOG, lambda content: content["cpd"][0].update(versions=[], programmes=[]))
    assert told(faults(forged)) == ["cpd: what counts cannot be counted again from these entries and rules"]


@pytest.mark.parametrize(("field", "said"), [("missing", ["topics"]), ("told", "2026-05-01")])
def test_what_is_said_of_a_claim_that_is_not_there_is_told(field: str, said: Any) -> None:
    forged = changed(LOG, lambda content: content["cpd"][0][field].update({ANOTHER: said}))
    assert told(faults(forged)) == [
        f"cpd: what counts in programme {PROGRAMME} differs from the entries in {field}",
    ]


@pytest.mark.parametrize("zone", ["Europe", "Nowhere/Here", "../UTC", "x" * 5000])
def test_a_zone_that_is_none_is_told_and_stops_nothing(zone: str) -> None:
    def move(content: Content) -> None:
        content["entries"][0]["body"]["zone"] = zone
        rechained(content)

    forged = changed(LOG, move)
    assert "cpd: what counts cannot be counted again from these entries and rules" in told(faults(forged))
    assert csv_cells(forged) == {}


def test_hours_that_are_counted_twice_are_told() -> None:
    forged = changed(LOG, lambda content: content["cpd"].append(content["cpd"][0]))
    assert told(faults(forged)) == [f"cpd: entry {seq} is counted more than once" for seq in (1, 3, 6)]


def test_whatever_stands_in_any_place_of_what_counts_no_reader_stumbles() -> None:
    chance, content = random.Random(42), content_of(LOG)
    places = [("cpd", *path) for path in [*containers(content["cpd"]), *(path for path, _ in leaves(content["cpd"]))]]
    for path in places:
        forged = content_of(LOG)
        put(forged, path, chance.choice([*ODD, ANOTHER, "9999-12-31", "0001-01-01", "1/3"]))
        assert all(refusals(file_of(forged)))
        try:
            opened = open_log(file_of(forged))
        except (DamagedLog, OtherVersion):
            continue
        assert csv_cells(opened.log).keys() == value_cells(opened.log, "fr-CA").keys()


@pytest.mark.parametrize(
    "field", ["programme", "rules", "counted_on", "own_date", "line", "missing", "cycles", "outside"]
)
def test_a_part_that_lacks_what_it_must_say_is_no_hour_log(field: str) -> None:
    content = content_of(LOG)
    del content["cpd"][0][field]
    assert field in " ".join(refusals(file_of(content)))
