"""What stands in a mail and is not the person's words: another month of ours, what is not shown, figures turned."""

import pytest

from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply

FORM = """Dear Dan,

Please send us the time you gave to mentoring Kate Li in May. Reply with the lines below filled in.

Total Hours Mentoring in MAY:
In-Person: (hrs)
Phone: (hrs)

Priya Nair"""

FRENCH = """Bonjour Luc,

Veuillez nous indiquer le temps consacré au mentorat de Nadia en mai 2026. Remplissez les lignes ci-dessous.

Total des heures en mai 2026 :
En personne : (h)
Téléphone : (h)

Maude Tessier"""


def words(text: str, sent: str = FORM) -> list[str]:
    return [line.text for line in extract_reply(Message(text=text), sent, None).lines if line.text]


def quoted(text: str) -> str:
    return "\n\n" + "\n".join(f"> {line}" for line in text.split("\n"))


def test_another_month_in_an_older_mail_of_ours_is_ours() -> None:
    april = FORM.replace("May", "April").replace("MAY", "APRIL")
    assert words("2 hours by phone" + quoted(april)) == ["2 hours by phone"]
    avril = FRENCH.replace("mai", "avril").replace("2026", "2025")
    assert words("2 heures au téléphone" + quoted(avril), FRENCH) == ["2 heures au téléphone"]


def test_what_was_typed_beside_another_month_stays() -> None:
    filled = FORM.replace("MAY:", "APRIL: 3")
    assert words(quoted(filled)) == ["APRIL: 3"]
    assert words(quoted(FORM.replace("MAY:", "MAY: April"))) == ["Total Hours Mentoring in MAY: April"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>7 hours</p>",
        "<p style='visibility: hidden'>7 hours</p>",
        "<p style='font-size:0'>7 hours</p>",
        "<div style='FONT-SIZE: 0.0px; color: red'><b style='font-size:1em'>7 hours</b></div>",
        "<p style='display:none'>7 hours</p>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert html_to_text(f"<p>2 heures</p>{hidden}").strip() == "2 heures"


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='font-size:0.9em'>7 hours</p>",
        "<table style='font-size:0px'><tr><td style='font-size:13px'>7 hours</td></tr></table>",
        "<div style='visibility:hidden'><p style='visibility:visible'>7 hours</p></div>",
        "<p style='backface-visibility:hidden'>7 hours</p>",
    ],
)
def test_what_is_shown_within_is_read(shown: str) -> None:
    assert html_to_text(shown).strip() == "7 hours"


def test_a_figure_turned_around_can_be_read_both_ways() -> None:
    """Then the hours are asked about; a figure that looks the same both ways is certain."""
    assert words("\u202e12\u202c hours") == ["12 or 21 hours"]
    assert words("\u202e0,5 heure\n3 h 15") == ["0,5 or 5,0 heure", "3 h 15"]
    assert words("\u202e2\u202c hours, \u202e11\u202c meetings") == ["2 hours, 11 meetings"]
    assert words("\u202d12\u202c hours") == ["12 hours"]
