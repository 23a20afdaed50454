"""`mentorpost sample`: does a random sample follow from its list and its seed (X5)?

Exit status 0: it does. 1: it does not, and what differs. 2: it could not be checked.
"""

import json
import sys
from pathlib import Path

import click

from app.audits.published import faults_of

FOLLOWS = 0
DIFFERS = 1
"""Exit status for a file in which something does not follow."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def sample(file: Path) -> None:
    """Draw the sample of FILE again, the file that the auditor's page offers; needs no database and no network."""
    content = file.read_bytes()
    faults = faults_of(content)
    found = json.loads(content)
    for fault in faults:
        click.echo(fault)
    if not faults:
        click.echo(f"The sample follows: {len(found['drawn'])} of {len(found['population'])}, list {found['digest']}.")
    sys.exit(DIFFERS if faults else FOLLOWS)
