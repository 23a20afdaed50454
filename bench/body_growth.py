"""How reading grows with the size of a mail: ten times the body may cost at most twelve times as much.

    python -m bench.body_growth [--runs N]

Honest and hostile bodies of 100 kB and 1 MB: older threads, one endless line, quote marks, separators, tables.
Limits of this project: 12 times from 100 kB to 1 MB, and nothing over 2 s; a mail that takes longer is stopped and put
aside.
"""

import statistics
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from time import process_time

import click

from app.inbound.parse import parse_mail
from app.reading.contract import Checkin, Context, Participant, Partner, Programme
from bench.machine import load, machine

SMALL, LARGE = 100_000, 1_000_000
MOST_TIMES = 12.0
MOST_SECONDS = 2.0
_ASKED = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
_SENT = "Hello Dan,\n\nHow much time did you spend with Kate Li in May?\n\nTotal hours in May: \n\nPriya\n"
_ANSWER = "We met twice, 1.5h zoom on 12 May and 45 min by phone. All good."

CONTEXT = Context(
    Programme("Mentoring", ("in_person", "email", "video", "phone", "other"), "en-CA", "America/Edmonton"),
    Participant("Dan Roy", "dan@northfield.example", "mentor"),
    (Partner("Kate Li", "mentee"),),
    Checkin("monthly", "2026-05", _ASKED, "May check-in", _SENT, None),
)


def _repeated(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _thread(size: int) -> str:
    month = (
        "\nOn 1 April 2026 at 9:00, Priya Nair <p@reply.example> wrote:\n> Hello Dan,\n> Total hours in April: 3\n>\n"
    )
    return f"{_ANSWER}\n{_repeated(month, size)}"


def _words(size: int) -> str:
    return f"{_ANSWER}\n{_repeated('We spoke about the report and her first talk at the conference. ', size)}"


BODIES: dict[str, Callable[[int], str]] = {
    "forty years of older thread": _thread,
    "one person's words without end": _words,
    "one line": lambda size: f"{_ANSWER}\n{_repeated('a', size)}",
    "quote marks": lambda size: f"{_ANSWER}\n{_repeated('> ', size)}",
    "quoted lines, deeper and deeper": lambda size: "\n".join(">" * (n % 900) + " x" for n in range(size // 450)),
    "separators": lambda size: f"{_ANSWER}\n{_repeated('-----' + chr(10), size)}",
    "attributions that never end": lambda size: f"{_ANSWER}\n{_repeated('On Monday Priya' + chr(10), size)}",
    "header blocks": lambda size: f"{_ANSWER}\n{_repeated('From: Priya' + chr(10) + 'Sent: Monday' + chr(10), size)}",
    "numbers": lambda size: _repeated("1, ", size),
}
PAGES: dict[str, Callable[[int], str]] = {
    "HTML: a table of cells": lambda size: f"<p>{_ANSWER}</p><table>{_repeated('<tr><td>1</td></tr>', size)}</table>",
    "HTML: quotes in quotes": lambda size: f"<p>{_ANSWER}</p>{_repeated('<blockquote>x', size)}",
    "HTML: tags that nobody closes": lambda size: f"<p>{_ANSWER}{_repeated('<div><b>', size)}",
}


def raw_mail(body: str, subtype: str) -> bytes:
    """A reply with that body and nothing else."""
    message = EmailMessage()
    message["From"], message["To"] = "Dan Roy <dan@northfield.example>", "Priya Nair <key@reply.example>"
    message["Subject"], message["Date"] = "Re: May check-in", "Tue, 02 Jun 2026 18:30:00 -0600"
    message["Message-ID"] = "<growth@northfield.example>"
    message.set_content(body, subtype=subtype, cte="base64")
    return message.as_bytes()


def seconds(raw: bytes, runs: int) -> float:
    """The median of several runs, in seconds of processor time."""
    return statistics.median(_once(raw) for _ in range(runs))


def _once(raw: bytes) -> float:
    began = process_time()
    parse_mail(raw, CONTEXT)
    return process_time() - began


@click.command()
@click.option("--runs", default=5, show_default=True)
def main(runs: int) -> None:
    """Print for each kind of body what 100 kB and 1 MB take, and how many times as much."""
    print(machine())
    print(load())
    print(f"limits: {MOST_TIMES:.0f} times from 100 kB to 1 MB, {MOST_SECONDS:.0f} s; medians of {runs}")
    _once(raw_mail(_ANSWER, "plain"))
    for bodies, subtype in ((BODIES, "plain"), (PAGES, "html")):
        for name, body in bodies.items():
            small, large = (seconds(raw_mail(body(size), subtype), runs) for size in (SMALL, LARGE))
            over = " OVER" if large / small > MOST_TIMES or large > MOST_SECONDS else ""
            print(f"{name:<34} {small * 1000:>8.1f} ms {large * 1000:>9.1f} ms {large / small:>6.1f} times{over}")


if __name__ == "__main__":
    main()
