"""One mail of every kind as people would get it, for the tests that hold of all mails."""

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.outbound.failures import failure_words
from app.outbound.mail import Mail, MailKind
from app.outbound.mails.address_added import AddressAddedFields, address_added
from app.outbound.mails.address_check import AddressCheckFields, address_check
from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.mails.closed_programme import ClosedProgrammeFields, closed_programme
from app.outbound.mails.coordinator_help import CoordinatorHelpFields, Matter, coordinator_help
from app.outbound.mails.dead_address import DeadAddressFields, dead_address
from app.outbound.mails.expired_key import ExpiredKeyFields, expired_key
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.no_answer import NoAnswerFields, no_answer
from app.outbound.mails.passed_on import PassedOnFields, passed_on
from app.outbound.mails.question import QuestionFields, question
from app.outbound.mails.receipt import ReceiptFields, receipt
from app.outbound.mails.recorded import RecordedMode, RecordedPartner
from app.outbound.mails.reminder import ReminderFields, reminder
from app.outbound.mails.safeguarding_notice import SafeguardingNoticeFields, safeguarding_notice
from app.outbound.mails.safeguarding_receipt import SafeguardingReceiptFields, safeguarding_receipt
from app.outbound.mails.sender import Sender
from app.outbound.mails.sender_check import SenderCheckFields, sender_check
from app.outbound.mails.sender_denied import SenderDeniedFields, sender_denied
from app.outbound.mails.sign_in import SignInFields, sign_in
from app.outbound.mails.unsubscribed import UnsubscribedFields, unsubscribed
from app.reading.contract import Status

LOCALES = ("en-CA", "fr-CA")
PRIYA = Sender("Northfield Mentoring", "Priya Nair", "780-555-0142")
LINES = ("Total hours in May: ", "In person: ", "Email: ")
FORM = PartnerForm("Kate Li", LINES)
PERIOD = "2026-05"
DUE = date(2026, 6, 8)
RECEIVED = datetime(2026, 6, 2, 14, 5, tzinfo=ZoneInfo("America/Edmonton"))
SIGN_IN_LINK = "https://mentors.example/sign-in/tJ2v-9QkLm_0"
RECORD = "12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MODES = (RecordedMode("video", 90, (date(2026, 5, 12),)), RecordedMode("email", 30))
KATE = RecordedPartner("Kate Li", 120, MODES, Status.CONTINUING, date(2026, 6, 20), time(18, 30), claimed=True)


def _checkin(locale: str, name: str, words: str) -> Mail:
    del words
    return checkin(CheckinFields(locale, PRIYA, name, PERIOD, DUE, (FORM,), ("Helen Sawchuk",)))


def _reminder(locale: str, name: str, words: str) -> Mail:
    del words
    return reminder(ReminderFields(locale, PRIYA, name, PERIOD, DUE, (FORM,), ("Helen Sawchuk",)))


def _receipt(locale: str, name: str, words: str) -> Mail:
    return receipt(
        ReceiptFields(locale, PRIYA, name, PERIOD, (KATE,), RECORD, help_passed_on=True, topics=(words[:80],))
    )


def _question(locale: str, name: str, words: str) -> Mail:
    return question(QuestionFields(locale, PRIYA, name, "Was it 1 h or 2 h?", words, ("1 h", "2 h")))


def _passed_on(locale: str, name: str, words: str) -> Mail:
    del words
    return passed_on(PassedOnFields(locale, PRIYA, name))


def _safeguarding_notice(locale: str, name: str, words: str) -> Mail:
    return safeguarding_notice(
        SafeguardingNoticeFields(
            locale, "Ruth", PRIYA.programme, name, "dan@example.org", RECEIVED, words, ("Kate Li",)
        )
    )


def _safeguarding_receipt(locale: str, name: str, words: str) -> Mail:
    del words
    return safeguarding_receipt(
        SafeguardingReceiptFields(locale, name, PRIYA.programme, "Ruth Adeyemi", "780-555-0199")
    )


