"""`mentorpost mail`: hand a file in and learn what became of it, see what waits, read again what could not be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from app.config import load_settings
from app.development_zone import resolver_for
from app.inbound.decision import Outcome
from tests.factories.letters import written
from tests.factories.listening import listening
from tests.factories.post_room import PostRoom
from workers.commands import main

CONCERN = "2 hours by phone. I must tell you that Kate has been sexually harassed at work and is afraid."


@contextmanager
def running(room: PostRoom, environment: pytest.MonkeyPatch, *, worker: bool = True) -> Iterator[None]:
    """The listener, and a worker that processes what it is woken for."""

    def wake(queue: str, _tenant_id: UUID | None, mail_id: UUID | None) -> None:
        if worker and queue == "inbound" and mail_id:
            room.process(mail_id)

    room.services = replace(room.services, resolver=resolver_for(load_settings()))
    with listening(room.database, wake, room.watch) as port:
        environment.setenv("SMTP_PORT", str(port))
        yield


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["mail", *map(str, arguments)])


def file(room: PostRoom, folder: Path, words: str, sender: str | None = None) -> Path:
    sent = room.check_in(room.made.mentor_email)
    path = folder / "reply.eml"
    path.write_bytes(written(words, sender=sender or room.made.mentor_email, to=room.key_of(sent), at=room.watch()))
    return path


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("1.5h zoom with Kate", "recorded"), ("A few hours", "asked"), ("stop", "ignored")],
)
def test_send_says_what_became_of_the_mail(
    room: PostRoom, environment: pytest.MonkeyPatch, tmp_path: Path, words: str, outcome: str
) -> None:
    """Exit 0 when recorded, asked or ignored."""
    with running(room, environment):
        result = run("send", file(room, tmp_path, words))
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{outcome}: ")
    assert str(room.outcomes()[-1].received_mail_id) in result.stdout


def test_send_says_that_a_mail_waits_for_a_person(
    room: PostRoom, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Exit 1 when held, review or quarantined."""
    with running(room, environment):
        result = run("send", file(room, tmp_path, "1.5h zoom with Kate", "eve@elsewhere.example"))
    assert result.exit_code == 1
    assert result.stdout.startswith("held: ")


def test_send_says_nothing_of_a_concern_but_that_a_person_reads_it(
    room: PostRoom, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """C2."""
    with running(room, environment):
        result = run("send", file(room, tmp_path, CONCERN))
    assert result.exit_code == 1
    assert room.reason() == "safeguarding"
    for word in ("safeguarding", "named person", "concern", "harass"):
        assert word not in result.output.lower()


def test_send_gives_up_waiting_and_says_where_the_mail_is_kept(
    room: PostRoom, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with running(room, environment, worker=False):
        result = run("send", file(room, tmp_path, "3 hours"), "--wait", "0.2")
    assert result.exit_code == 3
    assert "no outcome within 0.2 s" in result.output


def test_send_tells_the_listeners_refusal(room: PostRoom, environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with running(room, environment):
        result = run("send", file(room, tmp_path, "3 hours"), "--to", "nobody-at-all@reply.localhost")
    assert result.exit_code == 2
    assert "error: refused: 550 5.1.1" in result.output


def test_send_takes_the_envelope_that_it_is_given(
    room: PostRoom, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with running(room, environment):
        result = run("send", file(room, tmp_path, "3 hours"), "--from", "", "--to", room.made.programme_address)
    assert result.exit_code == 0, result.output
    assert room.outcomes()[-1].outcome == Outcome.RECORDED


def test_list_shows_who_wrote_and_why_it_waits_and_no_words(room: PostRoom, environment: pytest.MonkeyPatch) -> None:
    assert environment
    room.answer(room.check_in(room.made.mentor_email), "1.5h zoom, private words", sender="eve@elsewhere.example")
    result = run("list", "--tenant", room.made.slug, "--state", "held")
    assert result.exit_code == 0
    assert "Dan Roy <eve@elsewhere.example>" in result.output
    assert result.stdout.endswith("\n1 held\n")
    assert "private words" not in result.output


@pytest.mark.parametrize("state", ["review", "quarantined"])
def test_list_of_nothing_says_so(room: PostRoom, environment: pytest.MonkeyPatch, state: str) -> None:
    assert environment
    assert run("list", "--tenant", room.made.slug, "--state", state).stdout == f"0 {state}\n"


def test_replay_reads_the_quarantined_mails_again(room: PostRoom, environment: pytest.MonkeyPatch) -> None:
    assert environment
    key = room.key_of(room.check_in(room.made.mentor_email))
    room.bring(b" ", key)
    mail_id = room.outcomes()[0].received_mail_id
    result = run("replay", "--tenant", room.made.slug)
    assert result.stdout == f"{mail_id}  quarantined\n1 replayed\n"
    assert [one.is_current for one in room.outcomes()] == [False, True]


def test_replay_of_a_mail_that_was_read_is_refused(room: PostRoom, environment: pytest.MonkeyPatch) -> None:
    assert environment
    room.answer(room.check_in(room.made.mentor_email), "3 hours")
    mail_id = room.outcomes()[0].received_mail_id
    result = run("replay", "--tenant", room.made.slug, str(mail_id))
    assert result.exit_code == 2
    assert f"error: mail {mail_id} is not in this tenant's quarantine" in result.output


def test_a_tenant_that_nobody_knows_is_told(environment: pytest.MonkeyPatch) -> None:
    assert environment
    result = run("list", "--tenant", "nobody-here", "--state", "held")
    assert (result.exit_code, result.output) == (2, "error: no tenant is called 'nobody-here'\n")
