"""Did a person write it, or a machine? (RFC 3834, 3464, 5965, 8098)"""

import pytest

from app.inbound.machines.automatic import Machine, classify, machine_behind
from app.inbound.mail.message import Message, read_message
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
        {"x_fc_machinegenerated": "true"},
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
    assert classify(received(subject, "I am away. Je suis absent.")) is Kind.AUTO_REPLY
    assert classify(received(subject, "2 hours")) is Kind.REPLY


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
    assert classify(received(subject, "I am on leave. Je suis en congé.")) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("OOO next week, but here are my hours", "two"),
        ("Out of office hours meeting with Kate", "We met twice, 1h each"),
        ("Absence: mes heures quand même", "deux heures"),
        ("Re: [ACME-1234] Your hours in May", "2"),
        ("Re: May check-in", "We have received your message and Kate and I agree: 4."),
        ("Re: May check-in", "Nous avons bien reçu votre message et nous nous sommes rencontrées deux fois."),
        ("Re: May check-in", "I am on vacation; please contact Kate directly: she says two and a quarter."),
        ("Re: May check-in", "Unfortunately I was not able to deliver the promised session to Kate, so 0."),
        ("Re: May check-in", "Je suis en congé de maladie. Veuillez communiquer avec Léa. Désabonnez-moi."),
        ("Delivery problem", "Failed to deliver the pitch. 2 hours anyway"),
    ],
)
def test_whoever_tells_something_is_a_person_whatever_it_sounds_like(subject: str, text: str) -> None:
    quoted = f"{text}\n\nOn Mon, Jun 1, 2026 at 9:00 AM Anna <anna@mentors.example> wrote:\n> How many hours?\n"
    assert machine_behind(received(subject, text)) is None
    assert machine_behind(received(subject, quoted)) is None


@pytest.mark.parametrize("name", ["System Administrator Dan Roy", "Mail Administrator", "Postmaster"])
def test_whoever_looks_after_the_mail_may_be_a_mentor(name: str) -> None:
    sender = ((name, "postmaster@smallfirm.example"),)
    assert machine_behind(Message(senders=sender, subject="Re: May check-in", text="We are fine")) is None


@pytest.mark.parametrize(
    "headers", [{"x_ms_exchange_inbox_rules_loop": "dan@example.org"}, {"x_failed_recipients": ""}]
)
def test_headers_that_say_nothing_of_the_writer_make_no_machine(headers: dict[str, str]) -> None:
    assert machine_behind(received(**headers)) is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: x", "Ich bin im Urlaub. Ihre Nachricht wird nicht weitergeleitet. In dringenden Fällen rufen Sie an."),
        ("Abwesend: Your hours in May", "Ich bin vom 1. bis 14. Juni im Urlaub."),
        ("Fuera de la oficina: Your hours", "Estaré ausente hasta el 15 de junio con acceso limitado al correo."),
        ("Re: x", "Me encuentro de vacaciones. Responderé a su mensaje a mi regreso. En caso de urgencia llame."),
        ("Re: x", "Ne pas répondre. Ceci est un message automatique."),
        ("Re: x", "Thank you for contacting Acme support. Our team will get back to you within 24 hours."),
        ("Auto: away", "Away til the 9th of June."),
    ],
)
def test_automatic_replies_without_a_header_are_known_in_more_languages(subject: str, text: str) -> None:
    assert machine_behind(received(subject, text)) is Machine.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text", "machine"),
    [
        (
            "Please confirm your message",
            "Your message is being held. Click https://wall.example/1 to confirm your address.",
            Machine.CHALLENGE,
        ),
        (
            "Re: May check-in [Verification required]",
            "I use SpamArrest. Please follow the link below to verify that you are a person.",
            Machine.CHALLENGE,
        ),
        (
            "Demande d'authentification",
            "Votre message est en attente. Cliquez sur le lien pour vous authentifier.",
            Machine.CHALLENGE,
        ),
        (
            "Your message to Mentors awaits moderator approval",
            "Your mail to 'Mentors' is being held until the list moderator can review it for approval.",
            Machine.LIST_HOLD,
        ),
        (
            "Message en attente de modération",
            "Votre message est en attente de modération par les propriétaires de la liste.",
            Machine.LIST_HOLD,
        ),
        ("Read: May check-in", "Your message was read on Monday, June 1, 2026 9:00:00 AM.", Machine.READ_RECEIPT),
        ("Lu : Suivi de mai", "Votre message a été lu le lundi 1 juin 2026.", Machine.READ_RECEIPT),
        ("[Ticket #48213] May check-in", "Your request has been received and is being reviewed.", Machine.AUTO_REPLY),
        ("Re: May check-in", "This is an automated response. We will get back to you.", Machine.AUTO_REPLY),
        ("Re: Suivi de mai", "Nous avons bien reçu votre courriel et y répondrons sous peu.", Machine.AUTO_REPLY),
        ("Re: May check-in", "Dan is no longer with the company. Please contact the front desk.", Machine.AUTO_REPLY),
        (
            "Re: Your mentoring with Kate Li",
            "Error: Invalid user address\n\nError message below:\n550 - Requested action not taken: no such user here",
            Machine.BOUNCE,
        ),
        (
            "You dan@northfield.example are not member (technicians ML)",
            "You are not a member of this mailing list <technicians@example.org>.\n\nIf you know the guide",
            Machine.LIST_HOLD,
        ),
    ],
)
def test_robots_are_told_apart_by_their_words(subject: str, text: str, machine: Machine) -> None:
    assert machine_behind(received(subject, text)) is machine


