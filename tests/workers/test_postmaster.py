"""Mail to the postmaster is taken, whoever is asked (RFC 5321, 4.5.1; RFC 2142), and waits in a folder."""

from pathlib import Path

import pytest
import structlog

from app.db import Database
from app.inbound.ways_in import postmaster
from app.inbound.ways_in.addressed import addresses_in
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.raw_talk import RawTalk, raw_talk
from tests.factories.tenants import make_tenant
from workers.listener.server import LmtpServer

MAIL = b"From: abuse-desk@example.org\r\nSubject: Spam from your host\r\n\r\nPlease look.\r\n"


def hand_in(talk: RawTalk, *recipients: str, mail: bytes = MAIL) -> bytes:
    talk.say(b"EHLO client.example")
    talk.say(b"MAIL FROM:<desk@example.org>")
    for recipient in recipients:
        assert talk.say(f"RCPT TO:<{recipient}>".encode()).startswith(b"250"), recipient
    talk.say(b"DATA")
    talk.send(mail + b".\r\n")
    return talk.answer()


@pytest.mark.parametrize(
    "recipient",
    ["postmaster", "Postmaster", "POSTMASTER", f"postmaster@{REPLY_DOMAIN}", f"Abuse@{REPLY_DOMAIN.upper()}"],
)
def test_the_postmasters_mail_is_kept_for_whoever_runs_this(database: Database, tmp_path: Path, recipient: str) -> None:
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        assert hand_in(talk, recipient) == b"250 2.0.0 Kept as postmaster"
    (file,) = tmp_path.glob("*.eml")
    assert file.read_bytes() == b"Return-Path: <desk@example.org>\r\n" + MAIL


def test_the_same_mail_again_is_one_file(database: Database, tmp_path: Path) -> None:
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        assert hand_in(talk, "postmaster") == hand_in(talk, "postmaster")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_mail_to_a_programme_too_is_kept_for_both(database: Database, tmp_path: Path) -> None:
    made = make_tenant(database)
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        answer = hand_in(talk, "postmaster", made.programme_address).decode()
    (mail,) = kept_mails(database, made.tenant_id)
    assert answer == f"250 2.0.0 Kept as {made.tenant_id}/{mail.received_mail_id} postmaster"
    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_over_lmtp_the_postmaster_has_an_answer_too(database: Database, tmp_path: Path) -> None:
    made = make_tenant(database)
    with listening(database, kind=LmtpServer, postmaster=tmp_path) as port, raw_talk(port) as talk:
        talk.say(b"LHLO relay.example")
        talk.say(b"MAIL FROM:<>")
        for recipient in (made.programme_address, f"postmaster@{REPLY_DOMAIN}"):
            assert talk.say(f"RCPT TO:<{recipient}>".encode()).startswith(b"250")
        talk.say(b"DATA")
        talk.send(MAIL + b".\r\n")
        assert [talk.answer()[:9] for _ in range(2)] == [b"250 2.0.0"] * 2
    assert len(list(tmp_path.glob("*.eml"))) == 1


@pytest.mark.parametrize("recipient", ["abuse", "root", "postmaster@example.org", f"postmaster+x@{REPLY_DOMAIN}"])
def test_nobody_else_is_the_postmaster(database: Database, tmp_path: Path, recipient: str) -> None:
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        talk.say(b"EHLO client.example")
        talk.say(b"MAIL FROM:<desk@example.org>")
        assert talk.say(f"RCPT TO:<{recipient}>".encode()).startswith(b"550")


def test_where_nothing_can_be_written_the_sender_tries_again(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with listening(database, postmaster=tmp_path / "file") as port, raw_talk(port) as talk:
        assert hand_in(talk, "postmaster").startswith(b"451 4.3.0")


def test_a_folder_that_nobody_reads_fills_up_and_no_further(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "MOST_KEPT", 1)
    (tmp_path / "unread.eml").write_bytes(MAIL)
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        assert hand_in(talk, "postmaster").startswith(b"452 4.2.2")


def test_strangers_cannot_fill_the_disk_with_a_few_large_mails(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "MOST_BYTES", 400)
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        answers = [hand_in(talk, "abuse@" + REPLY_DOMAIN, mail=MAIL + b"x" * size + b"\r\n") for size in (100, 150, 1)]
    assert [answer[:9] for answer in answers] == [b"250 2.0.0", b"452 4.2.2", b"250 2.0.0"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 400


def test_of_a_long_mail_the_beginning_is_kept_and_the_log_says_so(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "MOST_OF_ONE", 60)
    logging = structlog.testing.capture_logs()
    with logging as logged, listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        assert hand_in(talk, "postmaster").startswith(b"250")
    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == b"Return-Path: <desk@example.org>\r\n" + MAIL[:60]
    (said,) = [one for one in logged if one["event"] == "postmaster_mail_kept"]
    assert (said["file"], said["bytes"], said["cut_off"]) == (file.name, len(MAIL), len(MAIL) - 60)


@pytest.mark.parametrize("room", [0, None], ids=["full", "cannot be written"])
def test_a_mail_to_a_programme_too_is_taken_for_it_whatever_becomes_of_the_postmasters(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int | None
) -> None:
    made = make_tenant(database)
    folder = tmp_path / "folder"
    if room is None:
        folder.write_bytes(b"")
    else:
        monkeypatch.setattr(postmaster, "MOST_BYTES", room)
    logging = structlog.testing.capture_logs()
    with logging as logged, listening(database, postmaster=folder) as port, raw_talk(port) as talk:
        answer = hand_in(talk, "postmaster", made.programme_address).decode()
    (mail,) = kept_mails(database, made.tenant_id)
    assert answer == f"250 2.0.0 Kept as {made.tenant_id}/{mail.received_mail_id}"
    assert [one["event"] for one in logged if one["log_level"] == "warning"] == ["postmaster_mail_left_out"]


def test_over_lmtp_a_full_folder_is_told_of_the_postmaster_alone(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "MOST_BYTES", 0)
    made = make_tenant(database)
    with listening(database, kind=LmtpServer, postmaster=tmp_path) as port, raw_talk(port) as talk:
        talk.say(b"LHLO relay.example")
        talk.say(b"MAIL FROM:<>")
        for recipient in (f"postmaster@{REPLY_DOMAIN}", made.programme_address):
            assert talk.say(f"RCPT TO:<{recipient}>".encode()).startswith(b"250")
        talk.say(b"DATA")
        talk.send(MAIL + b".\r\n")
        assert [talk.answer()[:9] for _ in range(2)] == [b"452 4.2.2", b"250 2.0.0"]
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_what_a_crash_left_half_written_counts_too(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "MOST_BYTES", 400)
    (tmp_path / "half.partial").write_bytes(b"x" * 399)
    with listening(database, postmaster=tmp_path) as port, raw_talk(port) as talk:
        assert hand_in(talk, "postmaster").startswith(b"452 4.2.2")


@pytest.mark.parametrize(
    "to", ["Priya: the society <k@r.example>", "Kate <kate@x.example>; Priya <k@r.example>", "mailto:k@r.example"]
)
def test_recipients_that_are_written_oddly_are_found_where_no_envelope_is(to: str) -> None:
    assert "k@r.example" in addresses_in(f"To: {to}\r\nSubject: x\r\n\r\n".encode())
