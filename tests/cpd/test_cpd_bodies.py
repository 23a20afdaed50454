"""One statement per body, over all programmes of a member, by the rules of each day, from the database (H4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.cpd.members import MemberFacts, member_facts, set_member
from app.cpd.reasons import Why
from app.cpd.shown import shown
from app.cpd.statement import Statement
from app.cpd.statements import statements_of
from app.db import Database, TenantScope, new_id
from app.exports.checks.known_tables import csv_faults
from app.exports.checks.proof import faults
from app.exports.log.compose import sealed
from app.exports.log.hour_log import hour_log
from app.exports.log.narrowing import WHOLE, Narrowing
from app.exports.log.schema import HourLog
from app.exports.sheets.sheet_cpd import cpd_sheet
from app.exports.tables.csv_rows import csv_file, read_csv
from app.inbound.models import RawMail, ReceivedMail
from app.papers.drawing_up import Order
from app.papers.issue import issue as issue_paper
from app.papers.issue import made_again, preview
from app.papers.kinds import Kind
from app.programmes.cpd_rules import CpdRules
from app.programmes.enrolment import open_programme, set_rules
from app.programmes.models import Person
from app.programmes.rules import Rules, preset
from tests.factories.tenants import BEGAN, MadeTenant, add_match, make_tenant
from tests.ledger.kept_ledger import claim_of, enter

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def apega(**changed: object) -> Rules:
    """One hour is one unit, 20 a year from the member's own date; nobody has to confirm."""
    body = CpdRules.model_validate({"pack": "apega-like"}).model_dump(mode="json") | {
        "confirmed_only": False,
        **changed,
    }
    return preset("aset").model_copy(update={"cpd": CpdRules.model_validate(body)})


def second_programme(database: Database, made: MadeTenant, rules: Rules) -> MadeTenant:
    """Another cohort as a programme of its own, with the same two people."""
    with database.tenant(made.tenant_id) as scope:
        programme_id = open_programme(
            scope, slug="autumn", name="Autumn cohort", locale="en-CA", coordinator_id=made.coordinator_id
        )
        rules_id = set_rules(scope, programme_id, rules, BEGAN)
        people = {made.mentor_id: "mentor", made.mentee_id: "mentee"}
        match_id = add_match(scope, programme_id, rules_id, people)
    return replace(made, programme_id=programme_id, rules_id=rules_id, match_id=match_id)


def log_hours(database: Database, made: MadeTenant, minutes: int, on: date) -> None:
    draft = replace(claim_of(made, minutes), period=f"{on:%Y-%m}", local_date=on)
    enter(database, made, draft)


@pytest.fixture
def made(database: Database) -> MadeTenant:
    """Counted as `apega-like` from the beginning; Dan is a member since 1 June 2024."""
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, apega(), BEGAN)
        set_member(scope, made.mentor_id, MemberFacts(date(2024, 6, 1)), NOW.date())
    return made


@pytest.fixture
def autumn(database: Database, made: MadeTenant) -> MadeTenant:
    """Fifteen hours in each of two programmes of one body, in one year."""
    second = second_programme(database, made, apega())
    log_hours(database, made, 900, date(2026, 2, 3))
    log_hours(database, second, 900, date(2026, 3, 3))
    return second


def told(database: Database, made: MadeTenant) -> list[Statement]:
    with database.tenant(made.tenant_id) as scope:
        return list(statements_of(scope, scope.session.get_one(Person, (scope.tenant_id, made.mentor_id)), NOW))


def log_of(database: Database, made: MadeTenant, narrowing: Narrowing = WHOLE) -> HourLog:
    with database.tenant(made.tenant_id) as scope:
        person = scope.session.get_one(Person, (scope.tenant_id, made.mentor_id))
        return hour_log(scope, person, at=NOW, narrowing=narrowing)


def kept_mail(scope: TenantScope, made: MadeTenant, received_at: datetime) -> UUID:
    """A mail of Dan's, as it was kept when it came."""
    raw = RawMail(tenant_id=scope.tenant_id, digest=new_id().bytes * 2, content=b"", first_received_at=received_at)
    scope.session.add(raw)
    scope.session.flush()
    mail = ReceivedMail(
        tenant_id=scope.tenant_id,
        raw_mail_id=raw.id,
        recipient=f"programme:{made.programme_id}",
        reply_address_id=None,
        programme_id=made.programme_id,
        outbound_mail_id=None,
        envelope={},
        received_at=received_at,
        taken_at=None,
        not_before=None,
    )
    scope.session.add(mail)
    scope.session.flush()
    return mail.id


def minutes(statement: Statement) -> list[int]:
    return [one.minutes for one in statement.entries]


@pytest.mark.usefixtures("autumn")
def test_a_cap_is_of_all_hours_under_one_body_in_whichever_programme(database: Database, made: MadeTenant) -> None:
    (statement,) = told(database, made)
    assert minutes(statement) == [900, 300]
    (cycle,) = statement.account.cycles
    assert cycle.units == 20
    assert shown(statement, "en-CA").title == f"Autumn cohort and Mentoring {made.slug}, counted together"


