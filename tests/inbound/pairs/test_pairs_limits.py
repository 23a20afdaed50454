"""Nobody floods strangers by way of us, nor learns of them (M8, I8)."""

import pytest

from app.inbound.decision import Outcome
from app.matches.proposals import MOST_IN_VAIN
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_failure
from app.programmes.unsubscribing import stop_mail
from tests.factories.pairing import JOE, TOLD, allow, consent, proposals, say, tell
from tests.factories.post_room import PostRoom
from tests.factories.tenants import add_person


def _refused(room: PostRoom, words: str, *, sender: str | None = None) -> None:
    before = len(room.sent("pair_consent"))
    assert tell(room, words, sender=sender) is Outcome.REVIEW
    assert room.reason() == "pair_unaskable"
    assert len(room.sent("pair_consent")) == before


def test_whoever_said_no_is_not_asked_again_by_anybody(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    say(pairs_room, "no")
    _refused(pairs_room, f"Once more: {TOLD}")
    _refused(pairs_room, f"My mentor is Joe Poe, {JOE}", sender=pairs_room.made.mentee_email)


@pytest.mark.parametrize("spelt", ["JOE.POE@X.example", "joe.poe+news@x.example"])
def test_another_spelling_of_the_address_is_the_same_person(pairs_room: PostRoom, spelt: str) -> None:
    tell(pairs_room)
    say(pairs_room, "no")
    _refused(pairs_room, f"I am mentoring Joseph Poe, {spelt}")


def test_nobody_is_asked_two_things_at_once(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    _refused(pairs_room, f"I am mentoring Joe Poe, {JOE}", sender=pairs_room.made.mentee_email)


def test_a_member_can_name_few_who_do_not_say_yes(pairs_room: PostRoom) -> None:
    for number in range(MOST_IN_VAIN):
        assert tell(pairs_room, f"I am mentoring Joe Poe, joe{number}@x.example") is Outcome.RECORDED
    _refused(pairs_room, "I am mentoring Joe Poe, joe99@x.example")
    pairs_room.watch.pass_by(days=31)
    assert tell(pairs_room, "I am mentoring Joe Poe, joe100@x.example") is Outcome.RECORDED


def test_a_dead_address_is_not_written_to(pairs_room: PostRoom) -> None:
    with pairs_room.database.tenant(pairs_room.made.tenant_id) as scope:
        note_failure(scope, JOE, Failure.ADDRESS_UNKNOWN, pairs_room.watch())
    _refused(pairs_room, TOLD)


def test_a_member_who_has_stopped_the_mail_is_not_asked(pairs_room: PostRoom) -> None:
    with pairs_room.database.tenant(pairs_room.made.tenant_id) as scope:
        stop_mail(scope, add_person(scope, "Joe Poe", JOE, number="M-9"), pairs_room.watch())
    _refused(pairs_room, TOLD)
    assert "stop" not in pairs_room.latest("passed_on").text.lower(), "why is nobody else's business"


def test_an_address_of_our_own_is_nobodys(pairs_room: PostRoom) -> None:
    _refused(pairs_room, f"I am mentoring Joe Poe, {pairs_room.made.programme_address}")


def test_who_came_by_consent_registers_nobody(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    say(pairs_room, "yes")
    assert tell(pairs_room, "I am mentoring Ann Lee, ann@x.example", sender=JOE) is Outcome.REVIEW
    assert len(proposals(pairs_room)) == 1


def test_a_stranger_registers_nobody(pairs_room: PostRoom) -> None:
    assert tell(pairs_room, sender="eve@evil.example") is Outcome.HELD
    assert proposals(pairs_room) == []


def test_a_forged_member_registers_nobody(pairs_room: PostRoom) -> None:
    """Nothing proves the sender: the mail is held like any other."""
    place = pairs_room.made.programme_address
    raw = f"From: {pairs_room.made.mentor_email}\r\nTo: {place}\r\nSubject: A pair\r\n\r\n{TOLD}\r\n".encode()
    assert pairs_room.bring(raw, place, signed=False) is Outcome.HELD
    assert pairs_room.sent("pair_consent") == []


def test_the_name_that_goes_to_a_stranger_is_a_name(pairs_room: PostRoom) -> None:
    tell(pairs_room, f"I am mentoring Click here www.evil.example now, {JOE}")
    assert all("evil" not in mail.text for mail in pairs_room.sent("pair_consent"))


def test_where_the_coordinator_looks_first_nobody_is_asked_before(pairs_room: PostRoom) -> None:
    allow(pairs_room, "coordinator")
    assert tell(pairs_room) is Outcome.RECORDED
    assert pairs_room.sent("pair_consent") == []
    assert "looks at this first" in pairs_room.latest("pair_told").text
    assert "register a pair" in pairs_room.latest("coordinator_help").text


def test_two_members_who_are_told_of_by_each_other_are_asked_once(pairs_room: PostRoom) -> None:
    """Joe is asked; a machine's answer from his address settles nothing."""
    tell(pairs_room)
    assert pairs_room.answer(consent(pairs_room), "I am away until June 30.", **{"Auto-Submitted": "auto-replied"})
    assert proposals(pairs_room)[0].state == "asked"
