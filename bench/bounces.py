"""How many delivery reports of real servers are recognised and read right, beside flufl.bounce, in the same run.

    python -m bench.bounces [--mails FOLDER] [--missed]

The mails are other projects' test data (`manifest.jsonl` with `expected_dsn` or `expected_temporary` for each); they
stay where they are, beside the checkout in `shared/mails`, or where MENTORPOST_MAILS names. Limits of this project:
96 % recognised, 90 % of those with an asserted class read with it. The class is whether a report says so for good
(5.y.z) or for now (4.y.z); of several recipients all must be right.
"""

import email
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import click
from flufl.bounce import all_failures

from app.inbound.bounces.report import Action, read_report
from app.inbound.machines.automatic import Machine, machine_behind
from app.inbound.mail.message import read_message
from bench.machine import load, machine

MAILS = Path(os.environ.get("MENTORPOST_MAILS") or Path(__file__).parents[2] / "shared" / "mails")
RECOGNISED_AT_LEAST, CLASS_AT_LEAST = 0.96, 0.90
ARRIVED = "2"

Classes = frozenset[str]
"""First figures of the status of every recipient: 2, 4 or 5; empty where the mail was not recognised."""


@dataclass(frozen=True)
class Bounce:
    """A delivery report of a real server, and the classes that its source asserts; empty where it asserts none."""

    name: str
    raw: bytes
    asserted: Classes


@dataclass(frozen=True)
class Result:
    """What one reader made of the reports: names of those missed, and of those read with another class."""

    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    of: int
    asserted: int
    a_second: float

    @property
    def recognised(self) -> float:
        """The share of all reports that were recognised."""
        return 1 - len(self.missed) / self.of

    @property
    def right(self) -> float:
        """The share of the reports with an asserted class that were read with it."""
        return 1 - len(self.wrong) / self.asserted


def bounces(folder: Path) -> list[Bounce]:
    """Every delivery report in the folder's manifest."""
    lines = (json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines())
    return [
        Bounce(line["id"], (folder / line["file"]).read_bytes(), _asserted(line))
        for line in lines
        if line["kind"] == "bounce"
    ]


def _asserted(line: dict[str, Any]) -> Classes:
    if "expected_temporary" in line:
        return frozenset({"4" if line["expected_temporary"] else "5"})
    return frozenset(status[0] for status in line.get("expected_dsn", ()) if status)


def ours(raw: bytes) -> Classes:
    """What this project reads."""
    if machine_behind(read_message(raw)) is not Machine.BOUNCE:
        return frozenset()
    found = read_report(raw).recipients
    return frozenset(ARRIVED if one.action is Action.ARRIVED else one.status[0] for one in found)


def flufl_bounce(raw: bytes) -> Classes:
    """What flufl.bounce reads; it raises on some mails, which count as missed."""
    try:
        temporary, permanent = all_failures(email.message_from_bytes(raw))
    except Exception:  # noqa: BLE001 - another project's fault is not ours to tell apart
        return frozenset()
    return frozenset({"4"} if temporary else ()) | frozenset({"5"} if permanent else ())


def judge(read: Callable[[bytes], Classes], over: Sequence[Bounce]) -> Result:
    """Let a reader read every report."""
    began = process_time()
    found = {bounce.name: read(bounce.raw) for bounce in over}
    seconds = process_time() - began
    asserted = [bounce for bounce in over if bounce.asserted]
    return Result(
        missed=tuple(name for name, classes in found.items() if not classes),
        wrong=tuple(bounce.name for bounce in asserted if found[bounce.name] != bounce.asserted),
        of=len(over),
        asserted=len(asserted),
        a_second=len(over) / seconds,
    )


@click.command()
@click.option("--mails", "folder", type=click.Path(path_type=Path), default=MAILS, show_default=False)
@click.option("--missed", is_flag=True, help="Name the mails that were missed or read with another class.")
def main(folder: Path, *, missed: bool) -> None:
    """Print what each reader recognises, with the limits beside."""
    if not (folder / "manifest.jsonl").exists():
        print(f"skipped: the mails of other projects are not here, no {folder.name} folder with a manifest.jsonl")
        return
    over = bounces(folder)
    print(machine())
    print(load())
    ours(over[0].raw)  # the first time compiles patterns and loads word lists
    for name, read in (("ours", ours), ("flufl.bounce", flufl_bounce)):
        result = judge(read, over)
        print(
            f"{name:13} {result.recognised:6.1%} of {result.of} recognised, "
            f"{result.right:6.1%} of {result.asserted} with the asserted class, {result.a_second:.0f} mails/s"
        )
        if missed:
            print(f"  missed: {', '.join(result.missed)}\n  wrong: {', '.join(result.wrong)}")
    print(f"limits: at least {RECOGNISED_AT_LEAST:.0%} recognised, {CLASS_AT_LEAST:.0%} with the asserted class")


if __name__ == "__main__":
    main()
