"""One mail of every kind, as people would get it: for the gallery, for previews, and for the tests that hold of all."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from app.outbound.domain_check.findings import About, Finding, Found, Verdict
from app.outbound.domain_check.words import said
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.mails.closed_programme import ClosedProgrammeFields, closed_programme
from app.outbound.mails.dead_address import DeadAddressFields, dead_address
from app.outbound.mails.domain_stopped import DomainStoppedFields, domain_stopped
from app.outbound.mails.expired_key import ExpiredKeyFields, expired_key
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.hours_asked import HoursAskedFields, hours_asked
from app.outbound.mails.ledger_fault import LedgerFaultFields, ledger_fault
from app.outbound.mails.ledger_root import LedgerRootFields, ledger_root
from app.outbound.mails.no_answer import NoAnswerFields, no_answer
from app.outbound.mails.passed_on import PassedOnFields, passed_on
from app.outbound.mails.question import QuestionFields, question
from app.outbound.mails.reminder import ReminderFields, reminder
from app.outbound.mails.root_stamp import LateStamp, RootStampFields, root_stamp
from app.outbound.mails.safeguarding_notice import SafeguardingNoticeFields, safeguarding_notice
from app.outbound.mails.safeguarding_receipt import SafeguardingReceiptFields, safeguarding_receipt
from app.outbound.mails.sender_denied import SenderDeniedFields, sender_denied
from app.outbound.mails.sign_in import SignInFields, sign_in
from app.outbound.mails.unsubscribed import UnsubscribedFields, unsubscribed
from app.outbound.reach.failures import failure_words
from app.portal.gallery.auditing import AUDITING
from app.portal.gallery.cast import Cast
from app.portal.gallery.confirming import CONFIRMING
from app.portal.gallery.outside_letters import LETTERS
from app.portal.gallery.pairing import PAIRING
from app.portal.gallery.sayings import SAYINGS
from app.portal.gallery.statement import paper_sample, statement_sample
from app.reading.claims.forms.forms import form_lines

SIGN_IN_LINK: Final = "https://mentors.example/sign-in/link/tJ2v-9QkLm_0"
ADDRESS_PAGE: Final = "https://mentors.example/t/northfield/people/0197f0c1-d2e3-7a4b-8c5d-6e7f80912a3b/address"
ROOTS_PAGE: Final = "https://mentors.example/ledger/northfield"
PROGRAMME_ADDRESS: Final = "northfield@reply.example.org"
_PERIOD: Final = "2026-05"
_WAYS: Final = ("in_person", "email", "video", "phone", "other")
_DUE: Final = date(2026, 6, 8)
_ENDED: Final = date(2026, 5, 31)
_RECEIVED: Final = datetime(2026, 6, 2, 14, 5, tzinfo=ZoneInfo("America/Edmonton"))


def _forms(cast: Cast) -> tuple[PartnerForm, ...]:
    lines = form_lines(cast.locale, _WAYS, _PERIOD)
    return tuple(PartnerForm(partner, lines) for partner in cast.partners)


def _checkin(cast: Cast) -> Mail:
    return checkin(CheckinFields(cast.locale, cast.sender, cast.first_name, _PERIOD, _DUE, _forms(cast), cast.mentors))


def _reminder(cast: Cast) -> Mail:
    return reminder(
        ReminderFields(cast.locale, cast.sender, cast.first_name, _PERIOD, _DUE, _forms(cast), cast.mentors)
    )


def _hours_asked(cast: Cast) -> Mail:
    return hours_asked(HoursAskedFields(cast.locale, cast.sender, cast.first_name, cast.question, cast.partners))


def _question(cast: Cast) -> Mail:
    return question(
        QuestionFields(
            cast.locale, cast.sender, cast.first_name, cast.question, cast.words, cast.choices, cast.partners
        )
    )


def _passed_on(cast: Cast) -> Mail:
    return passed_on(PassedOnFields(cast.locale, cast.sender, cast.first_name, cast.partners))


def _safeguarding_notice(cast: Cast) -> Mail:
    return safeguarding_notice(
        SafeguardingNoticeFields(
            locale=cast.locale,
            first_name=cast.named_person.split()[0],
            programme=cast.sender.programme,
            writer=cast.name,
            writer_email=cast.email,
            received_at=_RECEIVED,
            words=cast.words,
            partners=cast.partners,
            look=cast.sender.look,
        )
    )


def _safeguarding_receipt(cast: Cast) -> Mail:
    programme, look = cast.sender.programme, cast.sender.look
    return safeguarding_receipt(
        SafeguardingReceiptFields(cast.locale, cast.first_name, programme, cast.named_person, "780-555-0199", look=look)
    )


def _no_answer(cast: Cast) -> Mail:
    return no_answer(
        NoAnswerFields(
            locale=cast.locale,
            first_name=cast.sender.coordinator.split()[0],
            programme=cast.sender.programme,
            participant=cast.name,
            participant_email=cast.email,
            partners=cast.partners,
            period=_PERIOD,
            sent_on=date(2026, 6, 1),
            reminded_on=(date(2026, 6, 4), _DUE),
            look=cast.sender.look,
        )
    )


def _closed_programme(cast: Cast) -> Mail:
    return closed_programme(ClosedProgrammeFields(cast.locale, cast.sender, _ENDED, cast.first_name))


def _expired_key(cast: Cast) -> Mail:
    return expired_key(ExpiredKeyFields(cast.locale, cast.sender, _ENDED, PROGRAMME_ADDRESS, cast.first_name))


def _unsubscribed(cast: Cast) -> Mail:
    return unsubscribed(UnsubscribedFields(cast.locale, cast.sender, cast.first_name, cast.email, PROGRAMME_ADDRESS))


def _sign_in(cast: Cast) -> Mail:
    organisation, look = cast.sender.programme, cast.sender.look
    return sign_in(SignInFields(cast.locale, cast.first_name, organisation, SIGN_IN_LINK, "12345678", 10, look=look))


def _sender_denied(cast: Cast) -> Mail:
    return sender_denied(SenderDeniedFields(cast.locale, cast.sender, cast.first_name))


def _dead_address(cast: Cast) -> Mail:
    return dead_address(
        DeadAddressFields(
            locale=cast.locale,
            first_name=cast.sender.coordinator.split()[0],
            programme=cast.sender.programme,
            participant=cast.name,
            participant_email=cast.email,
            partners=cast.partners,
            reason=failure_words("address_unknown", cast.locale),
            complained=False,
            look=cast.sender.look,
            page=ADDRESS_PAGE,
        )
    )


def _domain_stopped(cast: Cast) -> Mail:
    domain = "mentoring.association.example"
    missing = said(
        Finding(About.DKIM, Verdict.PROBLEM, Found.DKIM_MISSING, {"name": f"mp1._domainkey.{domain}"}), cast.locale
    )
    return domain_stopped(
        DomainStoppedFields(
            locale=cast.locale,
            first_name=cast.first_name,
            programme=cast.sender.programme,
            domain=domain,
            our_domain="reply.example.org",
            found=(missing.found,),
            look=cast.sender.look,
        )
    )


def _ledger_root(cast: Cast) -> Mail:
    return ledger_root(
        LedgerRootFields(
            locale=cast.locale,
            first_name=cast.first_name,
            organisation=cast.sender.programme,
            root_day=_ENDED,
            entries=1284,
            new=17,
            head="1284:9f86d081884c7d659a2feaa0",
            digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            page=ROOTS_PAGE,
            stamped=True,
            look=cast.sender.look,
        )
    )


def _root_stamp(cast: Cast) -> Mail:
    late = [LateStamp(day, date(2026, 6, 2), time(9, 20)) for day in (date(2026, 5, 29), _ENDED)]
    return root_stamp(
        RootStampFields(cast.locale, cast.first_name, cast.sender.programme, tuple(late), ROOTS_PAGE, cast.sender.look)
    )


def _ledger_fault(cast: Cast) -> Mail:
    return ledger_fault(
        LedgerFaultFields(
            locale=cast.locale,
            first_name=cast.first_name,
            organisation=cast.sender.programme,
            root_day=_ENDED,
            page=ROOTS_PAGE,
            look=cast.sender.look,
        )
    )


SAMPLES: Final[dict[MailKind, Callable[[Cast], Mail]]] = {
    MailKind.CHECKIN: _checkin,
    MailKind.REMINDER: _reminder,
    MailKind.QUESTION: _question,
    MailKind.HOURS_ASKED: _hours_asked,
    MailKind.PASSED_ON: _passed_on,
    MailKind.SAFEGUARDING_NOTICE: _safeguarding_notice,
    MailKind.SAFEGUARDING_RECEIPT: _safeguarding_receipt,
    MailKind.NO_ANSWER: _no_answer,
    MailKind.CLOSED_PROGRAMME: _closed_programme,
    MailKind.EXPIRED_KEY: _expired_key,
    MailKind.UNSUBSCRIBED: _unsubscribed,
    MailKind.SIGN_IN: _sign_in,
    MailKind.SENDER_DENIED: _sender_denied,
    MailKind.DEAD_ADDRESS: _dead_address,
    MailKind.STATEMENT: statement_sample,
    MailKind.PAPER: paper_sample,
    MailKind.DOMAIN_STOPPED: _domain_stopped,
    MailKind.LEDGER_ROOT: _ledger_root,
    MailKind.ROOT_STAMP: _root_stamp,
    MailKind.LEDGER_FAULT: _ledger_fault,
    **{kind: next(iter(sayings.values())) for kind, sayings in SAYINGS.items()},
    **CONFIRMING,
    **AUDITING,
    **PAIRING,
    **LETTERS,
}
"""For each kind, the people of a mail -> the mail; a test asks for every kind."""
