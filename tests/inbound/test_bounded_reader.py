"""Hostile bytes are read in a child that can be killed (requirement: 2 s of CPU, 256 MB)."""

import email.message
import operator
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.inbound.bounded import MEGABYTE, Bounded, ReaderDied, ReaderTimeout
from app.inbound.mail.message import Unreadable, UnreadableMail, read_message


@pytest.fixture(scope="module")
def bounded() -> Iterator[Bounded]:
    with Bounded(deadline_seconds=0.3, memory_bytes=64 * MEGABYTE) as reader:
        yield reader


def test_a_function_runs_in_another_process_and_its_value_comes_back(bounded: Bounded) -> None:
    assert bounded(os.getpid) != os.getpid()
    assert bounded(read_message, b"Subject: May\r\n\r\n2 hours").text == "2 hours"


def test_one_child_serves_many_calls(bounded: Bounded) -> None:
    assert len({bounded(os.getpid) for _ in range(20)}) == 1


def test_an_error_of_the_function_is_raised_here(bounded: Bounded) -> None:
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        bounded(operator.truediv, 1, 0)


def test_a_refusal_keeps_its_reason(bounded: Bounded) -> None:
    with pytest.raises(UnreadableMail) as refusal:
        bounded(read_message, b"")
    assert refusal.value.reason is Unreadable.EMPTY


def test_an_endless_computation_is_ended_and_the_next_call_goes_on(bounded: Bounded) -> None:
    child = bounded(os.getpid)
    with pytest.raises(ReaderTimeout, match=r"pow took more than 0\.3 seconds"):
        bounded(pow, 7, 10**9)
    assert bounded(os.getpid) != child


def test_the_first_call_in_a_child_has_time_to_compile_what_it_needs(bounded: Bounded) -> None:
    """Else a slow machine would end each new child in its first call, and hold back every mail."""
    busy = "import time\nuntil = time.process_time() + 0.6\nwhile time.process_time() < until: pass"
    bounded.close()
    bounded(exec, busy)
    with pytest.raises(ReaderTimeout):
        bounded(exec, busy)


def test_a_function_that_sleeps_is_ended_too(bounded: Bounded) -> None:
    bounded(time.sleep, 0)
    with pytest.raises(ReaderTimeout):
        bounded(time.sleep, 60)
    assert bounded(operator.add, 1, 1) == 2


def test_a_greedy_function_is_ended_and_the_next_call_goes_on(bounded: Bounded) -> None:
    with pytest.raises(ReaderDied, match="took more than 64 MB"):
        bounded(bytearray, 1_000 * MEGABYTE)
    assert bounded(operator.add, 1, 1) == 2


def test_a_crash_of_the_child_is_told_and_the_next_call_goes_on(bounded: Bounded) -> None:
    with pytest.raises(ReaderDied, match="status 3"):
        bounded(os._exit, 3)
    assert bounded(operator.add, 1, 1) == 2


def test_a_child_killed_between_calls_is_replaced_unseen(bounded: Bounded) -> None:
    before = bounded(os.getpid)
    os.kill(before, signal.SIGKILL)
    assert bounded(os.getpid) != before


def test_what_a_function_prints_does_not_mix_with_its_answer(bounded: Bounded) -> None:
    bounded(print, "noise")
    assert bounded(operator.add, 1, 1) == 2


def test_threads_take_turns(bounded: Bounded) -> None:
    with ThreadPoolExecutor(8) as threads:
        values = list(threads.map(lambda number: bounded(operator.mul, number, 2), range(50)))
    assert values == [number * 2 for number in range(50)]


def test_closing_ends_the_child_and_a_later_call_starts_another() -> None:
    reader = Bounded()
    before = reader(os.getpid)
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert reader(os.getpid) != before
    reader.close()


def test_the_child_ends_when_its_parent_is_killed() -> None:
    script = (
        "import os, time; from app.inbound.bounded import Bounded; b = Bounded();"
        "print(b(os.getpid), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert ends_within(child, seconds=5)


def test_a_mail_of_thirty_four_megabytes_is_read_within_the_bounds() -> None:
    attached = email.message.EmailMessage()
    attached.set_content("2 hours")
    attached.add_attachment(b"x" * 25_000_000, maintype="application", subtype="pdf", filename="a.pdf")
    raw = attached.as_bytes()
    assert 33_000_000 < len(raw) < 35_000_000
    with Bounded(deadline_seconds=10) as reader:
        assert (reader(read_message, raw).text or "").strip() == "2 hours"


def test_an_answer_that_a_stopped_thread_left_behind_is_given_to_nobody() -> None:
    """A worker that is told to end stops its threads wherever they are; another thread may still read on."""
    with Bounded() as reader:
        assert reader(len, "abc") == 3
        reader._send(pickle.dumps((len, ("a stranger's words",), {}, 2.0, None), pickle.HIGHEST_PROTOCOL))
        reader._answer_due = True  # as it stands when the thread is stopped before it could read the answer
        assert reader(len, "ab") == 2


def ends_within(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if not state.stdout.strip() or state.stdout.startswith("Z"):
            return True
        time.sleep(0.05)
    return False
