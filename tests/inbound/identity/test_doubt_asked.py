"""Held mail is asked about once, at the enrolled address, and only its plain yes records (I9)."""

import json

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.ledger.models import LedgerEntry
from app.outbound.models import AddressState
from app.programmes.models import Person, Programme
from app.tenants.sender_policy import SenderPolicy
from tests.factories.doubting import HOME, checks, choose, current, fresh, held, outcomes_of, question, say, swept
from tests.factories.letters import written
from tests.factories.post_room import PostRoom


def _evidence(room: PostRoom) -> dict[str, object]:
    with room.database.tenant(room.made.tenant_id) as scope:
        (body,) = scope.session.scalars(select(LedgerEntry.body).where(LedgerEntry.tenant_id == scope.tenant_id)).all()
    found = json.loads(body)["evidence"]
    assert isinstance(found, dict)
    return found


def _at_the_programme(room: PostRoom, *, signed: bool = True) -> Outcome | None:
    room.watch.pass_by(minutes=1)
    asked, place = question(room), room.made.programme_address
    raw = written("Yes", sender=room.made.mentor_email, to=place, at=room.watch(), in_reply_to=asked.message_id)
    return room.bring(raw, place, signed=signed)


def test_the_enrolled_address_is_asked_and_the_sender_is_not(room: PostRoom) -> None:
    held(room)
    mail = question(room)
    assert (mail.to_address, mail.subject) == (room.made.mentor_email, "Was this mail from you?")
    assert HOME in mail.text
    assert "2\N{NO-BREAK SPACE}h in May" in mail.text
    assert HOME not in {sent.to_address for sent in room.sent()}


def test_the_question_hands_on_no_word_of_the_mail(room: PostRoom) -> None:
    """A forger must not write to people through us."""
    held(room, words="2h zoom with Kate. Win a prize at http://prize.example now")
    mail = question(room)
    assert "prize" not in mail.subject + mail.text + mail.html


def test_an_address_that_is_a_message_is_not_handed_on(room: PostRoom) -> None:
    held(room, sender="call-1-900-555-0100-now-and-win-a-prize-today-or-never@win.example")
    assert "win" not in question(room).text.replace("Programme", "")


def test_the_question_is_french_for_a_french_reader(french_room: PostRoom) -> None:
    held(french_room)
    assert question(french_room).text.startswith("Bonjour Dan,")
    assert "Était-ce vous?" in question(french_room).text


def test_a_yes_records_the_mail_on_their_word(room: PostRoom) -> None:
    mail_id = held(room)
    assert say(room, "Yes") is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    assert outcomes_of(room, mail_id) == [("held", "other_sender"), ("recorded", "facts")]
    assert room.latest("receipt").to_address == room.made.mentor_email


def test_the_evidence_says_in_which_mail_they_said_so(room: PostRoom) -> None:
    mail_id = held(room)
    say(room, "Yes, that was me")
    (answer,) = [one for one in room.outcomes() if one.reason == "sender_confirmed"]
    (check,) = checks(room)
    assert (check.answer, check.answered_by_id) == ("yes", answer.received_mail_id)
    evidence = _evidence(room)
    assert evidence["mail"] == str(mail_id)
    assert "reply key, not the enrolled address" in str(evidence["verdict"])
    assert "confirmed by the enrolled address in mail " in str(evidence["verdict"])


def test_a_french_yes_is_a_yes(french_room: PostRoom) -> None:
    held(french_room)
    say(french_room, "Oui, c'était moi")
    assert french_room.minutes() == {"video": 120}


def test_a_no_puts_it_aside_and_says_so(room: PostRoom) -> None:
    mail_id = held(room)
    assert say(room, "No, that was not me") is Outcome.RECORDED
    assert room.minutes() == {}
    assert outcomes_of(room, mail_id) == [("held", "other_sender"), ("ignored", "denied")]
    assert room.latest("sender_denied").to_address == room.made.mentor_email


