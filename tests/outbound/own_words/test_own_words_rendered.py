"""Mails in own words: the same in text and HTML, in one language, with names that stay names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbound.mail.html_text import html_to_text
from app.outbound.letter.mail import MailKind
from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.mails.coordinator_help import SUBJECTS, Matter
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.passed_on import PassedOnFields, passed_on
from app.outbound.mails.sender import Sender
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.checks import MOST_BYTES
from app.outbound.own_words.mail_words import EVERY_MAIL
from app.outbound.own_words.passage import OwnWords
from tests.outbound.mail_samples import PRIYA, sample
from tests.outbound.own_words.own import DUE, HOURS, LINES, own


def test_own_words_stand_in_the_text_and_in_the_html() -> None:
    mail = checkin(HOURS, own("checkin", ask_hours="Hi {first_name} – {month} with {partners}?\n\nA line is enough."))
    assert "Hi Dan – May with Kate Li?\n\nA line is enough." in mail.text
    assert re.search(r"<p[^>]*>Hi Dan – May with Kate Li\?<br ?/?>\s*<br ?/?>\s*A line is enough\.</p>", mail.html)
    assert "How much time" not in mail.text + mail.html


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_whatever_is_stored_the_mail_goes_out_with_its_form(words: str) -> None:
    """Never an error when a mail is sent: neither Jinja nor MJML gets to read own words."""
    mail = checkin(HOURS, own("checkin", ask_hours=words, due=words))
    assert "\n".join(LINES) in mail.text
    assert all(line.strip() in html_to_text(mail.html) for line in LINES)


def test_everything_else_stays_as_it_was() -> None:
    ours, theirs = checkin(HOURS), checkin(HOURS, own("checkin", due="By {day}."))
    assert theirs.subject == ours.subject
    changed = [pair for pair in zip(ours.text.split("\n"), theirs.text.split("\n"), strict=True) if len({*pair}) > 1]
    assert changed == [("Please reply by Monday 8 June. “Nothing in May” is a good answer too.", "By Monday 8 June.")]


def test_the_form_lines_stay_whole_whatever_is_written() -> None:
    """The lines that reading relies on are no passages."""
    words = {passage.name: "x {partners} {month} {day} {mentors}" for passage in CATALOGUE["checkin"].passages}
    mail = checkin(HOURS, own("checkin", **words))
    lines = mail.text.split("\n")
    at = lines.index(LINES[0])
    assert tuple(lines[at : at + len(LINES)]) == LINES
    assert all(re.search(rf"<div[^>]*>{line}</div>", mail.html) for line in LINES)


def test_a_subject_in_own_words_is_one_line() -> None:
    mail = checkin(HOURS, own("every_mail", subject="Hello\r\nBcc: a@b.example {partners}"))
    assert mail.subject == "Hello Bcc: a@b.example Kate Li"


def test_markup_in_own_words_and_in_names_is_only_letters() -> None:
    fields = CheckinFields("en-CA", PRIYA, "{month} <i>%(x)s", "2026-05", DUE, (PartnerForm("{{ x }} 5%", LINES),))
    mail = checkin(fields, own("checkin", ask_hours="<script>{first_name}</script> {partners} {month} 100%"))
    assert "<script>{month} <i>%(x)s</script> {{ x }} 5% May 100%" in mail.text
    assert "&lt;script&gt;{month} &lt;i&gt;%(x)s&lt;/script&gt; {{ x }} 5% May 100%" in mail.html
    assert "<script" not in mail.html


def test_a_passage_whose_field_has_no_value_is_sent_in_our_words() -> None:
    words = own("passed_on", who_has_it="Call {phone}.")
    known = passed_on(PassedOnFields("en-CA", PRIYA, "Dan"), words)
    unknown = passed_on(PassedOnFields("en-CA", Sender("Northfield", "Priya Nair", ""), "Dan"), words)
    assert "Call 780-555-0142." in known.text
    assert "Call ." not in unknown.text
    assert "Thank you for your message." in unknown.text


def test_what_is_put_together_outside_of_the_templates_has_own_words_too() -> None:
    words = own("coordinator_help", subject_help="{participant} of {programme} needs you")
    values = {"participant": "Dan 5%"}
    said = words.sentence("en-CA", SUBJECTS[Matter.HELP], values, {"programme": "Northfield"})
    assert said == "Dan 5% of Northfield needs you"
    assert words.sentence("fr-CA", SUBJECTS[Matter.ENDING], values, {}) == "Dan 5% annonce la fin du jumelage"


@pytest.mark.parametrize("kind", [MailKind(kind) for kind in CATALOGUE if kind != EVERY_MAIL])
def test_a_mail_in_the_longest_own_words_stays_under_100_kb(kind: MailKind) -> None:
    mail = sample(kind, "en-CA", words="漢字" * 50_000)
    assert len((mail.subject + mail.text + mail.html).encode()) + MOST_BYTES < 100_000


def test_the_html_in_own_words_is_the_same_letter_as_the_text() -> None:
    words = {"ask_hours": "One\ntwo\n\n{partners} & {month} < 3", "due": "By {day}:\n- first\n- second"}
    mail = checkin(HOURS, own("checkin", **words))
    assert _letters(html_to_text(mail.html)) == _letters(mail.text)


def test_own_words_of_nothing_are_ours() -> None:
    assert checkin(HOURS, OwnWords({})) == checkin(HOURS)


def _letters(text: str) -> str:
    return "".join(text.replace("- ", "").split())
