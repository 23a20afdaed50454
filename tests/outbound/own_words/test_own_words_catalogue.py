"""Everything that mails say is either open to own words or named as ours, and our own words pass our own checks."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract

from app.language import LANGUAGES
from app.outbound.letter.mail import MailKind
from app.outbound.letter.render import TEMPLATES
from app.outbound.own_words.catalogue import ALL_OURS, CATALOGUE
from app.outbound.own_words.checks import faults_of_mail
from app.outbound.own_words.fields import FIELDS, label_of_field
from app.outbound.own_words.mail_words import EVERY_MAIL, MailWords

MAILS = [mail for mail in CATALOGUE.values() if mail.kind != EVERY_MAIL]


def sentences_of(*folders: str) -> list[str]:
    """Every sentence in the templates there and in what they include, in order; plain text before HTML."""
    files = [file for pattern in folders for file in TEMPLATES.glob(pattern)]
    found = list[str]()
    for file in sorted(files, key=lambda path: (path.suffix != ".txt", path.name != "subject.txt", path)):
        messages = extract("jinja2", BytesIO(whole(file).encode()), options={"trimmed": "1"})
        found += [message for _line, message, _notes, _context in messages if isinstance(message, str)]
    return list(dict.fromkeys(found))


def whole(file: Path) -> str:
    """A template with what it includes in its place."""
    include = r'{% include "([a-z_.]+)" %}'
    return re.sub(include, lambda found: whole(TEMPLATES / found.group(1)), file.read_text("utf-8"))


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.kind)
def test_every_sentence_of_a_mail_is_a_passage_or_named_as_ours(mail: MailWords) -> None:
    listed = {passage.ours for passage in mail.passages} | set(mail.fixed)
    composed = {passage.ours for passage in mail.passages if mail.kind == MailKind.COORDINATOR_HELP}
    every = CATALOGUE[EVERY_MAIL]
    shared = {passage.ours for passage in every.passages} | set(every.fixed)
    assert set(sentences_of(f"{mail.kind}/*")) - shared == listed - composed


def test_every_sentence_that_mails_share_is_a_passage_or_named_as_ours() -> None:
    shared = CATALOGUE[EVERY_MAIL]
    listed = {passage.ours for passage in shared.passages} | set(shared.fixed)
    said = set(sentences_of("*.*", "*/*"))
    assert listed <= said
    of_one = {each for mail in MAILS for each in (*mail.fixed, *(passage.ours for passage in mail.passages))}
    assert set(sentences_of("*.*")) - of_one <= listed


def test_every_kind_is_open_to_own_words_or_says_why_not() -> None:
    assert {*CATALOGUE, *ALL_OURS} == {*MailKind, EVERY_MAIL}
    assert set(CATALOGUE).isdisjoint(ALL_OURS)
    assert all(ALL_OURS.values())


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.kind)
def test_the_passages_stand_in_the_order_of_the_mail(mail: MailWords) -> None:
    order = sentences_of(f"{mail.kind}/*")
    shown = [passage.ours for passage in mail.passages if passage.ours in order]
    assert shown == sorted(shown, key=order.index)


@pytest.mark.parametrize("mail", CATALOGUE.values(), ids=lambda mail: mail.kind)
def test_a_passage_has_one_name_and_names_no_field_that_is_not_explained(mail: MailWords) -> None:
    assert len(mail.by_name) == len(mail.passages)
    for passage in mail.passages:
        assert re.fullmatch(r"[a-z_]+", passage.name)
        assert set(mail.fields_of(passage)) <= set(FIELDS)
        assert passage.spare <= set(passage.fields)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mail", CATALOGUE.values(), ids=lambda mail: mail.kind)
def test_our_own_words_could_be_saved_as_own_words(mail: MailWords, language: str) -> None:
    ours = {passage.name: passage.ours_in(language) for passage in mail.passages}
    assert faults_of_mail(mail, ours, language) == []


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_explained_in_both_languages(name: str) -> None:
    assert label_of_field(name, "fr-CA") != label_of_field(name, "en-CA")
