"""`mentorpost --help` lists every command without importing one."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from workers.commands import COMMANDS, main

_IMPORTED_BY_HELP = """
import sys
from click.testing import CliRunner
from workers.commands import main
CliRunner().invoke(main, ["--help"])
print(sorted(name for name in sys.modules if name.startswith(("workers.commands.", "app.config", "sqlalchemy"))))
"""


def test_the_list_imports_no_command() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORTED_BY_HELP], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_list_says_in_whole_words_what_each_command_does() -> None:
    lines = CliRunner().invoke(main, ["--help"]).stdout.splitlines()
    assert [name for name, lazy in COMMANDS.items() if f"  {name:<14}{lazy.words}" not in lines] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_line_stands_for_the_command_of_its_name(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
