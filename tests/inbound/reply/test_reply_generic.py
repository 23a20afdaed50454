"""The general rules for what alignment leaves: other mails, signatures, and what machines add."""

import pytest

from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply


def words(text: str | None, html: str | None = None, name: str = "Dan Roy") -> str:
    message = Message(senders=((name, "dan@example.org"),), text=text, html=html)
    return extract_reply(message, "", None).text


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, Jun 1, 2026 at 9:00 AM Northfield <\nn@example.org> wrote:",
        "Le lun. 1 juin 2026 à 09:00, Rive-Claire <n@example.org> a écrit :",
        "Le 01/06/2026 à 09:00, Rive-Claire a écrit\u00a0:",
        "Am 01.06.2026 um 09:00 schrieb Northfield:",
        "El lun, 1 jun 2026 a las 9:00, Northfield (<n@example.org>) escribió:",
        "Op 1 juni 2026 09:00 schreef Northfield <\nn@example.org>:",
        "W dniu 1.06.2026 o 09:00, Northfield pisze:",
        "Northfield <n@example.org> wrote:",
        "1 giugno 2026 09:00, Northfield <n@example.org>:",
    ],
)
def test_an_attribution_and_its_quotation_go_in_any_language(attribution: str) -> None:
    assert words(f"2 hours\n\n{attribution}\n\n> How many hours?\n> Priya") == "2 hours"


@pytest.mark.parametrize(
    "attribution",
    ["On Monday, Priya wrote:", "On Monday, Priya Nair <priya@example.org> wrote:", "Le lundi, Priya a écrit :"],
)
def test_an_attribution_without_figures_counts_right_above_a_quotation(attribution: str) -> None:
    assert words(f"2 hours by phone\n{attribution}\n> How many hours?\n> Priya") == "2 hours by phone"


def test_hours_above_a_line_that_ends_in_wrote_are_no_attribution() -> None:
    text = "2 hours by phone\nOn Friday we wrote:\na plan together"
    assert words(text) == text


@pytest.mark.parametrize(
    "header",
    [
        "From: Northfield <n@example.org>\nSent: Monday, June 1, 2026 9:00 AM\nTo: Dan\nSubject: May",
        "*From:* Northfield\n*Sent:* Monday\n*To:* Dan\n*Subject:* May",
        "De : Rive-Claire\nEnvoyé : lundi 1 juin 2026 09:00\nÀ : Luc\nObjet : Suivi",
        "-----Original Message-----\nFrom: Northfield\nSent: Monday\nTo: Dan",
        "________________________________\nFrom: Northfield\nSent: Monday\nTo: Dan",
        "  Original Message  \nFrom: Northfield\nSent: Monday\nTo: Dan",
        "---------- Forwarded message ---------\nFrom: Northfield\nDate: Monday\nSubject: May",
    ],
)
def test_a_header_block_ends_the_reply(header: str) -> None:
    assert words(f"2 hours\n\n{header}\n\nHow many hours did you spend? Last month 5 hours.") == "2 hours"


def test_words_below_and_between_marked_lines_stay() -> None:
    text = "On Jun 1, 2026, Northfield wrote:\n> How many times?\n\ntwice\n\n> How long?\n\nan hour\n"
    assert words(text).split("\n\n") == ["twice", "an hour"]


@pytest.mark.parametrize(
    "rest",
    ["> Answer at\n(https://mentors.example/c/1) >\n> any time", "> Answer (https://mentors.example/a\n_n=3)\n> now"],
)
def test_a_quoted_line_that_a_link_broke_is_quoted_to_its_end(rest: str) -> None:
    assert words(f"2 hours\n\nOn Mon, Jun 1, 2026 at 3:46 PM, Priya wrote:\n\n{rest}") == "2 hours"


@pytest.mark.parametrize(
    "line",
    [
        "On Friday we wrote: a plan",
        "From: 6 pm\nTo: 7 pm",
        "Date: October 8\nTime: 6:00 pm - 7:00 pm\nTopics: salary",
        "On June 3 we met for 2 hours",
        "A report that I wrote: 2 hours",
    ],
)
def test_a_persons_sentence_is_no_attribution(line: str) -> None:
    assert words(line) == line


