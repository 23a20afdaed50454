"""What cannot be saved, and what the coordinator is told about it."""

import re

import pytest

from app.outbound.letter.mail import MailKind
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.checks import MOST_BYTES, MOST_CHARACTERS, faults_of, faults_of_mail, tidied
from app.outbound.own_words.faults import SENTENCES, Fault, Why, fault_words
from app.outbound.own_words.mail_words import MailWords
from app.outbound.own_words.passage import Passage

CHECKIN = CATALOGUE[MailKind.CHECKIN]
ASK = CHECKIN.by_name["ask_hours"]
SUBJECT = CATALOGUE[MailKind.NO_ANSWER].by_name["subject"]


def reasons(words: str, passage: Passage = ASK) -> list[Why]:
    return [fault.why for fault in faults_of(CHECKIN, passage, words, "en")]


def told(words: str, passage: Passage = ASK, locale: str = "en-CA") -> list[str]:
    return [fault_words(fault, locale) for fault in faults_of(CHECKIN, passage, words, locale)]


def test_words_with_all_fields_can_be_saved() -> None:
    assert reasons("Hours with {partners} in {month}, please.\n\nThank you, {first_name}.") == []


def test_a_missing_field_cannot_be_saved() -> None:
    assert told("Your hours with {partners}, please.") == [
        "{month} is missing: the month asked about has to be told here."
    ]
    assert told("Vos heures avec {partners}.", locale="fr-CA") == [
        "Il manque {month}\N{NO-BREAK SPACE}: le mois visé doit être dit ici."
    ]


EVERY_FIELD = [
    (mail, passage, name) for mail in CATALOGUE.values() for passage in mail.passages for name in passage.required
]


@pytest.mark.parametrize(("mail", "passage", "name"), EVERY_FIELD)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_required_field_of_any_mail_can_be_left_out(
    mail: MailWords, passage: Passage, name: str, language: str
) -> None:
    without = re.sub(rf"\{{{name}\}}", "it", passage.ours_in(language))
    assert [fault.why for fault in faults_of(mail, passage, without, language)] == [Why.MISSING]


@pytest.mark.parametrize("mail", CATALOGUE.values(), ids=lambda mail: mail.kind)
def test_what_may_be_left_out_may_be_left_out(mail: MailWords) -> None:
    for passage in mail.passages:
        for name in passage.spare:
            assert faults_of(mail, passage, passage.ours_in("en").replace(f"{{{name}}}", "us"), "en") == []


def test_a_misspelt_field_cannot_be_saved_and_the_right_one_is_named() -> None:
    assert told("Hours with {partners} in {mnth} of {month}") == [
        "There is no {mnth} to fill in here. Did you mean {month}?"
    ]
    assert told("{partners} {month} {invoice}") == ["There is no {invoice} to fill in here."]


def test_fields_of_other_programs_are_set_right() -> None:
    assert reasons("Hours with {{partners}} in {{ month }}, {month} {partners}") == [Why.DOUBLED, Why.DOUBLED]


def test_broken_braces_are_named_with_their_place() -> None:
    assert told("Hours with {partners} in {month} or {month") == [
        "A brace stands alone near “{month} or {month”. A field has one on each side, as in {month}."
    ]


def test_a_field_stands_three_times_at_most() -> None:
    assert reasons("{partners} " + "{month} " * 3) == []
    assert reasons("{partners} " + "{month} " * 4) == [Why.TOO_OFTEN]


def test_a_subject_is_one_short_line_that_breaks_no_header() -> None:
    """RFC 5322 2.2: nothing typed here adds a header."""
    assert reasons("{participant} is silent about {month}", SUBJECT) == []
    assert Why.ONE_LINE in reasons("{participant} {month}\nBcc: all@example.org", SUBJECT)
    assert Why.UNSEEN in reasons("{participant} {month}\rBcc: all@example.org", SUBJECT)
    assert Why.TOO_LONG in reasons("{participant} {month}" + "x" * 140, SUBJECT)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066"])
def test_what_nobody_sees_cannot_be_saved(letter: str) -> None:
    assert reasons(f"{{partners}} {{month}} a{letter}b") == [Why.UNSEEN]


def test_letters_of_all_scripts_and_pictures_can_be_saved() -> None:
    assert reasons("About {partners} in {month} – œuvre, 你好, \N{ZERO WIDTH JOINER}👩‍🏫, 50 %, “so”, ½ & <3") == []


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "file:///etc/passwd"])
def test_only_links_of_the_web_and_of_mail_can_be_saved(link: str) -> None:
    assert reasons(f"{{partners}} {{month}} {link}") == [Why.LINK]


@pytest.mark.parametrize("link", ["https://a.example/x?y=1", "http://a.example", "mailto:priya@a.example"])
def test_links_of_the_web_and_of_mail_can_be_saved(link: str) -> None:
    assert reasons(f"{{partners}}, {{month}}; see {link}.") == []


@pytest.mark.parametrize(
    "line",
    [
        "In person: 2",
        "Total hours in {month}: ",
        "Email:",
        "{partners}: 2 h",
        "Video – 3",
        "Date: 5 May",
        "En personne :",
    ],
)
def test_a_line_that_the_reader_takes_for_the_form_cannot_be_saved(line: str) -> None:
    assert Why.LABEL in reasons(f"Hours with {{partners}} in {{month}}, please.\n{line}\nThank you.")


def test_one_passage_and_all_together_have_their_limits() -> None:
    assert reasons("{partners} {month} " + "x" * MOST_CHARACTERS) == [Why.TOO_LONG]
    assert reasons("{partners} {month}" + "\nx" * 41) == [Why.TOO_MANY_LINES]
    words = {passage.name: passage.ours_in("en") + "&" * 1500 for passage in CHECKIN.passages if not passage.one_line}
    assert len(words) * 1500 * 6 > MOST_BYTES
    assert faults_of_mail(CHECKIN, words, "en")[-1] == Fault("", Why.MAIL_TOO_LONG)


def test_what_nobody_means_is_tidied() -> None:
    assert tidied("  Hello {  month } \r\n\r\n\r\n\r\nyou\tthere  ") == "Hello {month}\n\nyou there"


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(Why)
    values = dict.fromkeys(("field", "label", "near", "most", "count", "starts"), "x")
    for why in Why:
        fault = Fault("ask", why, values)
        assert fault_words(fault, "fr-CA") != fault_words(fault, "en-CA")
