"""Families of robots that set no header: known by what mail systems put around our subject, or by all they say (I8)."""

import pytest

from app.inbound.machines.automatic import Machine, machine_behind, sign_of
from app.inbound.mail.message import Message

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


@pytest.mark.parametrize(
    "text",
    [
        (
            "I am attending a conference this week and will have intermittent access to email. I will respond"
            " as soon as I can."
        ),
        "Thanks for reaching out! Our office is closed for the holidays and will reopen on January 4.",
        "Please note that I work Monday to Wednesday. I will respond to your email on my next working day.",
        "I'm travelling for work until June 15 with limited access to email. I will reply when I am back.",
        (
            "Your request (#4521) has been received and is being reviewed by our support staff. To add "
            "additional comments, reply to this email."
        ),
        ("This is an automated message. Your email has been received and will be answered within two business days."),
        (
            "Je suis en vacances du 1er au 15 juin. Je n'aurai pas accès à mes courriels. Au plaisir de vous "
            "lire à mon retour."
        ),
        ("Merci de votre message. Nos bureaux sont fermés pour la période des Fêtes. Nous répondrons à notre retour."),
        (
            "Bonjour, je suis actuellement en déplacement et ne consulterai mes courriels que de façon "
            "sporadique. Je vous reviendrai dès que possible."
        ),
        ("Bonjour, je suis en congé de maternité jusqu'en janvier. Vous pouvez joindre ma collègue Julie Tremblay."),
        (
            "Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre E-Mail. Ich bin bis zum 15.06.2026 nicht im"
            " Büro. In dringenden Fällen wenden Sie sich bitte an Frau Müller.\n\nMit freundlichen Grüßen\nDan "
            "Roy"
        ),
        ("Guten Tag, ich befinde mich derzeit im Urlaub und bin ab dem 16. Juni wieder erreichbar. Viele Grüsse, Dan"),
        (
            "Hola, gracias por su correo. Estaré fuera de la oficina hasta el 15 de junio. Para cualquier "
            "asunto urgente, por favor contacte con Ana Ruiz. Saludos cordiales"
        ),
        (
            "En este momento me encuentro fuera de la oficina, con acceso limitado al correo. Le responderé a"
            " la brevedad."
        ),
    ],
)
def test_absence_and_receipt_are_known_by_all_that_the_words_say(text: str) -> None:
    assert machine_behind(mail("Re: May check-in", text)) is Machine.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "I'm travelling this week with limited access to email. Call me on 780-555-0199 if Kate needs anything.",
        "I am at a conference this week. Kate and I talked for an hour on the phone.",
        "Our office is closed for the holidays, so we did not manage to meet.",
        "I work Monday to Wednesday. Could we move the call?",
        "Je suis en déplacement et je n'aurai pas accès à mes courriels. Une heure au téléphone avec Kate.",
        "Nos bureaux sont fermés, nous nous sommes vus au café.",
        "Ich bin bis zum 15.06.2026 nicht im Büro. Mit Kate läuft es gut.",
        "Estoy de vacaciones. Una hora con Kate por teléfono.",
    ],
)
def test_one_sentence_of_their_own_makes_a_note_of_absence_a_persons(text: str) -> None:
    assert machine_behind(mail("Re: May check-in", text)) is not Machine.AUTO_REPLY
