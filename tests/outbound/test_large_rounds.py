"""A round of check-ins: looked up and written for many people together, and for each as if they were alone."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event

from app.db import Database
from app.outbound.conversations import Thread
from app.outbound.letter.mail import MailKind
from app.outbound.outbox import Post
from app.programmes.enrolment import claim_address, open_programme, set_rules
from app.programmes.rules import preset
from tests.factories.asking import ask, outbox, remind
from tests.factories.moments import local
from tests.factories.posting import addressed, letter, put
from tests.factories.tenants import BEGAN, MadeTenant, add_match, add_person, make_tenant

FIRST, REMINDED = local("2026-06-01 09:00"), local("2026-06-20 12:00")


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is said to the database meanwhile; many rows in one statement are one."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def with_pairs(database: Database, pairs: int) -> MadeTenant:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        for number in range(1, pairs):
            mentor = add_person(scope, f"Dan Roy{number}", f"m{number}@{made.slug}.example")
            mentee = add_person(scope, f"Kate Li{number}", f"k{number}@{made.slug}.example")
            add_match(scope, made.programme_id, made.rules_id, {mentor: "mentor", mentee: "mentee"})
    return made


def in_programmes(database: Database, made: MadeTenant, further: int) -> None:
    """The mentor is matched in so many programmes more."""
    for number in range(further):
        with database.tenant(made.tenant_id) as scope:
            slug = f"{made.slug}-{number}"
            programme_id = open_programme(
                scope, slug=slug, name=slug, locale="en-CA", coordinator_id=made.coordinator_id
            )
            claim_address(scope.session, slug, made.tenant_id, programme_id)
            rules_id = set_rules(scope, programme_id, preset("aset"), BEGAN)
            mentee = add_person(scope, f"Ann Wu{number}", f"a{number}@{made.slug}.example")
            add_match(scope, programme_id, rules_id, {made.mentor_id: "mentor", mentee: "mentee"})


def test_a_round_takes_as_many_statements_whatever_its_size(database: Database) -> None:
    small, large = with_pairs(database, 2), with_pairs(database, 9)
    for step, mails in ((lambda made: ask(database, made.tenant_id, FIRST), 1), (_remind(database), 2)):
        with statements(database) as of_small:
            step(small)
        with statements(database) as of_large:
            step(large)
        assert [len(outbox(database, one.tenant_id)) for one in (small, large)] == [4 * mails, 18 * mails]
        assert len(of_large) == len(of_small)


def _remind(database: Database) -> Any:
    return lambda made: remind(database, made.tenant_id, REMINDED)


def test_in_a_round_everybody_gets_their_own_mail(database: Database) -> None:
    made = with_pairs(database, 9)
    ask(database, made.tenant_id, FIRST)
    rows = outbox(database, made.tenant_id)
    assert Counter(row.to_address for row in rows) == Counter({row.to_address: 1 for row in rows})
    for row in rows:
        partner = (
            row.to_name.replace("Dan Roy", "Kate Li")
            if "Dan" in row.to_name
            else row.to_name.replace("Kate Li", "Dan Roy")
        )
        assert partner in row.text
        assert row.to_name.split()[0] in row.text.splitlines()[0]
    assert len({row.reply_key for row in rows}) == len({row.conversation_id for row in rows}) == len(rows) == 18


def test_several_check_ins_of_one_person_in_one_round_count_for_each_other(
    database: Database, made: MadeTenant
) -> None:
    """I12: one check-in a month, and two others; what is written together is counted as if one came after the other."""
    in_programmes(database, made, 3)
    ask(database, made.tenant_id, FIRST)
    theirs = [row.withheld for row in outbox(database, made.tenant_id) if row.to_address == made.mentor_email]
    assert Counter(theirs) == {None: 3, "budget": 1}


def test_two_mails_of_one_thread_written_together_follow_each_other(database: Database, made: MadeTenant) -> None:
    """ADR 0010."""
    put(database, made, FIRST, *(in_thread(made) for _ in range(3)))
    first, second, third = outbox(database, made.tenant_id)
    assert first.thread_ids == ""
    assert second.thread_ids == first.message_id
    assert third.thread_ids == f"{first.message_id} {second.message_id}"
    assert len({row.conversation_id for row in (first, second, third)}) == 1


_numbers = count()


def in_thread(made: MadeTenant) -> Post:
    thread = Thread(made.mentor_id, made.programme_id, frozenset({made.match_id}), "en-CA")
    post = addressed(made, f"n:{next(_numbers)}", letter(MailKind.PASSED_ON), of_programme=True)
    return replace(post, thread=thread)
