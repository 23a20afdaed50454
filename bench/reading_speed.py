"""How fast mails are read: from raw bytes to reading over the public cases, on one core, in one process.

    python -m bench.reading_speed [--cases FOLDER] [--runs N]

Limits of this project: 100 mails a second (median of five runs), 50 ms for the slowest honest mail. Beside it, in the
same run: what the standard library takes to parse the same bytes and decode their text, which no reader can go below.
"""

import email
import email.policy
import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter, process_time

import click

from app.inbound.parse import parse_mail
from app.reading.contract import Context, context_from_json
from bench.machine import load, machine, spread

CASES = Path(__file__).parents[1] / "tests" / "cases" / "parsing"
LEAST_A_SECOND = 100
MOST_MILLISECONDS = 50.0


@dataclass(frozen=True)
class Case:
    """A mail with what was known when it was asked for."""

    name: str
    raw: bytes
    context: Context


def cases(folder: Path) -> list[Case]:
    """All cases of a set in the contract's format."""
    lines = (json.loads(line) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines() if line)
    return [Case(one["id"], (folder / one["mail"]).read_bytes(), context_from_json(one["context"])) for one in lines]


def standard_library(case: Case) -> object:
    """Parse the mail and decode its text parts, and no more."""
    message = email.message_from_bytes(case.raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    return [part.get_payload(decode=True) for part in texts]


def ours(case: Case) -> object:
    """The whole way to the reading."""
    return parse_mail(case.raw, case.context)


def rate(work: Callable[[Case], object], over: Sequence[Case]) -> float:
    """Mails a second of processor time: on a busy machine the clock on the wall would measure the others."""
    began = process_time()
    for case in over:
        work(case)
    return len(over) / (process_time() - began)


def slowest(over: Sequence[Case], runs: int) -> tuple[float, str]:
    """The mail whose best of several runs takes longest, in milliseconds."""
    return max((min(_milliseconds(case) for _ in range(runs)), case.name) for case in over)


def _milliseconds(case: Case) -> float:
    began = perf_counter()
    ours(case)
    return (perf_counter() - began) * 1000


@click.command()
@click.option("--cases", "folder", type=click.Path(path_type=Path), default=CASES, show_default=False)
@click.option("--runs", default=5, show_default=True)
def main(folder: Path, runs: int) -> None:
    """Print mails a second and the slowest mail, with the limits beside."""
    over = cases(folder)
    sizes = sorted(len(case.raw) for case in over)
    print(machine())
    print(load())
    typical, largest = statistics.median(sizes), sizes[-1]
    print(f"{len(over)} mails, {sum(sizes) / 1000:.0f} kB; median {typical:.0f} bytes, largest {largest}")
    rate(ours, over)  # the first time compiles patterns and loads word lists
    floor, read = ([rate(work, over) for _ in range(runs)] for work in (standard_library, ours))
    print(f"parsing alone, standard library  {spread(floor, 'mails/s')}")
    print(f"bytes to reading                 {spread(read, 'mails/s')}   limit: at least {LEAST_A_SECOND}")
    longest, name = slowest(over, runs)
    print(f"slowest mail                     {longest:.1f} ms, {name}   limit: at most {MOST_MILLISECONDS:.0f} ms")


if __name__ == "__main__":
    main()
