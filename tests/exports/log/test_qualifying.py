"""The hour log says what counts, and why, so that anybody can count again (H4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.cpd.counting import Question
from app.cpd.facts import Member, Tie
from app.cpd.rulebook import Rulebook, Version
from app.cpd.statement import Basis
from app.exports.checks.proof import faults
from app.exports.log.compose import sealed
from app.exports.log.log_file import open_log
from app.exports.log.schema import HourLog
from app.exports.sheets.sheet_cpd import cpd_sheet
from app.ledger.drafts import Means
from app.programmes.cpd_rules import CpdRules, cpd_pack
from tests.exports.sealed_log import log as older_log
from tests.ledger.memory_ledger import KATE, MATCH, PROGRAMME, MemoryLedger, attestation, claim, correction

NOBODY = Member()


def basis(rules: CpdRules, member: Member = NOBODY) -> Basis:
    book = Rulebook((Version(PROGRAMME, MATCH, 3, None, None, rules),))
    return Basis(Question(book, member, date(2026, 6, 30)), {PROGRAMME: "Mentoring"})


def counted(rules: CpdRules | None = None, **facts: Any) -> HourLog:
    """Three sessions: confirmed, confirmed and corrected, waiting."""
    ledger = MemoryLedger()
    ledger.append(attestation(ledger.append(claim(120, on=date(2026, 4, 2), period="2026-04"))))
    later = ledger.append(claim(60, on=date(2026, 5, 12)))
    ledger.append(correction(later, 90))
    ledger.append(attestation(later, means=Means.MAIL))
    ledger.append(claim(30, on=date(2026, 5, 20)))
    return ledger.log(bases=(basis(rules or cpd_pack("oacett-like"), **facts),))


def test_logged_and_qualifying_stand_side_by_side_with_totals_for_the_cycle() -> None:
    (told,) = counted().cpd
    (cycle,) = told.cycles
    assert (cycle.starts, cycle.ends, cycle.logged, cycle.minutes, cycle.units) == (
        "2024-01-01",
        "2026-12-31",
        240,
        210,
        350,
    )
    assert [(one.logged, one.minutes, [why.why for why in one.reasons]) for one in cycle.entries] == [
        (120, 120, ["counted"]),
        (90, 90, ["counted"]),
        (30, 0, ["unconfirmed"]),
    ]


def test_a_log_that_says_what_counts_is_whole() -> None:
    log = counted()
    opened = open_log(log.file_bytes())
    assert (opened.log, opened.faults, faults(log)) == (log, (), [])


def test_a_log_made_before_hours_were_counted_is_whole() -> None:
    """Schema v1 grew compatibly: a record without the part is read as before."""
    content = older_log().model_dump(mode="json", by_alias=True)
    del content["cpd"]
    older = sealed(content)
    assert older.cpd == []
    assert faults(older) == []


def test_a_log_of_the_first_edition_is_counted_as_it_was() -> None:
    """It named one programme, one version of its rules, and a line of reporting without days."""
    content = counted(member=Member(line=frozenset({Tie(str(KATE.person_id))}))).model_dump(mode="json", by_alias=True)
    for name in ("edition", "programmes", "versions", "ties", "told"):
        del content["cpd"][0][name]
    log = sealed(content)
    assert (faults(log), log.cpd[0].edition, log.cpd[0].programmes) == ([], 1, [])
    content["cpd"][0]["line"] = []
    assert [str(one) for one in faults(sealed(content))]


def test_a_month_in_two_years_was_in_the_later_one_in_the_first_edition() -> None:
    """The cap of the year before was reached; a log of now takes what both years leave."""
    ledger = MemoryLedger()
    for minutes, on, period in ((1200, date(2025, 5, 2), "2025-05"), (60, None, "2025-06")):
        ledger.append(attestation(ledger.append(claim(minutes, on=on, period=period))))
    member = Member(date(2024, 6, 15))
    now = basis(cpd_pack("apega-like"), member=member)
    then = replace(now, asked=replace(now.asked, in_last_year=True))
    assert [[one.minutes for one in ledger.log(bases=(each,)).cpd[0].cycles] for each in (now, then)] == [
        [1200],
        [1260],
    ]
    assert [faults(ledger.log(bases=(each,))) for each in (now, then)] == [[], []]


def _more_minutes(cpd: dict[str, Any]) -> None:
    cpd["cycles"][0]["entries"][2]["minutes"] = 30


def _other_reason(cpd: dict[str, Any]) -> None:
    cpd["cycles"][0]["entries"][2]["reasons"][0]["why"] = "counted"


def _no_gate(cpd: dict[str, Any]) -> None:
    cpd["versions"][0]["rules"]["cpd"]["confirmed_only"] = False


def _reached(cpd: dict[str, Any]) -> None:
    cpd["cycles"][0]["minimum"]["missing_minutes"] = 5


def _other_cycle(cpd: dict[str, Any]) -> None:
    cpd["own_date"] = "2025-03-01"


def _supervisor(cpd: dict[str, Any]) -> None:
    cpd["ties"] = [{"person": str(KATE.person_id), "since": None, "until": "2026-04-02"}]


def _incomplete(cpd: dict[str, Any]) -> None:
    cpd["missing"] = {cpd["cycles"][0]["entries"][0]["entry"]: ["topics"]}


@pytest.mark.parametrize(
    "change", [_more_minutes, _other_reason, _no_gate, _reached, _other_cycle, _supervisor, _incomplete]
)
def test_other_figures_than_the_entries_and_rules_come_to_are_told(change: Callable[[dict[str, Any]], None]) -> None:
    """X3: even where whoever changed them gave the file a digest that fits."""
    content = counted().model_dump(mode="json", by_alias=True)
    change(content["cpd"][0])
    (fault,) = faults(sealed(content))
    assert "what counts in programme" in str(fault)


def test_rules_that_lead_out_of_the_calendar_are_told_and_stop_nothing() -> None:
    content = counted().model_dump(mode="json", by_alias=True)
    content["cpd"][0]["counted_on"] = "9999-12-31"
    content["cpd"][0]["versions"][0]["rules"]["cpd"]["late"] = {"after_session_days": 3660, "after_cycle_days": None}
    content["cpd"][0]["cycles"] = []
    assert any(str(fault).startswith("cpd:") for fault in faults(sealed(content)))


def test_the_pages_tell_each_entry_that_does_not_count_and_why() -> None:
    sheet = cpd_sheet(counted(member=Member(line=frozenset({Tie(str(KATE.person_id))}))), "en-CA")
    (part,) = sheet.parts
    assert part.rows[0].why == "with one’s own supervisor, or with somebody one supervises"
    assert {row.full for row in part.rows} == {False}


def test_the_pages_say_it_in_french() -> None:
    (part,) = cpd_sheet(counted(), "fr-CA").parts
    assert part.title == "1er janvier 2024 au 31 décembre 2026"
    assert part.rows[2].why == "pas encore confirmé"
    assert any("Le minimum est atteint." in line for line in part.lines)


def test_a_log_of_rules_that_count_nothing_has_no_such_chapter() -> None:
    assert cpd_sheet(older_log(), "en-CA").parts == ()
