"""Samples of the mails about hours that others are to confirm."""

from collections.abc import Callable
from datetime import date
from typing import Final

from app.attestations.outcomes import Said
from app.attestations.said_words import said_words
from app.language import day, gettext_for, hours_words
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.attestation import AskedEntry, AttestationFields, attestation
from app.outbound.mails.attestation_receipt import AnsweredEntry, AttestationReceiptFields, attestation_receipt
from app.outbound.mails.attestation_reminder import attestation_reminder
from app.outbound.mails.dispute import DisputedEntry, DisputeFields, dispute
from app.outbound.mails.dispute_notice import DisputeNoticeFields, dispute_notice
from app.outbound.mails.dispute_settled import DisputeSettledFields, dispute_settled
from app.portal.gallery.cast import Cast
from app.programmes.mode_words import mode_words

_DUE: Final = date(2026, 6, 16)
_RECORD: Final = "13:5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
_LOGGED: Final = ((date(2026, 5, 12), "video", 90), (date(2026, 5, 26), "phone", 30))


def _words(cast: Cast, number: int) -> str:
    on, mode, minutes = _LOGGED[number]
    return ", ".join((day(on, cast.locale), mode_words(mode, cast.locale), hours_words(minutes, cast.locale)))


def _fields(cast: Cast) -> AttestationFields:
    entries = (AskedEntry(_words(cast, 0), "; ".join(cast.topics)), AskedEntry(_words(cast, 1)))
    return AttestationFields(cast.locale, cast.sender, cast.first_name, cast.partners, entries, _DUE)


def _attestation(cast: Cast) -> Mail:
    return attestation(_fields(cast))


def _attestation_reminder(cast: Cast) -> Mail:
    return attestation_reminder(_fields(cast))


def _attestation_receipt(cast: Cast) -> Mail:
    say = gettext_for(cast.locale).gettext
    entries = (
        AnsweredEntry(1, _words(cast, 0), say("you say: %(said)s") % {"said": _said(cast)}),
        AnsweredEntry(2, _words(cast, 1), say("confirmed by you")),
    )
    return attestation_receipt(
        AttestationReceiptFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            claimants=cast.partners,
            entries=entries,
            told=cast.partners[:1],
            record=_RECORD,
        )
    )


def _dispute(cast: Cast) -> Mail:
    return dispute(
        DisputeFields(
            cast.locale, cast.sender, cast.first_name, cast.partners[0], _differ(cast), can_be_taken_over=True
        )
    )


def _dispute_notice(cast: Cast) -> Mail:
    return dispute_notice(
        DisputeNoticeFields(
            locale=cast.locale,
            first_name=cast.sender.coordinator.split()[0],
            programme=cast.sender.programme,
            claimant=cast.name,
            by=cast.partners[0],
            entries=_differ(cast),
            words=cast.words,
            look=cast.sender.look,
        )
    )


def _dispute_settled(cast: Cast) -> Mail:
    return dispute_settled(
        DisputeSettledFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            entry=_words(cast, 0),
            claimant=cast.name,
            confirmed_by=cast.partners[0],
        )
    )


def _differ(cast: Cast) -> tuple[DisputedEntry, ...]:
    return (DisputedEntry(_words(cast, 0), _said(cast)),)


def _said(cast: Cast) -> str:
    return said_words(Said(60), cast.locale, period=f"{_DUE:%Y-%m}")


CONFIRMING: Final[dict[MailKind, Callable[[Cast], Mail]]] = {
    MailKind.ATTESTATION: _attestation,
    MailKind.ATTESTATION_REMINDER: _attestation_reminder,
    MailKind.ATTESTATION_RECEIPT: _attestation_receipt,
    MailKind.DISPUTE: _dispute,
    MailKind.DISPUTE_NOTICE: _dispute_notice,
    MailKind.DISPUTE_SETTLED: _dispute_settled,
}
