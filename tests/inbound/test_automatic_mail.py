"""Did a person write it, or a machine? (RFC 3834, 3464, 5965, 8098)"""

import pytest

from app.inbound.automatic import classify
from app.inbound.message import Message, read_message
from app.reading.contract import Kind

PERSON = (("Dan Roy", "dan@example.org"),)


def received(subject: str = "Re: May check-in", text: str = "2 hours", **headers: str) -> Message:
    named = {name.replace("_", "-"): (value,) for name, value in headers.items()}
    return Message(senders=PERSON, from_count=1, subject=subject, text=text, headers=named)


def test_a_person_is_a_person() -> None:
    assert classify(received()) is Kind.REPLY


@pytest.mark.parametrize(
    "headers",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "auto-generated; owner-email=x"},
        {"auto_submitted": "Auto-Notified"},
        {"x_autoreply": "yes"},
        {"precedence": "auto_reply"},
    ],
)
def test_headers_of_robots_are_known(headers: dict[str, str]) -> None:
    assert classify(received(**headers)) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "headers",
    [
        {"auto_submitted": "no"},
        {"precedence": "bulk"},
        {"x_auto_response_suppress": "All"},
        {"list_id": "<team.example>"},
    ],
)
def test_headers_that_people_have_too_make_no_robot(headers: dict[str, str]) -> None:
    assert classify(received(**headers)) is Kind.REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Out of Office: May check-in",
        "Automatic reply: May check-in",
        "Re: Out of office Re: May check-in",
        "Réponse automatique : Suivi de mai",
        "Absence du bureau Re: Suivi de mai",
        "Message d’absence prolongée",
        "[Auto-Reply] May check-in",
    ],
)
def test_subjects_of_absence_are_known_in_both_languages(subject: str) -> None:
    assert classify(received(subject)) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: May check-in", "I was out of the office most of the month, but 1 hour by phone."),
        ("Re: our automatic reply to members", "2 hours"),
        ("Re: [Programme] Undelivered promises, a talk", "1 hour"),
        ("Vacations and hours", "2 hours"),
    ],
)
def test_a_person_who_uses_the_words_of_robots_stays_a_person(subject: str, text: str) -> None:
    assert classify(received(subject, text)) is Kind.REPLY


def test_a_delivery_report_is_a_bounce_whoever_sent_it() -> None:
    raw = (
        b'Content-Type: multipart/report; report-type="delivery-status"; boundary=e\r\nFrom: x@example.org\r\n\r\n'
        b"--e\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--e\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Status: 5.1.1\r\n--e--\r\n"
    )
    assert classify(read_message(raw)) is Kind.BOUNCE


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@mx.example.org", "postmaster@mx.example.org"])
def test_a_mail_system_writes_bounces(sender: str) -> None:
    assert classify(Message(senders=(("", sender),), subject="Undelivered Mail Returned to Sender")) is Kind.BOUNCE


def test_a_failure_subject_counts_only_where_nobody_could_answer() -> None:
    subject = "Mail delivery failed: returning message to sender"
    assert classify(received(subject, return_path="<>")) is Kind.BOUNCE
    assert classify(received(subject, return_path="<dan@example.org>")) is Kind.REPLY


def test_an_abuse_report_is_a_complaint() -> None:
    raw = (
        b"Content-Type: multipart/report; report-type=feedback-report; boundary=e\r\nFrom: fbl@example.net\r\n\r\n"
        b"--e\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n--e--\r\n"
    )
    assert classify(read_message(raw)) is Kind.COMPLAINT


def test_a_read_receipt_is_automatic() -> None:
    raw = (
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=e\r\n\r\n"
        b"--e\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: x\r\n--e--\r\n"
    )
    assert classify(read_message(raw)) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\nI am out of the office until June 8. For urgent matters please call the front desk.",
        "I will be on annual leave with limited access to email.",
        "Bonjour,\nJe suis absente du bureau jusqu'au 8 juin. Pour toute question pressante, écrivez à l'accueil.",
        "Je serai en congé jusqu'au 8 juin. En cas d'urgence, appelez le bureau.",
    ],
)
def test_an_absence_note_without_headers_is_known_by_its_words(text: str) -> None:
    assert classify(received(text=text)) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "I am on vacation until June 8, I will send my hours then.",
        "I am away from my desk. 2 hours by phone, nothing urgent.",
        "Je suis en congé, rien d'urgent : 2 heures au téléphone.",
        "Je suis absente jusqu'au 8 juin.",
    ],
)
def test_a_person_who_tells_of_an_absence_stays_a_person(text: str) -> None:
    assert classify(received(text=text)) is Kind.REPLY


@pytest.mark.parametrize(
    "subject", ["Message d'absence / Re: mars", "Avis d'absence", "Absence notice", "OOO: Re: May"]
)
def test_more_subjects_of_absence(subject: str) -> None:
    assert classify(received(subject=subject)) is Kind.AUTO_REPLY
