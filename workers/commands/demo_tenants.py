"""`mentorpost demo-tenants`: two organisations to look around in, one for each preset."""

import click

from app.clock import system_clock
from app.config import Settings, load_settings
from workers.commands.opening import open_database
from workers.demo.organisations import DEMO_TENANTS
from workers.demo.tenants import load_demo_tenant


def load_demo_tenants(settings: Settings) -> None:
    """Load each demo tenant that is not there yet, and say which."""
    database = open_database(settings)
    for demo in DEMO_TENANTS:
        made = load_demo_tenant(database, demo, system_clock())
        click.echo(f"{demo.slug}: {'loaded' if made else 'there already'}")


@click.command("demo-tenants")
def demo_tenants() -> None:
    """Load the demo tenants, each once; what is there already stays as it is."""
    load_demo_tenants(load_settings())
