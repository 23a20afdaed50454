"""The reply in a mail: see `extract`."""

from app.inbound.reply.extract import extract_reply, extract_shown
from app.inbound.reply.only_quoted import quotes_another
from app.inbound.reply.subjects import answers_a_subject, bare_subject

__all__ = ["answers_a_subject", "bare_subject", "extract_reply", "extract_shown", "quotes_another"]
