"""What Postmark, Mailgun and Amazon SES tell of a mail, read into one form (I8)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.delivery.mailgun import mailgun_events
from app.outbound.delivery.postmark import postmark_events
from app.outbound.delivery.ses import ses_events
from app.outbound.delivery.told import Became, DeliveryEvent, NotTold
from app.outbound.reach.failures import Failure, Severity, severity_of
from tests.outbound.delivery.posted import (
    MAIL,
    RETURN_PATH,
    TO,
    mailgun_failed,
    mailgun_posted,
    postmark_bounce,
    postmark_change,
    postmark_complaint,
    postmark_delivery,
    ses_bounce,
    ses_complaint,
    ses_delay,
    ses_delivery,
    ses_reject,
)

UNKNOWN = "smtp;550 5.1.1 The email account that you tried to reach does not exist."
FULL = "smtp;552 5.2.2 The recipient's mailbox is full"


def _one(events: tuple[DeliveryEvent, ...]) -> DeliveryEvent:
    (event,) = events
    return event


def _failed(event: DeliveryEvent) -> tuple[Failure | None, Severity]:
    assert event.became is Became.FAILED
    assert event.failure is not None
    return event.failure, severity_of(event.failure, permanent=event.permanent)


POSTMARK = {
    "HardBounce": (UNKNOWN, Failure.ADDRESS_UNKNOWN, Severity.HARD),
    "HardBounce without a word": ("", Failure.ADDRESS_UNKNOWN, Severity.HARD),
    "HardBounce, full": (FULL, Failure.MAILBOX_FULL, Severity.FULL),
    "SoftBounce": ("", Failure.UNCLEAR, Severity.SOFT),
    "SoftBounce, full": (FULL, Failure.MAILBOX_FULL, Severity.FULL),
    "DnsError": ("", Failure.UNREACHABLE, Severity.SOFT),
    "BadEmailAddress": ("", Failure.ADDRESS_UNKNOWN, Severity.HARD),
    "AddressChange": ("", Failure.ADDRESS_MOVED, Severity.HARD),
    "SpamNotification": ("", Failure.SPAM, Severity.POLICY),
    "Blocked": ("", Failure.BLOCKED, Severity.POLICY),
    "VirusNotification": ("", Failure.VIRUS, Severity.POLICY),
    "DMARCPolicy": ("", Failure.NOT_AUTHENTICATED, Severity.POLICY),
    "ChallengeVerification": ("", Failure.CHALLENGE, Severity.POLICY),
    "ManuallyDeactivated": ("", Failure.UNDELIVERABLE, Severity.HARD),
}


@pytest.mark.parametrize(("kind", "said"), POSTMARK.items(), ids=POSTMARK.keys())
def test_postmarks_bounces(kind: str, said: tuple[str, Failure, Severity]) -> None:
    details, failure, severity = said
    event = _one(postmark_events(postmark_bounce(kind.partition(",")[0].partition(" ")[0], Details=details)))
    assert _failed(event) == (failure, severity)
    assert (event.recipient, event.marks) == (TO, (RETURN_PATH,))
    assert event.at == datetime(2026, 6, 9, 16, 1, 2, 345678, UTC)


@pytest.mark.parametrize("kind", ["AutoResponder", "Subscribe", "OpenRelayTest", "Unconfirmed", "SomethingNew"])
def test_what_is_no_bounce_of_an_address_is_passed_over(kind: str) -> None:
    assert postmark_events(postmark_bounce(kind)) == ()


@pytest.mark.parametrize(
    ("posted", "became"),
    [
        (postmark_delivery(), Became.DELIVERED),
        (postmark_bounce("Transient"), Became.DELAYED),
        (postmark_bounce("Unsubscribe"), Became.UNSUBSCRIBED),
        (postmark_complaint(), Became.COMPLAINED),
        (postmark_bounce("SpamComplaint"), Became.COMPLAINED),
        (postmark_change("ManualSuppression"), Became.UNSUBSCRIBED),
        (postmark_change("SpamComplaint"), Became.COMPLAINED),
        (postmark_change("SpamComplaint", Origin="Customer"), Became.COMPLAINED),
        (postmark_change(None), Became.REACTIVATED),
        (postmark_change(None, Origin="Customer"), Became.REACTIVATED),
    ],
)
def test_what_else_postmark_tells(posted: dict[str, Any], became: Became) -> None:
    assert _one(postmark_events(posted)).became is became


@pytest.mark.parametrize(
    "posted",
    [
        {"RecordType": "Open"},
        {"RecordType": "Click"},
        postmark_change(None, SuppressSending=None),
        postmark_change("SomethingNew"),
        postmark_change("ManualSuppression", Origin="Customer"),
        postmark_change("ManualSuppression", Origin="Admin"),
    ],
)
def test_what_changes_nothing_for_us_is_passed_over(posted: dict[str, Any]) -> None:
    assert postmark_events(posted) == ()


def test_a_hard_bounce_in_a_stream_for_broadcasts_is_told_as_a_change_of_subscription() -> None:
    assert _failed(_one(postmark_events(postmark_change("HardBounce")))) == (Failure.ADDRESS_UNKNOWN, Severity.HARD)


def test_an_id_of_mailgun_that_comes_again_another_day_is_another_event() -> None:
    first, later = mailgun_failed(), mailgun_failed(timestamp=1781107262.34)
    assert mailgun_events(first)[0].event_id != mailgun_events(later)[0].event_id


def test_whom_ses_keeps_from_mail_for_having_unsubscribed_is_no_dead_address() -> None:
    assert _one(ses_events(ses_bounce("Permanent", "UnsubscribedRecipient"))).became is Became.UNSUBSCRIBED


@pytest.mark.parametrize(
    ("changes", "failure", "severity"),
    [
        ({}, Failure.ADDRESS_UNKNOWN, Severity.HARD),
        ({"reason": "suppress-bounce", "message": ""}, Failure.UNDELIVERABLE, Severity.HARD),
        ({"reason": "old", "code": 602, "enhanced": "", "message": "Too old"}, Failure.EXPIRED, Severity.SOFT),
        (
            {"reason": "suppress-bounce", "code": 605, "enhanced": "", "message": ""},
            Failure.UNDELIVERABLE,
            Severity.HARD,
        ),
        (
            {"reason": "generic", "code": 498, "enhanced": "", "message": "No MX for association.org"},
            Failure.HOST_UNKNOWN,
            Severity.SOFT,
        ),
        ({"reason": "espblock", "message": "blocked"}, Failure.BLOCKED, Severity.POLICY),
        ({"code": 552, "enhanced": "5.2.2", "message": "Mailbox full"}, Failure.MAILBOX_FULL, Severity.FULL),
        ({"code": 554, "enhanced": "5.7.1", "message": "Message rejected as spam"}, Failure.SPAM, Severity.POLICY),
        ({"code": 421, "enhanced": "", "message": "hello"}, Failure.UNCLEAR, Severity.SOFT),
    ],
)
def test_mailguns_failures(changes: dict[str, Any], failure: Failure, severity: Severity) -> None:
    event = _one(mailgun_events(mailgun_failed(**changes)))
    assert _failed(event) == (failure, severity)
    assert MAIL in event.marks
    assert event.recipient == TO


@pytest.mark.parametrize(
    ("posted", "became"),
    [
        (mailgun_posted("delivered"), Became.DELIVERED),
        (mailgun_posted("complained"), Became.COMPLAINED),
        (mailgun_posted("unsubscribed"), Became.UNSUBSCRIBED),
        (mailgun_failed(severity="temporary"), Became.DELAYED),
        (mailgun_failed(reason="suppress-complaint"), Became.COMPLAINED),
        (mailgun_failed(reason="suppress-unsubscribe"), Became.UNSUBSCRIBED),
    ],
)
def test_what_else_mailgun_tells(posted: dict[str, Any], became: Became) -> None:
    event = _one(mailgun_events(posted))
    assert event.became is became
    assert event.at == datetime(2026, 6, 9, 16, 1, 2, 340000, UTC)


def test_a_delay_says_why_where_the_provider_does() -> None:
    full: dict[str, Any] = {"code": 452, "enhanced": "4.2.2", "message": "4.2.2 The email account is over quota"}
    assert _one(mailgun_events(mailgun_failed(severity="temporary", reason="generic", **full))).failure is (
        Failure.MAILBOX_FULL
    )
    late = ses_delay()
    late["deliveryDelay"]["delayType"] = "MailboxFull"
    assert _one(ses_events(late)).failure is Failure.MAILBOX_FULL


@pytest.mark.parametrize("kind", ["opened", "clicked", "accepted", "stored", "rejected"])
def test_what_mailgun_tells_of_other_things_is_passed_over(kind: str) -> None:
    assert mailgun_events(mailgun_posted(kind)) == ()


@pytest.mark.parametrize(
    ("kind", "subtype", "recipient", "failure", "severity"),
    [
        (
            "Permanent",
            "General",
            {"status": "5.1.1", "diagnosticCode": UNKNOWN},
            Failure.ADDRESS_UNKNOWN,
            Severity.HARD,
        ),
        ("Permanent", "NoEmail", {}, Failure.ADDRESS_UNKNOWN, Severity.HARD),
        ("Permanent", "Suppressed", {}, Failure.UNDELIVERABLE, Severity.HARD),
        ("Permanent", "OnAccountSuppressionList", {}, Failure.UNDELIVERABLE, Severity.HARD),
        ("Permanent", "General", {}, Failure.UNDELIVERABLE, Severity.HARD),
        ("Transient", "MailboxFull", {}, Failure.MAILBOX_FULL, Severity.FULL),
        ("Transient", "MessageTooLarge", {}, Failure.TOO_LARGE, Severity.POLICY),
        ("Transient", "ContentRejected", {}, Failure.CONTENT, Severity.POLICY),
        ("Transient", "General", {"status": "4.2.0"}, Failure.UNDELIVERABLE, Severity.SOFT),
        ("Transient", "AttachmentRejected", {}, Failure.CONTENT, Severity.POLICY),
        ("Transient", "CustomTimeoutExceeded", {}, Failure.UNCLEAR, Severity.SOFT),
        ("Undetermined", "Undetermined", {}, Failure.UNCLEAR, Severity.SOFT),
    ],
)
def test_bounces_of_ses(
    kind: str, subtype: str, recipient: dict[str, str], failure: Failure, severity: Severity
) -> None:
    event = _one(ses_events(ses_bounce(kind, subtype, **recipient)))
    assert _failed(event) == (failure, severity)
    assert event.marks == (RETURN_PATH, MAIL)


def test_events_of_a_configuration_set_are_read_like_notifications() -> None:
    bounce = ses_bounce("Permanent", "NoEmail")
    bounce["eventType"] = bounce.pop("notificationType")
    assert _one(ses_events(bounce)).failure is Failure.ADDRESS_UNKNOWN


def test_complaints_and_deliveries_of_ses() -> None:
    assert _one(ses_events(ses_complaint("abuse"))).became is Became.COMPLAINED
    assert _one(ses_events(ses_complaint(None))).became is Became.COMPLAINED
    assert ses_events(ses_complaint("not-spam")) == ()
    assert _one(ses_events(ses_delivery())).became is Became.DELIVERED


def test_what_ses_makes_of_an_out_of_office_answer_is_no_failure() -> None:
    """As its own simulator tells it, and as it comes from real mailboxes."""
    real = ses_bounce("Undetermined", "Undetermined")
    real["bounce"]["bouncedRecipients"] = []
    simulated = ses_bounce("Transient", "General")
    simulated["bounce"]["bouncedRecipients"] = [{"emailAddress": TO}]
    assert ses_events(real) == ses_events(simulated) == ()


def test_what_ses_goes_on_trying_is_delayed_and_what_it_found_harmful_has_failed() -> None:
    assert _one(ses_events(ses_delay())).became is Became.DELAYED
    rejected = _one(ses_events(ses_reject()))
    assert (_failed(rejected), rejected.recipient) == ((Failure.VIRUS, Severity.POLICY), TO)
    assert rejected.detail == "Bad content"


@pytest.mark.parametrize("kind", ["Send", "Open", "Click", "Rendering Failure", "Subscription", "SomethingNew"])
def test_what_ses_tells_of_other_things_is_passed_over(kind: str) -> None:
    assert ses_events({**ses_reject(), "eventType": kind}) == ()


def test_each_recipient_is_told_of_by_itself() -> None:
    bounce = ses_bounce("Permanent", "General")
    bounce["bounce"]["bouncedRecipients"].append({"emailAddress": "Kate Li <kate@association.org>"})
    told = ses_events(bounce)
    assert [event.recipient for event in told] == [TO, "kate@association.org"]
    assert len({event.event_id for event in told}) == 2


@pytest.mark.parametrize(
    ("read", "posted"),
    [
        (postmark_events, postmark_bounce("HardBounce")),
        (mailgun_events, mailgun_failed()),
        (ses_events, ses_bounce("Permanent", "General")),
    ],
)
def test_the_same_event_has_the_same_id_and_another_one_another(read: Any, posted: dict[str, Any]) -> None:
    (first,), (again,) = read(posted), read(dict(posted))
    assert first.event_id == again.event_id
    other = {
        "RecordType": "Bounce",
        **postmark_bounce("HardBounce", ID=777),
        **mailgun_failed(id="another"),
        **ses_bounce("Permanent", "General", feedback="another"),
    }
    assert read(other)[0].event_id != first.event_id


@pytest.mark.parametrize("read", [postmark_events, mailgun_events])
def test_what_is_nothing_of_theirs_is_said_to_be_that(read: Any) -> None:
    with pytest.raises(NotTold):
        read({})


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=True) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
_NAMES = (
    *("RecordType", "Type", "Email", "Details", "Metadata", "event-data", "event", "severity", "delivery-status"),
    *("message", "timestamp", "id", "eventType", "notificationType", "bounce", "complaint", "delivery", "mail"),
    *("bouncedRecipients", "complainedRecipients", "recipients", "headers", "source"),
)
_KINDS = st.sampled_from(
    ["Bounce", "HardBounce", "SpamComplaint", "Delivery", "SubscriptionChange", "failed", "Complaint", "DeliveryDelay"]
)
_POSTED = st.dictionaries(
    st.sampled_from(_NAMES), _KINDS | _JSON | st.dictionaries(st.sampled_from(_NAMES), _JSON | _KINDS)
)


@given(_POSTED)
def test_whatever_is_posted_nothing_breaks_and_no_control_character_comes_through(posted: dict[str, Any]) -> None:
    for read in (postmark_events, mailgun_events, ses_events):
        try:
            told = read(posted)
        except NotTold:
            continue
        for event in told:
            assert "\n" not in event.detail + event.recipient
            assert "\x00" not in event.detail + event.recipient
