"""Whoever changes a log and makes its digest fit is told what is wrong all the same (X3)."""

import copy
import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.exports.checks.against_head import BadHead, given_head, head_faults, head_notes
from app.exports.checks.proof import faults
from app.exports.log.schema import HourLog
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from tests.exports.log_changes import Content, changed, content_of, file_of, refusals, told
from tests.ledger.memory_ledger import DAN, ELODIE, TENANT, MemoryLedger, claim, filled_ledger

LEDGER = filled_ledger()
LOG = LEDGER.log()
JUNE = LEDGER.log(since=date(2026, 6, 1))
UNPROVED = {("tenant", "name"), ("tenant", "slug"), ("made_at",), ("period", "since"), ("period", "until")}


def rechained(content: Content) -> None:
    """Make the chain and the head fit the bodies of the log: only a head from elsewhere can tell."""
    for entry in content["entries"]:
        content["chain"]["bodies"][entry["seq"] - content["chain"]["first"]] = digest(canonical(entry["body"])).hex()
    head = Head(content["chain"]["first"] - 1, bytes.fromhex(content["chain"]["prev"]))
    for body in content["chain"]["bodies"]:
        head = head.next(TENANT, bytes.fromhex(body))
    content["head"] = {"seq": head.seq, "hash": head.hash.hex()}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    else:
        yield path, value


def other(value: Any) -> Any:
    """A value of the same shape that says something else."""
    if value is None:
        return "2026-05-01"
    if isinstance(value, int):
        return value + 1
    return value[:-1] + ("0" if value[-1] != "0" else "1") if len(value) > 8 else value + "x"


def containers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        yield path
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from containers(item, (*path, key))


