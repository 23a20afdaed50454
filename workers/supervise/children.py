"""The running processes of one supervisor: started in order, started again when they die, stopped in reverse."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from workers.supervise.output import Output
from workers.supervise.restarts import MOST_QUICK_DEATHS, count_death, pause_seconds
from workers.supervise.service import Service
from workers.supervise.spawn import collect, has_died, spawn, stop

_TICK_SECONDS = 0.1
_READY_SECONDS = 90.0


class StopRequested(Exception):  # not an error: the person has asked for it
    """Ctrl-C or SIGTERM has come while something was being waited for."""


class GaveUp(AppError):
    """A process died again and again, or never came to serve."""


@dataclass
class _Child:
    service: Service
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    start_again_at: float = 0.0
    was_hindered: bool = False


class Children:
    """Keeps processes running; `stop_asked` tells that a person wants the end.

    While `hindered` says that something outside keeps processes from running, as a full disk does, nobody is given up.
    """

    def __init__(
        self,
        output: Output,
        records: Path,
        stop_asked: Callable[[], bool],
        hindered: Callable[[], bool] = lambda: False,
    ) -> None:
        self._output = output
        self._records = records
        self._stop_asked = stop_asked
        self._hindered = hindered
        self._children: list[_Child] = []

    def start(self, services: Sequence[Service]) -> None:
        """Start all of `services` at once, and return when each can be used.

        Raises:
            GaveUp: one of them died again and again, or took too long.
            StopRequested: a person asked for the end meanwhile.

        """
        for service in services:
            child = _Child(service)
            self._children.append(child)
            self._spawn(child)
        deadline = time.monotonic() + _READY_SECONDS
        waiting = list(services)
        while waiting:
            self.tick()
            if self._hindered():
                deadline = time.monotonic() + _READY_SECONDS
            waiting = [service for service in waiting if service.missing() is not None]
            if waiting and time.monotonic() > deadline:
                raise GaveUp(f"{waiting[0].name} does not serve: {waiting[0].missing()}")

    def run_once(self, service: Service) -> None:
        """Run a command to its end while the others go on.

        Raises:
            GaveUp: it failed; its words have been shown.
            StopRequested: a person asked for the end meanwhile.

        """
        process = self._spawn_process(service)
        try:
            while not has_died(process):
                self.tick()
        finally:
            code = stop(service, process, self._records, self._output.relay)
        self._output.relay(0)
        if code != 0:
            raise GaveUp(f"{service.name} failed with exit code {code}: what it said stands above")

    def tick(self) -> None:
        """Pass on what the processes say, and start again those that have died.

        Raises:
            GaveUp: one died five times in a row right after its start.
            StopRequested: a person asked for the end.

        """
        self._output.relay(_TICK_SECONDS)
        if self._stop_asked():
            raise StopRequested
        for child in self._children:
            if child.process is not None and has_died(child.process):
                self._note_death(child, child.process)
            if child.process is None and time.monotonic() >= child.start_again_at and self._can_start(child):
                self._spawn(child)

    def stop(self) -> None:
        """Stop all in reverse order, each within its own deadline."""
        for child in reversed(self._children):
            if child.process is not None:
                stop(child.service, child.process, self._records, self._output.relay)
                child.process = None
        self._children.clear()

    def _can_start(self, child: _Child) -> bool:
        """Nobody is started again onto a server that is itself just coming back."""
        if not child.service.needs:
            return True
        needed = [other.service for other in self._children if other.service.name in child.service.needs]
        if all(service.missing() is None for service in needed):
            return True
        child.start_again_at = time.monotonic() + _TICK_SECONDS
        return False

    def _lost_what_it_needs(self, child: _Child) -> bool:
        """Whether a server that the process needs went down while it lived, or is not back yet."""
        needed = [other for other in self._children if other.service.name in child.service.needs]
        return any(
            other.process is None or other.started >= child.started or other.service.missing() is not None
            for other in needed
        )

    def _spawn(self, child: _Child) -> None:
        child.process = self._spawn_process(child.service)
        child.started = time.monotonic()

    def _spawn_process(self, service: Service) -> subprocess.Popen[bytes]:
        descriptor = self._output.pipe(service.name)
        try:
            return spawn(service, descriptor, self._records)
        finally:
            os.close(descriptor)

    def _note_death(self, child: _Child, process: subprocess.Popen[bytes]) -> None:
        now = time.monotonic()
        code = collect(child.service, process, self._records)
        how = _how_it_ended(code)
        child.process = None
        self._count_death(child, now - child.started, code)
        pause = pause_seconds(child.quick_deaths)
        self._output.relay(0)
        if pause is None:
            raise GaveUp(f"{child.service.name} {how}, {MOST_QUICK_DEATHS} times in a row: stopping everything")
        self._output.say("run", f"{child.service.name} {how}; starting it again in {pause:g} s")
        child.start_again_at = now + pause

    def _count_death(self, child: _Child, lived_seconds: float, code: int) -> None:
        """A hindered process is never at its last death, and starts anew at none when the hindrance is gone."""
        hindered = self._hindered() or self._lost_what_it_needs(child)
        before = 0 if child.was_hindered and not hindered else child.quick_deaths
        after = count_death(before, lived_seconds, code)
        child.quick_deaths = min(after, MOST_QUICK_DEATHS - 1) if hindered else after
        child.was_hindered = hindered


def _how_it_ended(code: int) -> str:
    return f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
