"""Keeping the letters that a mail brought, and what is told of them (H7)."""

from datetime import datetime

from app.db import TenantScope
from app.events import Event, OutsideLettersKept
from app.inbound.answered import known_of
from app.inbound.decision import LetterBrought
from app.inbound.stored import Found
from app.outside_letters.keeping import HandedIn, came_thick, keep_letter


def keep_letters(scope: TenantScope, found: Found, brought: LetterBrought, now: datetime) -> list[Event]:
    """Keep them; nothing is said of a file that waits already, nor to whoever sends one after the other."""
    known, words = known_of(found), found.reading.reply_text if found.reading else ""
    told = HandedIn(known.person_id, known.programme_id, words, mail_id=found.mail.received_mail_id)
    kept = tuple(letter_id for file in brought.letters if (letter_id := keep_letter(scope, file, told, now)))
    if not kept or came_thick(scope, known.person_id, now):
        return []
    return [
        OutsideLettersKept(kept, known.person_id, known.programme_id, found.mail.received_at, words, found.message_id)
    ]
