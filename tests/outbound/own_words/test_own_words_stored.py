"""Own words in use: for one programme and language, with their history, and never in a mail's way."""

from collections.abc import Mapping

import pytest

from app.db import Database
from app.outbound.models import MailWords
from app.outbound.own_words.passage import OURS
from app.outbound.own_words.stored import (
    ChangedMeanwhile,
    Place,
    add_version,
    draft,
    keep_draft,
    own_words,
    places_changed,
    save,
    versions,
)
from tests.factories.asking import ask, outbox
from tests.factories.moments import local
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant

ASKED_ON = local("2026-06-01 09:00")
DUE = {"due": "Answer by {day}, please."}


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def place(made: MadeTenant, kind: str = "checkin", language: str = "en") -> Place:
    return Place(made.programme_id, kind, language)


def use(database: Database, made: MadeTenant, words: dict[str, str], at: Place | None = None, *, seen: int = 0) -> int:
    with database.tenant(made.tenant_id) as scope:
        return save(scope, at or place(made), words, made.coordinator_id, BEGAN, seen=seen)


def text_sent(database: Database, made: MadeTenant) -> str:
    ask(database, made.tenant_id, ASKED_ON)
    return next(mail.text for mail in outbox(database, made.tenant_id) if mail.to_address == made.mentor_email)


def test_what_is_in_use_goes_out(database: Database, made: MadeTenant) -> None:
    use(database, made, DUE)
    assert "\n\nAnswer by Monday 8 June, please.\n\n" in text_sent(database, made)


def test_the_other_language_keeps_our_words(database: Database) -> None:
    made = make_tenant(database, locale="fr-CA")
    use(database, made, DUE)
    assert "Answer by" not in text_sent(database, made)


def test_another_programme_of_the_organisation_keeps_our_words(database: Database, made: MadeTenant) -> None:
    use(database, made, DUE)
    with database.tenant(made.tenant_id) as scope:
        assert own_words(scope, made.rules_id, "checkin", "en-CA") == OURS


def test_another_tenant_never_sends_them(database: Database, made: MadeTenant) -> None:
    """T1."""
    other = make_tenant(database)
    use(database, other, DUE)
    assert "Answer by" not in text_sent(database, made)
    with database.tenant(made.tenant_id) as scope:
        assert own_words(scope, other.programme_id, "checkin", "en-CA") == OURS
        assert versions(scope, place(other)) == []


def test_the_greeting_of_every_mail_stands_in_each(database: Database, made: MadeTenant) -> None:
    use(database, made, {"greeting": "Dear {name},"}, place(made, "every_mail"))
    use(database, made, DUE)
    text = text_sent(database, made)
    assert text.startswith("Dear Dan,\n")
    assert "Answer by" in text


def test_versions_are_kept_with_who_and_when(database: Database, made: MadeTenant) -> None:
    assert use(database, made, DUE) == 1
    assert use(database, made, {"due": "By {day}."}, seen=1) == 2
    assert use(database, made, {}, seen=2) == 3
    with database.tenant(made.tenant_id) as scope:
        found = versions(scope, place(made))
        assert [(one.number, dict(one.words), one.written_by, one.written_at) for one in found] == [
            (3, {}, "Priya Nair", BEGAN),
            (2, {"due": "By {day}."}, "Priya Nair", BEGAN),
            (1, DUE, "Priya Nair", BEGAN),
        ]
        assert own_words(scope, made.programme_id, "checkin", "en-CA") == OURS
        assert places_changed(scope) == {}


def test_what_is_in_use_is_counted(database: Database, made: MadeTenant) -> None:
    use(database, made, {**DUE, "privacy": "Not passed on to {partners}."})
    with database.tenant(made.tenant_id) as scope:
        assert places_changed(scope) == {place(made): 2}


def test_nobody_overwrites_what_they_have_not_seen(database: Database, made: MadeTenant) -> None:
    use(database, made, DUE)
    with pytest.raises(ChangedMeanwhile):
        use(database, made, {"due": "By {day}."})


def test_a_draft_is_its_writers_and_goes_out_to_nobody(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        keep_draft(scope, place(made), {"due": "First {day}"}, made.coordinator_id, BEGAN)
        keep_draft(scope, place(made), DUE, made.coordinator_id, BEGAN)
        assert draft(scope, place(made), made.coordinator_id) == DUE
        assert draft(scope, place(made), made.named_person_id) is None
    assert "Answer by" not in text_sent(database, made)
    use(database, made, DUE)
    with database.tenant(made.tenant_id) as scope:
        assert draft(scope, place(made), made.coordinator_id) is None


@pytest.mark.parametrize(
    "words",
    [
        {"due": "By {date_due}."},
        {"due": "By then."},
        {"due": "By {day"},
        {"gone": "Words for a passage that is no more"},
        {"due": "By {day} {{day}} %(x)s %"},
    ],
)
def test_words_that_no_longer_fit_are_left_out_and_the_mail_goes_out(
    database: Database, made: MadeTenant, words: dict[str, str]
) -> None:
    """A later version of ours may tell other fields: never a gap, never an error when a mail is sent."""
    with database.tenant(made.tenant_id) as scope:
        body = {name: {"words": text, "instead_of": "Reply by %(date_due)s."} for name, text in words.items()}
        scope.session.add(_row(made, body))
    assert "Please reply by Monday 8 June." in text_sent(database, made)


@pytest.mark.parametrize("body", [{"due": "just words"}, {"due": {"words": 5}}, {"due": {}}, {"words": "x"}])
def test_what_is_stored_in_another_form_counts_for_nothing(
    database: Database, made: MadeTenant, body: dict[str, object]
) -> None:
    with database.tenant(made.tenant_id) as scope:
        scope.session.add(_row(made, body))
    assert "Please reply by Monday 8 June." in text_sent(database, made)


def test_a_version_says_what_ours_were_when_it_was_written(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        add_version(scope, place(made), DUE, made.coordinator_id, BEGAN, number=1)
        (version,) = versions(scope, place(made))
    assert version.instead_of == {"due": "Please reply by %(day)s. “Nothing in %(month)s” is a good answer too."}


def _row(made: MadeTenant, body: Mapping[str, object]) -> MailWords:
    return MailWords(
        tenant_id=made.tenant_id,
        programme_id=made.programme_id,
        kind="checkin",
        language="en",
        number=1,
        body=dict(body),
        membership_id=made.coordinator_id,
        written_at=BEGAN,
    )
