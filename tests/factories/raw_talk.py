"""A conversation byte by byte, for what no decent mail program would say."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager


class RawTalk:
    """A connection to the listener; what it answers comes line by line."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._buffer = b""

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def line(self) -> bytes:
        """The next line; empty at the end."""
        while b"\n" not in self._buffer:
            more = self._more()
            if not more:
                break
            self._buffer += more
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.rstrip(b"\r")

    def answer(self) -> bytes:
        """The next answer's last line."""
        line = self.line()
        while line[3:4] == b"-":
            line = self.line()
        return line

    def say(self, command: bytes) -> bytes:
        """One command and its answer."""
        self.send(command + b"\r\n")
        return self.answer()

    def rest(self) -> bytes:
        """Everything that still comes, until the other end hangs up."""
        while more := self._more():
            self._buffer += more
        rest, self._buffer = self._buffer, b""
        return rest

    def encrypt(self) -> None:
        """Speak TLS from now on, with whoever it is."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.connection = context.wrap_socket(self.connection)

    def _more(self) -> bytes:
        try:
            return self.connection.recv(65_536)
        except ConnectionError:
            return b""


@contextmanager
def raw_talk(port: int, *, greeted: bool = True) -> Iterator[RawTalk]:
    """A connection past its greeting, closed at the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        talk = RawTalk(connection)
        if greeted:
            assert talk.answer().startswith(b"220 ")
        yield talk
        talk.connection.close()
