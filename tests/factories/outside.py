"""Letters of other organisations as members send them."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from app.outside_letters.models import OutsideLetter
from tests.factories.post_room import PostRoom

PDF = b"%PDF-1.7\n% The Guild confirms twelve hours of mentoring.\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def letter_mail(
    words: str,
    *attached: tuple[str, str, bytes],
    sender: str,
    to: str,
    at: datetime,
    subject: str = "Mentoring",
    in_reply_to: str | None = None,
) -> bytes:
    """A mail with files: each a name, the type that the sender declares, and the bytes."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"], message["Date"] = make_msgid(domain="mail.example"), format_datetime(at)
    if in_reply_to:
        message["In-Reply-To"] = in_reply_to
    message.set_content(words)
    for name, declared, content in attached:
        kind, _, subtype = declared.partition("/")
        message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    return bytes(message)


def mentors_letter(room: PostRoom, words: str, *attached: tuple[str, str, bytes], subject: str = "Mentoring") -> bytes:
    """The mentor writes to the programme's own address."""
    to = room.made.programme_address
    return letter_mail(words, *attached, sender=room.made.mentor_email, to=to, at=room.watch(), subject=subject)


def letters(room: PostRoom) -> list[OutsideLetter]:
    """Everything kept, the oldest first."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.query(OutsideLetter).filter_by(tenant_id=scope.tenant_id).all()
        for row in rows:
            assert row.content
        scope.session.expunge_all()
        return sorted(rows, key=lambda row: row.id)
