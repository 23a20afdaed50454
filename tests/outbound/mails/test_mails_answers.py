"""What people get back who wrote something that is not simply recorded (I3, I8)."""

from datetime import date

from app.outbound.mails.closed_programme import ClosedProgrammeFields, closed_programme
from app.outbound.mails.expired_key import ExpiredKeyFields, expired_key
from app.outbound.mails.passed_on import PassedOnFields, passed_on
from app.outbound.mails.question import QuestionFields, question
from app.outbound.mails.sender import Sender
from app.outbound.mails.unsubscribed import UnsubscribedFields, unsubscribed

PRIYA = Sender("Northfield Mentoring", "Priya Nair", "780-555-0142")
SIGNED = "Priya Nair\nCoordinator, Northfield Mentoring\n"
ASKED = "Was it half an hour of email in May, or one hour?"
WROTE = "1.5h zoom with Kate\n\nemails 30 min, or an hour"


def test_a_question_is_one_sentence_with_its_choices_and_their_own_words() -> None:
    mail = question(QuestionFields("en-CA", PRIYA, "Dan", ASKED, WROTE, ("half an hour", "one hour")))
    assert mail.subject == "Your place in Northfield Mentoring"
    assert mail.text.split("\n")[:15] == [
        "Hello Dan,",
        "",
        "Thank you. One thing is not clear to us, so nothing has been recorded from your answer yet.",
        "",
        ASKED,
        "",
        "You can answer with one of these:",
        "- half an hour",
        "- one hour",
        "",
        "You wrote:",
        "> 1.5h zoom with Kate",
        ">",
        "> emails 30 min, or an hour",
        "",
    ]


def test_a_question_without_choices_lists_none_and_quotes_nothing_from_an_empty_mail() -> None:
    text = question(QuestionFields("fr-CA", PRIYA, "Dan", "Combien de temps en mai?", "")).text
    assert text.split("\n")[2:8] == [
        "Merci. Un point n’est pas clair pour nous, et rien n’a encore été inscrit à partir de votre réponse.",
        "",
        "Combien de temps en mai?",
        "",
        "Votre réponse parvient au programme, où Priya Nair peut la lire.",
        "",
    ]


def test_a_message_for_the_coordinator_is_acknowledged_by_name_and_phone() -> None:
    mail = passed_on(PassedOnFields("en-CA", PRIYA, "Dan"))
    assert mail.subject == "Your place in Northfield Mentoring"
    assert mail.text.split("\n")[2:7] == [
        "Thank you for your message. It is with Priya Nair, who will read it and get back to you.",
        "",
        "No hours have been recorded from it so far.",
        "",
        "If it is urgent, call 780-555-0142.",
    ]


def test_a_closed_programme_says_what_was_kept_and_whom_to_call() -> None:
    mail = closed_programme(ClosedProgrammeFields("en-CA", PRIYA, date(2026, 5, 31)))
    assert mail.subject == "Northfield Mentoring has ended"
    assert mail.text.split("\n")[:5] == [
        "Hello,",
        "",
        (
            "Northfield Mentoring ended on 31 May 2026, and your mail came after that. "
            "It was kept, but no hours were recorded from it."
        ),
        "",
        "If hours are still missing, or you want to join a new programme, call Priya Nair at 780-555-0142.",
    ]


def test_nobody_is_told_to_call_a_number_that_is_not_known() -> None:
    silent = Sender("Northfield Mentoring", "Priya Nair", "")
    message = passed_on(PassedOnFields("en-CA", silent, "Dan"))
    assert message.text.endswith("\n\nNo hours have been recorded from it so far.\n\n" + SIGNED)
    closed = closed_programme(ClosedProgrammeFields("en-CA", silent, date(2026, 5, 31)))
    assert closed.text.endswith("join a new programme, ask Priya Nair.\n\n" + SIGNED)
    assert "<br>\n</p>" not in closed.html


def test_an_expired_address_says_what_was_kept_and_where_to_write() -> None:
    fields = ExpiredKeyFields("fr-CA", PRIYA, date(2026, 7, 1), "northfield@reply.example.org", "Dan")
    mail = expired_key(fields)
    assert mail.subject == "Votre courriel est arrivé à une ancienne adresse"
    assert mail.text.replace("\N{NO-BREAK SPACE}", "_").split("\n")[2:5] == [
        (
            "Vous avez répondu à un de nos anciens courriels. "
            "Son adresse de réponse était valable jusqu’au 1er juillet 2026. "
            "Ce que vous avez écrit a été conservé, mais rien n’a été inscrit."
        ),
        "",
        (
            "Merci de l’envoyer de nouveau_: répondez au plus récent courriel du programme Northfield Mentoring, "
            "ou écrivez à northfield@reply.example.org."
        ),
    ]


def test_stop_is_confirmed_with_what_stays_and_the_way_back() -> None:
    fields = UnsubscribedFields("en-CA", PRIYA, "Dan", "dan@example.org", "northfield@reply.example.org")
    mail = unsubscribed(fields)
    assert mail.subject == "No more mail from Northfield Mentoring"
    assert mail.text.split("\n")[2:7] == [
        "As you asked, Northfield Mentoring sends no more mail to dan@example.org.",
        "",
        (
            "Everything else stays as it is, the hours recorded so far included. "
            "Priya Nair knows that the mails have stopped."
        ),
        "",
        "If you want the mails again, write to northfield@reply.example.org.",
    ]