def test_silence_records_nothing_and_asks_nothing_more(room: PostRoom) -> None:
    mail_id = held(room)
    room.watch.pass_by(days=20)
    assert swept(room) == []
    assert current(room, mail_id).outcome == "held"
    assert len(room.sent("sender_check")) == 1


@pytest.mark.parametrize("words", ["ok", "Who is this?", "Not sure", "no idea", "Yes, but it was 3 hours", "thanks"])
def test_what_is_no_plain_answer_records_nothing_and_is_read_by_a_person(room: PostRoom, words: str) -> None:
    mail_id = held(room)
    assert say(room, words) is Outcome.REVIEW
    assert room.minutes() == {}
    assert current(room, mail_id).outcome == "held"


def test_a_yes_from_another_address_is_no_yes(room: PostRoom) -> None:
    mail_id = held(room)
    assert say(room, "Yes", sender=HOME) is Outcome.HELD
    assert room.minutes() == {}
    assert current(room, mail_id).outcome == "held"
    assert len(room.sent("sender_check")) == 1, "an answer to the question raises no question"
    assert checks(room)[-1].unasked == "answers_question"


def test_a_yes_without_the_secret_is_no_yes(room: PostRoom) -> None:
    """Whoever names our Message-ID has not read the mailbox that the secret went to."""
    held(room)
    for policy in SenderPolicy:
        choose(room, policy)
        assert _at_the_programme(room, signed=False) is not Outcome.RECORDED
    swept(room)
    assert room.minutes() == {}


def test_a_proven_yes_needs_no_secret(room: PostRoom) -> None:
    """Some programs drop Reply-To and answer to the programme's address."""
    held(room)
    assert _at_the_programme(room) is Outcome.RECORDED
    swept(room)
    assert room.minutes() == {"video": 120}


def test_a_yes_said_twice_records_once(room: PostRoom) -> None:
    held(room)
    say(room, "Yes")
    assert say(room, "Yes, as I said") is Outcome.IGNORED
    assert room.reason() == "answered"
    assert room.minutes() == {"video": 120}


def test_a_no_after_a_yes_goes_to_a_person(room: PostRoom) -> None:
    held(room)
    say(room, "Yes")
    assert say(room, "No, that was not me") is Outcome.REVIEW


def test_a_yes_after_a_no_goes_to_a_person(room: PostRoom) -> None:
    held(room)
    say(room, "No")
    assert say(room, "Yes, sorry, it was me") is Outcome.REVIEW
    assert room.minutes() == {}


def test_a_robots_answer_is_no_answer(room: PostRoom) -> None:
    held(room)
    assert room.answer(question(room), "Yes", Auto_Submitted="auto-replied") is Outcome.IGNORED
    assert room.minutes() == {}


def test_fifty_forgeries_in_a_day_raise_one_question(room: PostRoom) -> None:
    for number in range(50):
        held(room, sender=f"eve{number}@elsewhere.example")
    assert len(room.sent("sender_check")) == 1
    assert len(checks(room)) == 50


def test_after_silence_the_next_question_waits_a_week(room: PostRoom) -> None:
    held(room, sender="eve1@elsewhere.example")
    room.watch.pass_by(days=6)
    held(room, sender="eve2@elsewhere.example")
    assert len(room.sent("sender_check")) == 1
    room.watch.pass_by(days=2)
    held(room, sender="eve3@elsewhere.example")
    assert len(room.sent("sender_check")) == 2


def test_an_address_that_was_denied_is_not_asked_about_again(room: PostRoom) -> None:
    held(room, sender="eve@elsewhere.example")
    say(room, "No")
    room.watch.pass_by(days=30)
    held(room, sender="eve@elsewhere.example")
    assert len(room.sent("sender_check")) == 1
    assert checks(room)[-1].unasked == "denied_before"


