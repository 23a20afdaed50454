"""A coordinator forwards what a member wrote to them (I11): as mail programs forward, in both languages."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.inbound.mail.forwarded import find_forward
from app.inbound.mail.message import Message
from app.ledger.models import LedgerEntry
from tests.factories.letters import written
from tests.factories.post_room import PostRoom

WORDS = "2h zoom with Kate on 19 May, all good"

GMAIL = """FYI

---------- Forwarded message ---------
From: Dan Roy <{dan}>
Date: Mon, Jun 1, 2026 at 6:30\u202fPM
Subject: my hours
To: Priya Nair <{priya}>


{words}
"""
GMAIL_FRENCH = """
---------- Forwarded message ---------
De : Dan Roy <{dan}>
Date: lun. 1 juin 2026 à 18:30
Subject: mes heures
To: Priya Nair <{priya}>


{words}
"""
OUTLOOK = """
________________________________
From: Dan Roy <{dan}>
Sent: Monday, June 1, 2026 6:30 PM
To: Priya Nair <{priya}>
Subject: my hours

{words}
"""
OUTLOOK_FRENCH = """
De : Dan Roy [mailto:{dan}]
Envoyé : 1 juin 2026 18:30
À : Priya Nair
Objet : mes heures

{words}
"""
APPLE = """
Begin forwarded message:

> From: Dan Roy <{dan}>
> Subject: my hours
> Date: June 1, 2026 at 6:30:12 PM MDT
> To: Priya Nair <{priya}>
>
> {words}
"""
THUNDERBIRD = """
-------- Forwarded Message --------
Subject: \tmy hours
Date: \tMon, 1 Jun 2026 18:30:00 -0600
From: \tDan Roy <{dan}>
To: \tPriya Nair <{priya}>

{words}
"""
BOLD = """
*From:* Dan Roy <{dan}>
*Sent:* Monday, June 1, 2026 6:30 PM
*To:* Priya Nair <{priya}>
*Subject:* my hours

{words}
"""
EVERY = {
    "gmail": GMAIL,
    "gmail-fr": GMAIL_FRENCH,
    "outlook": OUTLOOK,
    "outlook-fr": OUTLOOK_FRENCH,
    "apple": APPLE,
    "thunderbird": THUNDERBIRD,
    "bold": BOLD,
}


@pytest.fixture
def forwarding(room: PostRoom) -> Callable[..., Outcome | None]:
    """Somebody (the coordinator) forwards a mail by somebody (the mentor) to the programme's address."""

    def forward(form: str = GMAIL, *, by: str | None = None, dan: str | None = None) -> Outcome | None:
        priya = f"priya@{room.made.slug}.example"
        text = form.format(dan=dan or room.made.mentor_email, priya=priya, words=WORDS)
        raw = written(
            text, sender=by or priya, to=room.made.programme_address, subject="Fwd: my hours", at=room.watch()
        )
        return room.bring(raw, room.made.programme_address)

    return forward


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
def test_the_inner_mail_is_found_however_it_was_forwarded(form: str) -> None:
    found = find_forward(Message(text=form.format(dan="Dan@x.example", priya="p@x.example", words=WORDS)))
    assert found is not None
    assert (found.name, found.address, found.words) == ("Dan Roy", "dan@x.example", WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        WORDS,
        "From: me\nTo: you\nSubject: no address here",
        "From: a@x.example, b@x.example\nTo: c@x.example\nSubject: two writers",
        "From: dan@x.example\n\nTo: somebody, after a gap\n\nSubject: x",
    ],
)
def test_what_hands_on_no_mail_is_left_alone(text: str) -> None:
    assert find_forward(Message(text=text)) is None


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
def test_a_forwarded_mail_records_the_members_hours(
    room: PostRoom, forwarding: Callable[..., Outcome | None], form: str
) -> None:
    assert forwarding(form) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}


def test_the_record_says_who_handed_it_on(room: PostRoom, forwarding: Callable[..., Outcome | None]) -> None:
    forwarding()
    with room.database.tenant(room.made.tenant_id) as scope:
        (entry,) = scope.session.scalars(select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id)).all()
        evidence = json.loads(entry.body)["evidence"]
    assert evidence["entered_by"] == str(room.made.coordinator_id)
    assert evidence["verdict"].startswith("forwarded by a coordinator from their enrolled address")
    assert evidence["digest"] is not None


def test_the_member_gets_the_receipt_and_the_coordinator_nothing(
    room: PostRoom, forwarding: Callable[..., Outcome | None]
) -> None:
    forwarding()
    receipt = room.latest("receipt")
    assert receipt.to_address == room.made.mentor_email
    assert "Priya Nair entered this for you." in receipt.text
    assert room.sent(to=f"priya@{room.made.slug}.example") == []


def test_anybody_else_who_forwards_is_held(room: PostRoom, forwarding: Callable[..., Outcome | None]) -> None:
    """I9: a header block in a text proves nothing."""
    assert forwarding(by="eve@elsewhere.example") is Outcome.HELD
    assert room.minutes() == {}


def test_a_member_who_forwards_another_members_mail_records_nothing_for_them(
    room: PostRoom, forwarding: Callable[..., Outcome | None]
) -> None:
    forwarding(by=room.made.mentee_email)
    assert room.minutes() == {}


def test_a_forwarded_mail_by_nobody_we_know_is_held(room: PostRoom, forwarding: Callable[..., Outcome | None]) -> None:
    assert forwarding(dan="stranger@elsewhere.example") is Outcome.HELD
    assert room.reason() == "unknown_sender"


def test_a_coordinator_who_forwards_to_a_members_key_is_held(room: PostRoom) -> None:
    """A key is the member's own; the coordinator's way is the programme's address."""
    key = room.key_of(room.check_in(room.made.mentor_email))
    text = GMAIL.format(dan=room.made.mentor_email, priya="p@x.example", words=WORDS)
    raw = written(text, sender=f"priya@{room.made.slug}.example", to=key, at=room.watch())
    assert room.bring(raw, key) is Outcome.HELD
