"""How somebody is found in what others wrote (C3)."""

import re
from email.encoders import encode_base64
from email.message import EmailMessage
from email.mime.nonmultipart import MIMENonMultipart

import pytest

from app.erasure.raw_mails import tells_of
from app.erasure.traces import Identity, Search, identity_phrases, is_telling, parts_of, patterns, standing_in, turns_of
from tests.factories.letters import quoted, written

DAN = Identity(("Dan O'Royé",), ("dan@home.example",), ("M-1",))


def _found(phrases: frozenset[str], text: str) -> bool:
    """The patterns, which the database searches with, and the search of long texts find the same."""
    found = any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns(phrases))
    assert Search.of(phrases).finds(text) is found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "I met Dan O'Royé twice",
        "I met DAN\n> O'ROYÉ twice",
        "<b>Dan</b> O&#x27;Royé",
        "Dan O\u2019Royé, and Dan O\u2019Roye",
        "DAN O'ROYE",
        "O'Royé, Dan",
        '{"with": ["Dan O\'Royé"]}',
        "mailto:dan@home.example",
        "member M-1 of May",
    ],
)
def test_a_name_address_or_number_is_found_however_it_is_written(text: str) -> None:
    assert _found(identity_phrases(DAN), text)


@pytest.mark.parametrize("text", ["I met Dan", "Daniel O'Royér", "jordan@home.example", "M-17", "room M-1b"])
def test_what_is_somebody_elses_is_not(text: str) -> None:
    assert not _found(identity_phrases(DAN), text)


def test_a_part_of_a_name_that_is_a_word_of_every_mail_names_nobody() -> None:
    assert parts_of("May Long Okonkwo-Reyes") == ("Okonkwo-Reyes",)


@pytest.mark.parametrize(("number", "telling"), [("12", False), ("M-1", True), ("40217", True), ("A", False)])
def test_a_number_is_looked_for_where_it_can_name_somebody(number: str, telling: bool) -> None:
    assert is_telling(number) is telling


WORDS = "We met for two hours on 12 May.\nThen we rehearsed my talk on hydroponic lettuce for Oslo, file QX-4471-b."


@pytest.mark.parametrize(
    "text",
    [
        "They wrote: my talk on hydroponic lettuce",
        quoted("rehearsed my talk on\nhydroponic lettuce for Oslo"),
        "talk on hydroponic <br>lettuce",
        "about qx-4471-b",
    ],
)
def test_their_words_are_found_quoted_wrapped_and_in_html(text: str) -> None:
    assert _found(turns_of([WORDS]), text)


def test_what_everybody_writes_is_nobodys() -> None:
    assert not _found(turns_of([WORDS]), "We met for two hours on 12 May.")


def test_the_names_of_others_make_no_words_theirs() -> None:
    assert turns_of(["2h video with Kathleen Lindqvist on 12 May"], ["Kathleen Lindqvist"]) == frozenset()


@pytest.mark.parametrize("encoding", ["7bit", "base64", "quoted-printable"])
def test_a_mail_is_seen_through_its_encoding(encoding: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Séance avec Dan O'Royé" if encoding != "7bit" else "Hours"
    message.set_content("nothing here" if encoding != "7bit" else "with dan@home.example", cte=encoding)
    assert tells_of(bytes(message), Search.of(identity_phrases(DAN)))


@pytest.mark.parametrize(
    ("text", "kind", "charset"),
    [
        ("<p>Dan O&rsquo;Roy&eacute; and I</p>", "html", "us-ascii"),
        ("<p>Dan O&#39;Roy&#233; and I</p>", "html", "us-ascii"),
        ("Dan O'Royé and I", "plain", "utf-16"),
        ("Dan O'Royé and I", "plain", "iso-8859-1"),
    ],
)
def test_a_mail_is_seen_through_entities_and_alphabets(text: str, kind: str, charset: str) -> None:
    part = MIMENonMultipart("text", kind, charset=charset)
    part.set_payload(text.encode(charset))
    encode_base64(part)
    assert tells_of(bytes(part), Search.of(identity_phrases(DAN)))


def test_a_text_file_in_utf_16_that_names_no_alphabet_is_read_by_its_mark() -> None:
    message = EmailMessage()
    message.set_content("see the file")
    message.add_attachment("Dan O'Royé, 2 h".encode("utf-16"), maintype="text", subtype="csv", filename="hours.csv")
    assert tells_of(bytes(message), Search.of(identity_phrases(DAN)))


def test_only_what_stands_in_a_text_is_noted_of_it() -> None:
    phrases = {*identity_phrases(DAN), *turns_of([WORDS])}
    assert standing_in(phrases, ["with DAN O\u2019ROYE", "on hydroponic\n> lettuce for Oslo"]) == (
        "Dan O'Royé",
        "hydroponic lettuce for",
        "lettuce for Oslo",
        "on hydroponic lettuce",
    )


def test_a_mail_of_others_about_others_is_left_alone() -> None:
    mail = written("2h with Kate", sender="a@b.example", to="c@d.example")
    assert not tells_of(mail, Search.of(identity_phrases(DAN)))
