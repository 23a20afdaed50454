"""I3: the question that goes back names the matter and the choices, in English and French."""

import pytest

from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    ("kind", "english", "french"),
    [
        (
            "confirmation",
            "Are the hours that we recorded right: yes or no?",
            "Les heures que nous avons inscrites sont-elles exactes\u00a0: oui ou non?",
        ),
        (
            "attestation",
            "Did these hours take place as written: yes or no?",
            "Ces heures ont-elles eu lieu comme elles sont inscrites\u00a0: oui ou non?",
        ),
        (
            "proposal",
            "Will you take on this match: yes or no?",
            "Acceptez-vous ce jumelage\u00a0: oui ou non?",
        ),
        (
            "agreement",
            "Do you agree to what the mail sets out: yes or no?",
            "Acceptez-vous ce que propose le courriel\u00a0: oui ou non?",
        ),
        (
            "approval",
            "Do you approve what the mail sets out: yes or no?",
            "Approuvez-vous ce que propose le courriel\u00a0: oui ou non?",
        ),
        (
            "did_it_happen",
            "Did the meeting take place: yes or no?",
            "La rencontre a-t-elle eu lieu\u00a0: oui ou non?",
        ),
        (
            "was_this_you",
            "Was it you who did what the mail names: yes or no?",
            "Est-ce bien vous qui avez fait ce que dit le courriel\u00a0: oui ou non?",
        ),
    ],
)
def test_where_neither_yes_nor_no_is_said_the_matter_of_the_mail_is_named(
    read: Read, kind: str, english: str, french: str
) -> None:
    asked = read("Maybe, let me think about it", kind=kind)
    assert asked.questions == (english,)
    assert asked.explanation.unclear == "answer_yes_no"
    assert read("Peut-être, je vais y penser", kind=kind, locale="fr-CA").questions == (french,)


def test_hours_of_two_months_are_asked_for_by_month(read: Read) -> None:
    assert read("3 hours in April and 2 hours in May").questions == (
        "Your reply has hours for more than one month: how many hours were in May, and how many in another month?",
    )
    french = read("3 heures en avril et 2 heures en mai", locale="fr-CA").questions[0]
    assert french.endswith("\u00a0: combien d’heures étaient pour mai, et combien pour un autre mois?")
