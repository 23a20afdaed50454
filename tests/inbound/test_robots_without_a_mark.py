"""Families of robots that set no header: known by what mail systems put around our subject, or by all they say (I8)."""

import pytest

from app.inbound.automatic import Machine, machine_behind, sign_of
from app.inbound.message import Message

CONFIRM = "To control spam, I now allow incoming messages only from senders I have approved beforehand."
HELD = "Your mail to 'mentors' with the subject May is being held until the list moderator can review it for approval."


def mail(subject: str, text: str, **headers: str) -> Message:
    named = {name.replace("_", "-"): (value,) for name, value in headers.items()}
    return Message(senders=(("Dan Roy", "dan@example.org"),), from_count=1, subject=subject, text=text, headers=named)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatisk svar: May check-in", "Jeg er på ferie."),
        ("Automatiskt svar: May check-in", "Jag är på semester."),
        ("Automatyczna odpowiedź: May check-in", "Jestem na urlopie."),
        ("Automaattinen vastaus: May check-in", "Olen lomalla."),
        ("Automatická odpověď: May check-in", "Jsem na dovolené."),
        ("自动回复: May check-in", "您好，我正在休假。"),  # noqa: RUF001 - as Outlook writes
        ("自動応答: May check-in", "不在です。"),
        ("Yahoo! Auto Response", "Hello, I am away till the 15th and will answer then."),
        ("Re: May check-in (Out of office)", "I am out of the office from June 1 to June 15."),
    ],
)
def test_headings_of_mail_systems_are_known_in_many_languages(subject: str, text: str) -> None:
    assert machine_behind(mail(subject, text)) is Machine.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: May check-in", "This mailbox is no longer monitored. Please write to info@firm.example."),
        ("Re: Suivi de mai", "Cette boîte n'est plus surveillée. Veuillez écrire à info@firme.example."),
        ("Incident INC0012345 opened on your behalf", "Your incident INC0012345 has been created."),
        ("[JSM] HELP-123 May check-in", "Reply above this line.\n\nJust confirming that we got your request."),
    ],
)
def test_desks_and_closed_mailboxes_are_known_by_all_they_say(subject: str, text: str) -> None:
    assert machine_behind(mail(subject, text)) is Machine.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Re: May [suspectEmail]",
            f"I apologize for this automatic reply. {CONFIRM} Please fill out the request form.",
        ),
        ("Re: May check-in (Boxbe Waiting List: Action Required)", "Your message is on the waiting list."),
    ],
)
def test_who_takes_mail_only_from_senders_they_know_asks_for_a_confirmation(subject: str, text: str) -> None:
    assert machine_behind(mail(subject, text)) is Machine.CHALLENGE


def test_a_list_that_says_it_writes_to_many_is_marked() -> None:
    held = mail("Your message to mentors awaits moderator approval", HELD, precedence="bulk")
    sign = sign_of(held)
    assert sign is not None
    assert (sign.machine, sign.marked) == (Machine.LIST_HOLD, True)
    assert machine_behind(mail("Re: May check-in", "All fine, thank you.", precedence="bulk")) is None


def test_a_group_that_takes_no_mail_is_a_list_s() -> None:
    text = (
        "We're writing to let you know that the group you tried to contact (mentors) may not exist, or you may not have"
        " permission to post messages to the group."
    )
    assert machine_behind(mail("Posting to group", text)) is Machine.LIST_HOLD


def test_a_read_receipt_may_show_the_mail_between_its_words() -> None:
    text = "Votre message\n\n À : Dan\n Objet : May\n\na été lu le 2 juin 2026."
    assert machine_behind(mail("Lu : May check-in", text)) is Machine.READ_RECEIPT
