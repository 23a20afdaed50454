"""A refusal is the address's fault, the mailbox's, the mail's, or ours: each has its own end (RFC 3463)."""

import pytest

from app.outbound.reach.failures import Failure
from app.outbound.reach.refusals import failure_of, loggable
from app.outbound.ways_out.handover import NotNow, Refused, Stage, Unreachable


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        (
            "550 5.1.1 <dan@x.example>: Recipient address rejected: User unknown in table",
            "address_unknown",
        ),
        ("550-5.1.1 The email account that you tried to reach does not exist.", "address_unknown"),
        ("550 No such user here", "address_unknown"),
        ("550 Requested action not taken: mailbox unavailable", "undeliverable"),
        ("553 sorry, that recipient is unknown", "address_unknown"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", "no_mail_there"),
        ("551 5.1.6 user has moved", "address_moved"),
        ("550 5.2.1 The email account that you tried to reach is disabled", "address_closed"),
        ("552 5.2.2 Mailbox full", "mailbox_full"),
        ("552 Quota exceeded (mailbox for user is full)", "mailbox_full"),
        ("550 5.1.2 bad destination system", "host_unknown"),
        ("550 cannot", "undeliverable"),
        ("554 5.7.1 <dan@x.example>: Relay access denied", None),
        ("550 5.7.1 Client host blocked using Spamhaus", None),
        ("550 relaying denied", None),
        ("550 5.7.26 unauthenticated sender", None),
    ],
)
def test_a_recipient_refused(words: str, failure: str | None) -> None:
    assert failure_of(Refused(words, Stage.RECIPIENT)) == (Failure(failure) if failure else None)


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        ("554 5.7.1 Message rejected as spam", Failure.SPAM),
        ("552 5.3.4 Message too big", Failure.TOO_LARGE),
        ("554 Transaction failed", Failure.CONTENT),
    ],
)
def test_a_mail_refused_is_not_the_addresss_fault(words: str, failure: Failure) -> None:
    assert failure_of(Refused(words, Stage.CONTENT)) is failure


@pytest.mark.parametrize("answer", [Refused("550 5.1.1 x", Stage.SENDER), Unreachable("relay:25 could not be reached")])
def test_what_is_between_us_and_our_relay_says_nothing_of_anybodys_address(answer: Refused | NotNow) -> None:
    assert failure_of(answer) is None


def test_four_days_of_waiting_is_a_failure_of_its_own() -> None:
    assert failure_of(NotNow("450 4.2.1 busy", Stage.RECIPIENT)) is Failure.EXPIRED
    assert failure_of(NotNow("452 4.2.2 mailbox full", Stage.RECIPIENT)) is Failure.MAILBOX_FULL


@pytest.mark.parametrize(
    ("answer", "logged"),
    [
        (Refused("554 5.7.1 rejected: it says 'our talk about my divorce'"), "554 5.7.1"),
        (Refused("550-5.1.1 no such user dan.roy"), "550 5.1.1"),
        (NotNow("451 try later, Dan"), "451"),
        (NotNow("relay:25 broke off: timed out"), "relay:25 broke off: timed out"),
    ],
)
def test_a_log_has_the_codes_of_an_answer_and_none_of_another_servers_words(
    answer: Refused | NotNow, logged: str
) -> None:
    """C3: whatever it repeats of a mail, logs outlive people."""
    assert loggable(answer) == logged
