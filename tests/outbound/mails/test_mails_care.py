"""Safeguarding goes to one named person; coordinators hear what needs them (C2, I3, I4)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.outbound.letter.mail import Mail
from app.outbound.mails.coordinator_help import (
    REASONS,
    SUBJECTS,
    CoordinatorHelpFields,
    Matter,
    coordinator_help,
)
from app.outbound.mails.no_answer import NoAnswerFields, no_answer
from app.outbound.mails.safeguarding_notice import SafeguardingNoticeFields, safeguarding_notice
from app.outbound.mails.safeguarding_receipt import SafeguardingReceiptFields, safeguarding_receipt

RECEIVED = datetime(2026, 6, 2, 14, 5, tzinfo=ZoneInfo("America/Edmonton"))
WORDS = "He shouted at me again.\nI am afraid to meet him."


def _notice(*, writer_told: bool = True) -> Mail:
    return safeguarding_notice(
        SafeguardingNoticeFields(
            "en-CA",
            "Ruth",
            "Northfield Mentoring",
            "Kate Li",
            "kate@example.org",
            RECEIVED,
            WORDS,
            ("Dan Roy",),
            writer_told=writer_told,
        )
    )


def test_the_named_person_learns_who_wrote_when_what_and_what_to_do() -> None:
    mail = _notice()
    assert mail.text.replace("\N{NO-BREAK SPACE}", "_").split("\n") == [
        "Hello Ruth,",
        "",
        (
            "Kate Li (kate@example.org) wrote to Northfield Mentoring on 2 June 2026 at 2:05_pm. "
            "The message may tell of harm, harassment, a threat or a danger."
        ),
        "",
        "Kate Li is matched with Dan Roy.",
        "",
        "The message:",
        "> He shouted at me again.",
        "> I am afraid to meet him.",
        "",
        "What to do:",
        "1. If somebody is in danger now, call the local emergency number.",
        "2. Get in touch with Kate Li today, directly and in private.",
        "3. Follow your organisation’s procedure, and write down what you do and when.",
        "",
        "This mail went to you alone. Kate Li has been told that you have the message. Please do not forward it.",
        "",
        "Northfield Mentoring",
        "",
    ]


def test_the_named_person_learns_when_the_writer_has_had_no_answer() -> None:
    text = _notice(writer_told=False).text
    assert "\nThis mail went to you alone. Kate Li has had no answer from us. Please do not forward it.\n" in text


def test_a_lock_screen_shows_neither_name_nor_words_of_a_safeguarding_mail() -> None:
    assert _notice().subject == "Confidential: a message that needs you today"


def test_the_writer_learns_who_has_the_message_and_sees_none_of_it_again() -> None:
    fields = SafeguardingReceiptFields("en-CA", "Kate", "Northfield Mentoring", "Ruth Adeyemi", "780-555-0199")
    mail = safeguarding_receipt(fields)
    assert mail.subject == "Your message has arrived"
    assert mail.text.split("\n") == [
        "Hello Kate,",
        "",
        "Thank you for writing. Your message has gone to Ruth Adeyemi and to no one else.",
        "",
        (
            "Ruth Adeyemi is responsible for the safety of everyone in Northfield Mentoring "
            "and has been asked to get in touch with you today."
        ),
        "",
        "You can also call Ruth Adeyemi: 780-555-0199.",
        "",
        "If you or someone else is in danger now, call your local emergency number.",
        "",
        "Northfield Mentoring",
        "",
    ]


def test_without_a_phone_number_nobody_is_told_to_call_one() -> None:
    mail = safeguarding_receipt(SafeguardingReceiptFields("fr-CA", "Kate", "Rive-Claire", "Ruth Adeyemi"))
    assert "Vous pouvez aussi appeler" not in mail.text
    assert "appelez le numéro d’urgence de votre région." in mail.text


def _help(matter: Matter, locale: str = "en-CA", words: str = WORDS) -> Mail:
    return coordinator_help(
        CoordinatorHelpFields(
            locale,
            "Priya",
            "Northfield Mentoring",
            matter,
            "Dan Roy",
            "dan@example.org",
            RECEIVED,
            words,
            ("Kate Li", "Sam Poe"),
            (("Month", "May"),),
        )
    )


def test_the_coordinator_sees_why_the_facts_and_the_words() -> None:
    mail = _help(Matter.UNDECIDED)
    assert mail.subject == "Please read: an answer from Dan Roy"
    assert mail.text.replace("\N{NO-BREAK SPACE}", "_").split("\n")[:13] == [
        "Hello Priya,",
        "",
        "This answer from Dan Roy needs a person to read it. No hours were recorded from it so far.",
        "",
        "From: Dan Roy (dan@example.org)",
        "Matched with: Kate Li and Sam Poe",
        "Received: 2 June 2026 at 2:05_pm",
        "Month: May",
        "",
        "The message:",
        "> He shouted at me again.",
        "> I am afraid to meet him.",
        "",
    ]


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("matter", Matter)
def test_every_matter_has_its_own_subject_and_reason(matter: Matter, locale: str) -> None:
    others = [_help(other, locale) for other in Matter if other is not matter]
    mail = _help(matter, locale)
    assert "Dan Roy" in mail.subject
    assert mail.subject not in {other.subject for other in others}
    assert mail.text.split("\n")[2] not in {other.text.split("\n")[2] for other in others}
    assert set(SUBJECTS) == set(REASONS) == set(Matter)


def test_a_message_without_words_quotes_nothing() -> None:
    assert "The message:" not in _help(Matter.STOPPED_MAIL, words="").text


def test_the_coordinator_learns_who_does_not_answer_and_that_nothing_was_guessed() -> None:
    reminded = (date(2026, 6, 4), date(2026, 6, 8))
    fields = NoAnswerFields(
        "en-CA",
        "Priya",
        "Northfield Mentoring",
        "Dan Roy",
        "dan@example.org",
        ("Kate Li",),
        "2026-05",
        date(2026, 6, 1),
        reminded,
    )
    mail = no_answer(fields)
    assert mail.subject == "No answer from Dan Roy about May"
    assert mail.text.split("\n")[2:9] == [
        "Dan Roy, matched with Kate Li, has not answered the check-in for May.",
        "",
        "It went out on 1 June, the last reminder on 8 June.",
        "",
        "No hours have been noted for May, and no more reminders will go out.",
        "",
        "A short call or a mail of your own may help: dan@example.org.",
    ]


def test_without_reminders_none_are_mentioned() -> None:
    fields = NoAnswerFields(
        "fr-CA", "Maude", "Rive-Claire", "Luc", "luc@example.org", ("Nadia",), "2026-05", date(2026, 6, 1)
    )
    assert "\nIl est parti le 1er juin.\n" in no_answer(fields).text
