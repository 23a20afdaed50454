"""The form of what is said of a finding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two sentences about a finding; `to_do` is empty where nothing is to be done."""

    found: str
    to_do: str = ""
