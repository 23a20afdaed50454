"""What is known of the mails behind a log's entries besides the ledger: it belongs to the pages, not to the record.

The ledger commits to each mail by its digest. When the mail came, what was found of its sender and what was asked about
it is kept with the mail, and goes when the mail's time is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the member: its words, the mail that raised it (digest in hexadecimal), and when (UTC)."""

    words: str
    about_mail: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailSeen:
    """When a mail came (UTC), what was found of its sender, sentence by sentence, and what was asked about it."""

    received_at: datetime
    checks: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """The mails behind the entries, by the id that the entries name."""

    mails: Mapping[str, MailSeen] = field(default_factory=dict)

    def without_questions(self) -> "Background":
        """The same for whoever is not to read what members wrote: our questions may repeat it."""
        return Background({name: replace(mail, asked=()) for name, mail in self.mails.items()})


NOTHING_MORE: Final = Background()
"""Where only the ledger is at hand."""
