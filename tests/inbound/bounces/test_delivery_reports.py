"""Delivery reports, as RFC 3464 has them and as servers write them: to whom, for how long, why (I8)."""

import pytest

from app.inbound.bounces.fields import clean_address, recipient_fields
from app.inbound.bounces.report import Action, DeliveryReport, read_report
from app.inbound.bounces.told import told
from app.inbound.machines.automatic import Machine
from app.inbound.machines.machine_mail import read_machine_mail
from app.inbound.mail.message import read_message
from app.outbound.reach.diagnosis import failure_of
from app.outbound.reach.failures import Failure, Severity


def report(fields: str, words: str = "Sorry.", returned: str = "Message-ID: <m1@ours.example>") -> DeliveryReport:
    raw = (
        "From: MAILER-DAEMON@mx.example.net\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\n{words}\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.example.net\n\n{fields}\n--b\nContent-Type: text/rfc822-headers\n\n{returned}\n--b--\n"
    )
    return read_report(raw.encode())


def plain(words: str, **headers: str) -> DeliveryReport:
    named = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    raw = f"From: MAILER-DAEMON@mx.example.net\nTo: us@ours.example\nSubject: failure notice\n{named}\n{words}"
    return read_report(raw.encode())


def test_each_recipient_has_a_status_and_a_reason_of_its_own() -> None:
    found = report(
        "Final-Recipient: rfc822; gone@example.net\nAction: failed\nStatus: 5.1.1\n\n"
        "Final-Recipient: rfc822; full@example.net\nAction: failed\nStatus: 4.2.2\n\n"
        "Final-Recipient: rfc822; slow@example.net\nAction: delayed\nStatus: 4.4.1\n\n"
        "Final-Recipient: rfc822; well@example.net\nAction: relayed\nStatus: 2.1.5\n"
    )
    assert [(one.address, one.action, one.severity, one.permanent) for one in found.recipients] == [
        ("gone@example.net", Action.FAILED, Severity.HARD, True),
        ("full@example.net", Action.FAILED, Severity.FULL, False),
        ("slow@example.net", Action.DELAYED, Severity.SOFT, False),
        ("well@example.net", Action.ARRIVED, None, False),
    ]
    assert found.message_ids == ("<m1@ours.example>",)


def test_the_address_we_wrote_to_goes_before_the_one_it_was_forwarded_to() -> None:
    (found,) = report(
        "Original-Recipient: rfc822;dan@example.org\nFinal-Recipient: rfc822; dan@elsewhere.example\n"
        "Action: failed\nStatus: 5.1.1\n"
    ).recipients
    assert found.address == "dan@example.org"


def test_recipients_without_an_empty_line_between_them_are_told_apart() -> None:
    fields = recipient_fields(
        "Final-Recipient: rfc822;a@example.net\nStatus: 5.1.1\nFinal-Recipient: rfc822;b@example.net\nStatus: 4.2.2"
    )
    assert [each["status"] for each in fields] == ["5.1.1", "4.2.2"]


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("rfc822; Dan.Roy@Example.org", "dan.roy@example.org"),
        ("RFC822;<dan@example.org>", "dan@example.org"),
        ("rfc822;dan+2Broy@example.org", "dan+2broy@example.org"),
        ("rfc822;dan+40example.org", "dan@example.org"),
        ("utf-8; \\x{E9}ric@example.org", "éric@example.org"),
        ("dan@example.org", "dan@example.org"),
        ("x400; /S=Roy/", ""),
    ],
)
def test_addresses_are_read_in_their_encodings(field: str, address: str) -> None:
    """RFC 3464, RFC 3461 (xtext), RFC 6533."""
    assert clean_address(field) == address


def test_the_other_server_s_words_go_before_a_status_that_says_nothing() -> None:
    (found,) = report(
        "Final-Recipient: rfc822;a@example.net\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 552 5.2.2 Over quota\n"
    ).recipients
    assert (found.status, found.failure) == ("5.2.2", Failure.MAILBOX_FULL)


@pytest.mark.parametrize(
    ("words", "address", "status", "failure"),
    [
        (
            (
                "Hi. This is the qmail-send program at mx.example.net.\nThis is a permanent error; I've given up.\n\n"
                "<dan@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
                "--- Below this line is a copy of the message.\n\nTo: other@example.org\n"
            ),
            "dan@example.org",
            "5.1.1",
            Failure.ADDRESS_UNKNOWN,
        ),
        (
            (
                "A message that you sent could not be delivered. This is a permanent error.\n"
                "The following address(es) failed:\n\n  dan@example.org\n"
                "    host mx.example.org [192.0.2.1]: 550 blocked using zen.spamhaus.org\n"
            ),
            "dan@example.org",
            "5.0.0",
            Failure.BLOCKED,
        ),
        (
            (
                "A message that you sent has not yet been delivered to one or more of its recipients after\n"
                "more than 24 hours.\n\n  dan@example.org\n    Delay reason: connection timed out\n\n"
                "Delivery attempts will continue for some time.\n"
            ),
            "dan@example.org",
            "4.0.0",
            Failure.UNREACHABLE,
        ),
        (
            "Votre message n'a pas pu être remis à dan@example.org.\nMotif : la boîte du destinataire est pleine.\n",
            "dan@example.org",
            "5.0.0",
            Failure.MAILBOX_FULL,
        ),
        (
            (
                "Your message\n\n  To: dan@example.org\n  Subject: hello\n\ndid not reach the following"
                " recipient(s):\n\n"
                "dan@example.org on Mon, 1 Jun 2026 09:00:00 -0600\n    The recipient name is not recognized\n"
            ),
            "dan@example.org",
            "5.0.0",
            Failure.ADDRESS_UNKNOWN,
        ),
    ],
)
def test_reports_in_plain_words_are_read(words: str, address: str, status: str, failure: Failure) -> None:
    (found,) = plain(words).recipients
    assert (found.address, found.status, found.failure) == (address, status, failure)


