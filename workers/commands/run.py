"""`mentorpost run`: all of Mentorpost on this machine."""

import click

from app.config import load_settings
from workers import supervisor


@click.command()
@click.pass_context
def run(context: click.Context) -> None:
    """Start everything on this machine: servers (unless the URLs are set), migrations, demo, pages, mail."""
    context.exit(supervisor.run(load_settings(find_running=False)))
