"""The preview: the mail that would go out, about a real person, and nothing left behind."""

import pytest
from sqlalchemy import func, select

from app.db import Database, TenantScope
from app.models import Base
from app.outbound.models import MailWords, OutboundMail
from app.outbound.outbox import Office, Post
from app.outbound.own_words.cases import CASES
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.preview import people_of, preview
from app.outbound.own_words.stored import Place
from app.outbound.own_words.trial import TRIALS_A_DAY, send_trial
from app.programmes.models import Person
from app.tenants.models import AuditEntry
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.moments import local
from tests.factories.post_room import PostRoom
from tests.factories.tenants import MadeTenant, make_tenant

NOW = local("2026-06-09 12:00")
OFFICE = Office(REPLY_DOMAIN, lambda: NOW)
SHOWN = [(kind, case.name, language) for kind in CASES for case in CASES[kind] for language in ("en", "fr")]


@pytest.fixture(scope="module")
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def shown(
    scope: TenantScope,
    made: MadeTenant,
    kind: str,
    words: dict[str, str],
    *,
    language: str = "en",
    case: str | None = None,
    mentee: bool = False,
) -> Post:
    person = made.mentee_id if mentee else made.mentor_id
    place = Place(made.programme_id, kind, language)
    return preview(scope, place, words, OFFICE, person_id=person, membership_id=made.coordinator_id, case=case)


def counted(scope: TenantScope) -> dict[str, int]:
    tables = [table for table in Base.metadata.sorted_tables if "tenant_id" in table.c]
    queries = {table.name: select(func.count()).where(table.c.tenant_id == scope.tenant_id) for table in tables}
    return {name: scope.session.execute(query).scalar_one() for name, query in queries.items()}


def test_every_kind_has_a_situation_to_show_it_in() -> None:
    assert set(CASES) == set(CATALOGUE)


@pytest.mark.parametrize(("kind", "case", "language"), SHOWN)
def test_each_mail_is_shown_in_own_words_and_leaves_nothing_behind(
    database: Database, made: MadeTenant, kind: str, case: str, language: str
) -> None:
    words = {passage.name: f"{passage.ours_in(language)} (own)" for passage in CATALOGUE[kind].passages}
    with database.tenant(made.tenant_id) as scope:
        before = counted(scope)
        written = shown(scope, made, kind, words, language=language, case=case)
        assert counted(scope) == before
        assert scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).locale == "en-CA"
    assert "(own)" in written.mail.text
    assert "(own)" in written.mail.html
    assert written.mail.text.startswith("Bonjour" if language == "fr" else "Hello")


def test_it_shows_names_months_and_days_of_the_person(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        written = shown(scope, made, "checkin", {"due": "By {day}, {first_name}."})
        news = shown(scope, made, "checkin", {}, mentee=True)
    assert written.to_name == "Dan Roy"
    assert written.mail.subject == "Your mentoring with Kate Li"
    assert "By Tuesday 16 June, Dan." in written.mail.text
    assert news.mail.subject == "Your mentoring with Dan Roy"


def test_a_receipt_shows_the_hours_that_stand_in_the_ledger(room: PostRoom) -> None:
    """Real data: the person's own."""
    room.answer(room.check_in(room.made.mentor_email), "1.5h zoom on 12 May")
    with room.database.tenant(room.made.tenant_id) as scope:
        written = shown(scope, room.made, "receipt", {"noted": "This is what we have:"})
    assert "This is what we have:\n\nMay with Kate Li: 1.5\N{NO-BREAK SPACE}h" in written.mail.text
    assert "\nRecord " in written.mail.text


def test_the_people_are_those_of_the_programme(database: Database, made: MadeTenant) -> None:
    other = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert [person.name for person in people_of(scope, made.programme_id)] == ["Dan Roy", "Kate Li"]
        assert people_of(scope, other.programme_id) == []


def test_a_test_mail_goes_to_the_coordinator_alone_and_opens_no_address(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        written = shown(scope, made, "closed_programme", {"subject": "{programme}: all over"})
        assert send_trial(scope, written, made.coordinator_id, OFFICE)
        assert send_trial(scope, written, made.coordinator_id, OFFICE)
    mails = outbox(database, made.tenant_id)
    assert {mail.to_address for mail in mails} == {f"priya@{made.slug}.example"}
    assert {mail.subject for mail in mails} == {f"Test: Mentoring {made.slug}: all over"}
    assert {(mail.reply_key, mail.person_id, mail.notice) for mail in mails} == {(None, None, False)}
    assert len(mails) == 2, "a notice goes out once a week, its test each time"


def test_test_mails_end_after_ten_a_day(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        written = shown(scope, made, "checkin", {})
        sent = [send_trial(scope, written, made.coordinator_id, OFFICE) for _ in range(TRIALS_A_DAY + 2)]
        assert sent == [True] * TRIALS_A_DAY + [False] * 2
        assert scope.session.scalar(select(func.count()).select_from(OutboundMail)) == TRIALS_A_DAY
        assert scope.session.scalar(select(func.count()).select_from(AuditEntry)) == TRIALS_A_DAY
        assert scope.session.scalar(select(func.count()).select_from(MailWords)) == 0
