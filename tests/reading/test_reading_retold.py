"""What an earlier mail said, what dated mails took, and hours of another month (rules 4, 12 and 14 of the contract)."""

from decimal import Decimal

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    "text",
    [
        "My email yesterday said 5 hours. It was 4.",
        "I told you 5 hours in my last mail. The right number is 4 hours.",
        "Yesterday I wrote 5 hours. It was 4 hours.",
        "I reported 5 hours last week. Really it was 4 hours.",
        "Mon courriel d'hier disait 5 heures. C'était 4 heures.",
        "Dans mon dernier message, j'ai mis 5 heures. Il s'agit de 4 heures.",
        "J'avais déclaré 5 heures. C'est 4 heures.",
    ],
)
def test_what_an_earlier_mail_said_is_put_right(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert (reading.hours.by_mode, reading.correction) == ({"unspecified": Decimal(4)}, True)


def test_more_beside_what_an_earlier_mail_said_is_asked_about(read: Read) -> None:
    assert read("My last message said 2 hours. We met again on May 30 for an hour.").outcome == Outcome.CLARIFY


def test_the_mail_in_which_it_was_told_is_no_mode(read: Read) -> None:
    reading = read("As I said in my mail: 2 hours. We used Zoom.")
    assert reading.hours is not None
    assert reading.hours.by_mode == {"video": Decimal(2)}


@pytest.mark.parametrize(
    "text",
    [
        "We emailed on May 3, 10 and 24. It took about 90 minutes.",
        "Emails on the 3rd, 10th and 24th. 90 minutes altogether.",
        "Des courriels les 3, 10 et 24 mai. Ça m'a pris 90 minutes.",
    ],
)
def test_time_told_behind_dated_mails_is_theirs_and_they_are_no_meetings(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert (reading.hours.by_mode, reading.meetings) == ({"email": Decimal("1.5")}, ())


@pytest.mark.parametrize(
    "text",
    [
        "Emails on May 3 and 10. We met on May 12 for an hour.",
        "She sent me emails on May 3 and 10, and we had a call of an hour.",
        "Des courriels les 3 et 10 mai, et une rencontre d'une heure.",
    ],
)
def test_time_beside_mails_and_a_session_is_not_that_of_the_mails(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.by_mode == {"unspecified": Decimal(1)}


@pytest.mark.parametrize(
    "text",
    [
        "My April hours, never sent: 2 by video",
        "Here are my hours for April: 2 by video.",
        "Regarding April: 2 hours by video",
        "For April (sorry, I am late...): 2 hours by video",
        "À propos d'avril : 2 h par vidéo",
        "Mes heures d'avril, jamais envoyées : 2 par vidéo",
        "pour avril (en retard!) : 2 heures par vidéo",
    ],
)
def test_the_month_that_a_sentence_opens_with_is_that_of_its_hours(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert (reading.period, reading.hours.by_mode) == ("2026-04", {"video": Decimal(2)})


def test_two_months_with_bare_figures_are_asked_about(read: Read) -> None:
    text = "My hours for May are 2 by phone and my April hours were 3 by phone."
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    ["None, sorry", "Sorry, none", "None I'm afraid.", "Aucune, désolée", "Rien, malheureusement.", "Zéro, hélas"],
)
def test_a_word_of_nothing_with_regret_is_zero(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.total == 0


@pytest.mark.parametrize(
    "text",
    [
        "0. She keeps cancelling, please talk to her.",
        "0, can you talk to her?",
        "None. He cancels every time, could you step in?",
        "0. Il annule toujours, pourriez-vous lui parler?",
        "Rien. Je voudrais changer de mentor.",
    ],
)
def test_zero_stands_beside_a_request(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert (reading.hours.total, reading.wants_help, reading.outcome) == (Decimal(0), True, Outcome.RECORDED)
