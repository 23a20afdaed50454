"""Reports about our mails, as mail systems write them."""

from email.message import EmailMessage
from email.policy import SMTP

from app.outbound.models import OutboundMail


def delivery_report(
    sent: OutboundMail,
    *,
    to: str,
    status: str = "5.1.1",
    action: str = "failed",
    said: str = "550 5.1.1 User unknown",
    recipient: str | None = None,
    message_id: str | None = None,
) -> bytes:
    """A delivery report (RFC 3464) about a mail of ours, with its headers; `recipient` and mail may be others."""
    recipient = recipient or sent.to_address
    fields = (
        f"Reporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {said}\r\n"
    )
    words = f"Your message to <{recipient}> could not be delivered.\r\n"
    returned = f"Message-ID: {message_id or sent.message_id}\r\nTo: {sent.to_address}\r\nSubject: {sent.subject}\r\n"
    parts = (("text", "plain", words), ("message", "delivery-status", fields), ("text", "rfc822-headers", returned))
    return _report("delivery-status", parts, to=to, subject="Undelivered Mail Returned to Sender")


def abuse_report(sent: OutboundMail, *, to: str, kind: str = "abuse", return_path: str = "") -> bytes:
    """A feedback report (RFC 5965) about a mail of ours; the recipient's address is left out, as providers do."""
    fields = f"Feedback-Type: {kind}\r\nUser-Agent: Example/1.0\r\nVersion: 1\r\n"
    fields += f"Original-Mail-From: <{return_path}>\r\n" if return_path else ""
    returned = f"Message-ID: {sent.message_id}\r\nSubject: {sent.subject}\r\n"
    parts = (
        ("text", "plain", "This is an email abuse report.\r\n"),
        ("message", "feedback-report", fields),
        ("text", "rfc822-headers", returned),
    )
    return _report("feedback-report", parts, to=to, subject="FW: complaint")


def _report(kind: str, parts: tuple[tuple[str, str, str], ...], *, to: str, subject: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Mail Delivery System <MAILER-DAEMON@mx.example.net>", to, subject
    mail["Content-Type"] = f'multipart/report; report-type={kind}; boundary="a-boundary"'
    body = "".join(f"--a-boundary\r\nContent-Type: {main}/{sub}\r\n\r\n{text}\r\n" for main, sub, text in parts)
    return bytes(mail).replace(b"\r\n\r\n", b"\r\n\r\n" + body.encode() + b"--a-boundary--\r\n", 1)