def test_programmes_of_two_bodies_are_counted_apart(database: Database, made: MadeTenant) -> None:
    other = second_programme(database, made, apega(body={"en": "Guild of Surveyors", "fr": "Guilde des arpenteurs"}))
    log_hours(database, made, 900, date(2026, 2, 3))
    log_hours(database, other, 900, date(2026, 3, 3))
    statements = told(database, made)
    assert [minutes(one) for one in statements] == [[900], [900]]
    assert {shown(one, "fr-CA").title for one in statements} == {
        f"Mentoring {made.slug}",
        "Guilde des arpenteurs\N{NO-BREAK SPACE}: Autumn cohort",
    }


@pytest.mark.usefixtures("autumn")
def test_the_log_and_its_pages_and_tables_say_the_same_and_whoever_checks_it_counts_again(
    database: Database, made: MadeTenant
) -> None:
    log = log_of(database, made)
    assert faults(log) == []
    (counted,) = log.cpd
    assert {one.name for one in counted.programmes} == {"Autumn cohort", f"Mentoring {made.slug}"}
    (part,) = cpd_sheet(log, "en-CA").parts
    assert part.lines[0].endswith("counted together")
    head, *rows = read_csv(csv_file(log, {}))
    last = [dict(zip(head, row, strict=True)) for row in rows][-1]
    assert (last["programme"], last["counts_as"], last["counts_minutes"], last["counts_units"], last["unit"]) == (
        "Autumn cohort",
        "participation",
        "300",
        "5.00",
        "PDH",
    )
    assert last["why"] == "capped category_year 20"


@pytest.mark.usefixtures("autumn")
def test_a_log_of_one_programme_leaves_out_what_counts_where_other_hours_count_with_it(
    database: Database, made: MadeTenant
) -> None:
    log = log_of(database, made, Narrowing(frozenset({made.programme_id})))
    assert (len(log.claims), log.cpd, faults(log)) == (1, [], [])
    (row,) = log.uncounted
    assert (row.narrowed_by, [one.name for one in row.programmes]) == (["programmes"], [f"Mentoring {made.slug}"])


def test_a_log_of_one_programme_says_what_counts_where_it_shows_every_hour(
    database: Database, made: MadeTenant
) -> None:
    log_hours(database, made, 900, date(2026, 2, 3))
    log = log_of(database, made, Narrowing(frozenset({made.programme_id})))
    assert [cycle.minutes for one in log.cpd for cycle in one.cycles] == [900]


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 7, 3)], ids=["under the old body", "under the new one"])
def test_a_log_of_one_programme_names_no_other_whose_rules_passed_to_another_body(
    database: Database, made: MadeTenant, day: date
) -> None:
    """X1: of the body that took no hour of the other programme, too, an auditor of the first learns nothing."""
    autumn = second_programme(database, made, apega())
    with database.tenant(made.tenant_id) as scope:
        guild = {"en": "Guild of Surveyors", "fr": "Guilde des arpenteurs"}
        set_rules(scope, autumn.programme_id, apega(body=guild, since="2026-06-01"), BEGAN + timedelta(days=1))
    log_hours(database, made, 900, date(2026, 2, 3))
    log_hours(database, autumn, 900, day)
    log = log_of(database, made, Narrowing(frozenset({made.programme_id})))
    said = log.file_bytes().decode()
    assert (len(log.claims), faults(log)) == (1, [])
    assert "Autumn cohort" not in said
    assert "Guild of Surveyors" not in said
    assert str(autumn.programme_id) not in said


def test_a_body_under_whose_rules_no_hour_was_logged_has_no_part_in_the_log(
    database: Database, made: MadeTenant
) -> None:
    log_hours(database, made, 900, date(2026, 2, 3))
    with database.tenant(made.tenant_id) as scope:
        guild = {"en": "Guild of Surveyors", "fr": "Guilde des arpenteurs"}
        set_rules(scope, made.programme_id, apega(body=guild, since="2026-06-01"), BEGAN + timedelta(days=1))
    assert [one.rules.cpd.body for one in log_of(database, made).cpd] == [None]


def test_a_letter_of_one_programme_tells_its_own_hours_after_the_common_cap(
    database: Database, made: MadeTenant, autumn: MadeTenant
) -> None:
    order = Order(Kind.HOURS, made.mentor_id, autumn.programme_id, "en-CA")
    with database.tenant(made.tenant_id) as scope:
        paper = preview(scope, order, NOW)
    assert paper.hours is not None
    (cycle,) = paper.hours.cycles
    assert (cycle.logged, cycle.qualifying, cycle.units) == (900, 300, "5\N{NO-BREAK SPACE}PDH")