@pytest.mark.parametrize(
    "advertisement",
    ["Sent from my iPhone", "Envoyé de mon iPhone", "Get Outlook for iOS<https://aka.ms/o0ukef>",
     "Télécharger Outlook pour iOS", "Sent with Proton Mail secure email.", "Von meinem iPhone gesendet",
     "Sent from my BlackBerry 10 smartphone on the Northtel network."],
)  # fmt: skip
def test_what_a_phone_adds_is_not_the_reply(advertisement: str) -> None:
    assert words(f"2 hours\n\n{advertisement}") == "2 hours"


def test_a_sentence_that_begins_like_a_phone_stays() -> None:
    assert words("Sent from my desk, which is easier: 2 hours") == "Sent from my desk, which is easier: 2 hours"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nDan Roy\nEngineer",
        "Dan Roy, P.Tech.\nSenior Technologist, 12 years of practice\nT 403-555-0133 ext. 45",
        "Dan Roy\nController\n(312) 555-0158\nEst. 1987",
        "*Dan Roy*\n*Director, Roy Inc.*\nM: +1 403 555 0133\nE: d@example.org",
        "D. Roy\n403-555-0133\nwww.example.org",
        "Dan Roy\nWarden, Block 7\n0161 496 0158",
    ],
)
def test_a_signature_block_goes(signature: str) -> None:
    assert words(f"2 hours\n\nCheers,\nDan\n\n{signature}") == "2 hours\n\nCheers,\nDan"


@pytest.mark.parametrize(
    "text",
    ["2 hours\n\nKind regards,\nDan Roy", "I agree\n\nDan Roy", "Please call me at 403-555-0133.\n\nDan",
     "Kate: 2 hours\nSam: 1 hour"],
)  # fmt: skip
def test_greeting_and_sign_off_belong_to_the_reply(text: str) -> None:
    assert words(text) == text


def test_a_signature_alone_is_an_empty_reply() -> None:
    assert not words("Dan Roy, P.Tech.\nSenior Technologist\nT 403-555-0133")


@pytest.mark.parametrize(
    "disclaimer",
    [
        "This e-mail and any attachment are confidential. If you got it by mistake, delete it within 24 hours.",
        "AVIS DE CONFIDENTIALITÉ : Ce courriel est destiné uniquement à la personne nommée.",
        "The sender accepts no liability. If received in error, notify the sender; disclosure is prohibited.",
    ],
)
def test_a_disclaimer_is_not_the_reply(disclaimer: str) -> None:
    assert words(f"2 hours\n\n{disclaimer}") == "2 hours"


def test_a_confidential_matter_is_no_disclaimer() -> None:
    assert words("This is confidential: he threatened me.") == "This is confidential: he threatened me."


@pytest.mark.parametrize(
    "banner",
    ["[EXTERNAL] Caution: this message came from outside the organization.",
     "CAUTION: External email. Do not click links.", "[EXTERNE] Ce courriel provient de l'extérieur."],
)  # fmt: skip
def test_a_security_banner_is_not_the_reply(banner: str) -> None:
    assert words(f"{banner}\n\n2 hours") == "2 hours"


def test_a_sentence_that_a_mail_program_broke_is_one_line_again() -> None:
    text = "We met on May 6 at the plant and went over the ethics part of the exam\nfor an hour and a half.\nDan"
    assert words(text).split("\n") == [
        "We met on May 6 at the plant and went over the ethics part of the exam for an hour and a half.",
        "Dan",
    ]


def test_lines_that_a_person_ended_stay_apart() -> None:
    text = "Kate: 2 hours\nSam: 1 hour\nBoth in person, at the library on the main street, as last month."
    assert words(text) == text


def test_html_is_read_where_there_is_no_text() -> None:
    assert words(None, "<p>2 hours</p><blockquote>How many?</blockquote>") == "2 hours"


