"""What an hour log asks of the database does not grow with its entries (X2), and pages that fail are told as such."""

from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import CalledProcessError

import pytest
from sqlalchemy import event

from app.db import Database
from app.exports.checks.against_ledger import ledger_faults
from app.exports.log.contacts import contacts_for
from app.exports.log.issue import issue_hour_log
from app.exports.sheets.page_setter import pages_of
from app.inbound.shown.evidence import background_of
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import claim_of, enter
from tests.ledger.memory_ledger import AT


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def questions_for(database: Database, made: MadeTenant) -> int:
    with counted(database) as asked, database.tenant(made.tenant_id) as scope:
        log = issue_hour_log(scope, made.mentor_email, since=None, until=None, at=AT, by="a test")
        contacts = contacts_for(scope, log)
        background_of(scope, log, contacts.locale)
        assert ledger_faults(scope, log) == []
    return len(asked)


def test_a_long_log_is_made_and_checked_with_as_many_queries_as_a_short_one(database: Database) -> None:
    made = make_tenant(database, rules="oacett-cpd")
    enter(database, made, claim_of(made))
    short = questions_for(database, made)
    enter(database, made, *[claim_of(made, 15 + number) for number in range(60)])
    assert questions_for(database, made) == short


def test_pages_that_cannot_be_set_are_no_empty_document() -> None:
    with pytest.raises(CalledProcessError):
        pages_of({"sheet": "{}"})
