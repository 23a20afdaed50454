"""A row of the outbox as a message on the wire: headers, two bodies, and the envelope's addresses."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.outbound.look import content_id
from app.outbound.models import OutboundMail
from app.tenants.models import LogoImage

# Quoted-printable or base64 as needed: the text must arrive to the letter, replies are aligned with it.
# Long header lines: folded, a long In-Reply-To would become an encoded word, which no mail program threads by.
POLICY = SMTP.clone(max_line_length=990, cte_type="7bit")


def envelope_of(row: OutboundMail) -> tuple[str, str]:
    """Return path and recipient. A notice that nobody asked for has a null return path (RFC 3834)."""
    return ("" if row.notice else row.from_address, row.to_address)


def message_of(row: OutboundMail, reply_domain: str, at: datetime, logo: LogoImage | None = None) -> EmailMessage:
    """The message, with the picture of its letterhead. It says that a program wrote it (RFC 3834)."""
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(row.from_name, addr_spec=row.from_address)
    message["To"] = Address(row.to_name, addr_spec=row.to_address)
    message["Subject"] = row.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = row.message_id
    message["Auto-Submitted"] = "auto-replied" if row.in_reply_to else "auto-generated"
    if row.reply_key:
        message["Reply-To"] = Address(row.from_name, row.reply_key, reply_domain)
    before = row.thread_ids or row.in_reply_to
    if before:
        message["In-Reply-To"] = row.in_reply_to or before.split()[-1]
        message["References"] = before
    if row.person_id:
        message["List-Unsubscribe"] = f"<mailto:{row.from_address}?subject=unsubscribe>"
    message.set_content(row.text, charset="utf-8")
    message.add_alternative(row.html, subtype="html", charset="utf-8")
    if logo:
        _attach(message, logo)
    return message


def _attach(message: EmailMessage, logo: LogoImage) -> None:
    """The picture lies beside the HTML that shows it (RFC 2387): nothing is loaded, and nobody is followed."""
    html = message.get_body(("html",))
    assert isinstance(html, EmailMessage)
    name, shown_as = f"logo.{logo.subtype}", f"<{content_id(logo.id)}>"
    html.add_related(logo.content, "image", logo.subtype, cid=shown_as, disposition="inline", filename=name)
