"""All of the coordinator's pages, gathered so that whoever serves the blueprint serves every one of them."""

from app.portal.coordinator import home, learning, mails, month, people, senders
from app.portal.coordinator.blueprint import coordinator

__all__ = ["coordinator", "home", "learning", "mails", "month", "people", "senders"]
