"""A member mails a letter of another organisation: it is kept as it came and waits for a coordinator (H7)."""

import hashlib

import pytest

from app.inbound.decision import Outcome
from tests.factories.letters import quoted
from tests.factories.outside import PDF, PNG, letter_mail, letters, mentors_letter
from tests.factories.post_room import PostRoom

A_PDF = ("Guild letter.pdf", "application/pdf", PDF)


def brought(room: PostRoom, words: str, *attached: tuple[str, str, bytes], subject: str = "Mentoring") -> None:
    raw = mentors_letter(room, words, *attached, subject=subject)
    assert room.bring(raw, room.made.programme_address) is Outcome.RECORDED
    assert room.reason() == "letter_kept"


def test_a_letter_is_kept_as_it_came_and_nothing_is_recorded(room: PostRoom) -> None:
    words = "I did 12 hours through the Guild between January and March. Their letter is attached."
    brought(room, words, A_PDF)
    (kept,) = letters(room)
    assert (kept.content, kept.digest) == (PDF, hashlib.sha256(PDF).digest())
    assert (kept.state, kept.media_type, kept.file_name) == ("waiting", "application/pdf", "Guild letter.pdf")
    assert kept.words == words
    assert room.minutes() == {}


def test_the_member_is_told_that_it_is_kept_and_the_coordinator_that_it_waits(room: PostRoom) -> None:
    brought(room, "Please find the letter of the Guild attached.", A_PDF)
    assert "No hours have been recorded so far" in room.latest("outside_letter_kept", room.made.mentor_email).text
    assert "letter of another organisation" in room.latest("coordinator_help").subject


def test_in_french(french_room: PostRoom) -> None:
    room = french_room
    brought(room, "Bonjour, voici la lettre de l'Ordre : 12 heures de mentorat.", ("doc1.pdf", "application/pdf", PDF))
    mail = room.latest("outside_letter_kept", room.made.mentor_email)
    assert mail.locale == "fr-CA"
    assert "Merci" in mail.text


@pytest.mark.parametrize(
    ("words", "subject", "name"),
    [
        ("I am sending you the attestation of my hours with the Guild.", "Mentoring", "scan.pdf"),
        ("See attached.", "Letter from the Guild", "scan.pdf"),
        ("", "", "scan0001.pdf"),
        ("As discussed.", "", "Guild_letter_2026.pdf"),
        ("Here is the official document of the Guild.", "", "x"),
        ("Ci-joint l’attestation de l’Ordre.", "", "doc.pdf"),
    ],
)
def test_it_is_known_by_words_by_subject_by_name_or_because_there_is_nothing_else(
    room: PostRoom, words: str, subject: str, name: str
) -> None:
    brought(room, words, (name, "application/octet-stream", PDF), subject=subject)
    assert len(letters(room)) == 1


def test_a_photograph_of_a_letter_is_one_whatever_type_it_declares(room: PostRoom) -> None:
    brought(room, "A photo of the letter from the Guild about my hours.", ("IMG_1.bin", "application/x-thing", PNG))
    assert [kept.media_type for kept in letters(room)] == ["image/png"]


def test_a_reply_to_a_check_in_may_bring_one_and_nobody_reminds_then(room: PostRoom) -> None:
    sent = room.check_in(room.made.mentor_email)
    words = f"5 hours, as the attached letter of the Guild confirms.\n\n{quoted(sent.text)}"
    to = room.key_of(sent)
    raw = letter_mail(
        words,
        A_PDF,
        sender=sent.to_address,
        to=to,
        at=room.watch(),
        subject=f"Re: {sent.subject}",
        in_reply_to=sent.message_id,
    )
    assert room.bring(raw, to) is Outcome.RECORDED
    assert (len(letters(room)), room.minutes()) == (1, {})


@pytest.mark.parametrize(
    "words",
    [
        "We met twice on zoom in May, an hour each. Her cover letter is attached.",
        "2 hours by phone in May with Kate. I attach my notes.",
        "3 heures au téléphone en mai. La lettre de motivation de Kate est jointe.",
    ],
)
def test_hours_are_recorded_as_ever_where_the_file_is_something_else(room: PostRoom, words: str) -> None:
    raw = mentors_letter(room, words, ("notes.pdf", "application/pdf", PDF))
    assert room.bring(raw, room.made.programme_address) is Outcome.RECORDED
    assert room.reason() == "facts"
    assert letters(room) == []
    assert room.minutes()


@pytest.mark.parametrize(
    ("name", "declared", "content"),
    [
        ("letter.pdf", "application/pdf", b"<html><script>alert(1)</script>%PDF-1.7"),
        ("letter.pdf", "application/pdf", b"MZ\x90\x00%PDF-1.7"),
        ("letter.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("letter.docx", "application/msword", b"PK\x03\x04" + bytes(40)),
        ("letter.pdf", "application/pdf", b""),
    ],
)
def test_what_is_no_document_by_its_first_bytes_is_not_kept(
    room: PostRoom, name: str, declared: str, content: bytes
) -> None:
    raw = mentors_letter(room, "The letter of the Guild is attached.", (name, declared, content))
    room.bring(raw, room.made.programme_address)
    assert room.reason() != "letter_kept"
    assert letters(room) == []


def test_a_mail_in_somebodys_name_brings_no_letter(room: PostRoom) -> None:
    raw = mentors_letter(room, "My letter of the Guild is attached.", A_PDF)
    assert room.bring(raw, room.made.programme_address, signed=False) is Outcome.HELD
    assert letters(room) == []


def test_a_strangers_letter_is_held(room: PostRoom) -> None:
    at, to = room.watch(), room.made.programme_address
    raw = letter_mail("My letter is attached.", A_PDF, sender="mallory@elsewhere.example", to=to, at=at)
    assert room.bring(raw, to) is Outcome.HELD
    assert letters(room) == []


def test_the_same_file_waits_once_and_is_answered_once(room: PostRoom) -> None:
    """Two programs must not answer each other for ever."""
    for words in ("The letter of the Guild is attached.", "Once more: the letter of the Guild."):
        brought(room, words, A_PDF)
        room.watch.pass_by(minutes=1)
    assert len(letters(room)) == 1
    assert len(room.sent("outside_letter_kept")) == 1


def test_whoever_sends_one_file_after_the_other_is_not_answered_each_time(room: PostRoom) -> None:
    for number in range(8):
        brought(room, f"Letter {number} of the Guild is attached.", ("a.pdf", "application/pdf", PDF + bytes([number])))
    assert len(letters(room)) == 8
    assert len(room.sent("outside_letter_kept")) == 3


def test_a_hostile_name_is_shown_and_never_a_path(room: PostRoom) -> None:
    name = "../../etc/\u202efdp.letter\x07.pdf"
    brought(room, "The letter is attached.", (name, "application/pdf", PDF))
    (kept,) = letters(room)
    assert kept.file_name == "fdp.letter.pdf"
