"""Runs pure functions on hostile bytes in a child process that can be killed: bounded in time and memory.

One long-lived child serves many calls, for a process per mail is too slow and forking a threaded worker unsafe.
Requests and answers are length-prefixed pickles over pipes. The child ends when its parent does.
"""

import contextlib
import io
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, ParamSpec, Self, TypeVar

from app.errors import AppError

Args = ParamSpec("Args")
Result = TypeVar("Result")

MEGABYTE: Final = 1_000_000
_LENGTH: Final = struct.Struct(">Q")
_PATIENCE: Final = 15
"""Wall-clock time allowed, as a multiple of the CPU time: a busy machine is no fault of the mail."""
_COLD: Final = 4
"""As many times the CPU time for a function's first call in a child: what it compiles is not the mail's fault.

Else a slow machine would end the child in that first call, and the next child in its first, for ever.
"""
_BYTES_A_SECOND: Final = 10 * MEGABYTE
"""A second more for so many bytes: a mail of 35 MB is as honest as a short one, and a slow machine reads it, too."""
_GRACE_SECONDS: Final = 2.0
_START_SECONDS: Final = 30.0
_SHUTDOWN_SECONDS: Final = 2.0
_CHUNK: Final = 1 << 20


class ReaderTimeout(AppError):
    """The function used up its time; its child was ended."""


class ReaderDied(AppError):
    """The child ended in the middle of a call, or ran out of memory."""


class _Killed(ReaderDied):
    """Somebody else ended the child: the system short of memory, or an administrator."""


class ReaderFault(AppError):
    """The function failed with an error that cannot travel between processes; its text does."""


