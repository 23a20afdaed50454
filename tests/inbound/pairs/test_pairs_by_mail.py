"""Pairs that formed elsewhere register by mail: told, asked, agreed (M8)."""

from datetime import date

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.matches.models import Match, MatchParticipant
from app.matches.proposals import State
from app.outbound.letter.envelope import message_of
from app.programmes.models import Person
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.pairing import JOE, TOLD, allow, consent, proposals, say, tell
from tests.factories.post_room import PostRoom
from tests.factories.tenants import add_person


def _parts(room: PostRoom) -> dict[str, tuple[str, date]]:
    """By name, the roles in the match that was registered, and since when."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.execute(
            select(Person.name, MatchParticipant.role, Match.started_on)
            .join(MatchParticipant, MatchParticipant.person_id == Person.id)
            .join(Match, Match.id == MatchParticipant.match_id)
            .where(Match.tenant_id == scope.tenant_id, Match.id != room.made.match_id)
        ).all()
        return {row.name: (row.role, row.started_on) for row in rows}


def _people_at(room: PostRoom, email: str) -> list[Person]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = list(
            scope.session.scalars(select(Person).where(Person.tenant_id == scope.tenant_id, Person.email == email))
        )
        scope.session.expunge_all()
        return rows


def test_the_other_is_asked_and_the_member_is_told_what_was_understood(pairs_room: PostRoom) -> None:
    assert tell(pairs_room) is Outcome.RECORDED
    (row,) = proposals(pairs_room)
    assert (row.name, row.email, row.role, row.since) == ("Joe Poe", JOE, "mentor", date(2026, 3, 1))
    assert row.state == State.ASKED
    assert consent(pairs_room).to_address == JOE
    told = pairs_room.latest("pair_told")
    assert told.to_address == pairs_room.made.mentor_email
    assert "Mentor: Dan Roy\nMentee: Joe Poe\nSince: 1 March 2026" in told.text
    assert JOE not in told.text, "what is quoted in answers could not be forgotten"


def test_hours_beside_a_pair_are_said_not_to_be_recorded_yet(pairs_room: PostRoom) -> None:
    """M8: nothing is lost without a word; there is no match yet that they could be of."""
    assert tell(pairs_room) is Outcome.RECORDED
    assert "The hours in your mail" not in pairs_room.latest("pair_told").text
    tell(pairs_room, "I am mentoring Ann Poe, ann@poe.example, since 1 March. We met on 12 May for 2 hours.")
    assert "The hours in your mail are not recorded yet." in pairs_room.latest("pair_told").text
    assert pairs_room.minutes() == {}


def test_before_a_yes_nobody_is_enrolled_and_nothing_begins(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    assert (_people_at(pairs_room, JOE), _parts(pairs_room)) == ([], {})
    assert [mail.kind for mail in pairs_room.sent(to=JOE)] == ["pair_consent"]


def test_the_question_is_in_both_languages_and_says_what_a_yes_means(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    text = consent(pairs_room).text
    for words in (
        "Dan Roy takes part in mentoring at",
        "since 1 March 2026",
        "It is kept for 7 years after the last entry",
        "If you say no, or nothing by 16 June 2026",
        "Répondez «\u00a0oui\u00a0» si vous acceptez",
    ):
        assert words in text


def test_the_question_tells_nothing_else_of_the_organisation(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    mail = consent(pairs_room)
    wire = message_of(mail, REPLY_DOMAIN, pairs_room.watch()).as_string()
    for secret in ("Priya", "780-555-0142", "Kate", "M-1", pairs_room.made.mentor_email, "Mentoring t"):
        assert secret not in mail.text + mail.from_name + mail.subject, secret
    assert f"List-Unsubscribe: <mailto:{mail.reply_key}@{REPLY_DOMAIN}?subject=unsubscribe>" in wire


def test_a_yes_makes_a_person_without_a_number_and_begins_the_match(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    assert say(pairs_room, "Yes, I agree.\n\nJoe Poe") is Outcome.RECORDED
    (joe,) = _people_at(pairs_room, JOE)
    assert (joe.name, joe.given_name, joe.member_number, joe.locale) == ("Joe Poe", "Joe", None, "en-CA")
    assert _parts(pairs_room) == {"Dan Roy": ("mentor", date(2026, 3, 1)), "Joe Poe": ("mentee", date(2026, 3, 1))}
    assert {mail.to_address for mail in pairs_room.sent("pair_agreed")} == {JOE, pairs_room.made.mentor_email}
    assert pairs_room.outcomes()[-1].person_id == joe.id, "the mail that consents is theirs"


def test_who_answers_in_french_reads_french_from_then_on(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    assert say(pairs_room, "Oui, j'accepte avec plaisir.") is Outcome.RECORDED
    assert _people_at(pairs_room, JOE)[0].locale == "fr-CA"
    assert pairs_room.latest("pair_agreed", JOE).text.startswith("Bonjour Joe,")


def test_what_the_other_writes_to_that_address_later_is_their_own(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    say(pairs_room, "yes")
    assert say(pairs_room, "1 h by video with Dan on 28 May about presentations") is Outcome.RECORDED
    (joe,) = _people_at(pairs_room, JOE)
    assert pairs_room.minutes(joe.id) == {"video": 60}


@pytest.mark.parametrize(
    "words",
    ["Yes, Dan has been my mentor since March.", "yes please\n\nSent from my iPhone", "Oui, d’accord", "OK", "I do"],
)
def test_a_plain_yes_may_have_words_beside_it(pairs_room: PostRoom, words: str) -> None:
    tell(pairs_room)
    say(pairs_room, words)
    assert proposals(pairs_room)[0].state == State.AGREED, pairs_room.reason()


@pytest.mark.parametrize(
    "words", ["Who are you?", "Yes, but only if my employer agrees", "Maybe later", "Yes? What is this about", "Hello"]
)
def test_anything_unclear_waits_for_a_coordinator(pairs_room: PostRoom, words: str) -> None:
    tell(pairs_room)
    assert say(pairs_room, words) is Outcome.HELD
    assert (pairs_room.reason(), proposals(pairs_room)[0].state) == ("pair_unclear", State.ASKED)
    assert pairs_room.sent("passed_on") == pairs_room.sent("sender_check") == [], "the member did not write it"


def test_the_member_cannot_answer_for_the_other(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    assert say(pairs_room, "Yes", sender=pairs_room.made.mentor_email) is Outcome.HELD
    assert proposals(pairs_room)[0].state == State.ASKED


def test_a_mentee_registers_a_mentor_in_french(pairs_room: PostRoom) -> None:
    words = f"Bonjour, mon mentor est Luc Côté ({JOE}) depuis le 1er février."
    tell(pairs_room, words, sender=pairs_room.made.mentee_email)
    say(pairs_room, "oui")
    assert _parts(pairs_room) == {"Kate Li": ("mentee", date(2026, 2, 1)), "Luc Côté": ("mentor", date(2026, 2, 1))}


def test_a_member_of_the_organisation_is_asked_too_and_stays_who_they_are(pairs_room: PostRoom) -> None:
    with pairs_room.database.tenant(pairs_room.made.tenant_id) as scope:
        add_person(scope, "Joe Poe", JOE, "fr-CA", "M-9")
    tell(pairs_room)
    assert consent(pairs_room).locale == "fr-CA"
    say(pairs_room, "oui")
    assert [person.member_number for person in _people_at(pairs_room, JOE)] == ["M-9"]
    assert set(_parts(pairs_room)) == {"Dan Roy", "Joe Poe"}


def test_one_question_asks_for_all_that_is_missing(pairs_room: PostRoom) -> None:
    assert tell(pairs_room, "I would like to register my mentoring with Joe Poe") is Outcome.ASKED
    asked = pairs_room.latest("question")
    assert "we still need their mail address and who of you is the mentor" in asked.text
    assert pairs_room.answer(asked, f"{JOE}, I am the mentor") is Outcome.RECORDED
    (row,) = proposals(pairs_room)
    assert (row.name, row.email, row.role) == ("Joe Poe", JOE, "mentor")


@pytest.mark.parametrize(
    ("told", "question", "answer"),
    [
        ("I am mentoring Joe Poe since 1 March", "What is the mail address of Joe Poe?", JOE),
        (f"I am mentoring Joe, {JOE}, since 1 March", "What is the full name of Joe?", "Joe Poe"),
        (f"I am mentoring Joe, {JOE}, since 1 March", "What is the full name of Joe?", "Poe"),
        (
            f"I am mentoring {JOE} since 1 March",
            f"What is the full name of the person at {JOE}?",
            "His name is Joe Poe",
        ),
        (f"Please register our mentoring pair with Joe Poe, {JOE}, since 1 March", "Which of you is the mentor", "me"),
    ],
)
def test_the_question_is_precise(pairs_room: PostRoom, told: str, question: str, answer: str) -> None:
    assert tell(pairs_room, told) is Outcome.ASKED
    asked = pairs_room.latest("question")
    assert question in asked.text
    assert pairs_room.answer(asked, answer) is Outcome.RECORDED, pairs_room.reason()
    (row,) = proposals(pairs_room)
    assert (row.name, row.email, row.role, row.since) == ("Joe Poe", JOE, "mentor", date(2026, 3, 1))


def test_two_people_in_one_mail_are_asked_for_one_by_one(pairs_room: PostRoom) -> None:
    assert tell(pairs_room, f"I am mentoring Joe Poe, {JOE}, and Ann Lee, ann@x.example") is Outcome.ASKED
    assert "in a mail of its own" in pairs_room.latest("question").text
    assert pairs_room.sent("pair_consent") == []


def test_without_the_rule_a_coordinator_reads_it(pairs_room: PostRoom) -> None:
    allow(pairs_room, "no")
    assert tell(pairs_room) is Outcome.REVIEW
    assert (proposals(pairs_room), pairs_room.sent("pair_consent")) == ([], [])


def test_telling_again_asks_nobody_again(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    assert tell(pairs_room, TOLD.replace("I am", "As I said, I am")) is Outcome.RECORDED
    assert "We have asked Joe Poe already" in pairs_room.latest("pair_told").text
    assert len(pairs_room.sent("pair_consent")) == 1


def test_a_pair_that_is_a_match_already_is_said_to_be(pairs_room: PostRoom) -> None:
    words = f"I am mentoring Kate Lee-Li, {pairs_room.made.mentee_email}"
    assert tell(pairs_room, words) is Outcome.RECORDED
    assert "are registered already" in pairs_room.latest("pair_told").text
    assert pairs_room.sent("pair_consent") == []


def test_hours_of_a_match_are_recorded_as_ever(pairs_room: PostRoom) -> None:
    """Words about mentoring are not about a pair."""
    assert tell(pairs_room, "I am mentoring Kate and we had 2h zoom on 19 May about exams") is Outcome.RECORDED
    assert (pairs_room.reason(), pairs_room.minutes()) == ("facts", {"video": 120})
