"""What a coordinator decides or enters goes the way of a mail: outcome, ledger, receipt, who did it (I3, I11, C4)."""

import json
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db import TenantScope
from app.inbound.by_hand import Hand, Told, dismiss_mail, enter_hours, known_person, record_mail
from app.inbound.decision import Outcome, Recorded
from app.inbound.facts import Adjustment, HourItem
from app.inbound.models import MailOutcome
from app.inbound.shown.under_review import UnderReview, look_at, suggestion
from app.inbound.stored import AlreadyDecided
from app.inbound.waiting import waiting_mails
from app.ledger.models import LedgerEntry, LedgerOpening
from app.matches.models import StatusReport
from app.reading.contract import Status
from app.tenants.models import AuditEntry
from tests.factories.asking import check_ins
from tests.factories.letters import written
from tests.factories.post_room import PostRoom


@pytest.fixture
def held(room: PostRoom) -> UUID:
    """A reply with the mentor's key from an address that is not the mentor's."""
    sent = room.check_in(room.made.mentor_email)
    room.answer(sent, "2h zoom with Kate on 19 May, all good", sender="dan@home.example")
    return room.outcomes()[-1].received_mail_id


def _look(scope: TenantScope, room: PostRoom, mail_id: UUID) -> UnderReview:
    found = look_at(scope, mail_id, room.watch())
    assert found is not None
    return found


def _accept(room: PostRoom, mail_id: UUID) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        review = _look(scope, room, mail_id)
        facts = suggestion(review)
        assert facts is not None
        hand = Hand(room.made.coordinator_id)
        record_mail(scope, room.services.office, review.seen, facts, hand, person_id=room.made.mentor_id)


def _bodies(room: PostRoom) -> list[dict[str, object]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        )
        return [json.loads(row.body) for row in rows]


def _audit(room: PostRoom) -> list[AuditEntry]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id).order_by(AuditEntry.id)
        ).all()
        scope.session.expunge_all()
        return list(rows)


def test_a_held_reply_that_is_accepted_records_what_it_says(room: PostRoom, held: UUID) -> None:
    _accept(room, held)
    assert room.minutes() == {"video": 120}
    (answered,) = [one for one in check_ins(room.database, room.made.tenant_id) if one.person_id == room.made.mentor_id]
    assert answered.state == "answered"


def test_the_decision_is_the_mails_next_outcome_and_history_stays(room: PostRoom, held: UUID) -> None:
    _accept(room, held)
    first, second = room.outcomes()
    assert (first.outcome, first.reason, first.is_current, first.decided_by_id) == ("held", "other_sender", False, None)
    assert (second.outcome, second.reason, second.is_current) == ("recorded", "by_hand", True)
    assert second.decided_by_id == room.made.coordinator_id
    assert (second.verdict, second.message_id) == (first.verdict, first.message_id)


def test_the_evidence_names_who_entered_it_and_how_the_sender_was_checked(room: PostRoom, held: UUID) -> None:
    _accept(room, held)
    (body,) = _bodies(room)
    evidence = body["evidence"]
    assert isinstance(evidence, dict)
    assert evidence["entered_by"] == str(room.made.coordinator_id)
    assert evidence["policy"] == "normal"
    assert evidence["verdict"] == "reply key, not the enrolled address; DKIM aligned"
    assert evidence["mail"] == str(held)


def test_the_member_gets_the_receipt_at_their_own_address(room: PostRoom, held: UUID) -> None:
    _accept(room, held)
    receipt = room.latest("receipt")
    assert receipt.to_address == room.made.mentor_email
    assert "Priya Nair entered this for you." in receipt.text


def test_what_was_decided_meanwhile_is_not_decided_again(room: PostRoom, held: UUID) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        seen = _look(scope, room, held).seen
        scope.session.expunge(seen)
    _accept(room, held)
    with pytest.raises(AlreadyDecided), room.database.tenant(room.made.tenant_id) as scope:
        dismiss_mail(scope, room.services.office, seen, Hand(room.made.coordinator_id, "late"))
    assert room.outcomes()[-1].outcome == "recorded"


def test_a_mail_that_is_put_aside_keeps_the_reason_and_answers_nobody(room: PostRoom, held: UUID) -> None:
    before = len(room.sent())
    with room.database.tenant(room.made.tenant_id) as scope:
        hand = Hand(room.made.coordinator_id, "Not from Dan.")
        dismiss_mail(scope, room.services.office, _look(scope, room, held).seen, hand)
    last = room.outcomes()[-1]
    assert (last.outcome, last.reason, last.detail) == ("ignored", "dismissed", "Not from Dan.")
    assert (room.minutes(), len(room.sent())) == ({}, before)
    assert [(one.action, one.subject_id, one.note) for one in _audit(room)] == [
        ("mail_dismissed", held, "Not from Dan.")
    ]


def test_what_is_decided_waits_no_longer(room: PostRoom, held: UUID) -> None:
    _accept(room, held)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert waiting_mails(scope, Outcome.HELD) == []
        assert look_at(scope, held, room.watch()) is None


def test_a_safeguarding_matter_cannot_be_looked_at(room: PostRoom) -> None:
    """C2: not even by its address."""
    room.answer(room.check_in(room.made.mentee_email), "I do not feel safe. My mentor touched me and threatened me.")
    concern = next(one for one in room.outcomes() if one.restricted)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert look_at(scope, concern.received_mail_id, room.watch()) is None


