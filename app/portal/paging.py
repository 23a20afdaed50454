"""Long lists a page at a time: which part of a list the address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of the items of a list: the `number` of this page and of how many, both from 1 on, and of how many items."""

    items: Sequence[Item]
    number: int
    pages: int
    total: int


def page_of(items: Sequence[Item], most: int) -> Page[Item]:
    """The page that the address asks for by `page`, of so many items at most; the nearest there is where it is not."""
    pages = max(1, -(-len(items) // most))
    number = min(max(request.values.get("page", 1, type=int), 1), pages)
    return Page(items[(number - 1) * most : number * most], number, pages, len(items))
