"""`mentorpost export cases`, from an amended mail to a set that the scorer reads (C3)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.factories.amending import amended, held, switched_on
from tests.factories.post_room import PostRoom
from workers.commands import main

ROOT = Path(__file__).parents[2]
SCORER = ROOT / "tests" / "cases" / "parsing" / "score.py"
PARSE = (sys.executable, "-c", "from workers.commands import main; main()", "parse", "--stream")


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", "cases", *map(str, arguments)])


def _score(folder: Path) -> dict[str, Any]:
    command = [sys.executable, str(SCORER), "--cases", str(folder), "--json", "--", *PARSE]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.usefixtures("environment")
def test_an_amended_mail_becomes_a_case_that_the_scorer_reads(room: PostRoom, tmp_path: Path) -> None:
    """The right reading is another than ours: the set counts one wrong record, and everything else right."""
    switched_on(room)
    amended(room, held(room))
    result = _run("--tenant", room.made.slug, "--out", tmp_path / "set")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{tmp_path / 'set'}: 1 cases" in result.stderr
    scored = _score(tmp_path / "set")
    assert (scored["cases"], scored["crashes"], scored["bad_lines"]) == (1, 0, [])
    assert scored["wrong_records"] == 1
    rights = [field for field, table in scored["fields"].items() if table["right"]]
    assert {"kind", "outcome", "period", "status"} <= set(rights)


@pytest.mark.usefixtures("environment")
def test_the_words_of_the_reply_are_found_in_the_exported_mail_in_disguise(room: PostRoom, tmp_path: Path) -> None:
    switched_on(room)
    amended(room, held(room))
    _run("--tenant", room.made.slug, "--out", tmp_path)
    (line,) = (tmp_path / "cases.jsonl").read_text("utf-8").splitlines()
    case = json.loads(line)
    job = json.dumps({"context": case["context"], "mail": str(tmp_path / case["mail"])})
    ran = subprocess.run(PARSE, cwd=ROOT, input=job, capture_output=True, text=True, check=True)
    words = json.loads(ran.stdout)["reply_text"]
    partner, mentor = (
        case["context"]["partners"][0]["name"].split()[0],
        case["context"]["participant"]["name"].split()[0],
    )
    first, second, last = (text for text in words.splitlines() if text)
    assert first.endswith(f"2h zoom with {partner} on 19 May, all good.")
    assert f"{partner}'s idea." in second
    assert last == mentor
    assert [name for name in ("Dan", "Kate", "Priya", "Omar", "Haddad", "0177") if name in words] == []


@pytest.mark.usefixtures("environment")
def test_what_is_left_out_is_counted_with_the_reason(room: PostRoom, tmp_path: Path) -> None:
    switched_on(room)
    amended(room, held(room, "2h zoom with Kate, ask xhaddadx or Omar Haddad", quoting=False))
    result = _run("--tenant", room.made.slug, "--out", tmp_path)
    assert (result.exit_code, (tmp_path / "cases.jsonl").read_bytes()) == (0, b"")
    assert "left out: 1, because something that tells who it is would be left" in result.stderr


@pytest.mark.usefixtures("environment")
def test_a_tenant_that_keeps_none_is_told_so_and_nothing_is_written(room: PostRoom, tmp_path: Path) -> None:
    result = _run("--tenant", room.made.slug, "--out", tmp_path / "set")
    assert result.exit_code == 2
    assert "keeps no examples; its coordinators switch that on" in result.stderr
    assert not (tmp_path / "set").exists()


@pytest.mark.usefixtures("environment")
def test_a_folder_that_cannot_be_made_is_named(room: PostRoom, tmp_path: Path) -> None:
    switched_on(room)
    (tmp_path / "file").write_text("in the way")
    result = _run("--tenant", room.made.slug, "--out", tmp_path / "file")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