def _told(room: PostRoom, facts: Recorded, source: str = "phone", *, status: Status = Status.UNKNOWN) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        told = Told(room.made.mentor_id, room.made.programme_id, facts, source)
        enter_hours(scope, room.services.office, told, Hand(room.made.coordinator_id, "Dan called.", status))


def _phone_call(room: PostRoom) -> Recorded:
    return Recorded("2026-05", (HourItem(room.made.match_id, "phone", 90, date(2026, 5, 12)),))


@pytest.mark.parametrize(
    ("source", "words"),
    [("phone", "told by phone"), ("own_address", "written to the coordinator's own address")],
)
def test_what_was_told_is_entered_with_its_source_and_who_entered_it(room: PostRoom, source: str, words: str) -> None:
    """I11."""
    _told(room, _phone_call(room), source)
    assert room.minutes() == {"phone": 90}
    (body,) = _bodies(room)
    evidence = body["evidence"]
    assert isinstance(evidence, dict)
    assert (evidence["policy"], evidence["verdict"]) == ("by_hand", f"entered by a coordinator, {words}")
    assert (evidence["entered_by"], evidence["mail"]) == (str(room.made.coordinator_id), None)


def test_the_note_is_committed_to_as_the_words_of_the_entry(room: PostRoom) -> None:
    _told(room, _phone_call(room))
    with room.database.tenant(room.made.tenant_id) as scope:
        words = scope.session.scalars(
            select(LedgerOpening.text).where(LedgerOpening.tenant_id == scope.tenant_id, LedgerOpening.field == "words")
        ).all()
    assert words == ["Dan called."]


def test_what_was_told_answers_the_check_in_and_sends_the_receipt(room: PostRoom) -> None:
    _told(room, _phone_call(room), status=Status.CONTINUING)
    states = {one.person_id: one.state for one in check_ins(room.database, room.made.tenant_id)}
    assert states[room.made.mentor_id] == "answered"
    receipt = room.latest("receipt", room.made.mentor_email)
    assert "1.5\N{NO-BREAK SPACE}h" in receipt.text
    assert "Priya Nair entered this for you." in receipt.text
    with room.database.tenant(room.made.tenant_id) as scope:
        assert scope.session.scalars(select(StatusReport.status)).all() == ["continuing"]


def test_a_correction_by_phone_compensates_and_is_noted_as_one(room: PostRoom) -> None:
    """H2: the old entry stays, the new figure names it."""
    _told(room, _phone_call(room))
    entry = UUID(str(_bodies(room)[0]["entry"]))
    _told(room, Recorded("2026-05", adjustments=(Adjustment(entry, 60),)))
    assert room.minutes() == {"phone": 60}
    assert [body["kind"] for body in _bodies(room)] == ["claim", "correction"]
    assert [one.action for one in _audit(room)] == ["hours_entered", "hours_corrected"]


def test_the_same_words_by_phone_twice_are_two_entries(room: PostRoom) -> None:
    """Nothing tells that they are the same: the coordinator sees what stands and decides."""
    _told(room, _phone_call(room))
    _told(room, _phone_call(room))
    assert room.minutes() == {"phone": 180}


def test_what_is_known_of_a_person_is_placed_at_their_open_check_in(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        known = known_person(scope, room.made.mentor_id, room.made.programme_id, room.watch())
    assert (known.person_id, known.context.checkin.period) == (room.made.mentor_id, "2026-05")


def test_the_outcome_of_the_rules_names_nobody(room: PostRoom) -> None:
    room.answer(room.check_in(room.made.mentor_email), "1 hour by phone, all good")
    with room.database.tenant(room.made.tenant_id) as scope:
        assert scope.session.scalars(select(MailOutcome.decided_by_id)).all() == [None]


def test_a_strangers_mail_is_recorded_for_the_person_whom_the_coordinator_names(room: PostRoom) -> None:
    """I9: kept, and recorded only when somebody says whose it is."""
    words = "2h zoom with Kate on 19 May, all good"
    raw = written(words, sender="dan@home.example", to=room.made.programme_address, at=room.watch())
    assert room.bring(raw, room.made.programme_address) is Outcome.HELD
    mail_id = room.outcomes()[-1].received_mail_id
    with room.database.tenant(room.made.tenant_id) as scope:
        nobody = _look(scope, room, mail_id)
        assert (nobody.known, suggestion(nobody)) == (None, None)
        review = look_at(scope, mail_id, room.watch(), person_id=room.made.mentor_id)
        assert review is not None
        facts = Recorded("2026-05", (HourItem(room.made.match_id, "video", 120),))
        hand = Hand(room.made.coordinator_id)
        record_mail(scope, room.services.office, review.seen, facts, hand, person_id=room.made.mentor_id)
    assert room.minutes() == {"video": 120}
    assert room.outcomes()[-1].person_id == room.made.mentor_id


def test_a_strangers_mail_can_be_put_aside(room: PostRoom) -> None:
    raw = written("Buy now", sender="eve@elsewhere.example", to=room.made.programme_address, at=room.watch())
    room.bring(raw, room.made.programme_address)
    with room.database.tenant(room.made.tenant_id) as scope:
        seen = _look(scope, room, room.outcomes()[-1].received_mail_id).seen
        dismiss_mail(scope, room.services.office, seen, Hand(room.made.coordinator_id, "Advertising."))
    assert room.reason() == "dismissed"
