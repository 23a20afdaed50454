"""All of the auditor's pages, gathered so that whoever serves the blueprint serves every one of them."""

from app.portal.auditor import entry, member, sample
from app.portal.auditor.blueprint import auditor

__all__ = ["auditor", "entry", "member", "sample"]
