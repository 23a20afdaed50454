"""Whose data must not leave: the people around a mail, everybody else of the tenant, and the bodies they belong to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody is known by. `near`: a word that is their name is taken for it in small letters too."""

    name: str
    called: str = ""
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    near: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody and every body that a case may tell of; those who stand first get the first stand-ins."""

    people: tuple[Person, ...] = ()
    bodies: tuple[str, ...] = ()
