"""`mentorpost export cases`: amended readings in disguise, as a set of the reading contract (docs/learning.md)."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import click

from app.config import load_settings
from app.errors import AppError
from app.inbound.bounded import Bounded
from app.inbound.learning.case import Case, Refusal
from app.inbound.learning.export import Example, examples, files_of
from app.inbound.learning.keep import keeps_examples
from app.ledger.canonical import normal_text
from app.tenants.registration import tenant_named
from workers.commands.opening import open_database

_WHY = {
    Refusal.LEFT: "something that tells who it is would be left",
    Refusal.READS_OTHERWISE: "with other names it reads otherwise",
    Refusal.UNREADABLE: "the mail is gone or cannot be read",
}


class NothingKept(AppError):
    """The tenant keeps no examples."""


class NotWritten(AppError):
    """A file of the set could not be written."""


@click.command()
@click.option("--tenant", required=True, metavar="SLUG", help="The organisation's short name.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder; made if it is not there."
)
def cases(*, tenant: str, out: Path) -> None:
    """Write the readings that coordinators amended as cases: cases.jsonl and mails/, with personal data replaced.

    Look at them before you give them to anybody. Nothing is kept unless the organisation has switched it on.
    """
    found = _examples(tenant)
    made = [one.made for one in found if isinstance(one.made, Case)]
    _write(out, files_of(made))
    click.echo(f"{out}: {len(made)} cases", err=True)
    left_out = Counter(one.made.why for one in found if not isinstance(one.made, Case))
    for why, number in sorted(left_out.items()):
        click.echo(f"left out: {number}, because {_WHY[why]}", err=True)


def _examples(tenant: str) -> list[Example]:
    with closing(open_database(load_settings())) as database:
        with database.platform() as session:
            tenant_id = tenant_named(session, normal_text(tenant))
        with database.tenant(tenant_id) as scope, Bounded() as bounded:
            if not keeps_examples(scope):
                raise NothingKept(f"--tenant: {tenant!r} keeps no examples; its coordinators switch that on")
            return list(examples(scope, bounded))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except (OSError, ValueError) as error:
        raise NotWritten(f"--out {folder}: cannot be written: {error}") from error
