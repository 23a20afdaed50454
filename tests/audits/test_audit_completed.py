"""What was added to an hour later (H6) is what auditors, the parties and whoever confirms it are shown (X1, X4, H3)."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from flask import Flask

from app.audits.scope import population
from app.ledger.drafts import CompletionDraft
from tests.factories.auditing import audited
from tests.factories.confirming import NEXT_MORNING, come_due
from tests.factories.post_room import PostRoom
from tests.ledger import memory_ledger
from tests.ledger.kept_ledger import claim_of, enter

TOPICS = "career plans"


def completed(room: PostRoom) -> UUID:
    """Two hours in May, of which day, times and topics were told in a second mail."""
    bare = replace(claim_of(room.made, 120), local_date=None, starts=None, ends=None, topics=None)
    (claim_id,) = enter(room.database, room.made, bare)
    told = CompletionDraft(
        claim_id,
        memory_ledger.evidence(item=1),
        local_date=date(2026, 5, 12),
        starts=time(18),
        ends=time(20),
        topics=TOPICS,
    )
    enter(room.database, room.made, told)
    return claim_id


def test_the_auditor_sees_topics_that_were_told_later(room: PostRoom, served: Flask) -> None:
    claim_id = completed(room)
    audit = audited(served, room.database, room.made)
    assert TOPICS in audit.auditor.get(audit.entry(claim_id)).text


def test_the_parties_are_asked_with_the_day_and_the_times_that_were_told_later(room: PostRoom, served: Flask) -> None:
    claim_id = completed(room)
    audit = audited(served, room.database, room.made)
    assert audit.auditor.post(f"{audit.entry(claim_id)}/ask").status_code == 303
    for mail in room.sent("audit_question"):
        assert "12 May 2026, 6:00\N{NO-BREAK SPACE}pm to 8:00\N{NO-BREAK SPACE}pm" in mail.text


def test_a_sample_is_drawn_from_those_with_hours_on_its_days_as_told_later(room: PostRoom) -> None:
    """A list of members with hours from 15 May on leaves out whoever turned out to have met on the 12th (X5)."""
    completed(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert population(scope, [room.made.programme_id], date(2026, 5, 15), None) == set()
        assert population(scope, [room.made.programme_id], None, date(2026, 5, 12)) == {room.made.mentor_id}


def test_whoever_is_to_confirm_sees_topics_that_were_told_later(cpd_room: PostRoom) -> None:
    """They sign for date, time and topics, as OACETT's record has them."""
    asked_for = cpd_room.check_in(cpd_room.made.mentor_email)
    cpd_room.answer(asked_for, "2 hours with Kate")
    cpd_room.answer(cpd_room.latest("receipt", cpd_room.made.mentor_email), "12 May, we talked about career plans")
    come_due(cpd_room, NEXT_MORNING)
    mail = cpd_room.latest("attestation", cpd_room.made.mentee_email)
    assert "12 May, 2\N{NO-BREAK SPACE}h" in mail.text
    assert f"Topics: {TOPICS}" in mail.text.replace("\N{NO-BREAK SPACE}", " ")
