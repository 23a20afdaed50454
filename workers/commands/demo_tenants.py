"""`mentorpost demo-tenants`: two organisations to look around in, one for each preset."""

import click

from app.clock import system_clock
from app.config import load_settings
from workers.commands.opening import open_database
from workers.demo.tenants import DEMO_TENANTS, load_demo_tenant


@click.command("demo-tenants")
def demo_tenants() -> None:
    """Load the demo tenants, each once; what is there already stays as it is."""
    database = open_database(load_settings())
    for demo in DEMO_TENANTS:
        made = load_demo_tenant(database, demo, system_clock())
        click.echo(f"{demo.slug}: {'loaded' if made else 'there already'}")
