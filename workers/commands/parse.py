"""`mentorpost parse`: what a mail means, as JSON. Needs no database, no network and no broker."""

import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click

from app.errors import AppError
from app.inbound.bounces.report import ReportedRecipient
from app.inbound.machines.automatic import kind_of
from app.inbound.machines.machine_mail import read_machine_mail
from app.inbound.mail.message import read_message
from app.inbound.parse import parse_mail
from app.inbound.reply import extract_shown
from app.reading.contract import Context, ContextError, Kind, context_from_json
from app.reading.stored import reading_to_json
from workers.commands.explaining import explained

_MANIFEST_KINDS = {Kind.AUTO_REPLY: "autoreply"}
"""How the shared sets of mails of other projects call a kind, where they differ from us."""


class UnusableInput(AppError):
    """A file or a line of input that cannot be used."""


@click.command()
@click.option("--context", "context_path", metavar="CONTEXT.json", help="What was known when the check-in was sent.")
@click.option("--stream", is_flag=True, help='Read {"context": ..., "mail": "PATH"} lines on standard input.')
@click.option(
    "--stdin-paths",
    is_flag=True,
    help="Read paths on standard input; print reply and kind of each, and whom a bounce is about.",
)
@click.option("--explain", is_flag=True, help="Say why: in sentences, or under the key explanation with --stream.")
@click.argument("mail", required=False)
def parse(context_path: str | None, mail: str | None, *, stream: bool, stdin_paths: bool, explain: bool) -> None:
    """Print what MAIL means, as the contract of the inbound parser says: one JSON object.

    With --stream or --stdin-paths one object a line, in order; what cannot be read gives {"error": ...} and the
    next line goes on.
    """
    if stream or stdin_paths:
        if stream == stdin_paths or context_path or mail:
            raise click.UsageError("--stream and --stdin-paths each stand alone, without --context and MAIL")
        if stdin_paths and explain:
            raise click.UsageError("--stdin-paths reads no facts, so there is nothing to explain")
        read = partial(_read_job, explain=explain) if stream else _read_path
        _answer_lines(sys.stdin.buffer, read)
        return
    if not context_path or not mail:
        raise click.UsageError("give --context CONTEXT.json and MAIL, or --stream, or --stdin-paths")
    context = _context(_json(_file(context_path).decode("utf-8", "replace"), context_path), context_path)
    reading = parse_mail(_file(mail), context)
    if explain:
        _write(explained(reading))
    else:
        _print(reading.to_json())


def _answer_lines(lines: Iterable[bytes], answer: Callable[[str], dict[str, Any]]) -> None:
    """One line of JSON for each line that is not empty. One bad mail must not end the stream."""
    for raw in lines:
        line = raw.decode("utf-8", "replace").strip()
        if not line:
            continue
        try:
            _print(answer(line))
        except AppError as problem:
            _print({"error": str(problem)})
        except Exception as problem:  # noqa: BLE001 - a fault of ours is told, and the next mail still read
            _print({"error": f"a fault of the parser: {type(problem).__name__}: {problem}"})


def _read_job(line: str, *, explain: bool) -> dict[str, Any]:
    job = _json(line, "this line")
    if not isinstance(job, dict) or not isinstance(job.get("mail"), str) or "context" not in job:
        raise UnusableInput('this line: expected {"context": {...}, "mail": "PATH"}')
    reading = parse_mail(_file(job["mail"]), _context(job["context"], "context"))
    return reading_to_json(reading) if explain else reading.to_json()


def _read_path(path: str) -> dict[str, Any]:
    raw = _file(path)
    message = read_message(raw)
    machine = read_machine_mail(message, raw)
    kind = kind_of(machine.machine) if machine else Kind.REPLY
    answer: dict[str, Any] = {
        "reply": "" if machine else extract_shown(message).text,
        "kind": _MANIFEST_KINDS.get(kind, kind.value),
    }
    if machine and machine.report and kind is Kind.BOUNCE:
        answer["recipients"] = [_recipient(one) for one in machine.report.recipients]
    return answer


def _recipient(one: ReportedRecipient) -> dict[str, Any]:
    return {
        "address": one.address,
        "action": one.action.value,
        "status": one.status,
        "permanent": one.permanent,
        "severity": one.severity.value if one.severity else None,
        "reason": one.failure.value if one.failure else None,
    }


def _file(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise UnusableInput(f"{path} cannot be read: {reason}") from problem


def _context(data: object, where: str) -> Context:
    try:
        return context_from_json(data)
    except ContextError as problem:
        raise UnusableInput(f"{where}: {problem}") from problem


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise UnusableInput(f"{where} is not JSON: {problem}") from problem


def _print(value: dict[str, Any]) -> None:
    _write(json.dumps(value, ensure_ascii=False))


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
