"""`mentorpost demo` tells the whole story, everything comes out as told, and its files are what it says."""

import email
import email.policy
import json
import os
import signal
import socket
import subprocess
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.running import COMMAND
from workers.demo.story_cast import ANSWER, CAST, CORRECTION, PARTS
from workers.demo.story_folder import LIST, story_folder
from workers.demo.story_replies import TEMPLATES

EVERY_PART = (*PARTS, ANSWER, CORRECTION)


@dataclass(frozen=True)
class Told:
    """A story that was told: what it said, how it ended, where its files are."""

    said: str
    status: int
    out: Path

    def replies(self) -> list[Path]:
        return sorted((self.out / "replies").glob("*.eml"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Told with settings around it that lead nowhere: it takes nothing from a `make run` beside it."""
    out = tmp_path_factory.mktemp("story") / "demo-out"
    with story_folder(out):
        (out / "mails" / "old.eml").write_text("of an earlier telling")
    (out / "log.json").write_text("of the reader's own")
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        port = str(busy.getsockname()[1])
        nowhere = {
            "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/gone",
            "DATABASE_OWNER_URL": "postgresql+psycopg://nobody@127.0.0.1:1/gone",
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "MAIL_URL": "smtp://127.0.0.1:1",
            "SMTP_PORT": port,
            "HTTP_PORT": port,
        }
        done = subprocess.run(
            [COMMAND, "demo", "--out", str(out)],
            env={**os.environ, **nowhere},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    return Told(done.stdout + done.stderr, done.returncode, out)


def read(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_every_mail_is_signed_as_its_senders_server_does(told: Told) -> None:
    """`normal` asks for it, in the demo as anywhere."""
    mails = [*told.replies(), *(told.out / "mails").glob("*.eml")]
    domains = {read(path)["From"].addresses[0].domain.lower() for path in mails}
    assert len(domains) > 1
    assert [path.name for path in mails if not path.read_bytes().startswith(b"DKIM-Signature:")] == []


def test_everything_comes_out_as_told(told: Told) -> None:
    assert told.status == 0, told.said
    assert "NOT AS TOLD" not in told.said
    assert "All as told" in told.said


def test_it_says_one_line_for_each_of_twenty_replies_and_what_it_became(told: Told) -> None:
    assert len(PARTS) == 20
    for number, part in enumerate(EVERY_PART, start=1):
        (line,) = [line for line in told.said.splitlines() if line.startswith(f"  {number:>2}  ")]
        assert part.name in line
        assert part.becomes in line


def test_its_replies_come_to_every_outcome(told: Told) -> None:
    outcomes = {"recorded", "asked", "ignored", "review", "held", "quarantined"}
    assert {part.becomes for part in PARTS} == outcomes
    assert {word for word in outcomes if f" {word} " in told.said} == outcomes


def test_of_a_concern_it_says_only_that_a_person_reads_it(told: Told) -> None:
    """C2."""
    assert "safeguarding" not in told.said
    (line,) = [line for line in told.said.splitlines() if "Nina Park" in line]
    assert line.endswith("a person reads it")


def test_a_pipe_gets_no_colours_and_no_progress(told: Told) -> None:
    assert "\x1b" not in told.said
    assert "\r" not in told.said


def test_it_leaves_every_mail_and_every_reply_and_what_it_said(told: Told) -> None:
    assert [path.stem[3:] for path in told.replies()] == [part.template for part in EVERY_PART]
    assert len(list((told.out / "mails").glob("*.eml"))) > len(CAST.people)
    assert (told.out / "story.txt").read_text("utf-8") == told.said
    assert "mail_kept" in (told.out / "log.txt").read_text("utf-8")


def test_it_removes_only_what_an_earlier_telling_left(told: Told) -> None:
    assert not (told.out / "mails" / "old.eml").exists()
    assert (told.out / "log.json").read_text() == "of the reader's own"


def test_it_lists_every_file_that_it_made(told: Told) -> None:
    made = {path.relative_to(told.out).as_posix() for path in told.out.rglob("*") if path.is_file()}
    assert {*(told.out / LIST).read_text("utf-8").splitlines()[1:]} == made - {LIST, "log.json"}


def test_every_template_is_told() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.eml")} == {part.template for part in EVERY_PART}


def test_a_reply_is_encoded_as_its_mail_program_does(told: Told) -> None:
    outlook, gmail, android = (told.replies()[number] for number in (2, 4, 6))
    assert b"T=E9l. : 418 555-0166" in outlook.read_bytes()
    assert "Tél. : 418 555-0166" in text_of(outlook)
    assert b"=C3=A0 19 h 30" in gmail.read_bytes()
    assert "de 18 h à 19 h 30 en personne" in text_of(gmail)
    assert b"Content-Transfer-Encoding: base64" in android.read_bytes()
    assert "Nothing in May, sorry!" in text_of(android)


def text_of(path: Path) -> str:
    part = read(path).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_corrected_hours_are_in_the_log_and_the_first_ones_too(told: Told) -> None:
    """H2: an entry is corrected by another one."""
    (log,) = [json.loads(path.read_text("utf-8")) for path in (told.out / "hour-log").glob("*.json")]
    assert log["totals"]["minutes"] == 150
    assert (len(log["claims"]), len(log["entries"])) == (2, 3)


def test_each_file_of_the_log_is_verified_and_refused_once_a_byte_is_changed(told: Told) -> None:
    """X3."""
    folder = told.out / "hour-log"
    files = [path for path in folder.iterdir() if path.suffix in {".json", ".pdf", ".csv"}]
    assert files
    for file in files:
        before, after = file.read_bytes(), (folder / "changed" / file.name).read_bytes()
        assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
        assert f"{file.name}: whole" in told.said
        assert f"changed/{file.name}: NOT whole" in told.said


def test_a_telling_that_is_ended_lists_what_it_made(tmp_path: Path) -> None:
    command = [COMMAND, "demo", "--out", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as telling:
        assert telling.stdout
        next(line for line in telling.stdout if line.startswith("2. "))
        telling.terminate()
        telling.stdout.read()
        assert telling.wait(60) == 128 + signal.SIGTERM
    listed = (tmp_path / LIST).read_text("utf-8").splitlines()[1:]
    assert len([name for name in listed if name.startswith("mails/")]) >= len(CAST.people)
    with story_folder(tmp_path):
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [LIST]
