"""Bringing the words of all processes to one terminal, each line behind the name of its process."""

import os
import selectors
from collections.abc import Callable
from contextlib import suppress

_NAME_WIDTH = 9  # "scheduler"
_CHUNK_BYTES = 65_536
_MOST_CHUNKS = 16


class Output:
    """Reads the pipes of all children; whoever waits for something calls `relay` instead of sleeping.

    It stays in one thread, because the kernel ties a child's parent-death signal to the thread that started it.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._selector = selectors.DefaultSelector()
        self._parts: dict[int, bytes] = {}

    def pipe(self, name: str) -> int:
        """A new file descriptor whose lines appear under `name`; the caller closes it once a child has it."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        self._selector.register(reading, selectors.EVENT_READ, name)
        self._parts[reading] = b""
        return writing

    def say(self, name: str, line: str) -> None:
        """Write one line under a name; a terminal that has gone away is no reason to stop."""
        with suppress(OSError):
            self._write(f"{name:<{_NAME_WIDTH}} | {line}\n")

    def relay(self, seconds: float) -> None:
        """Wait up to `seconds` for words from any child, and write those that have come."""
        for key, _ in self._selector.select(seconds):
            self._read(key.fd, key.data)

    def close(self) -> None:
        """Write what is left and let go of the pipes."""
        self.relay(0)
        for key in list(self._selector.get_map().values()):
            self._end(key.fd, key.data)
        self._selector.close()

    def _read(self, descriptor: int, name: str) -> None:
        """Take what is there, though not for ever from one that never stops talking."""
        for _ in range(_MOST_CHUNKS):
            try:
                chunk = os.read(descriptor, _CHUNK_BYTES)
            except BlockingIOError:
                return
            if not chunk:
                self._end(descriptor, name)
                return
            self._take(descriptor, name, chunk)

    def _take(self, descriptor: int, name: str, chunk: bytes) -> None:
        *lines, rest = (self._parts[descriptor] + chunk).split(b"\n")
        if len(rest) > _CHUNK_BYTES:
            lines, rest = [*lines, rest], b""
        self._parts[descriptor] = rest
        for line in lines:
            self.say(name, line.decode(errors="replace").rstrip("\r"))

    def _end(self, descriptor: int, name: str) -> None:
        rest = self._parts.pop(descriptor)
        if rest:
            self.say(name, rest.decode(errors="replace"))
        self._selector.unregister(descriptor)
        os.close(descriptor)
