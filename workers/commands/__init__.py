"""The `mentorpost` command: each subcommand is imported when it is asked for, so that `parse` stays light."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import click

from app.errors import AppError

UNUSABLE = 2
"""Exit status for arguments, files or settings that a person must put right."""


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command that is not imported yet: where it lives, as `module:attribute`, and its line in the list."""

    place: str
    words: str


COMMANDS: Final[Mapping[str, Lazy]] = {
    "check-ledger": Lazy("workers.commands.check_ledger:check_ledger", "Hold the ledger against a mailed root."),
    "checkins": Lazy("workers.commands.checkins:checkins", "Send what is due: check-ins, reminders, flags."),
    "demo": Lazy("workers.commands.demo:demo", "Tell the whole story in this terminal, on servers of its own."),
    "demo-tenants": Lazy("workers.commands.demo_tenants:demo_tenants", "Load the demo tenants, each once."),
    "erase-person": Lazy("workers.commands.erase_person:erase", "Erase a member at their request, for good."),
    "export": Lazy("workers.commands.export:export", "Write hour logs that prove themselves, and cases to learn from."),
    "mail": Lazy("workers.commands.mail:mail", "Hand mail in, see what waits, replay what could not be read."),
    "migrate": Lazy("workers.commands.migrate:migrate", "Bring the schema up to date."),
    "parse": Lazy("workers.commands.parse:parse", "Print what a mail means, as JSON."),
    "prepare": Lazy("workers.commands.prepare:prepare", "Migrate, then load the demo tenants."),
    "run": Lazy("workers.commands.run:run", "Start everything on this machine."),
    "sample": Lazy("workers.commands.sample:sample", "Draw a random sample of an audit again, from its file."),
    "verify": Lazy("workers.commands.verify:verify", "Check an hour log, entry by entry."),
}
"""Every command by its name."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports each one when it is used.

    An `AppError` of any command becomes `error: ...` on standard error and exit status 2, no traceback.
    """

    def __init__(self, *, lazy: Mapping[str, Lazy], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self._lazy[cmd_name].place.partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._lazy[cmd_name].place} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of `--help`, from our own lines: click would import every command for its docstring."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.words) for name, lazy in sorted(self._lazy.items())])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AppError as problem:
            click.echo(f"error: {problem}", err=True)
            ctx.exit(UNUSABLE)


@click.group(cls=LazyGroup, lazy=COMMANDS)
@click.version_option(package_name="mentorpost")
def main() -> None:
    """Mentoring programmes by email: ask, read the answer, keep hours that can be proved."""
