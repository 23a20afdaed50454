"""The letterhead of a tenant: its colour and logo in every mail that is written from then on (U5, I11)."""

import email
import email.policy
from email.message import EmailMessage

import pytest

from app.db import Database
from app.outbound.models import OutboundMail
from app.outbound.sending import send_due
from app.tenants.branding import Wishes, change_brand
from app.tenants.logo import Picture
from tests.factories.asking import REPLY_DOMAIN, ask
from tests.factories.moments import local
from tests.factories.post_room import PostRoom
from tests.factories.posting import Sent
from tests.factories.tenants import make_tenant

PICTURE = Picture(b"\x89PNG one", "png", 120, 40)
OTHER = Picture(b"\x89PNG another", "png", 60, 20)


def branded(room: PostRoom, picture: Picture | None = PICTURE, colour: str = "#8a1f3d") -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        wishes = Wishes("Northfield & Sons", colour, "780-555-0142", picture, no_logo=picture is None)
        change_brand(scope, room.made.coordinator_id, wishes, room.watch())


def next_month(room: PostRoom, month: str) -> None:
    room.watch.now = local(f"2026-{month}-01 09:00")
    ask(room.database, room.made.tenant_id, room.watch())


def sent(room: PostRoom) -> list[EmailMessage]:
    way_out = Sent()
    send_due(room.database, room.made.tenant_id, way_out, REPLY_DOMAIN, room.watch)
    return [email.message_from_bytes(claimed.content, policy=email.policy.default) for claimed in way_out.mails]


def pictures(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.walk() if part.get_content_maintype() == "image"]


def test_the_logo_goes_with_the_mail_and_is_loaded_from_nowhere(room: PostRoom) -> None:
    sent(room)
    branded(room)
    next_month(room, "07")
    message = sent(room)[0]
    (picture,) = pictures(message)
    html = message.get_body(("html",))
    assert html is not None
    assert picture.get_content() == PICTURE.content
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in html.get_content()
    assert 'alt="Northfield &amp; Sons"' in html.get_content()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "multipart/related"]


def test_a_mail_that_waits_keeps_the_logo_that_it_was_written_with(room: PostRoom) -> None:
    sent(room)
    branded(room)
    next_month(room, "07")
    branded(room, OTHER)
    assert {picture.get_content() for message in sent(room) for picture in pictures(message)} == {PICTURE.content}


def test_a_logo_that_was_taken_away_is_in_no_new_mail(room: PostRoom) -> None:
    sent(room)
    branded(room)
    branded(room, None)
    next_month(room, "07")
    assert [pictures(message) for message in sent(room)] == [[], []]


@pytest.mark.parametrize(
    "words", ["1.5h zoom with Kate", "A few hours", "Please call me", "I was threatened by my mentor"]
)
def test_every_mail_that_follows_from_an_answer_wears_it_also_those_to_staff(room: PostRoom, words: str) -> None:
    branded(room)
    before = len(room.sent())
    room.answer(room.check_in(room.made.mentor_email), words)
    new = room.sent()[before:]
    assert new
    assert all("#8a1f3d" in mail.html and mail.logo_id for mail in new)


def test_another_tenants_mails_stay_as_they_are(room: PostRoom, database: Database) -> None:
    branded(room)
    other = make_tenant(database)
    ask(database, other.tenant_id, local("2026-07-01 09:00"))
    with database.tenant(other.tenant_id) as scope:
        rows = scope.session.query(OutboundMail).filter_by(tenant_id=other.tenant_id).all()
        assert rows
        assert not any("#8a1f3d" in row.html or row.logo_id for row in rows)


def test_every_mail_to_a_participant_is_in_the_coordinators_name_with_a_phone_number(room: PostRoom) -> None:
    """I11."""
    for words in ("1.5h zoom with Kate", "A few hours", "stop"):
        room.answer(room.check_in(room.made.mentor_email), words)
    mails = [mail for mail in room.sent(to=room.made.mentor_email) if mail.kind != "sign_in"]
    assert len(mails) >= 4
    for mail in mails:
        assert mail.from_name == "Priya Nair"
        assert "\nPriya Nair\nCoordinator, " in mail.text
        assert "780-555-0142" in mail.text
        assert "780-555-0142" in mail.html