def put(content: Content, path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        content = content[step]
    content[path[-1]] = value


@pytest.mark.parametrize("log", [LOG, JUNE], ids=["all", "june"])
def test_every_single_value_is_proved_but_those_that_only_the_live_ledger_knows(log: HourLog) -> None:
    content = content_of(log)
    for path, value in leaves(content):
        if path in UNPROVED or path == ("digest",) or (path[0], path[-1]) == ("omitted", "seq"):
            continue
        forged = copy.deepcopy(content)
        put(forged, path, other(value))
        assert refusals(file_of(forged)), f"{path}: {value!r} became {other(value)!r}"


ODD: list[Any] = [None, True, -1, 0, 2**53 - 1, "", "x", "0" * 64, "9999-12", "0000-01-01", [], {}, [[]], {"a": 1}]


def test_whatever_stands_in_any_place_breaks_nothing() -> None:
    chance, content = random.Random(42), content_of(JUNE)
    places = [*containers(content), *(path for path, _ in leaves(content))]
    for path in places[1:]:
        forged = copy.deepcopy(content)
        put(forged, path, chance.choice(ODD))
        for said in refusals(file_of(forged)):
            assert said


def test_a_changed_body_is_named() -> None:
    forged = changed(LOG, lambda content: content["entries"][0]["body"].update(minutes=120))
    assert told(faults(forged)) == ["entry 1: its body was changed, it does not give the hash in the chain"]


def test_an_entry_taken_out_of_the_middle_is_told_by_the_count_of_the_member() -> None:
    def take_out(content: Content) -> None:
        del content["entries"][2]
        content["person_entries"] -= 1

    assert told(faults(changed(LOG, take_out))) == ["entries: the member's no. 3 is missing; entry 5 is no. 4"]


def test_an_entry_taken_out_at_the_end_is_told_by_the_number_of_entries() -> None:
    forged = changed(LOG, lambda content: content["entries"].pop())
    assert told(faults(forged)) == ["entries: the log counts 6 about the member and names 5"]


def test_an_entry_taken_out_at_the_beginning_is_told() -> None:
    forged = changed(LOG, lambda content: content["entries"].pop(0))
    assert "entries: the member's no. 1 is missing; entry 3 is no. 2" in told(faults(forged))


def test_two_entries_in_each_others_place_are_told() -> None:
    def swap(content: Content) -> None:
        content["entries"][0], content["entries"][1] = content["entries"][1], content["entries"][0]

    assert "entry 1: reordered, it stands after entry 3" in told(faults(changed(LOG, swap)))


def test_two_bodies_in_each_others_place_are_told() -> None:
    def swap(content: Content) -> None:
        first, second = content["entries"][0], content["entries"][1]
        first["body"], second["body"] = second["body"], first["body"]

    assert "entry 1: moved, in the chain it is entry 3" in told(faults(changed(LOG, swap)))


def test_a_chain_cut_off_at_its_end_is_told_by_its_head() -> None:
    forged = changed(LOG, lambda content: content["chain"]["bodies"].pop())
    assert "chain: its links lead to entry 7, the head is entry 8" in told(faults(forged))


def test_a_link_of_somebody_elses_entry_changed_is_told() -> None:
    def change(content: Content) -> None:
        content["chain"]["bodies"][1] = "0" * 64

    assert "chain: its links do not lead to the head's hash at entry 8" in told(faults(changed(LOG, change)))


def test_entries_of_another_member_do_not_belong() -> None:
    theirs = content_of(LEDGER.log(ELODIE))["entries"][0]
    forged = changed(LOG, lambda content: content["entries"].insert(1, theirs))
    assert "entry 2: is about another person than the log" in told(faults(forged))


def test_totals_that_the_entries_do_not_come_to_are_told() -> None:
    forged = changed(LOG, lambda content: content["totals"].update(minutes=1000))
    assert told(faults(forged)) == ["totals: they differ from what the entries come to"]


def test_a_row_that_says_more_than_its_entries_is_told() -> None:
    forged = changed(LOG, lambda content: content["claims"][1].update(minutes=60, state="attested"))
    assert told(faults(forged)) == ["claims: the row of entry 3 differs from the entries in minutes, state"]


def test_rows_left_out_are_told() -> None:
    for place, number in ((0, 1), (1, 3), (2, 7)):
        forged = changed(LOG, lambda content, place=place: content["claims"].pop(place))  # type: ignore[misc]
        assert told(faults(forged)) == [f"claims: the row of entry {number} is missing"]


def test_rows_in_each_others_place_are_told() -> None:
    forged = changed(LOG, lambda content: content["claims"].reverse())
    assert told(faults(forged)) == [
        "claims: reordered, the row of entry 3 stands after that of entry 7",
        "claims: reordered, the row of entry 1 stands after that of entry 3",
    ]


def test_a_row_or_an_entry_that_stands_there_twice_is_told() -> None:
    forged = changed(LOG, lambda content: content["claims"].append(content["claims"][0]))
    assert told(faults(forged)) == ["claims: the row of entry 1 stands there twice"]
    forged = changed(LOG, lambda content: content["entries"].insert(1, content["entries"][0]))
    assert "entry 1: it stands there twice" in told(faults(forged))


def test_a_row_of_no_entry_is_told() -> None:
    forged = changed(LOG, lambda content: content["claims"].append({**content["claims"][0], "seq": 99}))
    assert told(faults(forged)) == ["claims: a row was added, entry 99 is no claim of this log"]


def test_another_name_in_an_opening_is_told() -> None:
    def rename(content: Content) -> None:
        opening = next(row for row in content["entries"][0]["openings"] if row["field"] == "counterparts.0")
        opening["text"] = opening["text"].replace("Kate Li", "Kate Lu")

    assert told(faults(changed(LOG, rename))) == [
        "entry 1: the name and number (counterparts.0) are not those that the ledger commits to"
    ]


def test_another_word_in_an_opening_is_told() -> None:
    def reword(content: Content) -> None:
        opening = next(row for row in content["entries"][0]["openings"] if row["field"] == "words")
        opening["text"] = opening["text"].replace("1.5h", "2.5h")

    assert told(faults(changed(LOG, reword))) == ["entry 1: the words (words) are not those that the ledger commits to"]


def test_another_name_of_the_member_is_told() -> None:
    forged = changed(LOG, lambda content: content["member"].update(name="Don Roy"))
    assert told(faults(forged)) == ["member: the name or number is not the one that the latest claim commits to"]


def test_an_entry_moved_out_of_the_period_is_told() -> None:
    forged = changed(LOG, lambda content: content["period"].update(since="2026-06-01"))
    assert "entry 1: does not belong in a log of these days, or what it answers is missing" in told(faults(forged))


def test_a_log_made_up_whole_is_told_by_a_head_from_elsewhere() -> None:
    def forge(content: Content) -> None:
        content["entries"][-2]["body"]["minutes"] = 450
        rechained(content)
        content["claims"][2].update(minutes=450, claimed_minutes=450)
        content["totals"] = {
            "minutes": 570,
            "by_mode": {"video": 540, "email": 30},
            "by_state": {"attested": 90, "claimed": 30, "disputed": 450},
        }

    forged = changed(LOG, forge)
    assert told(faults(forged)) == []
    assert told(head_faults(forged, given_head(str(LEDGER.head)))) == [
        "head: at entry 8 this log's chain has another hash than the head you gave"
    ]


@pytest.mark.parametrize("entry", LEDGER.entries, ids=lambda entry: f"entry {entry.seq}")
def test_the_head_of_any_receipt_in_the_chain_fits(entry: Any) -> None:
    head = Head(entry.seq, entry.hash)
    for text in (str(head), head.mark, head.mark.upper(), f" {head.seq}:{head.hash.hex()[:16]}\n"):
        assert told(head_faults(LOG, given_head(text))) == []


def test_a_log_that_ends_before_the_head_is_told() -> None:
    later = filled_ledger()
    later.append(claim(15))
    assert "its end was cut off" in told(head_faults(LOG, given_head(str(later.head))))[0]


def test_a_head_from_before_the_log_says_nothing_about_it() -> None:
    ledger = MemoryLedger()
    ledger.append(claim(by=ELODIE))
    early = ledger.head
    ledger.append(claim())
    with pytest.raises(BadHead, match="entry 1 is older than this log's chain, which begins at entry 2"):
        told(head_faults(ledger.log(), given_head(str(early))))


@pytest.mark.parametrize(
    "text", ["", "8", "8:", ":abcdef0123456789", "8:abc", "8:" + "g" * 16, "0:" + "0" * 64, "8:" + "a" * 65]
)
def test_what_is_no_head_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadHead, match="write SEQ:HASH"):
        given_head(text)


