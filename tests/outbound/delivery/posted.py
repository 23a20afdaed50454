"""What providers post of a mail: each field that their documentation or a recorded request of theirs has, so spelt.

Recorded requests are those in the tests of django-anymail; the values here are our own.
"""

from typing import Any

KEY = "abcdefghijklmnopqrstuvwxyz"
RETURN_PATH = f"return-{KEY}@reply.localhost"
MAIL = "0197f0c1d2e37a4b8c5d6e7f80912a3b.0197f0c1d2e37a4b8c5d6e7f80912a3c@reply.localhost"
TO = "dan@association.org"


def postmark_bounce(kind: str, **changes: Any) -> dict[str, Any]:
    """A bounce of that type."""
    return {
        "RecordType": "Bounce",
        "MessageStream": "outbound",
        "ID": 4323372036854775807,
        "Type": kind,
        "TypeCode": 1,
        "Name": "Hard bounce",
        "Tag": "",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {"mail": RETURN_PATH},
        "ServerID": 23,
        "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
        "Details": "",
        "Email": TO,
        "From": "northfield@reply.localhost",
        "BouncedAt": "2026-06-09T16:01:02.3456789Z",
        "DumpAvailable": True,
        "Inactive": True,
        "CanActivate": True,
        "Subject": "Your May check-in",
        "Content": "Received: from pm.mtasv.net ...",
        **changes,
    }


def postmark_complaint(**changes: Any) -> dict[str, Any]:
    """Somebody reported the mail; told like a bounce, with a record type of its own."""
    told = {"RecordType": "SpamComplaint", "TypeCode": 512, "Name": "Spam complaint", "CanActivate": False}
    return postmark_bounce("SpamComplaint", **{**told, "Description": "", "Details": "", **changes})


def postmark_change(reason: str | None, **changes: Any) -> dict[str, Any]:
    """Postmark sends nothing more to an address, or sends again (no reason)."""
    return {
        "RecordType": "SubscriptionChange",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "ServerID": 23,
        "MessageStream": "outbound",
        "ChangedAt": "2026-06-09T16:01:02Z",
        "Recipient": TO,
        "Origin": "Recipient",
        "SuppressSending": reason is not None,
        "SuppressionReason": reason,
        "Tag": None,
        "Metadata": {"mail": RETURN_PATH},
        **changes,
    }


def postmark_delivery(**changes: Any) -> dict[str, Any]:
    """The next server took the mail."""
    return {
        "RecordType": "Delivery",
        "ServerID": 23,
        "MessageStream": "outbound",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Recipient": TO,
        "Tag": "",
        "DeliveredAt": "2026-06-09T16:01:02Z",
        "Details": "smtp;250 2.0.0 OK",
        "Metadata": {"mail": RETURN_PATH},
        **changes,
    }


def mailgun_posted(event: str, **data: Any) -> dict[str, Any]:
    """An event without its signature."""
    return {
        "event-data": {
            "id": "CPgfbmQMTCKtHW6uIWtuVe",
            "tags": [],
            "campaigns": [],
            "storage": {"url": "https://se.api.mailgun.net/v3/domains/mg/messages/AgEF", "key": "AgEF"},
            "timestamp": 1781020862.34,
            "log-level": "info",
            "event": event,
            "flags": {"is-routed": False, "is-authenticated": True, "is-system-test": False, "is-test-mode": False},
            "envelope": {
                "transport": "smtp",
                "sender": "bounce+1@mg.host.net",
                "sending-ip": "198.51.100.7",
                "targets": TO,
            },
            "message": {
                "headers": {"to": f"Dan Roy <{TO}>", "message-id": MAIL, "from": "x", "subject": "Your May check-in"},
                "attachments": [],
                "size": 4311,
            },
            "recipient": TO,
            "recipient-domain": "association.org",
            "user-variables": {},
            **data,
        }
    }