@pytest.mark.parametrize(
    "text",
    [
        "Please confirm that you got my 2 hours, I clicked the link but nothing happened.",
        "Your message was held by my spam filter until today, sorry. We met twice.",
        "Thank you for your message. We met for 2 hours.",
        "Bonjour, j'ai bien reçu votre courriel : 3 heures en personne.",
        "I could not deliver the documents to Kate, we met for an hour anyway.",
        "My mailbox was full, so I answer late: 1.5 h.",
        "I got this: 'Your message could not be delivered'. What does it mean?",
        "This is an automated calendar week for me, no time. 0 hours.",
        "I read your message. All fine, we go on.",
        "Our meeting request was accepted and we met for an hour.",
        "I am out of the office a lot but we had 2 meetings.",
        "Kate no longer works with me at the company, so our mentoring ended.",
    ],
)
def test_people_who_write_of_mail_and_machines_stay_people(text: str) -> None:
    assert machine_behind(received(text=text)) is None


def test_a_person_who_quotes_a_robot_below_stays_a_person() -> None:
    text = (
        "2 hours by phone.\n\n> This is an automated message. Please do not reply.\n> Your request has been received."
    )
    assert machine_behind(received(text=text)) is None


def invitation_answer(words: str) -> Message:
    return read_message(
        (
            "From: dan@example.org\nSubject: Accepted: Mentoring session\n"
            'Content-Type: multipart/alternative; boundary="b"\n\n'
            f"--b\nContent-Type: text/plain\n\n{words}\n--b\nContent-Type: text/calendar; method=REPLY\n\n"
            "BEGIN:VCALENDAR\nEND:VCALENDAR\n--b--\n"
        ).encode()
    )


def test_an_invitation_accepted_by_a_click_is_told_from_words_beside_it() -> None:
    """RFC 5546."""
    assert machine_behind(invitation_answer("")) is Machine.CALENDAR_ANSWER
    assert machine_behind(invitation_answer("Glad to. We met for 2 hours in May as well.")) is None


@pytest.mark.parametrize("sender", ["no-reply@example.org", "nepasrepondre@example.org"])
def test_nobody_sits_at_an_address_that_takes_no_reply(sender: str) -> None:
    assert machine_behind(Message(senders=(("", sender),), subject="Hello", text="2 hours")) is Machine.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Avis de non-remise", "Le message n'a pu être remis à dan@firm.example : destinataire inconnu."),
        ("Avis de retard de remise", "Votre message à dan@firm.example n'a pas encore été remis."),
        ("No se puede entregar: Sus horas", "Error de entrega a los siguientes destinatarios: dan@firm.example"),
    ],
)
def test_reports_in_other_languages_are_bounces(subject: str, text: str) -> None:
    assert machine_behind(received(subject, text)) is Machine.BOUNCE


def test_a_null_return_path_is_a_machine_s() -> None:
    """RFC 3834, section 5; RFC 5321, 4.5.5."""
    assert machine_behind(received(return_path="<>")) is Machine.AUTO_REPLY
