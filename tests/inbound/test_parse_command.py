"""`mentorpost parse`: one JSON object for a mail; one a line for a stream, whatever stands on a line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MAIL = b"From: Dan Roy <dan@example.org>\r\nDate: Mon, 01 Jun 2026 09:00:40 -0600\r\n\r\n2 hours by phone"
CONTEXT: dict[str, Any] = {
    "programme": {"name": "North", "modes": ["phone", "video"], "locale": "en-CA", "timezone": "America/Edmonton"},
    "participant": {"name": "Dan Roy", "email": "dan@example.org", "role": "mentor"},
    "partners": [{"name": "Kate Li", "role": "mentee"}],
    "checkin": {
        "kind": "monthly",
        "period": "2026-05",
        "sent_at": "2026-06-01T09:00:00-06:00",
        "subject": "May",
        "text": "How many hours did you spend with Kate Li in May?",
        "html": None,
    },
}


def mentorpost(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("mentorpost")), "parse", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def mail(tmp_path: Path) -> str:
    path = tmp_path / "reply.eml"
    path.write_bytes(MAIL)
    return str(path)


@pytest.fixture
def context(tmp_path: Path) -> str:
    path = tmp_path / "context.json"
    path.write_text(json.dumps(CONTEXT))
    return str(path)


def test_a_mail_gives_one_reading(mail: str, context: str) -> None:
    done = mentorpost("--context", context, mail)
    assert done.returncode == 0, done.stderr
    reading = json.loads(done.stdout)
    assert reading["kind"] == "reply"
    assert reading["reply_text"] == "2 hours by phone"
    assert reading["period"] == "2026-05"
    assert reading["hours"]["total"] == 2.0


def test_a_robot_is_ignored_with_nothing_read_from_it(tmp_path: Path, context: str) -> None:
    robot = tmp_path / "robot.eml"
    robot.write_bytes(b"Auto-Submitted: auto-replied\r\n" + MAIL)
    reading = json.loads(mentorpost("--context", context, str(robot)).stdout)
    assert (reading["kind"], reading["outcome"], reading["hours"]) == ("auto_reply", "ignored", None)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("{", "context.json is not JSON"),
        ("[]", "context.json: context"),
        (json.dumps({**CONTEXT, "checkin": {**CONTEXT["checkin"], "kind": 7}}), "checkin.kind"),
        (json.dumps({key: value for key, value in CONTEXT.items() if key != "programme"}), "programme"),
    ],
)
def test_a_context_that_cannot_be_used_says_what_and_where(tmp_path: Path, mail: str, broken: str, told: str) -> None:
    path = tmp_path / "context.json"
    path.write_text(broken)
    done = mentorpost("--context", str(path), mail)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_mail_says_which(context: str) -> None:
    done = mentorpost("--context", context, "nowhere.eml")
    assert done.returncode == 2
    assert done.stderr == "error: nowhere.eml cannot be read: No such file or directory\n"


def test_a_mail_over_a_bound_says_so(tmp_path: Path, context: str) -> None:
    (tmp_path / "parts.eml").write_bytes(
        b"Content-Type: multipart/mixed; boundary=e\r\n\r\n" + b"--e\r\n\r\nx\r\n" * 10_000
    )
    done = mentorpost("--context", context, str(tmp_path / "parts.eml"))
    assert done.returncode == 2
    assert done.stderr == "error: the mail cannot be read: it has more than 500 parts\n"


@pytest.mark.parametrize(
    "arguments", [[], ["--stream", "x.eml"], ["--stream", "--stdin-paths"], ["x.eml"], ["--nonsense"]]
)
def test_unusable_arguments_end_with_status_two(arguments: list[str]) -> None:
    assert mentorpost(*arguments).returncode == 2


def test_a_stream_answers_each_line_in_order_and_survives_every_bad_one(tmp_path: Path, mail: str) -> None:
    empty = tmp_path / "empty.eml"
    empty.write_bytes(b"")
    good = json.dumps({"context": CONTEXT, "mail": mail})
    lines = [
        good,
        "no json",
        "[]",
        json.dumps({"mail": mail}),
        json.dumps({"context": {}, "mail": mail}),
        json.dumps({"context": CONTEXT, "mail": "nowhere.eml"}),
        json.dumps({"context": CONTEXT, "mail": str(empty)}),
        good,
    ]
    done = mentorpost("--stream", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("error" in answer) for answer in answers] == [False, True, True, True, True, True, True, False]
    assert "nowhere.eml" in answers[5]["error"]
    assert "programme" in answers[4]["error"]
    assert answers[0] == answers[7]


def test_a_stream_answers_before_it_is_asked_again(mail: str) -> None:
    command = [str(Path(sys.executable).with_name("mentorpost")), "parse", "--stream"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for _ in range(2):
            running.stdin.write(json.dumps({"context": CONTEXT, "mail": mail}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["reply_text"] == "2 hours by phone"
        running.stdin.close()


def test_paths_give_reply_and_kind_without_a_context(mail: str) -> None:
    done = mentorpost("--stdin-paths", stdin=f"{mail}\nnowhere.eml\n")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first == {"reply": "2 hours by phone", "kind": "reply"}
    assert "nowhere.eml" in second["error"]


def test_paths_of_bounces_give_whom_they_are_about_for_how_long_and_why(tmp_path: Path) -> None:
    """I8."""
    bounce = tmp_path / "bounce.eml"
    bounce.write_bytes(
        b"From: MAILER-DAEMON@mx.example.net\r\nSubject: failure notice\r\n\r\n"
        b"<dan@example.org>:\r\n550 5.2.2 mailbox full\r\n"
    )
    answer = json.loads(mentorpost("--stdin-paths", stdin=f"{bounce}\n").stdout)
    assert (answer["kind"], answer["reply"]) == ("bounce", "")
    assert answer["recipients"] == [
        {
            "address": "dan@example.org",
            "action": "failed",
            "status": "5.2.2",
            "permanent": True,
            "severity": "full",
            "reason": "mailbox_full",
        }
    ]


def test_explain_says_in_sentences_what_stands_on_which_words_and_what_was_passed_over(
    tmp_path: Path, context: str
) -> None:
    letter = tmp_path / "reply.eml"
    letter.write_bytes(MAIL + b", not 3. Call me at 780-555-0199.\r\nSee you on June 20 for a call.\r\n")
    done = mentorpost("--explain", "--context", context, str(letter))
    assert done.returncode == 0, done.stderr
    assert "2\N{NO-BREAK SPACE}h, phone: “2 hours” (line 1, characters 1 to 7)" in done.stdout
    assert "“3” (line 1, characters 23 to 23): It is said not to be so." in done.stdout
    assert "“780-555-0199” (line 1, characters 37 to 48): It is a figure that no hours are said with." in done.stdout
    assert "the next meeting, 20 June: “See you on June 20" in done.stdout
    assert "It is recorded. It tells facts, and nothing in them is unclear." in done.stdout


def test_a_stream_explains_under_a_key_of_its_own_and_changes_nothing_else(mail: str) -> None:
    line = json.dumps({"context": CONTEXT, "mail": mail})
    plain, told = (json.loads(mentorpost("--stream", *more, stdin=line + "\n").stdout) for more in ((), ("--explain",)))
    explanation = told.pop("explanation")
    assert told == plain
    assert explanation == {"passed_over": [], "rule": "facts", "unclear": ""}


def test_there_is_nothing_to_explain_without_a_context(mail: str) -> None:
    done = mentorpost("--stdin-paths", "--explain", stdin=mail + "\n")
    assert done.returncode == 2
    assert "nothing to explain" in done.stderr


def test_parsing_needs_no_database_broker_or_web() -> None:
    script = (
        "import sys; from workers.commands import main; main.get_command(None, 'parse');"
        "print([m for m in ('sqlalchemy', 'flask', 'dramatiq', 'redis', 'psycopg') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "[]\n"
