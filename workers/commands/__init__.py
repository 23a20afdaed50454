"""The `mentorpost` command: each subcommand is imported when it is asked for, so that `parse` stays light."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from app.errors import AppError

UNUSABLE = 2
"""Exit status for arguments, files or settings that a person must put right."""

COMMANDS: Final[Mapping[str, str]] = {
    "checkins": "workers.commands.checkins:checkins",
    "demo": "workers.commands.demo:demo",
    "demo-tenants": "workers.commands.demo_tenants:demo_tenants",
    "export": "workers.commands.export:export",
    "mail": "workers.commands.mail:mail",
    "migrate": "workers.commands.migrate:migrate",
    "parse": "workers.commands.parse:parse",
    "run": "workers.commands.run:run",
    "verify": "workers.commands.verify:verify",
}
"""Name of the command -> where it lives, as `module:attribute`."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports each one when it is used.

    An `AppError` of any command becomes `error: ...` on standard error and exit status 2, no traceback.
    """

    def __init__(self, *, lazy: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self._lazy[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._lazy[cmd_name]} is not a command")
        return command

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
