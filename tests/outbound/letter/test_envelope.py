"""A row of the outbox as a message on the wire: headers, bodies, and the addresses of its envelope."""

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import pytest

from app.db import Database
from app.outbound.letter.envelope import envelope_of, message_of
from app.outbound.letter.mail import Mail
from app.outbound.models import OutboundMail
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.posting import addressed, letter, purpose, put
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant

AT = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def written(database: Database, made: MadeTenant, mail: Mail | None = None) -> OutboundMail:
    until = BEGAN + timedelta(days=90)
    put(database, made, BEGAN, addressed(made, "one", mail, reply=purpose(made, until)))
    (row,) = outbox(database, made.tenant_id)
    return row


def on_the_wire(row: OutboundMail) -> EmailMessage:
    parsed = email.message_from_bytes(bytes(message_of(row, REPLY_DOMAIN, AT)), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_it_comes_from_the_coordinator_and_is_answered_to_the_secret_address(
    database: Database, made: MadeTenant
) -> None:
    """I9, I11."""
    row = written(database, made)
    message = on_the_wire(row)
    assert message["From"] == f"Priya Nair <{made.programme_address}>"
    assert message["To"] == f"Dan Roy <{made.mentor_email}>"
    assert message["Reply-To"] == f"Priya Nair <{row.reply_key}@{REPLY_DOMAIN}>"
    assert message["Message-ID"] == row.message_id
    assert message["Date"] == "Mon, 01 Jun 2026 15:00:00 +0000"


def test_it_says_that_a_program_wrote_it(database: Database, made: MadeTenant) -> None:
    """RFC 3834: so that no other program answers."""
    row = written(database, made)
    assert on_the_wire(row)["Auto-Submitted"] == "auto-generated"
    row.in_reply_to = "<their@mail.example>"
    answer = on_the_wire(row)
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["In-Reply-To"] == answer["References"] == "<their@mail.example>"


def test_a_participant_can_unsubscribe_by_mail_and_staff_are_not_asked_to(database: Database, made: MadeTenant) -> None:
    """I8."""
    row = written(database, made)
    assert on_the_wire(row)["List-Unsubscribe"] == f"<mailto:{made.programme_address}?subject=unsubscribe>"
    row.person_id = None
    assert on_the_wire(row)["List-Unsubscribe"] is None


def test_text_and_html_arrive_at_the_letter(database: Database, made: MadeTenant) -> None:
    """Replies are aligned with the very text that was sent: no line may be folded or trimmed."""
    text = "Bonjour Émilie,\n\nIn-Person: (hrs) \n" + "long " * 300 + "\nFrom here on\n.\n..end\n\n"
    row = written(database, made, letter(text=text))
    message = on_the_wire(row)
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == text
    assert html.get_content().split() == row.html.split()


def test_it_is_seven_bit_with_short_lines(database: Database, made: MadeTenant) -> None:
    """RFC 5322: every server on the way takes it."""
    row = written(database, made, letter(text="é" * 3_000 + "\n"))
    raw = bytes(message_of(row, REPLY_DOMAIN, AT))
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_names_beyond_ascii_arrive_as_they_are(database: Database, made: MadeTenant) -> None:
    row = written(database, made)
    row.to_name, row.subject = 'Émilie "Mimi" Tremblay, ing.', "Mai : avec François"
    message = on_the_wire(row)
    assert message["To"].addresses[0].display_name == 'Émilie "Mimi" Tremblay, ing.'
    assert message["Subject"] == "Mai : avec François"


def test_a_notice_has_a_null_return_path_and_an_answer_the_programmes(database: Database, made: MadeTenant) -> None:
    """RFC 3834: a notice that nobody asked for can start no loop."""
    row = written(database, made)
    assert envelope_of(row) == (made.programme_address, made.mentor_email)
    row.notice = True
    assert envelope_of(row) == ("", made.mentor_email)


def test_what_is_no_message_id_is_left_out_rather_than_passed_on(database: Database, made: MadeTenant) -> None:
    """The In-Reply-To of an answer is a stranger's word."""
    row = written(database, made)
    for wrong in ("<a@b>\r\nBcc: eve@example.org", "a@b", "<a b@c>", "<" + "a" * 300 + "@b>", "<é@b>", "<a@b> <c@d>"):
        row.in_reply_to = wrong
        message = on_the_wire(row)
        assert (message["In-Reply-To"], message["References"], message["Bcc"]) == (None, None, None), wrong
        assert message["Auto-Submitted"] == "auto-replied"
