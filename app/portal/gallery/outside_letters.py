"""Samples of the mails about letters of other organisations."""

from collections.abc import Callable
from datetime import date
from typing import Final

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.outside_letter_declined import OutsideLetterDeclinedFields, outside_letter_declined
from app.outbound.mails.outside_letter_entered import (
    EnteredHours,
    OutsideLetterEnteredFields,
    outside_letter_entered,
)
from app.outbound.mails.outside_letter_kept import OutsideLetterKeptFields, outside_letter_kept
from app.portal.gallery.cast import Cast

LETTERS_PAGE: Final = "https://mentors.example/t/northfield/me/letters"
_DIGEST: Final = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
_RECORD: Final = "14:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_HOURS: Final = (EnteredHours("2026-03", date(2026, 3, 14), 120), EnteredHours("2026-04", None, 450))


def _kept(cast: Cast) -> Mail:
    return outside_letter_kept(OutsideLetterKeptFields(cast.locale, cast.sender, cast.first_name, 1, LETTERS_PAGE))


def _entered(cast: Cast) -> Mail:
    return outside_letter_entered(
        OutsideLetterEnteredFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            organisation="Lakeshore Engineers’ Guild",
            hours=_HOURS,
            entered_by=cast.sender.coordinator,
            digest=_DIGEST,
            record=_RECORD,
        )
    )


def _declined(cast: Cast) -> Mail:
    return outside_letter_declined(
        OutsideLetterDeclinedFields(
            cast.locale, cast.sender, cast.first_name, date(2026, 6, 2), cast.question, LETTERS_PAGE
        )
    )


LETTERS: Final[dict[MailKind, Callable[[Cast], Mail]]] = {
    MailKind.OUTSIDE_LETTER_KEPT: _kept,
    MailKind.OUTSIDE_LETTER_ENTERED: _entered,
    MailKind.OUTSIDE_LETTER_DECLINED: _declined,
}
