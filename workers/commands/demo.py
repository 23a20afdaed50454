"""`mentorpost demo`: the whole story in under a minute, on servers of its own."""

import signal
import sys
from pathlib import Path
from types import FrameType

import click

from workers.demo.story import tell
from workers.demo.story_voice import voice_for


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-out"),
    show_default=True,
    help="Where the mails, replies and hour logs of the story are left.",
)
@click.pass_context
def demo(context: click.Context, out: Path) -> None:
    """Tell a month of a mentoring programme: check-ins, 20 replies, a question, a correction, an hour log, a forgery.

    A `make run` beside it is not touched. Exit status 0: everything came out as told. 1: something did not.
    """
    # Whoever ends it, its servers are stopped and what it made is listed.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _leave)
    context.exit(0 if tell(out, voice_for(sys.stdout)) else 1)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
