"""The check-in and its reminder, word for word (I1, I4, I11, C1)."""

import re
from datetime import date

from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.reminder import ReminderFields, reminder
from app.outbound.mails.sender import Sender

PRIYA = Sender("Northfield Mentoring", "Priya Nair", "780-555-0142")
MAUDE = Sender("Mentorat Rive-Claire", "Maude Tessier", "514 555-0190")
LINES = ("Total hours in May: ", "In person: ")
LIGNES = ("Total des heures en mai\N{NO-BREAK SPACE}: ", "En personne\N{NO-BREAK SPACE}: ")
DUE = date(2026, 6, 8)


def test_a_mentor_is_asked_for_hours_on_one_screen() -> None:
    mail = checkin(CheckinFields("en-CA", PRIYA, "Dan", "2026-05", DUE, (PartnerForm("Kate Li", LINES),)))
    assert mail.subject == "Your mentoring with Kate Li"
    assert mail.text.split("\n") == [
        "Hello Dan,",
        "",
        "How much time did you spend with Kate Li in May? Fill in the lines, or just answer in your own words.",
        "",
        "Total hours in May: ",
        "In person: ",
        "",
        (
            "How do things stand: does the match continue, is it on hold, is it finished? "
            "If the next meeting is set, tell me the day."
        ),
        "",
        "Please reply by Monday 8 June. “Nothing in May” is a good answer too.",
        "",
        "What you write comes to me and is not passed on to Kate Li. What you talk about together stays between you.",
        "",
        "Priya Nair",
        "Coordinator, Northfield Mentoring",
        "780-555-0142",
        "",
        "To get no more mail from Northfield Mentoring, reply “stop”.",
        "",
    ]


def test_a_mentor_is_asked_in_french() -> None:
    mail = checkin(CheckinFields("fr-CA", MAUDE, "Luc", "2026-08", DUE, (PartnerForm("Nadia Haddad", LIGNES),)))
    assert mail.subject == "Votre mentorat avec Nadia Haddad"
    assert mail.text.replace("\N{NO-BREAK SPACE}", "_").split("\n") == [
        "Bonjour Luc,",
        "",
        (
            "Combien de temps avez-vous passé avec Nadia Haddad en août? "
            "Remplissez les lignes, ou répondez simplement dans vos mots."
        ),
        "",
        "Total des heures en mai_: ",
        "En personne_: ",
        "",
        (
            "Où en est le jumelage_: se poursuit-il, est-il en pause, est-il terminé? "
            "Si la prochaine rencontre est fixée, dites-moi le jour."
        ),
        "",
        "Répondez d’ici le lundi 8 juin, s’il vous plaît. «_Rien en août_» est aussi une bonne réponse.",
        "",
        (
            "Ce que vous écrivez me parvient et n’est pas transmis à Nadia Haddad. "
            "Ce dont vous parlez ensemble reste entre vous."
        ),
        "",
        "Maude Tessier",
        "Coordination, Mentorat Rive-Claire",
        "514 555-0190",
        "",
        "Mentorat Rive-Claire_: pour ne plus recevoir ces courriels, répondez «_stop_».",
        "",
    ]


def test_a_mentee_is_asked_how_it_goes_and_sees_no_lines() -> None:
    mail = checkin(CheckinFields("en-CA", PRIYA, "Kate", "2026-05", DUE, mentors=("Dan Roy",)))
    assert mail.subject == "Your mentoring with Dan Roy"
    assert (
        "How is it going with Dan Roy? Did you meet in May, will you carry on, and when is your next meeting? "
        "A sentence or two is enough."
    ) in mail.text.split("\n")
    assert "Fill in" not in mail.text


def test_one_mail_holds_all_the_matches_of_a_person() -> None:
    """I1: each partner has the lines under their name, and a mentor of the same person is asked about as well."""
    forms = (PartnerForm("Kate Li", LINES), PartnerForm("Sam Poe", LINES))
    mail = checkin(CheckinFields("en-CA", PRIYA, "Dan", "2026-05", DUE, forms, ("Helen Sawchuk",)))
    assert mail.subject == "Your mentoring with Kate Li, Sam Poe and Helen Sawchuk"
    lines = "Total hours in May: \nIn person: \n"
    assert f"\n\nKate Li\n{lines}\nSam Poe\n{lines}\n" in mail.text
    assert "How is it going with Helen Sawchuk?" in mail.text
    assert "not passed on to Kate Li, Sam Poe and Helen Sawchuk." in mail.text


def test_the_lines_to_fill_read_the_same_in_html_each_in_its_own_block() -> None:
    forms = (PartnerForm("Kate Li", LINES), PartnerForm("Sam Poe", LIGNES))
    html = checkin(CheckinFields("en-CA", PRIYA, "Dan", "2026-05", DUE, forms)).html
    assert re.findall(r'<div style="padding: 3px 0;">(.*?)</div>', html) == [*LINES, *LIGNES]
    assert re.findall(r"<h2 [^>]*>(.*?)</h2>", html) == ["Kate Li", "Sam Poe"]


def test_a_reminder_asks_again_kindly_and_shortly() -> None:
    mail = reminder(ReminderFields("en-CA", PRIYA, "Dan", "2026-05", DUE, (PartnerForm("Kate Li", LINES),)))
    assert mail.subject == "Your mentoring with Kate Li"
    assert mail.text.split("\n")[:9] == [
        "Hello Dan,",
        "",
        "I have not heard from you about May yet. One line is enough: your hours with Kate Li, or “nothing in May”.",
        "",
        "Total hours in May: ",
        "In person: ",
        "",
        "Please reply by Monday 8 June. If your answer is already on its way, thank you: there is nothing more to do.",
        "",
    ]


def test_a_reminder_after_the_day_names_no_day() -> None:
    mail = reminder(ReminderFields("en-CA", PRIYA, "Dan", "2026-05", None, (PartnerForm("Kate Li", LINES),)))
    assert "\nPlease reply when you can. If your answer" in mail.text


def test_a_french_mentee_is_reminded_without_lines() -> None:
    mail = reminder(ReminderFields("fr-CA", MAUDE, "Nadia", "2026-04", DUE, mentors=("Luc Gagnon",)))
    assert mail.subject == "Votre mentorat avec Luc Gagnon"
    assert "Je n’ai pas encore de vos nouvelles pour avril." in mail.text


def test_someone_with_both_roles_is_reminded_of_both() -> None:
    forms = (PartnerForm("Kate Li", LINES),)
    mail = reminder(ReminderFields("en-CA", PRIYA, "Dan", "2026-05", DUE, forms, ("Helen Sawchuk",)))
    assert "\nAnd how is it going with Helen Sawchuk?\n" in mail.text
