"""The reply in a mail: see `extract`."""

from app.inbound.reply.extract import extract_reply, extract_shown

__all__ = ["extract_reply", "extract_shown"]