@pytest.mark.parametrize("text", ["", "Your mail program does not show HTML.", "2"])
def test_html_is_read_where_the_text_is_empty_or_cut_short(text: str) -> None:
    html = "<p>2 hours in person on May 6, and one more by phone on May 20.</p>"
    assert words(text, html) == "2 hours in person on May 6, and one more by phone on May 20."


def test_the_rows_of_a_table_come_from_html() -> None:
    text = "12 May\n\n5:30 pm\n\nLeadership"
    html = "<table><tr><td>12 May</td><td>5:30 pm</td><td>Leadership</td></tr></table>"
    assert words(text, html) == "12 May\t5:30 pm\tLeadership"


def test_of_two_versions_the_one_without_the_quotation_counts() -> None:
    text = "2 hours\n\nHow many hours was it?"
    html = "<div>2 hours</div><blockquote>How many hours was it?</blockquote>"
    assert words(text, html) == "2 hours"


@pytest.mark.parametrize("text", ["", "\n\n", "\u200b", "> old\n> older", "\u00a0"])
def test_no_words_make_an_empty_reply(text: str) -> None:
    assert not words(text)


def test_a_reply_that_gives_a_telephone_number_in_a_sentence_is_no_visiting_card() -> None:
    text = "2 hours by phone, not 3. Call me at 780-555-0199.\nSee you on June 20 for a call."
    assert words(text) == text


def test_a_visiting_card_right_under_the_last_sentence_is_cut_off() -> None:
    text = "We met twice, an hour each time.\nBob Smith\n780-555-0199\nwww.smith.example"
    assert words(text) == "We met twice, an hour each time."


_RULE = "_" * 70


@pytest.mark.parametrize(
    "footer",
    [
        f"{_RULE}\nThis email has been scanned by Norvex. Links stay safe for 48 hours.\n{_RULE}",
        "This message was checked for viruses by Norvex. Reports are kept for 24 hours.",
        f"{_RULE}\nCe courriel a été analysé par Filtrex. Les liens restent valides 72 heures.\n{_RULE}",
        "NOTICE: This mail may contain privileged material. If you are not the addressee erase it within 2 hours.",
        "Ce message peut contenir des renseignements privilégiés.\nVeuillez le supprimer sous 24 h.",
    ],
)
def test_the_footer_of_a_gateway_is_no_reply(footer: str) -> None:
    assert words(f"2 hours by phone\n\n{footer}") == "2 hours by phone"


@pytest.mark.parametrize(
    "card",
    [
        [
            "Tobias Engel",
            "Regional Controller, Lofts",
            "720-555-0185 (office)",
            "1200 Fifth Street #340, Denver CO 80204",
            "60 hours of training a year",
        ],
        [
            "Jean Roy",
            "Directeur, Roy et fils",
            "418 555-0123",
            "1450, rue Principale, bureau 300",
            "Ouvert 60 heures par semaine",
        ],
    ],
)
def test_a_card_with_an_address_goes_without_a_delimiter(card: list[str]) -> None:
    assert words("45 minutes, over lunch\n\n" + "\n".join(card)) == "45 minutes, over lunch"


def test_an_address_where_they_met_stays() -> None:
    assert words("We met at 12 Main Street for 2 hours\ncall me 780-555-0199").startswith("We met at 12 Main Street")


def test_a_disclaimer_is_known_by_its_first_word_wherever_it_begins() -> None:
    notice = (
        "NOTICE: the contents of this message are private. Notify us inside 72 hours if it has reached you in error."
    )
    assert words(f"We logged two hours over video.\nPercy\n{notice}\nThorsby Inc. keeps mail for 7 years.") == (
        "We logged two hours over video.\nPercy"
    )


def test_a_length_written_like_a_time_of_day_begins_no_attribution() -> None:
    mail = "2h15 when I add it up, by telephone\n\n-------- Original message --------\nFrom: X <x@mail.example>"
    assert words(mail).startswith("2h15 when I add it up, by telephone")