def mailgun_failed(
    *,
    severity: str = "permanent",
    reason: str = "bounce",
    code: int = 550,
    enhanced: str = "5.1.1",
    message: str = "5.1.1 The email account that you tried to reach does not exist.",
    **data: Any,
) -> dict[str, Any]:
    """A mail that failed for good, unless said otherwise."""
    status = {
        "tls": True,
        "mx-host": "aspmx.association.org",
        "attempt-no": 1,
        "description": "",
        "session-seconds": 2.952177047729492,
        "utf8": True,
        "code": code,
        "enhanced-code": enhanced,
        "message": message,
        "certificate-verified": True,
    }
    return mailgun_posted("failed", severity=severity, reason=reason, **{"delivery-status": status, **data})


def _mail() -> dict[str, Any]:
    return {
        "timestamp": "2026-06-09T16:00:00.000Z",
        "source": RETURN_PATH,
        "sourceArn": "arn:aws:ses:ca-central-1:123456789012:identity/reply.localhost",
        "sourceIp": "198.51.100.7",
        "callerIdentity": "mentorpost",
        "sendingAccountId": "123456789012",
        "messageId": "0100017f-1111-2222-3333-444455556666-000000",
        "destination": [TO],
        "headersTruncated": False,
        "headers": [{"name": "From", "value": "x"}, {"name": "Message-ID", "value": MAIL}],
        "commonHeaders": {"from": ["x"], "to": [TO], "messageId": MAIL, "subject": "Your May check-in"},
    }


def ses_bounce(kind: str, subtype: str, *, feedback: str = "0100017f-feedback", **recipient: str) -> dict[str, Any]:
    """A bounce as an identity's notification has it."""
    return {
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": kind,
            "bounceSubType": subtype,
            "bouncedRecipients": [{"emailAddress": TO, "action": "failed", **recipient}],
            "timestamp": "2026-06-09T16:01:02.345Z",
            "feedbackId": feedback,
            "reportingMTA": "dns; a8-70.smtp-out.amazonses.com",
            "remoteMtaIp": "203.0.113.25",
        },
        "mail": _mail(),
    }


def ses_complaint(feedback_type: str | None) -> dict[str, Any]:
    """Somebody reported the mail."""
    told = {
        "complainedRecipients": [{"emailAddress": TO}],
        "timestamp": "2026-06-09T16:01:02.000Z",
        "feedbackId": "0100017f-complaint",
        "complaintSubType": None,
        "arrivalDate": "2026-06-09T16:00:30.000Z",
        "userAgent": "AnyCompany Feedback Loop (V0.01)",
    }
    if feedback_type:
        told["complaintFeedbackType"] = feedback_type
    return {"notificationType": "Complaint", "complaint": told, "mail": _mail()}


def ses_delivery() -> dict[str, Any]:
    """The next server took the mail."""
    return {
        "notificationType": "Delivery",
        "delivery": {
            "timestamp": "2026-06-09T16:01:02.000Z",
            "processingTimeMillis": 546,
            "recipients": [TO],
            "smtpResponse": "250 ok: Message 64111812 accepted",
            "reportingMTA": "a8-70.smtp-out.amazonses.com",
            "remoteMtaIp": "203.0.113.25",
        },
        "mail": _mail(),
    }


def ses_delay(delay_type: str = "TransientCommunicationFailure") -> dict[str, Any]:
    """SES goes on trying; told as an event of a configuration set only."""
    return {
        "eventType": "DeliveryDelay",
        "deliveryDelay": {
            "timestamp": "2026-06-09T16:01:02.000Z",
            "delayType": delay_type,
            "expirationTime": "2026-06-10T04:01:02.000Z",
            "delayedRecipients": [{"emailAddress": TO, "status": "4.4.1", "diagnosticCode": "smtp; 421 4.4.1 later"}],
        },
        "mail": _mail(),
    }


def ses_reject() -> dict[str, Any]:
    """SES took the mail and then sent it to nobody."""
    return {"eventType": "Reject", "mail": _mail(), "reject": {"reason": "Bad content"}}
