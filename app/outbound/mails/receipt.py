"""The receipt: what was recorded from an answer (I2)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.missing import Missing
from app.outbound.mails.recorded import RecordedPartner, modes_in_words, standing_in_words
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class ReceiptFields:
    """What one answer became.

    `period` is `YYYY-MM`. `record` is the ledger head after the entries as `SEQ:HASH`, empty when none was written.
    `corrected` says that an earlier record was replaced, `help_passed_on` that a request is with the coordinator.
    `entered_by` names who entered it for the person, by phone or from a mail that had to be read by somebody;
    `answered_by` the assistant who answered for them. `missing` asks for what the hours lack before they count.
    """

    locale: str
    sender: Sender
    first_name: str
    period: str
    partners: tuple[RecordedPartner, ...]
    record: str = ""
    corrected: bool = False
    help_passed_on: bool = False
    topics: tuple[str, ...] = ()
    homework: tuple[str, ...] = ()
    entered_by: str = ""
    answered_by: str = ""
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One partner as the template prints them: the total, then how it came about, then where the match stands."""

    partner: str
    total_minutes: int | None
    modes: str
    standing: str
    told_minutes: int | None


def receipt(fields: ReceiptFields, own: OwnWords = OURS) -> Mail:
    """Say what was recorded, and promise nothing that the rules do not hold.

    Partners of whom nothing was said are left out.
    """
    partners = [partner for partner in fields.partners if partner.told] or fields.partners
    return render(
        MailKind.RECEIPT,
        fields.locale,
        fields,
        own=own,
        with_whom=tuple(partner.partner for partner in fields.partners),
        lines=tuple(_line(partner, fields.locale) for partner in partners),
        unconfirmed=any(partner.claimed and partner.total_minutes for partner in partners),
        asked=tuple(dict.fromkeys(name for partner in partners if partner.total_minutes for name in partner.asked)),
    )


def _line(partner: RecordedPartner, locale: str) -> ReceiptLine:
    return ReceiptLine(
        partner=partner.partner,
        total_minutes=partner.total_minutes,
        modes=modes_in_words(partner, locale),
        standing=standing_in_words(partner, locale),
        told_minutes=partner.told_minutes,
    )