def test_rules_set_later_change_neither_a_closed_cycle_nor_a_paper_about_it(
    database: Database, made: MadeTenant
) -> None:
    """Both kept: what was counted by the version of then, and what the version of now counts."""
    log_hours(database, made, 900, date(2026, 2, 3))
    order = Order(Kind.HOURS, made.mentor_id, made.programme_id, "en-CA")
    with database.tenant(made.tenant_id) as scope:
        issued = issue_paper(scope, order, NOW, by="a test")
        set_rules(scope, made.programme_id, apega(caps={"per_year": "5"}), NOW + timedelta(days=1))
        again = made_again(scope, issued.paper_id)
    assert again.paper == issued.paper
    with database.tenant(made.tenant_id) as scope:
        person = scope.session.get_one(Person, (scope.tenant_id, made.mentor_id))
        (later,) = statements_of(scope, person, NOW + timedelta(days=1000))
    assert minutes(later) == [900]


def test_rules_that_hold_from_an_earlier_day_count_from_that_day(database: Database, made: MadeTenant) -> None:
    """A mistake in the rules is mended by saying since when the right ones hold."""
    log_hours(database, made, 900, date(2026, 2, 3))
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, apega(caps={"per_year": "5"}, since="2026-01-01"), NOW)
    (statement,) = told(database, made)
    assert minutes(statement) == [300]
    log = log_of(database, made)
    assert faults(log) == []
    assert [(one.since, one.until) for one in log.cpd[0].versions] == [(None, "2025-12-31"), ("2026-01-01", None)]


def test_a_supervisor_of_today_takes_nothing_from_earlier_days(database: Database, made: MadeTenant) -> None:
    for day in (date(2026, 2, 3), date(2026, 10, 1)):
        log_hours(database, made, 60, day)
    with database.tenant(made.tenant_id) as scope:
        set_member(
            scope,
            made.mentor_id,
            MemberFacts(date(2024, 6, 1), made.mentee_id, date(2026, 9, 1)),
            NOW.date(),
        )
    (statement,) = told(database, made)
    assert [one.reasons[0].why for one in statement.entries] == [Why.COUNTED, Why.SUPERVISOR]
    assert faults(log_of(database, made)) == []


def test_an_own_date_that_is_put_right_moves_no_ended_cycle_and_no_paper_about_it(
    database: Database, made: MadeTenant
) -> None:
    """The cycles of three years from 1 June 2024: the first has ended when March turns out to be right."""
    log_hours(database, made, 60, date(2026, 2, 3))
    log_hours(database, made, 90, date(2027, 7, 1))
    order, later = Order(Kind.HOURS, made.mentor_id, made.programme_id, "en-CA"), NOW + timedelta(days=400)
    with database.tenant(made.tenant_id) as scope:
        issued = issue_paper(scope, order, later, by="a test")
    for day, own_date in ((1, date(2024, 4, 15)), (1, date(2024, 3, 15))):
        with database.tenant(made.tenant_id) as scope:
            set_member(scope, made.mentor_id, MemberFacts(own_date), (later + timedelta(days=day)).date())
    with database.tenant(made.tenant_id) as scope:
        person = scope.session.get_one(Person, (scope.tenant_id, made.mentor_id))
        (statement,) = statements_of(scope, person, later + timedelta(days=2))
        log = hour_log(scope, person, at=later + timedelta(days=2))
        assert member_facts(scope, made.mentor_id).before[0].own_date == date(2024, 6, 1)
        assert made_again(scope, issued.paper_id).paper == issued.paper
    assert [(one.cycle.starts, one.cycle.ends, one.minutes) for one in statement.account.cycles] == [
        (date(2024, 6, 1), date(2027, 5, 31), 60),
        (date(2027, 6, 1), date(2030, 3, 14), 90),
    ]
    assert (faults(log), [one.own_date for one in log.cpd[0].earlier_dates]) == ([], ["2024-06-01"])
    moved = log.model_dump(mode="json", by_alias=True)
    moved["cpd"][0]["earlier_dates"] = []
    assert ["differs from the entries in cycles" in str(fault) for fault in faults(sealed(moved))] == [True]


def test_hours_told_in_time_and_recorded_weeks_later_are_not_late(database: Database, made: MadeTenant) -> None:
    """What waited for an identity or a reading was told when its mail came; the ledger's moment is 2 June."""
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, apega(late={"after_session_days": 14}), BEGAN)
        mail_id = kept_mail(scope, made, datetime(2026, 5, 13, 9, 0, tzinfo=UTC))
    on = date(2026, 5, 12)
    enter(database, made, replace(claim_of(made, 60, mail=mail_id), local_date=on))
    enter(database, made, replace(claim_of(made, 30), local_date=on))
    (statement,) = told(database, made)
    assert [one.reasons[0].why for one in statement.entries] == [Why.COUNTED, Why.LATE]
    log = log_of(database, made)
    assert (list(log.cpd[0].told.values()), faults(log)) == (["2026-05-13"], [])


@pytest.mark.usefixtures("autumn")
def test_a_table_made_before_it_said_what_counts_is_still_whole(database: Database, made: MadeTenant) -> None:
    log = log_of(database, made)
    now = csv_file(log, {})
    lines = [",".join(f'"{cell}"' for cell in row[:20]) for row in read_csv(now)]
    assert csv_faults(log, now) == csv_faults(log, "\r\n".join(lines).encode()) == []
    other = now.replace(b'"300","5.00"', b'"900","15.00"')
    assert [str(one) for one in csv_faults(log, other)]
