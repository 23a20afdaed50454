"""Letters and certificates: what they say, what is kept of them, and that they can be made again (H5)."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.db import Database
from app.exports.checks.held import place_of
from app.exports.log.paper_code import code_of
from app.ledger.totals import live_claims
from app.matches.models import Match
from app.papers.drawing_up import (
    NO_EMPLOYER,
    NO_HOURS,
    NO_MENTOR,
    NO_PART,
    NOT_COMPLETED,
    CannotIssue,
    Order,
)
from app.papers.employers import set_by_coordinator, set_by_mentor
from app.papers.facts import OwnParagraphs, Paper
from app.papers.held import held_paper
from app.papers.issue import issue, made_again
from app.papers.kinds import Kind
from app.papers.models import IssuedPaper
from app.papers.sheet import sheet
from app.papers.wording import write_paragraphs
from app.programmes.models import Person
from tests.factories.tenants import MadeTenant, add_person, make_tenant
from tests.ledger import memory_ledger
from tests.ledger.kept_ledger import claim_of, enter, fill, mentee

AT = datetime(2026, 7, 3, 15, 20, 8, 5, tzinfo=UTC)


@pytest.fixture
def made(database: Database) -> MadeTenant:
    """Dan has 165 minutes: 90 confirmed by Kate, 30 nobody answered, 45 she disputes."""
    tenant = make_tenant(database, rules="oacett-cpd")
    fill(database, tenant)
    return tenant


def issued(database: Database, made: MadeTenant, kind: Kind = Kind.HOURS, **order: object) -> Paper:
    wanted = {"person_id": made.mentor_id, "locale": "en-CA", **order}
    with database.tenant(made.tenant_id) as scope:
        told = Order(kind=kind, programme_id=made.programme_id, **wanted)  # type: ignore[arg-type]
        return issue(scope, told, AT, by="coordinator").paper


def refused(database: Database, made: MadeTenant, kind: Kind, **order: object) -> str:
    with pytest.raises(CannotIssue) as found:
        issued(database, made, kind, **order)
    return found.value.sentence


def words_of(paper: Paper) -> str:
    """All that stands on the paper."""
    told = sheet(paper, "https://mentors.example/c/CODE")
    return repr(told).replace("\\xa0", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_letter_confirms_hours_logged_and_by_whom_they_were_confirmed(database: Database, made: MadeTenant) -> None:
    paper = issued(database, made)
    assert paper.hours is not None
    assert (paper.hours.minutes, paper.hours.sessions) == (165, 3)
    assert dict(paper.hours.by_state) == {"attested": 90, "claimed": 30, "disputed": 45}
    (confirmed,) = paper.hours.confirmed
    assert (confirmed.name, confirmed.role, confirmed.minutes, confirmed.sessions) == ("Kate Li", "mentee", 90, 1)
    words = words_of(paper)
    assert "2 h 45 min in 3 sessions" in words
    assert "Kate Li, mentee" in words
    assert "Priya Nair" in words
    assert "M-1" in words


def test_where_the_rules_count_hours_each_cycle_says_what_qualifies(database: Database, made: MadeTenant) -> None:
    paper = issued(database, made)
    assert paper.hours is not None
    assert sum(cycle.logged for cycle in paper.hours.cycles) + paper.hours.outside == 165
    assert all(cycle.qualifying <= cycle.logged for cycle in paper.hours.cycles)


def test_a_letter_for_some_days_holds_the_hours_of_these_days_alone(database: Database, made: MadeTenant) -> None:
    paper = issued(database, made, since=date(2026, 6, 1), until=date(2026, 6, 30))
    assert paper.hours is not None
    assert paper.hours.minutes == 45
    assert "From 1 June 2026 to 30 June 2026" in words_of(paper)
    assert refused(database, made, Kind.HOURS, since=date(2027, 1, 1)) == NO_HOURS


def test_a_letter_names_its_place_in_the_chain_and_its_digest(database: Database, made: MadeTenant) -> None:
    paper = issued(database, made)
    assert (paper.place.head.seq, paper.place.first, paper.place.last, paper.place.entries) == (7, 1, 7, 6)
    words = words_of(paper)
    assert str(paper.place.head) in words
    assert paper.digest in words


def test_of_an_issue_the_digest_and_no_name_is_kept(database: Database, made: MadeTenant) -> None:
    paper = issued(database, made)
    with database.tenant(made.tenant_id) as scope:
        row = scope.session.scalars(select(IssuedPaper).where(IssuedPaper.tenant_id == made.tenant_id)).one()
        assert row.digest.hex() == paper.digest
        kept = json.dumps(row.parameters)
    assert not any(word in kept for word in ("Dan", "Kate", "Priya", "M-1", made.slug))


def test_the_same_paper_is_made_again_to_the_byte_and_noted_once(database: Database, made: MadeTenant) -> None:
    first = issued(database, made)
    enter(database, made, claim_of(made, 60))  # later hours change no paper
    with database.tenant(made.tenant_id) as scope:
        paper_id = scope.session.scalars(select(IssuedPaper.id).where(IssuedPaper.tenant_id == made.tenant_id)).one()
        again = made_again(scope, paper_id)
        assert again.paper_id == paper_id
        assert again.paper.file_bytes() == first.file_bytes()


def test_a_name_that_changed_since_makes_it_another_paper_that_is_noted_too(
    database: Database, made: MadeTenant
) -> None:
    issued(database, made)
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).name = "Dan Roy-Li"
        paper_id = scope.session.scalars(select(IssuedPaper.id).where(IssuedPaper.tenant_id == made.tenant_id)).one()
        again = made_again(scope, paper_id)
        assert again.paper_id != paper_id
        assert again.paper.holder.name == "Dan Roy-Li"


def test_the_code_on_the_paper_leads_to_what_we_hold(database: Database, made: MadeTenant) -> None:
    """X3: the code tells whoever has the paper what was issued, and what became of the hours."""
    paper = issued(database, made)
    with database.platform() as session:
        place = place_of(session, code_of(paper.digest))
    assert place is not None
    with database.tenant(place[0]) as scope:
        found = held_paper(scope, place[1])
    assert found is not None
    assert (found.kind, found.minutes, found.initials, found.overtaken) == ("hours", 165, "D. R.", False)
    enter(database, made, memory_ledger.correction(first_claim(database, made), 60))
    with database.tenant(place[0]) as scope:
        later = held_paper(scope, place[1])
    assert later is not None
    assert later.overtaken


def first_claim(database: Database, made: MadeTenant) -> UUID:
    with database.tenant(made.tenant_id) as scope:
        return live_claims(scope, person_id=made.mentor_id)[0].claim.id


def test_the_employer_is_told_no_hours_unless_the_mentor_says_so(database: Database, made: MadeTenant) -> None:
    assert refused(database, made, Kind.RECOGNITION) == NO_EMPLOYER
    with database.tenant(made.tenant_id) as scope:
        set_by_coordinator(scope, made.mentor_id, "Prairie Instruments")
    silent = issued(database, made, Kind.RECOGNITION)
    assert (silent.employer, silent.hours) == ("Prairie Instruments", None)
    with database.tenant(made.tenant_id) as scope:
        set_by_mentor(scope, made.mentor_id, "Prairie Instruments", AT, tells_hours=True)
    told = issued(database, made, Kind.RECOGNITION)
    assert told.hours is not None
    assert (told.hours.minutes, told.hours.sessions) == (90, 1), "what is disputed or unconfirmed is not told"


def test_the_employer_reads_nobody_elses_name(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        set_by_mentor(scope, made.mentor_id, "Prairie Instruments", AT, tells_hours=True)
    paper = issued(database, made, Kind.RECOGNITION)
    assert "Kate" not in paper.file_bytes().decode()
    assert "Kate" not in words_of(paper)


def test_another_employer_than_the_mentor_spoke_of_is_told_no_hours(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        set_by_mentor(scope, made.mentor_id, "Prairie Instruments", AT, tells_hours=True)
        set_by_coordinator(scope, made.mentor_id, "Somebody Else Ltd.")
    assert issued(database, made, Kind.RECOGNITION).hours is None


def test_a_mentees_employer_gets_no_such_letter(database: Database, made: MadeTenant) -> None:
    assert refused(database, made, Kind.RECOGNITION, person_id=made.mentee_id) == NO_MENTOR


def test_a_certificate_needs_the_minimum_where_the_rules_ask_for_one(database: Database, made: MadeTenant) -> None:
    assert refused(database, made, Kind.COMPLETION) == NOT_COMPLETED
    (claim,) = enter(database, made, claim_of(made, 120))
    enter(database, made, memory_ledger.attestation(claim, mentee(made)))
    for person_id in (made.mentor_id, made.mentee_id):  # the mentee logs nothing, and has met all the same
        paper = issued(database, made, Kind.COMPLETION, person_id=person_id)
        assert paper.completed is not None
        assert not paper.completed.ended
        assert "3 h or 3 meetings" in words_of(paper)
        assert paper.hours is None, "a certificate grades nobody"


def test_without_a_minimum_a_certificate_says_that_the_match_has_ended(database: Database) -> None:
    made = make_tenant(database)
    assert refused(database, made, Kind.COMPLETION) == NOT_COMPLETED
    with database.tenant(made.tenant_id) as scope:
        scope.session.execute(
            update(Match).where(Match.tenant_id == made.tenant_id).values(state="ended", ends_on=date(2026, 6, 30))
        )
    paper = issued(database, made, Kind.COMPLETION, locale="fr-CA")
    words = words_of(paper)
    assert "du 5 janvier 2026 au 30 juin 2026" in words
    assert "Attestation" in words


def test_the_organisations_own_paragraphs_stand_on_the_paper_and_in_its_record(
    database: Database, made: MadeTenant
) -> None:
    with database.tenant(made.tenant_id) as scope:
        write_paragraphs(
            scope,
            made.programme_id,
            Kind.HOURS,
            "en",
            OwnParagraphs("Greetings from #set text(9pt) the west.", "With \\thanks *to all*."),
            membership_id=made.coordinator_id,
            at=AT,
        )
    told = sheet(issued(database, made), "https://mentors.example/c/CODE")
    assert told.opening[0] == "Greetings from #set text(9pt) the west."
    assert told.closing[-1] == "With \\thanks *to all*."
    french = sheet(issued(database, made, locale="fr-CA"), "https://mentors.example/c/CODE")
    assert len(french.opening) == 1, "each language has paragraphs of its own"


def test_whoever_has_no_part_in_the_programme_gets_no_paper(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        stranger_id = add_person(scope, "Ann Po", f"ann@{made.slug}.example")
    assert refused(database, made, Kind.HOURS, person_id=stranger_id) == NO_PART
