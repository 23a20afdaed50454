"""All of a participant's pages, gathered so that whoever serves the blueprint serves every one of them."""

from app.portal import addresses, confirming, own_letters, own_papers
from app.portal.participant import participant

__all__ = ["addresses", "confirming", "own_letters", "own_papers", "participant"]
