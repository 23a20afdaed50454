"""Header lines that are odd and harmless, made plain before anybody reads the headers. Pure.

Gateways write them above a mail that is in order. Python's parser would end the headers there; most programs do not.
"""

import re
from typing import Final

_ESCAPED_ENVELOPE: Final = re.compile(rb"\A(?:From [^\n]*\n)?(?:>From [^\n]*\n(?![ \t]))+")
"""The first line of a mailbox file, escaped as if it were words of a mail."""
_BLANK_BEFORE_COLON: Final = re.compile(rb"^([\x21-\x39\x3b-\x7e]+)[ \t]+:", re.MULTILINE)
"""`X-Virus-Scan : clean`, the obsolete form (RFC 5322, section 4.5)."""
_DECISIVE: Final = re.compile(
    rb"from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|dkim-signature"
    rb"|(content|arc|resent)-.*",
    re.IGNORECASE,
)
"""Which of these stands there decides who wrote, and what: programs that read it differently see two mails."""


def plain_lines(head: bytes) -> bytes:
    """The head of a mail without such lines; a decisive header that is written oddly stays as it is."""
    return _BLANK_BEFORE_COLON.sub(_closed_up, _ESCAPED_ENVELOPE.sub(b"", head))


def _closed_up(found: re.Match[bytes]) -> bytes:
    return found[0] if _DECISIVE.fullmatch(found[1]) else found[1] + b":"
