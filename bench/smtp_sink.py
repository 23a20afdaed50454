"""A mail server that takes everything and keeps nothing, in a process of its own: `python -m bench.smtp_sink`.

It prints its port, counts what it is given, and prints the count when its input is closed.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

from aiosmtpd.smtp import SMTP, Envelope, Session


class Counting:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        self.mails += 1
        return "250 OK"


@contextmanager
def smtp_sink() -> Iterator[int]:
    """The port of a sink that runs until the block ends."""
    with Popen([sys.executable, "-m", "bench.smtp_sink"], stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


async def _serve() -> None:
    loop, handler = asyncio.get_running_loop(), Counting()
    server = await loop.create_server(lambda: SMTP(handler, loop=loop), host="127.0.0.1", port=0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
