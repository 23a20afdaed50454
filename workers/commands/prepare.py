"""`mentorpost prepare`: what stands between running servers and a product that can be looked at, in one process."""

import click

from app.config import load_settings
from workers.commands.demo_tenants import load_demo_tenants
from workers.commands.migrate import bring_up_to_date


@click.command()
def prepare() -> None:
    """Bring the schema up to date, then load the demo tenants: the first thing that `mentorpost run` does."""
    settings = load_settings()
    bring_up_to_date(settings)
    load_demo_tenants(settings)
