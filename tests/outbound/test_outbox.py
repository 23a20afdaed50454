"""The outbox: each mail once, answers and notices in measure, a key readable only until its mail is sent."""

from contextlib import suppress
from datetime import timedelta

import pytest

from app.db import Database
from app.outbound.letter.mail import MailKind
from app.outbound.models import ReplyAddress, ReplyKey
from app.outbound.outbox import ANSWERS, ANSWERS_A_DAY, Office, post
from app.outbound.reply_address import key_hash
from app.outbound.sending import send_due
from app.tenants.registration import UnknownTenant
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.posting import Sent, addressed, letter, purpose, put
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant

NOW = BEGAN


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def test_a_mail_is_written_once_whatever_asks_for_it_again(database: Database, made: MadeTenant) -> None:
    """Effects are idempotent by `dedupe_key`."""
    assert put(database, made, NOW, addressed(made, "receipt:1"), addressed(made, "receipt:1")) == 1
    assert put(database, made, NOW + timedelta(days=2), addressed(made, "receipt:1")) == 0
    assert len(outbox(database, made.tenant_id)) == 1


def test_the_same_key_in_another_tenant_is_another_mail(database: Database, made: MadeTenant) -> None:
    """T1."""
    other = make_tenant(database)
    put(database, made, NOW, addressed(made, "receipt:1"))
    assert put(database, other, NOW, addressed(other, "receipt:1")) == 1


def test_what_is_rolled_back_is_not_sent(database: Database, made: MadeTenant) -> None:
    """The mail stands or falls with the facts it tells of."""
    with suppress(UnknownTenant), database.tenant(made.tenant_id) as scope:
        assert post(scope, [addressed(made, "receipt:1")], Office(REPLY_DOMAIN, lambda: NOW)) == 1
        raise UnknownTenant
    assert outbox(database, made.tenant_id) == []


def test_one_person_gets_ten_answers_a_day_and_no_more(database: Database, made: MadeTenant) -> None:
    """RFC 3834: two machines that answer each other fall silent."""
    written = sum(put(database, made, NOW, addressed(made, f"receipt:{number}")) for number in range(15))
    assert written == ANSWERS_A_DAY == 10
    assert put(database, made, NOW, addressed(made, "receipt:other", to="someone@else.example")) == 1
    assert put(database, made, NOW + timedelta(hours=25), addressed(made, "receipt:tomorrow")) == 1


def test_ten_a_day_holds_within_one_transaction_too(database: Database, made: MadeTenant) -> None:
    assert put(database, made, NOW, *(addressed(made, f"receipt:{number}") for number in range(15))) == 10


@pytest.mark.parametrize("kind", ANSWERS)
def test_receipts_questions_and_notes_count_together(database: Database, made: MadeTenant, kind: MailKind) -> None:
    for number in range(10):
        put(database, made, NOW, addressed(made, f"receipt:{number}"))
    assert put(database, made, NOW, addressed(made, "one-more", letter(kind))) == 0


@pytest.mark.parametrize("kind", [MailKind.CHECKIN, MailKind.REMINDER, MailKind.SAFEGUARDING_RECEIPT])
def test_what_is_no_answer_is_not_held_back_by_ten_answers(
    database: Database, made: MadeTenant, kind: MailKind
) -> None:
    for number in range(10):
        put(database, made, NOW, addressed(made, f"receipt:{number}"))
    assert put(database, made, NOW, addressed(made, "one-more", letter(kind))) == 1


def test_a_notice_nobody_asked_for_goes_out_once_a_week_to_one_address(database: Database, made: MadeTenant) -> None:
    """Closed programme, expired key: at most once per sender and 7 days."""
    closed = letter(MailKind.CLOSED_PROGRAMME, notice=True)
    days = [0, 1, 6, 8, 9, 16]
    written = [put(database, made, NOW + timedelta(days=day), addressed(made, f"closed:{day}", closed)) for day in days]
    assert written == [1, 0, 0, 1, 0, 1]


def test_notices_of_different_matters_and_people_do_not_keep_each_other_back(
    database: Database, made: MadeTenant
) -> None:
    closed, expired = (letter(kind, notice=True) for kind in (MailKind.CLOSED_PROGRAMME, MailKind.EXPIRED_KEY))
    posts = (
        addressed(made, "closed:1", closed),
        addressed(made, "expired:1", expired),
        addressed(made, "closed:2", closed, to=made.mentee_email),
    )
    assert put(database, made, NOW, *posts) == 3


def test_a_reply_address_is_opened_with_its_mail_and_only_its_hash_is_kept_for_good(
    database: Database, made: MadeTenant
) -> None:
    """I9: readable only until its mail is sent."""
    put(database, made, NOW, addressed(made, "checkin:1", reply=purpose(made, NOW + timedelta(days=90))))
    (mail,) = outbox(database, made.tenant_id)
    assert mail.reply_key is not None
    with database.platform() as session:
        row = session.get_one(ReplyKey, key_hash(mail.reply_key))
        assert (row.tenant_id, row.reply_address_id) == (made.tenant_id, mail.reply_address_id)
    send_due(database, made.tenant_id, Sent(), REPLY_DOMAIN, lambda: NOW)
    (sent,) = outbox(database, made.tenant_id)
    assert (sent.reply_key, sent.sent_at) == (None, NOW)


def test_the_address_says_whose_and_what_and_until_when(database: Database, made: MadeTenant) -> None:
    until = NOW + timedelta(days=90)
    put(database, made, NOW, addressed(made, "checkin:1", reply=purpose(made, until)))
    (mail,) = outbox(database, made.tenant_id)
    with database.tenant(made.tenant_id) as scope:
        address = scope.session.get_one(ReplyAddress, (made.tenant_id, mail.reply_address_id))
        assert (address.person_id, address.purpose, address.period) == (made.mentor_id, "monthly", "2026-05")
        assert address.expires_at == until


def test_the_message_id_carries_the_reply_address(database: Database, made: MadeTenant) -> None:
    """Some mail programs drop Reply-To: the thread still leads back."""
    put(
        database,
        made,
        NOW,
        addressed(made, "with", reply=purpose(made, NOW + timedelta(days=1))),
        addressed(made, "without"),
    )
    with_key, without = outbox(database, made.tenant_id)
    assert with_key.reply_address_id is not None
    assert with_key.message_id == f"<{with_key.id.hex}.{with_key.reply_address_id.hex}@{REPLY_DOMAIN}>"
    assert without.message_id == f"<{without.id.hex}@{REPLY_DOMAIN}>"


def test_the_exact_text_is_kept_after_sending(database: Database, made: MadeTenant) -> None:
    """Replies are aligned with the very text that was sent."""
    put(database, made, NOW, addressed(made, "receipt:1", letter(text="Exactly this — é ✓\n")))
    send_due(database, made.tenant_id, Sent(), REPLY_DOMAIN, lambda: NOW)
    assert [mail.text for mail in outbox(database, made.tenant_id)] == ["Exactly this — é ✓\n"]