def test_what_a_head_does_not_prove_is_said() -> None:
    first = LEDGER.entries[0]
    notes = told(head_notes(LOG, given_head(f"1:{first.hash.hex()}")))
    assert notes[1] == "Not proved by this head, because they came later: entries 3, 4, 5, 7, 8."
    assert "5 entries" not in "".join(told(head_notes(LOG, given_head(str(LEDGER.head)))))
    assert told(head_notes(JUNE, given_head(str(LEDGER.head))))[-1].startswith("4 entries about the member lie outside")


def test_a_member_without_entries_has_a_log_that_is_whole() -> None:
    ledger = MemoryLedger()
    ledger.append(claim(by=ELODIE))
    log = ledger.log(DAN)
    assert refusals(log.file_bytes()) == []
    assert told(head_faults(log, given_head(str(ledger.head)))) == []
    assert (log.totals.minutes, log.person_entries, log.chain.bodies) == (0, 0, [])


def test_an_empty_ledger_has_a_log_that_is_whole() -> None:
    assert refusals(MemoryLedger().log().file_bytes()) == []


def test_erased_names_and_words_leave_the_log_whole() -> None:
    def erase(content: Content) -> None:
        for entry in content["entries"]:
            entry["openings"] = []
        for row in content["claims"]:
            row.update(words=None, topics=None, partners=[None])
            if row["answer"]:
                row["answer"]["name"] = None

    erased = changed(LOG, erase)
    assert told(faults(erased)) == []
    notes = told(head_notes(erased, given_head(str(LEDGER.head))))
    assert notes[-1] == "Names or words erased, or left out of this log: entries 1, 3, 4, 5, 7, 8."


def test_the_words_of_those_who_answered_are_not_in_the_file() -> None:
    data = LOG.file_bytes().decode()
    assert "half an hour" not in data
    assert "yes, that is right" not in data
    assert "zoom with Kate" in data


def test_a_log_shows_nothing_of_other_members() -> None:
    assert str(ELODIE.person_id) not in LOG.file_bytes().decode()


def test_entries_outside_the_period_are_named_by_their_place_only() -> None:
    assert [(item.seq, item.person_seq) for item in JUNE.omitted] == [(1, 1), (3, 2), (4, 3), (5, 4)]
    assert json.loads(JUNE.file_bytes())["totals"] == {
        "minutes": 45,
        "by_mode": {"video": 45},
        "by_state": {"disputed": 45},
    }