def test_after_a_yes_the_next_held_mail_is_asked_about(room: PostRoom) -> None:
    held(room)
    held(room, words="30 min by phone on 20 May with Kate")
    assert len(room.sent("sender_check")) == 1
    say(room, "Yes")
    assert len(room.sent("sender_check")) == 2
    say(room, "Yes")
    assert len(checks(room)) == 2
    assert {check.answer for check in checks(room)} == {"yes"}


def test_what_waited_for_another_reason_is_asked_about_when_that_has_passed(room: PostRoom) -> None:
    """A denied address does not keep the mails behind it waiting, nor does mail that is never asked about."""
    held(room, sender="eve@elsewhere.example")
    say(room, "No")
    room.watch.pass_by(days=8)
    held(room)
    held(room, sender="eve@elsewhere.example")
    held(room, sender="dan@work.example", words="30 min by phone on 20 May with Kate")
    assert [check.unasked for check in checks(room)] == [None, None, "denied_before", "asked_lately"]
    say(room, "Yes")
    assert [check.unasked for check in checks(room)] == [None, None, "denied_before", None]
    assert len(room.sent("sender_check")) == 3


def test_a_concern_is_for_the_named_person_alone(room: PostRoom) -> None:
    """C2: nobody is asked whether they wrote it."""
    words = "I do not feel safe. My mentor touched me and threatened me."
    room.answer(room.check_in(room.made.mentee_email), words, sender="somebody@elsewhere.example")
    assert room.sent("sender_check") == []


def test_a_stranger_leads_to_nobody_who_could_be_asked(room: PostRoom) -> None:
    assert fresh(room, "eve@elsewhere.example") is Outcome.HELD
    assert room.sent("sender_check") == []


def test_nobody_is_asked_who_wants_no_mail(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Person, (scope.tenant_id, room.made.mentor_id)).unsubscribed_at = room.watch()
    held(room)
    assert room.sent("sender_check") == []
    assert checks(room)[-1].unasked == "unsubscribed"


def test_nobody_is_asked_at_a_dead_address(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.add(
            AddressState(
                tenant_id=scope.tenant_id,
                email=room.made.mentor_email,
                state="dead",
                reason="unknown",
                detail="",
                failures=1,
                since=room.watch(),
                last_at=room.watch(),
            )
        )
    held(room)
    assert room.sent("sender_check") == []
    assert checks(room)[-1].unasked == "unreachable"


def test_nobody_is_asked_for_a_closed_programme(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Programme, (scope.tenant_id, room.made.programme_id)).closed_at = room.watch()
    held(room)
    assert room.sent("sender_check") == []
    assert checks(room)[-1].unasked == "too_late"


def test_nobody_is_asked_about_a_mail_to_an_expired_key(room: PostRoom) -> None:
    room.watch.pass_by(days=91)
    held(room)
    assert room.sent("sender_check") == []
    assert checks(room)[-1].unasked == "too_late"


def test_stop_in_answer_to_the_question_stops_the_mails(room: PostRoom) -> None:
    held(room)
    assert say(room, "stop") is Outcome.IGNORED
    assert room.reason() == "unsubscribed"
    assert room.minutes() == {}


def test_what_is_sent_again_from_the_enrolled_address_is_answered(room: PostRoom) -> None:
    """Equal words make a robot only where the first were answered: a held mail was not, and may be a forger's."""
    words = "We met a few times this month and talked about her plans."
    held(room, words=words)
    room.watch.pass_by(minutes=10)
    assert room.answer(room.check_in(room.made.mentor_email), words) is Outcome.ASKED


def test_a_mail_that_was_recorded_again_elsewhere_is_asked_about_before_it_counts_twice(room: PostRoom) -> None:
    mail_id = held(room)
    room.answer(room.check_in(room.made.mentor_email), "2h zoom with Kate on 19 May")
    assert say(room, "Yes") is Outcome.RECORDED
    assert current(room, mail_id).reason == "add_or_replace"
    assert room.minutes() == {"video": 120}
