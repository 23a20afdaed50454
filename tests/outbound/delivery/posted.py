"""What providers post of a mail, by the names of fields that their documentation uses; none was recorded from them."""

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
            "timestamp": 1781020862.34,
            "log-level": "info",
            "event": event,
            "flags": {"is-routed": False, "is-authenticated": True, "is-test-mode": False},
            "envelope": {"transport": "smtp", "sender": "bounce+1@mg.host.net", "targets": TO},
            "message": {"headers": {"to": f"Dan Roy <{TO}>", "message-id": MAIL, "from": "x"}, "size": 4311},
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
    status = {"code": code, "enhanced-code": enhanced, "message": message, "description": "", "attempt-no": 1}
    return mailgun_posted("failed", severity=severity, reason=reason, **{"delivery-status": status, **data})


def _mail() -> dict[str, Any]:
    return {
        "timestamp": "2026-06-09T16:00:00.000Z",
        "source": RETURN_PATH,
        "messageId": "0100017f-1111-2222-3333-444455556666-000000",
        "destination": [TO],
        "headersTruncated": False,
        "headers": [{"name": "From", "value": "x"}, {"name": "Message-ID", "value": MAIL}],
        "commonHeaders": {"subject": "Your May check-in"},
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
            "reportingMTA": "dsn; a8-70.smtp-out.amazonses.com",
        },
        "mail": _mail(),
    }


def ses_complaint(feedback_type: str | None) -> dict[str, Any]:
    """Somebody reported the mail."""
    told = {
        "complainedRecipients": [{"emailAddress": TO}],
        "timestamp": "2026-06-09T16:01:02.000Z",
        "feedbackId": "0100017f-complaint",
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
        },
        "mail": _mail(),
    }
