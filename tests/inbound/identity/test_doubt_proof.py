"""Somebody whose domain proves nothing can still say that a mail was theirs: the secret went to their mailbox (I9)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.dns import Zones
from app.inbound.decision import Outcome
from app.inbound.identity.check_answers import says_always
from app.tenants.sender_policy import SenderPolicy
from tests.factories.doubting import WORDS, checks, choose, current, held, outcomes_of, question, reply, say
from tests.factories.letters import written
from tests.factories.post_room import PostRoom


def _says_nothing(room: PostRoom, *, refuses: bool = False) -> None:
    """The mentor's domain publishes no key and no servers, and perhaps that it refuses what is not proven."""
    domain = room.made.mentor_email.partition("@")[2]
    records = {(f"_dmarc.{domain}", "TXT"): ("v=DMARC1; p=reject",)} if refuses else {}
    room.services = replace(room.services, resolver=Zones(records))  # type: ignore[arg-type]


def _from_mentor(room: PostRoom, words: str = WORDS) -> Outcome | None:
    return reply(room, room.check_in(room.made.mentor_email), words, room.made.mentor_email, signed=False)


def test_an_unproven_mail_from_the_enrolled_address_is_held_and_asked_about(room: PostRoom) -> None:
    _says_nothing(room)
    assert _from_mentor(room) is Outcome.HELD
    assert room.reason() == "unproven_sender"
    assert "names your address as its sender" in question(room).text
    assert "always" not in question(room).text


def test_a_yes_to_the_secret_counts_and_the_verdict_says_why(room: PostRoom) -> None:
    _says_nothing(room)
    _from_mentor(room)
    assert say(room, "Yes", signed=False) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}
    (answer,) = [one for one in room.outcomes() if one.reason == "sender_confirmed"]
    assert answer.verdict is not None
    assert answer.verdict["writer"]["by_reply"] is True


def test_it_is_asked_again_each_time(room: PostRoom) -> None:
    """No word makes a key alone a proof: check-ins are forwarded and shown around."""
    _says_nothing(room)
    _from_mentor(room)
    say(room, "Yes, always", signed=False)
    room.watch.pass_by(days=10)
    assert _from_mentor(room, "30 min by phone with Kate on 20 May") is Outcome.HELD
    assert room.minutes() == {"video": 120}
    assert len(room.sent("sender_check")) == 2


@pytest.mark.parametrize("policy", [SenderPolicy.STRICT, SenderPolicy.NORMAL])
def test_a_domain_that_disowns_such_mail_is_believed(room: PostRoom, policy: SenderPolicy) -> None:
    choose(room, policy)
    _says_nothing(room, refuses=True)
    _from_mentor(room)
    assert say(room, "Yes", signed=False) is Outcome.HELD
    assert room.minutes() == {}


def test_under_strict_the_yes_must_be_proven_too(room: PostRoom) -> None:
    choose(room, SenderPolicy.STRICT)
    _says_nothing(room)
    _from_mentor(room)
    assert say(room, "Yes", signed=False) is Outcome.HELD
    assert room.minutes() == {}


def test_a_forged_reply_to_the_check_in_never_records_without_the_yes(room: PostRoom) -> None:
    """A colleague who was shown the check-in knows its key, and not that of the question."""
    _says_nothing(room)
    _from_mentor(room)
    mail_id = room.outcomes()[-1].received_mail_id
    assert _from_mentor(room, "Yes") is Outcome.HELD
    assert current(room, mail_id).outcome == "held"
    assert room.minutes() == {}


def _passed_on(room: PostRoom, *, days: int = 0) -> None:
    """A mail that the mentor signed and addressed to somebody else comes to their key."""
    written_at = room.watch() - timedelta(days=days)
    raw = written(WORDS, sender=room.made.mentor_email, to="mentoring@elsewhere.example", at=written_at)
    assert room.bring(raw, room.key_of(room.check_in(room.made.mentor_email))) is Outcome.HELD
    assert room.reason() == "not_addressed"


def test_an_old_signed_mail_that_is_sent_on_is_not_asked_about(room: PostRoom) -> None:
    """It is theirs, and they would say so: it must not count for another month."""
    _passed_on(room, days=8)
    assert room.sent("sender_check") == []


def test_whether_a_fresh_one_was_meant_for_us_is_asked_once(room: PostRoom) -> None:
    """An address of the organisation's that leads here looks just like somebody who sends it on."""
    _passed_on(room)
    mail = question(room)
    assert (mail.to_address, mail.subject) == (room.made.mentor_email, "Was this mail meant for us?")
    assert "Did you mean it for us?" in mail.text
    assert "somebody else may have written" not in mail.text
    assert room.minutes() == {}


def test_a_yes_to_that_records_it(room: PostRoom) -> None:
    _passed_on(room)
    assert say(room, "Yes") is Outcome.RECORDED
    assert sum(room.minutes().values()) > 0


def test_the_same_question_in_french(french_room: PostRoom) -> None:
    _passed_on(french_room)
    assert "Nous était-il destiné?" in question(french_room).text


def test_what_is_under_lenient_needs_no_proof(room: PostRoom) -> None:
    choose(room, SenderPolicy.LENIENT)
    held(room, signed=False)
    assert say(room, "Yes", signed=False) is Outcome.RECORDED
    assert room.minutes() == {"video": 120}


def test_two_answers_at_once_settle_it_once(room: PostRoom) -> None:
    mail_id = held(room)
    asked = question(room)
    key = room.key_of(asked)
    room.watch.pass_by(minutes=1)
    taken = [
        room.take(written(words, sender=room.made.mentor_email, to=key, at=room.watch()), key)[0]
        for words in ("Yes", "No", "Yes, that was me")
    ]
    with ThreadPoolExecutor(len(taken)) as pool:
        list(pool.map(room.process, taken))
    assert checks(room)[0].answer in ("yes", "no")
    settled = [one for one in room.outcomes() if one.reason in ("sender_confirmed", "sender_denied")]
    assert len(settled) == 1
    assert len([one for one in outcomes_of(room, mail_id) if one[0] != "held"]) <= 1


def test_a_yes_wakes_a_worker_for_the_held_mail(room: PostRoom) -> None:
    """The sweep would find it, seconds later."""
    woken: list[tuple[str, UUID | None]] = []
    mail_id = held(room)
    room.services = replace(room.services, wake=lambda queue, _tenant, mail: woken.append((queue, mail)))
    reply(room, question(room), "Yes", room.made.mentor_email)
    assert woken == [("outbound", None), ("inbound", mail_id)]


@pytest.mark.parametrize(
    ("words", "always"),
    [
        ("Yes, always", True),
        ("yes always!", True),
        ("Oui, toujours. Merci", True),
        ("Hi Priya,\n\nYes, always.\n\nDan", True),
        ("Yes", False),
        ("Yes, not always", False),
        ("Yes, always on Mondays", False),
        ("Yes, as always", False),
        ("No, always", False),
    ],
)
def test_only_the_very_words_name_an_address_for_good(words: str, *, always: bool) -> None:
    assert says_always(words) is always
