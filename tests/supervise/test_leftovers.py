"""What a killed supervisor left is ended by the next one, and nothing else is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workers.supervise.identity import identity
from workers.supervise.leftovers import end_leftovers, leftovers, remember
from workers.supervise.marks import marked, marked_processes


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    # A test run started in the background ignores SIGINT, and its children would too.
    script = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_DFL); print(flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", script], start_new_session=True, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def stubborn() -> Iterator[subprocess.Popen[bytes]]:
    script = "trap '' TERM; echo ready; while :; do sleep 0.1; done"
    process = subprocess.Popen(["sh", "-c", script], start_new_session=True, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_leftover_is_asked_to_end(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    remember(tmp_path, "web", sleeper.pid)
    ended = end_leftovers(tmp_path, {}, seconds=5)
    assert [(item.name, item.pid) for item in ended] == [("web", sleeper.pid)]
    assert sleeper.wait(timeout=5) == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_each_is_asked_by_its_own_signal(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    remember(tmp_path, "postgres", sleeper.pid)
    end_leftovers(tmp_path, {"postgres": signal.SIGINT}, seconds=5)
    assert sleeper.wait(timeout=5) == -signal.SIGINT


def test_one_that_will_not_end_is_killed(tmp_path: Path, stubborn: subprocess.Popen[bytes]) -> None:
    remember(tmp_path, "web", stubborn.pid)
    end_leftovers(tmp_path, {}, seconds=0.3)
    assert stubborn.wait(timeout=5) == -signal.SIGKILL


def test_a_number_that_now_belongs_to_another_process_is_left_alone(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    remember(tmp_path, "web", sleeper.pid)
    record = tmp_path / "web.pid"
    record.write_text(f"{sleeper.pid}\nanother boot 12345\n")
    assert end_leftovers(tmp_path, {}, seconds=1) == []
    assert sleeper.poll() is None


def test_a_dead_process_is_no_leftover(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    remember(tmp_path, "web", sleeper.pid)
    sleeper.kill()
    sleeper.wait()
    assert leftovers(tmp_path) == []


def test_what_a_dead_leftover_had_started_is_ended_too(tmp_path: Path) -> None:
    script = "sleep 60 & echo $!; exec >&-; wait"
    leader = subprocess.Popen(
        ["sh", "-c", script], env=marked(os.environ, tmp_path), start_new_session=True, stdout=subprocess.PIPE
    )
    assert leader.stdout is not None
    orphan = int(leader.stdout.readline())
    leader.kill()
    leader.wait()
    leader.stdout.close()
    # While a process becomes another program, it shows no environment for a moment.
    assert wait_until(lambda: marked_processes(tmp_path) == [orphan])
    assert end_leftovers(tmp_path, {}, seconds=1) == []
    assert wait_until(lambda: identity(orphan) is None)


def test_processes_of_another_instance_are_left_alone(tmp_path: Path) -> None:
    other = subprocess.Popen(["sleep", "60"], env=marked(os.environ, tmp_path / "other"))
    end_leftovers(tmp_path, {}, seconds=1)
    assert other.poll() is None
    other.kill()
    other.wait()


def wait_until(condition: Callable[[], bool], seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_note_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """As on a full disk."""
    (tmp_path / "web.unfinished").symlink_to("/dev/full")
    remember(tmp_path, "web", os.getpid())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["", "12", "not a number\nx\n", "1\n\n"])
def test_a_note_that_was_cut_short_ends_nothing(tmp_path: Path, words: str) -> None:
    (tmp_path / "web.pid").write_text(words)
    assert end_leftovers(tmp_path, {}, seconds=1) == []
