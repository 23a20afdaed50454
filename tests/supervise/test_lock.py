"""Two supervisors never share a DATA_DIR."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import AppError
from workers.supervise.lock import only_one

_HOLDER = """
import sys, pathlib
from workers.supervise.lock import only_one
with only_one(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_is_told_which_process_holds_the_folder(tmp_path: Path) -> None:
    with (
        holder(tmp_path) as first,
        pytest.raises(AppError, match=f"is in use by process {first.pid}"),
        only_one(tmp_path),
    ):
        pytest.fail("two hold the folder")


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        first.kill()
        first.wait()
    with only_one(tmp_path):
        assert (tmp_path / "supervisor.lock").read_text() == str(os.getpid())


def holder(data_dir: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(data_dir)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process