class Bounded:
    """Calls functions in a child: `with Bounded() as bounded: message = bounded(read_message, raw)`.

    `deadline_seconds` is CPU time per call (fifteen times that on the wall clock), with a second more for each 10 MB of
    its arguments, and four times as much for the first of a function in a new child; `memory_bytes` is what a call may
    take above what the child holds once the function is imported. A child that breaks a bound is replaced at the
    next call. Safe to share between threads: calls take turns. The function must be importable, its arguments,
    result and errors picklable.
    """

    def __init__(self, deadline_seconds: float = 2.0, memory_bytes: int = 256 * MEGABYTE) -> None:
        self._deadline = deadline_seconds
        self._memory = memory_bytes
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._starting = False
        self._answer_due = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __call__(self, function: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """The function's result, or its error raised here.

        Raises `ReaderTimeout`, `ReaderDied`, `ReaderFault`; nothing of the call lives on in the child.
        """
        called = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        deadline = self._deadline + len(called) / _BYTES_A_SECOND
        request = pickle.dumps((deadline, self._memory), pickle.HIGHEST_PROTOCOL) + called
        with self._lock:
            if self._answer_due:  # a thread was stopped in the middle of its call: that answer is nobody's now
                self._discard()
            self._answer_due = True
            answer = self._ask(request, getattr(function, "__qualname__", repr(function)), deadline)
            self._answer_due = False
        done, value = pickle.loads(answer)  # noqa: S301 - our own child wrote it
        if not done:
            raise value
        result: Result = value
        return result

    def close(self) -> None:
        """Ends the child, if there is one. The next call starts another."""
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            _pipe(child.stdin).close()
        try:
            child.wait(_SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        _pipe(child.stdout).close()

    def _ask(self, request: bytes, name: str, deadline: float) -> bytes:
        """The answer, on a second try where the child was killed from outside: the functions are pure."""
        self._send(request)
        try:
            return self._receive(name, deadline)
        except _Killed:
            self._send(request)
        return self._receive(name, deadline)

    def _send(self, request: bytes) -> None:
        """Hands the request to a living child; one that died since the last call is replaced."""
        for last_try in (False, True):
            if self._child is None or self._child.poll() is not None:
                self._discard()
                self._child, self._starting = _start(), True
            try:
                _write(_pipe(self._child.stdin), request)
            except OSError as problem:
                self._discard()
                if last_try:
                    raise ReaderDied("the reader process does not start") from problem
            else:
                return

    def _receive(self, name: str, deadline: float) -> bytes:
        child = self._child
        if child is None:
            raise ReaderDied(f"there is no reader process for {name}")
        # the child times each call itself; this is for one that cannot any more
        start = _START_SECONDS if self._starting else _GRACE_SECONDS
        until = time.monotonic() + deadline * _COLD * _PATIENCE + start
        try:
            (length,) = _LENGTH.unpack(_read_until(child, _LENGTH.size, until))
            answer = _read_until(child, length, until)
        except TimeoutError as problem:
            self._discard()
            raise ReaderTimeout(f"{name} took more than {deadline:.3g} seconds") from problem
        except EOFError as problem:
            status = self._discard()
            if status in (-signal.SIGPROF, -signal.SIGALRM):
                raise ReaderTimeout(f"{name} took more than {deadline:.3g} seconds") from problem
            if status == _OUT_OF_MEMORY:
                raise ReaderDied(f"{name} took more than {self._memory // MEGABYTE} MB") from problem
            kind = _Killed if status == -signal.SIGKILL else ReaderDied
            raise kind(f"the reader process ended in the middle of {name} (status {status})") from problem
        self._starting = False
        return answer

    def _discard(self) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        # a child that is ending by itself may say why
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(0.2)
        child.kill()
        status = child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()
        return status


_OUT_OF_MEMORY: Final = 86
"""Exit status of a child that ran out of memory: what is left of it cannot be trusted."""


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "app.inbound.bounded"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)


def _pipe(pipe: Any) -> BinaryIO:
    found: BinaryIO = pipe
    return found


def _write(pipe: BinaryIO, payload: bytes) -> None:
    left = memoryview(_LENGTH.pack(len(payload)) + payload)
    while left:
        left = left[pipe.write(left) :]


def _read_until(child: subprocess.Popen[bytes], length: int, until: float) -> bytes:
    """Exactly `length` bytes of the child's answer; TimeoutError or EOFError where they do not come."""
    pipe = _pipe(child.stdout)
    chunks: list[bytes] = []
    while length:
        ready, _, _ = select.select([pipe], [], [], max(until - time.monotonic(), 0))
        if not ready:
            raise TimeoutError
        chunk = os.read(pipe.fileno(), min(length, _CHUNK))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """The child's whole life: one call after the other, until the parent closes the pipe."""
    warm: set[Any] = set()
    while header := requests.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(header)
        answer = _answer(requests.read(length), warm)
        _write(answers, answer)


def _answer(request: bytes, warm: set[Any]) -> bytes:
    _allow_memory(None)
    told = io.BytesIO(request)
    deadline, memory = pickle.load(told)  # noqa: S301 - our parent wrote it
    function, args, kwargs = pickle.load(told)  # noqa: S301 - the same
    try:
        _allow_memory(memory)
        _allow_time(deadline if function in warm else deadline * _COLD)
        outcome = (True, function(*args, **kwargs))
        _allow_time(0)
        warm.add(function)
        return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception as problem:  # noqa: BLE001 - the parent decides what an error means
        _allow_time(0)
        return _failure(problem)


def _failure(problem: Exception) -> bytes:
    """The error as it is, where it survives the journey; else its words."""
    try:
        travelled = pickle.dumps((False, problem), pickle.HIGHEST_PROTOCOL)
        pickle.loads(travelled)  # noqa: S301 - written one line above
    except Exception:  # noqa: BLE001 - anything may happen in a foreign __reduce__
        return pickle.dumps((False, ReaderFault(f"{type(problem).__name__}: {problem}")))
    return travelled


def _allow_time(seconds: float) -> None:
    """Lets the kernel end this process after so much CPU time, or fifteen times that by the clock; 0 lifts both."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE)


def _allow_memory(more: int | None) -> None:
    """Bounds the private memory of this process to what it has now and `more` bytes; None lifts the bound.

    Only Linux tells what a process holds and applies the bound to all of it (since 4.7); elsewhere it is left out.
    """
    status = Path("/proc/self/statm")
    if not status.exists():
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    held = int(status.read_text("ascii").split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (hard if more is None else held + more, hard))


def main() -> None:
    """Serves on standard input and output. What a function prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    with contextlib.suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
