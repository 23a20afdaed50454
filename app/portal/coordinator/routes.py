"""All of the coordinator's pages, gathered so that whoever serves the blueprint serves every one of them."""

from app.portal.coordinator import (
    addresses,
    auditors,
    confirmations,
    cpd,
    domains,
    erasing,
    home,
    integrity,
    learning,
    looks,
    mails,
    month,
    people,
    senders,
    words,
)
from app.portal.coordinator.blueprint import coordinator

__all__ = [
    "addresses",
    "auditors",
    "confirmations",
    "coordinator",
    "cpd",
    "domains",
    "erasing",
    "home",
    "integrity",
    "learning",
    "looks",
    "mails",
    "month",
    "people",
    "senders",
    "words",
]
