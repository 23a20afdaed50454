"""Why a mail of ours did not arrive, in one word, and what that says of the address (I8). Pure."""

from enum import StrEnum

from app.language import gettext_for
from app.language import mark as _


class Severity(StrEnum):
    """What a failure says of the address: it is gone, it may come back, its mailbox is full, or it is not at fault."""

    HARD = "hard"
    SOFT = "soft"
    FULL = "full"
    POLICY = "policy"


class Failure(StrEnum):
    """The reasons that mail systems give (RFC 3463 and their own words); each has one severity and one sentence."""

    ADDRESS_UNKNOWN = "address_unknown"
    ADDRESS_MOVED = "address_moved"
    ADDRESS_CLOSED = "address_closed"
    HOST_UNKNOWN = "host_unknown"
    NO_MAIL_THERE = "no_mail_there"
    UNDELIVERABLE = "undeliverable"
    MAILBOX_FULL = "mailbox_full"
    TRY_LATER = "try_later"
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    SERVER_TROUBLE = "server_trouble"
    LOOP = "loop"
    UNCLEAR = "unclear"
    TOO_LARGE = "too_large"
    SPAM = "spam"
    VIRUS = "virus"
    CONTENT = "content"
    BLOCKED = "blocked"
    NOT_AUTHENTICATED = "not_authenticated"
    NOT_ALLOWED = "not_allowed"
    CHALLENGE = "challenge"
    LEFT = "left"
    REPORTED = "reported"


SEVERITIES: dict[Failure, Severity] = {
    Failure.ADDRESS_UNKNOWN: Severity.HARD,
    Failure.ADDRESS_MOVED: Severity.HARD,
    Failure.ADDRESS_CLOSED: Severity.HARD,
    Failure.HOST_UNKNOWN: Severity.HARD,
    Failure.NO_MAIL_THERE: Severity.HARD,
    Failure.UNDELIVERABLE: Severity.HARD,
    Failure.MAILBOX_FULL: Severity.FULL,
    Failure.TRY_LATER: Severity.SOFT,
    Failure.EXPIRED: Severity.SOFT,
    Failure.UNREACHABLE: Severity.SOFT,
    Failure.SERVER_TROUBLE: Severity.SOFT,
    Failure.LOOP: Severity.SOFT,
    Failure.UNCLEAR: Severity.SOFT,
    Failure.TOO_LARGE: Severity.POLICY,
    Failure.SPAM: Severity.POLICY,
    Failure.VIRUS: Severity.POLICY,
    Failure.CONTENT: Severity.POLICY,
    Failure.BLOCKED: Severity.POLICY,
    Failure.NOT_AUTHENTICATED: Severity.POLICY,
    Failure.NOT_ALLOWED: Severity.POLICY,
    Failure.CHALLENGE: Severity.POLICY,
    Failure.LEFT: Severity.POLICY,
    Failure.REPORTED: Severity.POLICY,
}

SENTENCES: dict[Failure, str] = {
    Failure.ADDRESS_UNKNOWN: _("Nobody has this address at its provider."),
    Failure.ADDRESS_MOVED: _("Its owner has another address now."),
    Failure.ADDRESS_CLOSED: _("The mailbox has been closed or switched off."),
    Failure.HOST_UNKNOWN: _("What stands after the @ does not exist."),
    Failure.NO_MAIL_THERE: _("What stands after the @ takes no mail."),
    Failure.UNDELIVERABLE: _("Its provider refuses mail for it, and does not say why."),
    Failure.MAILBOX_FULL: _("The mailbox is full."),
    Failure.TRY_LATER: _("Its provider asked us to come back later."),
    Failure.EXPIRED: _("Its provider could not be reached for days."),
    Failure.UNREACHABLE: _("Its provider could not be reached."),
    Failure.SERVER_TROUBLE: _("Something is wrong at its provider."),
    Failure.LOOP: _("Its provider sends the mail around in circles."),
    Failure.UNCLEAR: _("The mail came back, and the reason could not be read."),
    Failure.TOO_LARGE: _("Its provider found the mail too large."),
    Failure.SPAM: _("Its provider took the mail for spam."),
    Failure.VIRUS: _("Its provider believes that the mail holds a virus."),
    Failure.CONTENT: _("Its provider refused what the mail holds."),
    Failure.BLOCKED: _("Its provider takes no mail from our server."),
    Failure.NOT_AUTHENTICATED: _("Its provider could not tell that the mail is from us."),
    Failure.NOT_ALLOWED: _("Its provider does not let us write to this address."),
    Failure.CHALLENGE: _("Its provider asks us to confirm that we are people before it delivers."),
    Failure.LEFT: _("An automatic reply says that its owner has left, or has another address now."),
    Failure.REPORTED: _("A report says that mail to it fails, or is unwanted; nothing proves the report."),
}


def severity_of(failure: Failure, *, permanent: bool = True) -> Severity:
    """What a failure says of the address; an unknown address that is only unknown for now (4.x.x) is a soft one."""
    severity = SEVERITIES[failure]
    return Severity.SOFT if severity is Severity.HARD and not permanent else severity


def failure_words(failure: str, locale: str) -> str:
    """The sentence for a stored reason, as a coordinator reads it.

    Raises:
        ValueError: when no reason is called that.

    """
    return gettext_for(locale).gettext(SENTENCES[Failure(failure)])