def _coordinator_help(locale: str, name: str, words: str) -> Mail:
    return coordinator_help(
        CoordinatorHelpFields(
            locale, "Priya", PRIYA.programme, Matter.HELP, name, "dan@example.org", RECEIVED, words, ("Kate Li",)
        )
    )


def _no_answer(locale: str, name: str, words: str) -> Mail:
    del words
    reminded = (date(2026, 6, 4), date(2026, 6, 8))
    return no_answer(
        NoAnswerFields(
            locale,
            "Priya",
            PRIYA.programme,
            name,
            "dan@example.org",
            ("Kate Li",),
            PERIOD,
            date(2026, 6, 1),
            reminded,
        )
    )


def _closed_programme(locale: str, name: str, words: str) -> Mail:
    del words
    return closed_programme(ClosedProgrammeFields(locale, PRIYA, date(2026, 5, 31), name))


def _expired_key(locale: str, name: str, words: str) -> Mail:
    del words
    return expired_key(ExpiredKeyFields(locale, PRIYA, date(2026, 5, 31), "northfield@reply.example.org", name))


def _unsubscribed(locale: str, name: str, words: str) -> Mail:
    del words
    return unsubscribed(UnsubscribedFields(locale, PRIYA, name, "dan@example.org", "northfield@reply.example.org"))


def _sign_in(locale: str, name: str, words: str) -> Mail:
    del words
    return sign_in(SignInFields(locale, name, PRIYA.programme, SIGN_IN_LINK, "12345678", 10))


def _sender_check(locale: str, name: str, words: str) -> Mail:
    del words
    arrived = RECEIVED.date(), RECEIVED.time()
    return sender_check(
        SenderCheckFields(locale, PRIYA, name, *arrived, "dan@home.example", period=PERIOD, minutes=120, may_add=True)
    )


def _sender_denied(locale: str, name: str, words: str) -> Mail:
    del words
    return sender_denied(SenderDeniedFields(locale, PRIYA, name))


def _address_check(locale: str, name: str, words: str) -> Mail:
    del words
    return address_check(AddressCheckFields(locale, PRIYA, "Sam", name, assistant=True))


def _address_added(locale: str, name: str, words: str) -> Mail:
    del words
    return address_added(AddressAddedFields(locale, PRIYA, "Dan", "sam@office.example", name))


def _dead_address(locale: str, name: str, words: str) -> Mail:
    del words
    return dead_address(
        DeadAddressFields(
            locale,
            "Priya",
            PRIYA.programme,
            name,
            "dan@example.org",
            ("Kate Li",),
            failure_words("address_unknown", locale),
            complained=False,
        )
    )


SAMPLES: dict[MailKind, Callable[[str, str, str], Mail]] = {
    MailKind.CHECKIN: _checkin,
    MailKind.REMINDER: _reminder,
    MailKind.RECEIPT: _receipt,
    MailKind.QUESTION: _question,
    MailKind.PASSED_ON: _passed_on,
    MailKind.SAFEGUARDING_NOTICE: _safeguarding_notice,
    MailKind.SAFEGUARDING_RECEIPT: _safeguarding_receipt,
    MailKind.COORDINATOR_HELP: _coordinator_help,
    MailKind.NO_ANSWER: _no_answer,
    MailKind.CLOSED_PROGRAMME: _closed_programme,
    MailKind.EXPIRED_KEY: _expired_key,
    MailKind.UNSUBSCRIBED: _unsubscribed,
    MailKind.SIGN_IN: _sign_in,
    MailKind.SENDER_CHECK: _sender_check,
    MailKind.SENDER_DENIED: _sender_denied,
    MailKind.ADDRESS_CHECK: _address_check,
    MailKind.ADDRESS_ADDED: _address_added,
    MailKind.DEAD_ADDRESS: _dead_address,
}
"""For each kind: locale, the name of the person it is to or about, the words they wrote -> the mail."""


def sample(kind: MailKind, locale: str, *, name: str = "Dan", words: str = "1.5h zoom\n\nall good <3 & more") -> Mail:
    """A mail of one kind; `name` and `words` are what a stranger could choose."""
    return SAMPLES[kind](locale, name, words)
