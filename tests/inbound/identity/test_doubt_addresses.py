"""Second addresses enrolled by their owner, and assistants of whom the record says so (I9)."""

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db import TenantScope
from app.events import AddressNamed
from app.exports.log.contacts import contacts_for
from app.exports.log.hour_log import hour_log
from app.exports.log.issue import find_member
from app.exports.sheets.sheet import sheet
from app.inbound.decision import Outcome
from app.ledger.models import LedgerEntry
from app.ledger.told import told_at
from app.ledger.totals import live_claims
from app.outbound.announce import announce
from app.programmes.addresses import Way, end_address, name_address
from tests.factories.doubting import HOME, WORDS, addresses, checks, fresh, held, question, say, swept
from tests.factories.post_room import PostRoom

SAM = "sam@office.example"


def _name(room: PostRoom, way: Way, email: str, *, person_id: UUID | None = None) -> UUID:
    """The person names an address on their page."""
    with room.database.tenant(room.made.tenant_id) as scope:
        who = person_id or room.made.mentor_id
        address_id = name_address(scope, who, way, email, room.watch(), name="Sam Lee" if way is Way.ASSISTANT else "")
        announce(scope, [AddressNamed(address_id, room.made.programme_id)], room.services.office)
    return address_id


def _agreed(room: PostRoom, way: Way, email: str, *, person_id: UUID | None = None) -> UUID:
    address_id = _name(room, way, email, person_id=person_id)
    assert room.answer(room.latest("address_check", email), "Yes") is Outcome.RECORDED
    room.watch.pass_by(days=8)
    return address_id


def _check_in(room: PostRoom, words: str, sender: str) -> Outcome | None:
    return room.answer(room.check_in(room.made.mentor_email), words, sender=sender)


def _evidence(scope: TenantScope) -> list[dict[str, object]]:
    rows = scope.session.scalars(
        select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
    )
    return [json.loads(row.body)["evidence"] for row in rows]


def test_yes_always_makes_a_proven_address_count_at_once(room: PostRoom) -> None:
    """The held mail had a good signature of that address's domain."""
    held(room)
    assert f"if {HOME} is an address of yours" in question(room).text
    say(room, "Yes, always")
    assert room.latest("address_added").to_address == room.made.mentor_email
    assert room.sent("address_check") == []
    assert fresh(room, HOME, "30 min by phone with Kate on 20 May") is Outcome.RECORDED
    assert room.minutes() == {"video": 120, "phone": 30}


def test_yes_always_asks_an_unproven_address_which_counts_when_it_answers(room: PostRoom) -> None:
    held(room, signed=False)
    say(room, "Yes, always")
    assert room.minutes() == {"video": 120}
    asked = room.latest("address_check")
    assert (asked.to_address, addresses(room)[0].confirmed_at) == (HOME, None)
    assert room.answer(asked, "Yes") is Outcome.RECORDED
    assert room.latest("address_added").to_address == room.made.mentor_email
    assert fresh(room, HOME, "30 min by phone with Kate on 20 May") is Outcome.RECORDED


def test_hours_told_in_a_held_mail_were_told_when_it_came(room: PostRoom) -> None:
    """A yes three days later records them; they are as late as the mail was, and no later."""
    held(room)
    came = room.watch()
    room.watch.pass_by(days=3)
    say(room, "Yes")
    with room.database.tenant(room.made.tenant_id) as scope:
        claims = live_claims(scope, person_id=room.made.mentor_id)
        told = told_at(scope, claims)
    assert [(told[live.claim.id] <= came, live.claim.recorded_at > came) for live in claims] == [(True, True)]


def test_a_plain_yes_enrols_nothing(room: PostRoom) -> None:
    held(room)
    say(room, "Yes, as always")
    assert addresses(room) == []


def test_an_address_does_not_count_before_its_owner_has_answered(room: PostRoom) -> None:
    _name(room, Way.OWN, HOME)
    assert _check_in(room, WORDS, HOME) is Outcome.HELD
    assert fresh(room, HOME) is Outcome.HELD
    assert room.minutes() == {}


def test_the_enrolled_address_cannot_confirm_another_one(room: PostRoom) -> None:
    """Its owner has to: the secret went there."""
    _name(room, Way.OWN, HOME)
    assert room.answer(room.latest("address_check"), "Yes", sender=room.made.mentor_email) is Outcome.HELD
    assert addresses(room)[0].confirmed_at is None
    assert room.sent("sender_check") == []


def test_a_second_address_is_the_persons(room: PostRoom) -> None:
    _agreed(room, Way.OWN, HOME)
    assert _check_in(room, WORDS, HOME) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    assert room.latest("receipt").to_address == room.made.mentor_email
    with room.database.tenant(room.made.tenant_id) as scope:
        (evidence,) = _evidence(scope)
    assert "a further address of the member" in str(evidence["verdict"])
    assert evidence["entered_by"] is None


def test_an_address_that_was_removed_counts_no_more(room: PostRoom) -> None:
    address_id = _agreed(room, Way.OWN, HOME)
    with room.database.tenant(room.made.tenant_id) as scope:
        end_address(scope, room.made.mentor_id, address_id, room.watch())
    assert _check_in(room, WORDS, HOME) is Outcome.HELD
    assert room.minutes() == {}