def test_a_warning_is_no_failure() -> None:
    (found,) = plain(
        "THIS IS A WARNING MESSAGE ONLY.\nDelivery to the following recipient has been delayed:\n\n"
        "  dan@example.org\n\nMessage will be retried for 2 more day(s)\n"
    ).recipients
    assert found.action is Action.DELAYED


def test_a_report_that_names_nobody_is_about_the_header_that_does() -> None:
    (found,) = plain("Delivery failed.", X_Failed_Recipients="dan@example.org").recipients
    assert found.address == "dan@example.org"


def test_addresses_of_helpers_and_senders_are_nobody_s_failure() -> None:
    notice = (
        "For help write to postmaster@mx.example.net\nMAIL FROM:<us@ours.example>\nRCPT TO:<dan@example.org>\n550 no"
    )
    assert [one.address for one in told(notice)] == ["dan@example.org"]


def test_a_service_s_notice_in_json_is_read() -> None:
    (found,) = plain(
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":'
        '"Dan@example.org","status":"5.1.1","diagnosticCode":"smtp; 550 user unknown"}]}}'
    ).recipients
    assert (found.address, found.status, found.failure) == ("dan@example.org", "5.1.1", Failure.ADDRESS_UNKNOWN)


@pytest.mark.parametrize(
    ("status", "said", "failure"),
    [
        ("5.1.1", "552 mailbox full", Failure.MAILBOX_FULL),
        ("5.0.0", "550 5.7.26 This mail is unauthenticated", Failure.NOT_AUTHENTICATED),
        ("5.7.1", "554 Service unavailable; Client host [192.0.2.1] blocked using bl.example", Failure.BLOCKED),
        ("5.3.4", "message too big", Failure.TOO_LARGE),
        ("5.4.6", "", Failure.LOOP),
        ("5.1.10", "556 5.1.10 Recipient address has null MX", Failure.NO_MAIL_THERE),
        ("4.2.0", "450 4.2.0 Greylisted, try again in 5 minutes", Failure.TRY_LATER),
        ("5.4.4", "Host or domain name not found", Failure.HOST_UNKNOWN),
        ("5.2.1", "550 5.2.1 The account is disabled", Failure.ADDRESS_CLOSED),
        ("5.0.0", "", Failure.UNDELIVERABLE),
        ("4.0.0", "", Failure.UNCLEAR),
        ("", "", Failure.UNCLEAR),
    ],
)
def test_the_reason_is_found_in_words_then_in_the_status(status: str, said: str, failure: Failure) -> None:
    assert failure_of(status, said) is failure


def test_a_hostile_report_is_read_in_time_and_breaks_nothing() -> None:
    long_line = "a@" * 50_000
    raw = f"From: x@example.net\n\n{long_line}\n" + "Final-Recipient: rfc822; a@b.example\nStatus: 9.9.9\n" * 2_000
    assert read_report(raw.encode()).recipients
    assert read_report(b"From: x\n\n\xff\xfe<\x00@\x00>").recipients == ()


@pytest.mark.parametrize(
    "words",
    [
        (
            "THIS IS A WARNING ONLY.\nYour mail to <dan@firm.example> could not be delivered for more than 4 hours.\n"
            "It will be retried until it is 5 day(s) old."
        ),
        (
            "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to dan@firm.example.\n"
            "Gmail will retry for 45 more hours. You'll be notified if the delivery fails permanently."
        ),
        "Your message to <dan@firm.example> could not be delivered yet. The server will keep trying for 3 more days.",
        "Le message n'a pas pu être remis à <dan@firm.example>. De nouvelles tentatives auront lieu pendant 3 jours.",
    ],
)
def test_a_warning_that_delivery_takes_long_is_no_failure(words: str) -> None:
    (found,) = plain(words).recipients
    assert (found.address, found.action, found.status) == ("dan@firm.example", Action.DELAYED, "4.0.0")


def test_a_filter_s_report_counts_as_one_though_nobody_reads_its_address() -> None:
    """It says that the mail was refused as spam; to an automatic reply from `noreply` nobody would listen."""
    raw = (
        b"From: Filter <noreply@firm.example>\nSubject: Message you sent blocked by our bulk email filter\n\n"
        b"Your message to: dan@firm.example\nwas blocked by our Spam Firewall. The email you sent with the following\n"
        b"subject has NOT BEEN DELIVERED:\n\nSubject: May check-in\n"
    )
    said = read_machine_mail(read_message(raw), raw)
    assert said is not None
    assert said.report is not None
    assert (said.machine, [(one.action, one.severity) for one in said.report.recipients]) == (
        Machine.BOUNCE,
        [(Action.FAILED, Severity.POLICY)],
    )
