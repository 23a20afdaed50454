"""What erasing leaves to others: names, words that do not tell of the person, groups, samples (C3)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.audits.drawing import draw_of, draw_sample, fix_seed, freeze
from app.audits.inviting import invite
from app.audits.models import Audit, AuditPopulation
from app.db import Database
from app.erasure.belongings import belongings_of, circle_of
from app.erasure.erase import erase_person
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.models import RawMail
from app.ledger.models import LedgerEntry, LedgerOpening
from app.ledger.openings import texts_of
from app.matches.models import Match
from app.matches.people import participants
from app.outbound.models import OutboundMail
from app.programmes.models import Person
from app.tenants.audit import Action, note_action
from app.tenants.models import AuditEntry
from tests.erasure.marked import HOURS, Marked, marked
from tests.factories.auditing import claimed, invitation
from tests.factories.confirming import asked
from tests.factories.letters import quoted
from tests.factories.post_room import post_room
from tests.factories.tenants import MadeTenant, add_match, add_person, make_tenant
from tests.portal.pages import NOON


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def story(database: Database, bounded: Bounded, tmp_path: Path) -> Iterator[Marked]:
    with marked(database, bounded, tmp_path / "mailbox") as begun:
        yield begun


def _erase(database: Database, made: MadeTenant, person_id: UUID | None = None) -> None:
    with database.tenant(made.tenant_id) as scope:
        erase_person(scope, person_id or made.mentor_id, NOON, NOON.date(), made.coordinator_id)


def test_a_partners_own_words_and_name_stay_where_they_do_not_tell_of_the_person(story: Marked) -> None:
    room = story.room
    story.write(room.check_in(room.made.mentor_email), HOURS)
    kate = room.check_in(room.made.mentee_email)
    assert room.answer(kate, "1.5h zoom on 12 May about hydroponics") is Outcome.RECORDED
    _erase(room.database, room.made)
    with room.database.tenant(room.made.tenant_id) as scope:
        own = scope.session.scalars(
            select(LedgerEntry.id).where(
                LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.person_id == room.made.mentee_id
            )
        ).all()
        assert list(texts_of(scope, own, "words").values()) == ["1.5h"]
        assert "Kate Li" in str(texts_of(scope, own, "claimant"))
        fields = scope.session.scalars(
            select(LedgerOpening.field).where(
                LedgerOpening.tenant_id == scope.tenant_id, LedgerOpening.entry_id.in_(own)
            )
        ).all()
        assert "counterparts.0" not in fields


def test_a_name_that_two_people_bear_names_neither(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        twin = add_person(scope, "Dan Roy", f"other@{made.slug}.example")
        person = scope.session.get_one(Person, (scope.tenant_id, made.mentor_id))
        identity = belongings_of(scope, person, circle_of(scope, made.mentor_id)).identity
    assert identity.names == ()
    _erase(database, made)
    with database.tenant(made.tenant_id) as scope:
        assert scope.session.get_one(Person, (scope.tenant_id, twin)).name == "Dan Roy"


def test_a_name_that_differs_in_an_accent_alone_names_neither(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        zoe = add_person(scope, "Zoé Côté-Roy", f"zoe@{made.slug}.example")
        add_person(scope, "Zoe Lee", f"lee@{made.slug}.example")
        identity = belongings_of(scope, scope.session.get_one(Person, (scope.tenant_id, zoe)), frozenset()).identity
    assert identity.names == ("Côté-Roy", "Zoé Côté-Roy")


def test_topics_of_one_of_two_people_of_one_name_are_found_in_our_mails_and_where_these_are_quoted(
    database: Database, bounded: Bounded
) -> None:
    """Their name tells them from nobody; that a mail of ours was written about their hours does (C3)."""
    room = post_room(database, bounded, rules="oacett-cpd")
    with database.tenant(room.made.tenant_id) as scope:
        add_person(scope, "Dan Roy", f"other@{room.made.slug}.example")
    question = asked(room, "1.5h zoom with Kate on 12 May about zorblax")
    assert "Topics: zorblax" in question.text
    room.answer(question, f"No, it was 1 hour.\n\nOn Monday, Priya Nair wrote:\n{quoted(question.text)}")
    _erase(database, room.made)
    with database.tenant(room.made.tenant_id) as scope:
        ours = scope.session.scalars(select(OutboundMail).where(OutboundMail.tenant_id == scope.tenant_id)).all()
        theirs = scope.session.scalars(select(RawMail).where(RawMail.tenant_id == scope.tenant_id)).all()
        assert [mail.subject for mail in ours if "zorblax" in mail.text + mail.html] == []
        assert [mail.id for mail in theirs if b"zorblax" in mail.content] == []
        assert any("Kate" in mail.text for mail in ours), "what was not about their hours stays"


def test_a_match_of_two_ends_and_a_group_goes_on(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        third = add_person(scope, "Vera Long", f"vera@{made.slug}.example")
        people = {made.mentor_id: "mentee", made.mentee_id: "mentee", third: "mentor"}
        group = add_match(scope, made.programme_id, made.rules_id, people)
    _erase(database, made)
    with database.tenant(made.tenant_id) as scope:
        pair = scope.session.get_one(Match, (scope.tenant_id, made.match_id))
        assert (pair.state, pair.ends_on) == ("ended", NOON.date())
        assert scope.session.get_one(Match, (scope.tenant_id, group)).state == "active"
        assert {one.person_id for one in participants(scope, [group])[group]} == {made.mentee_id, third}


def test_a_drawn_sample_stays_drawn_under_the_id_of_the_record(database: Database, made: MadeTenant) -> None:
    for number, by in enumerate((made.mentor_id, made.mentee_id)):
        claimed(database, made, by=by, on=date(2026, 5, 12 + number))
    with database.tenant(made.tenant_id) as scope:
        audit = scope.session.get_one(
            Audit, (scope.tenant_id, invite(scope, invitation(made), made.coordinator_id, NOON).audit_id)
        )
        freeze(scope, audit, 2, NOON)
        fix_seed(scope, audit, "the lottery of today", audit.membership_id, NOON)
        assert set(draw_sample(scope, audit).drawn) == {"M-1", "M-2"}
        audit_id = audit.id
    _erase(database, made)
    with database.tenant(made.tenant_id) as scope:
        found = draw_of(scope, scope.session.get_one(Audit, (scope.tenant_id, audit_id)))
        assert found is not None
        assert set(found.keys) == set(found.drawn) == {str(made.mentor_id), "M-2"}


def test_a_note_can_be_emptied_and_not_changed(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        noted = note_action(scope, made.coordinator_id, Action.HOURS_ENTERED, NOON, note="Dan rang")
    for values in ({"note": "Dan wrote"}, {"note": "", "action": "hours_corrected"}):
        with pytest.raises(DBAPIError), database.tenant(made.tenant_id) as scope:
            scope.session.execute(
                update(AuditEntry)
                .where(AuditEntry.tenant_id == scope.tenant_id, AuditEntry.id == noted)
                .values(**values)
            )


def test_nobody_is_put_into_a_frozen_list_or_taken_out(database: Database, made: MadeTenant) -> None:
    claimed(database, made)
    with database.tenant(made.tenant_id) as scope:
        audit = scope.session.get_one(
            Audit, (scope.tenant_id, invite(scope, invitation(made), made.coordinator_id, NOON).audit_id)
        )
        freeze(scope, audit, 1, NOON)
        audit_id = audit.id
    for members in ({}, {"M-9": str(made.mentor_id)}, {"M-1": str(made.mentee_id)}):
        with pytest.raises(DBAPIError, match="append-only"), database.tenant(made.tenant_id) as scope:
            scope.session.execute(
                update(AuditPopulation)
                .where(AuditPopulation.tenant_id == scope.tenant_id, AuditPopulation.audit_id == audit_id)
                .values(members=members)
            )
