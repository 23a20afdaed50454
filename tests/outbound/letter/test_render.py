"""From templates and fields to a mail: nothing missing, nothing injected."""

from dataclasses import dataclass

import pytest

from app.errors import AppError
from app.outbound.letter.mail import MailKind
from app.outbound.letter.render import SUBJECT_LENGTH, TemplateFieldMissing, environment_for, render
from app.outbound.mails.passed_on import PassedOnFields
from app.outbound.mails.sender import Sender

PRIYA = Sender("Northfield Mentoring", "Priya Nair", "780-555-0142")


@dataclass(frozen=True)
class NoName:
    locale: str
    sender: Sender
    with_whom: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nameless:
    """A sender whose phone number was forgotten."""

    programme: str
    coordinator: str


@dataclass(frozen=True)
class NoPhone:
    locale: str
    first_name: str
    sender: Nameless
    with_whom: tuple[str, ...] = ()


def test_a_missing_field_is_named_with_its_template() -> None:
    with pytest.raises(TemplateFieldMissing) as error:
        render(MailKind.PASSED_ON, "en-CA", NoName("en-CA", PRIYA))
    assert str(error.value) == "app/outbound/letter/templates/passed_on/body.txt: 'first_name' is undefined"
    assert isinstance(error.value, AppError)


def test_a_field_missing_inside_another_is_named_too() -> None:
    fields = NoPhone("en-CA", "Dan", Nameless("Northfield Mentoring", "Priya Nair"))
    with pytest.raises(TemplateFieldMissing, match=r"passed_on/body\.txt: .*no attribute 'phone'"):
        render(MailKind.PASSED_ON, "en-CA", fields)


def test_an_empty_field_is_not_a_missing_one() -> None:
    mail = render(MailKind.PASSED_ON, "en-CA", PassedOnFields("en-CA", PRIYA, ""))
    assert mail.text.startswith("Hello,\n\n")


def test_a_subject_is_one_line_without_control_characters() -> None:
    sender = Sender("North\r\nBcc: everyone@example.org\t\x07\N{PARAGRAPH SEPARATOR}Field", "Priya Nair", "780")
    mail = render(MailKind.PASSED_ON, "en-CA", PassedOnFields("en-CA", sender, "Dan"))
    assert mail.subject == "Your place in North Bcc: everyone@example.org Field"


def test_a_very_long_subject_is_cut_and_says_so() -> None:
    mail = render(MailKind.PASSED_ON, "en-CA", PassedOnFields("en-CA", Sender("P" * 500, "Priya Nair", "780"), "Dan"))
    assert len(mail.subject) == SUBJECT_LENGTH
    assert mail.subject.endswith("P…")


def test_html_escapes_what_plain_text_prints_as_it_is() -> None:
    mail = render(MailKind.PASSED_ON, "en-CA", PassedOnFields("en-CA", PRIYA, "Dan & <Roy>"))
    assert "Hello Dan & <Roy>," in mail.text
    assert "Hello Dan &amp; &lt;Roy&gt;," in mail.html


def test_a_mail_carries_its_kind_and_its_locale() -> None:
    mail = render(MailKind.PASSED_ON, "fr-CA", PassedOnFields("fr-CA", PRIYA, "Dan"))
    assert (mail.kind, mail.locale, mail.notice) == (MailKind.PASSED_ON, "fr-CA", False)
    assert mail.subject == "Votre place dans Northfield Mentoring"


def test_paragraphs_stand_apart_by_one_empty_line() -> None:
    text = render(MailKind.PASSED_ON, "en-CA", PassedOnFields("en-CA", PRIYA, "Dan")).text
    assert "\n\n\n" not in text
    assert text.endswith("780-555-0142\n")


def test_each_locale_keeps_one_environment() -> None:
    assert environment_for("fr-CA") is environment_for("fr-CA")
    assert environment_for("fr-CA") is not environment_for("en-CA")