def test_its_owner_can_say_no(room: PostRoom) -> None:
    _name(room, Way.OWN, HOME)
    assert room.answer(room.latest("address_check"), "No, I do not know this person") is Outcome.RECORDED
    assert addresses(room)[0].ended_at is not None
    assert room.sent("address_added") == []


def test_unclear_words_of_its_owner_wait_for_a_coordinator(room: PostRoom) -> None:
    _name(room, Way.OWN, HOME)
    assert room.answer(room.latest("address_check"), "What is this about?") is Outcome.HELD
    assert room.reason() == "address_unclear"
    assert room.sent("passed_on") == [], "the person did not write it"


def test_an_assistant_is_asked_first(room: PostRoom) -> None:
    _name(room, Way.ASSISTANT, SAM)
    asked = room.latest("address_check")
    assert asked.text.startswith("Hello Sam Lee,")
    assert _check_in(room, WORDS, SAM) is Outcome.HELD


def test_what_an_assistant_answers_is_recorded_and_the_record_says_so(room: PostRoom) -> None:
    address_id = _agreed(room, Way.ASSISTANT, SAM)
    assert _check_in(room, WORDS, SAM) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    receipt = room.latest("receipt")
    assert receipt.to_address == room.made.mentor_email
    assert "Sam Lee answered this for you." in receipt.text
    with room.database.tenant(room.made.tenant_id) as scope:
        (evidence,) = _evidence(scope)
    assert evidence["entered_by"] == str(address_id)
    assert f"answered by assistant {address_id}" in str(evidence["verdict"])
    assert "Sam" not in str(evidence), "names can be erased, entries cannot (C3)"


def test_the_hour_log_names_the_assistant(room: PostRoom) -> None:
    _agreed(room, Way.ASSISTANT, SAM)
    _check_in(room, WORDS, SAM)
    with room.database.tenant(room.made.tenant_id) as scope:
        log = hour_log(scope, find_member(scope, "M-1"), at=room.watch())
        (row,) = sheet(log, contacts_for(scope, log), "https://x.example").tables[0].rows
    assert row.recorded[-1] == "answered by Sam Lee, assistant"
    assert (row.words, row.note[:16]) == ("", "Note by Sam Lee:")


def test_an_assistant_of_several_people_is_known_by_the_key(room: PostRoom) -> None:
    _agreed(room, Way.ASSISTANT, SAM)
    _agreed(room, Way.ASSISTANT, SAM, person_id=room.made.mentee_id)
    assert fresh(room, SAM) is Outcome.HELD
    assert room.reason() == "which_member"
    assert _check_in(room, WORDS, SAM) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    assert room.minutes(room.made.mentee_id) == {}


def test_an_assistant_of_one_person_is_nobody_to_another(room: PostRoom) -> None:
    _agreed(room, Way.ASSISTANT, SAM, person_id=room.made.mentee_id)
    assert _check_in(room, WORDS, SAM) is Outcome.HELD
    assert room.reason() == "other_sender"


def test_an_assistant_cannot_say_that_a_held_mail_was_the_persons(room: PostRoom) -> None:
    _agreed(room, Way.ASSISTANT, SAM)
    held(room)
    assert say(room, "Yes", sender=SAM) is Outcome.REVIEW
    assert room.minutes() == {}


@pytest.mark.parametrize("words", ["stop", "unsubscribe"])
def test_an_assistant_cannot_stop_the_persons_mail(room: PostRoom, words: str) -> None:
    _agreed(room, Way.ASSISTANT, SAM)
    assert _check_in(room, words, SAM) is Outcome.REVIEW


def test_a_concern_of_an_assistant_is_theirs_and_reaches_the_named_person_alone(room: PostRoom) -> None:
    """C2: the person it may be about is not told."""
    _agreed(room, Way.ASSISTANT, SAM)
    assert _check_in(room, "Kate told me that Dan threatened and touched her.", SAM) is Outcome.REVIEW
    assert room.sent("safeguarding_receipt") == []
    assert SAM in room.latest("safeguarding_notice").text


def test_always_is_not_offered_for_somebody_elses_address(room: PostRoom) -> None:
    held(room, sender=room.made.mentee_email)
    assert "always" not in question(room).text
    say(room, "Yes, always")
    assert addresses(room) == []


def test_always_is_not_offered_for_ones_own_address(room: PostRoom) -> None:
    """Two From headers: nothing proves which of them wrote."""
    two = f"{room.made.mentor_email}, eve@x.example"
    assert room.answer(room.check_in(room.made.mentor_email), WORDS, sender=two) is Outcome.HELD
    assert "always" not in question(room).text


def test_an_answer_to_an_old_question_confirms_nothing_that_has_ended(room: PostRoom) -> None:
    address_id = _name(room, Way.OWN, HOME)
    with room.database.tenant(room.made.tenant_id) as scope:
        end_address(scope, room.made.mentor_id, address_id, room.watch())
    room.answer(room.latest("address_check"), "Yes")
    swept(room)
    assert _check_in(room, WORDS, HOME) is Outcome.HELD
    assert len(checks(room)) == 1
