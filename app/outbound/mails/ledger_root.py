"""The daily root of the ledger, handed to the organisation to keep: whoever has it can prove what was entered."""

from dataclasses import dataclass, replace
from datetime import date

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Attachment, Mail, MailKind
from app.outbound.letter.render import render


@dataclass(frozen=True, slots=True)
class LedgerRootFields:
    """A root in figures: how many entries it proves, how many of them are new, and its head as `SEQ:` and digits.

    `stamped` says that a time stamp goes along, `stamp_follows` that there will be one on the `page` of all roots.
    """

    locale: str
    first_name: str
    organisation: str
    root_day: date
    entries: int
    new: int
    head: str
    digest: str
    page: str
    stamped: bool = False
    stamp_follows: bool = False
    look: Look = PLAIN


def ledger_root(fields: LedgerRootFields, attachments: tuple[Attachment, ...] = ()) -> Mail:
    """What the files are for, and how to keep them."""
    return replace(render(MailKind.LEDGER_ROOT, fields.locale, fields), attachments=attachments)
