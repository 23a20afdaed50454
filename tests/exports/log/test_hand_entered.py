"""Hours that staff entered for a member (I11): whose words stand with them, and by whom they were entered."""

from dataclasses import replace

from app.db import Database
from app.exports.log.contacts import contacts_for
from app.exports.log.hour_log import hour_log
from app.exports.log.issue import find_member
from app.exports.sheets.sheet import Row, sheet
from tests.exports.log_changes import refusals
from tests.exports.sealed_log import contacts, log_by_hand
from tests.factories.tenants import MadeTenant
from tests.ledger.kept_ledger import claim_of, enter
from tests.ledger.memory_ledger import AT


def rows(locale: str = "en-CA", *, named: bool = True) -> tuple[Row, ...]:
    known = contacts(locale) if named else replace(contacts(locale), staff={})
    return sheet(log_by_hand(), known, "https://x.example").tables[0].rows


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_a_note_is_that_of_the_person_who_made_it_and_not_the_members_words() -> None:
    told, _ = rows()
    assert (told.words, told.note) == ("", "Note by Priya Nair: “Dan rang: =two calls”")
    assert told.recorded == ("2 June 2026", "entry 1", "entered by Priya Nair")


def test_the_words_of_a_mail_that_staff_had_to_read_stay_the_members() -> None:
    _, read = rows()
    assert (read.words, read.note) == ("“45 min by phone”", "")
    assert read.recorded == ("2 June 2026", "entry 2, by mail", "entered by Priya Nair")


def test_a_correction_says_who_entered_it() -> None:
    assert rows()[1].answer[-2:] == ("corrected 2 June 2026, was 0:45", "entered by Priya Nair")


def test_it_is_said_in_french_too() -> None:
    told, read = rows("fr-CA")
    assert plain(told.note) == "Note (Priya Nair) : « Dan rang: =two calls »"
    assert told.recorded[1:] == ("inscription 1", "saisie faite par Priya Nair")
    assert read.recorded[1:] == ("inscription 2, par courriel", "saisie faite par Priya Nair")


def test_staff_who_are_gone_are_staff() -> None:
    told, _ = rows(named=False)
    assert (told.note, told.recorded[-1]) == ("Note by staff: “Dan rang: =two calls”", "entered by staff")


def test_the_record_is_whole_and_keeps_the_note_as_evidence() -> None:
    assert refusals(log_by_hand().file_bytes()) == []
    assert [claim.words for claim in log_by_hand().claims] == ["Dan rang: =two calls", "45 min by phone"]


def test_the_name_is_that_of_the_membership(database: Database, made: MadeTenant) -> None:
    draft = claim_of(made)
    evidence = replace(draft.evidence, policy="by_hand", entered_by=made.coordinator_id)
    enter(database, made, replace(draft, evidence=evidence))
    with database.tenant(made.tenant_id) as scope:
        log = hour_log(scope, find_member(scope, "M-1"), at=AT)
        assert contacts_for(scope, log).staff == {str(made.coordinator_id): "Priya Nair"}
