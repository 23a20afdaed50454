"""The vocabulary of reports, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The lists of `words.toml` by name."""
    return tomllib.loads(files("app.inbound.bounces").joinpath("words.toml").read_text("utf-8"))
