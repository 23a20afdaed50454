"""A concern reaches the named person at once, and nobody else, whoever wrote it (C2)."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from app.inbound.decision import Outcome
from app.inbound.waiting import waiting_mails
from app.outbound.models import OutboundMail
from tests.factories.letters import written
from tests.factories.post_room import PostRoom
from tests.servers import TestServers
from workers.commands import main

WORDS = "2 hours by phone. I must tell you that Kate has been sexually harassed at work and is afraid."


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def named(room: PostRoom) -> str:
    return f"ruth@{room.made.slug}.example"


def told(room: PostRoom) -> set[tuple[str, str]]:
    """Everybody who got a mail since the check-ins, with its kind."""
    return {(mail.kind, mail.to_address) for mail in room.sent() if mail.kind != "checkin"}


def listed(room: PostRoom) -> list[object]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return [item for outcome in Outcome for item in waiting_mails(scope, outcome)]


def test_a_concern_goes_to_the_named_person_and_the_writer_is_told_who_has_it(room: PostRoom) -> None:
    assert room.answer(mentors(room), WORDS) is Outcome.REVIEW
    assert room.reason() == "safeguarding"
    assert told(room) == {
        ("safeguarding_notice", named(room)),
        ("safeguarding_receipt", room.made.mentor_email),
    }
    notice = room.latest("safeguarding_notice")
    assert "harassed" in notice.text
    assert "Ruth Okafor" in room.latest("safeguarding_receipt").text
    assert "harassed" not in room.latest("safeguarding_receipt").text, "the mailbox may be read by others"


def test_hours_in_a_mail_of_concern_wait_with_it(room: PostRoom) -> None:
    room.answer(mentors(room), WORDS)
    assert room.minutes() == {}


def test_a_concern_is_in_no_list(room: PostRoom) -> None:
    """From the first day, and to no list."""
    room.answer(mentors(room), WORDS)
    assert room.outcomes()[0].restricted
    assert listed(room) == []


@pytest.mark.parametrize("state", ["held", "review", "quarantined"])
def test_a_concern_is_not_shown_by_the_command(
    room: PostRoom, servers: TestServers, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", servers.database_url)
    monkeypatch.setenv("DATABASE_OWNER_URL", servers.owner_url)
    monkeypatch.setenv("REDIS_URL", servers.redis_url)
    room.answer(mentors(room), WORDS)
    shown = CliRunner().invoke(main, ["mail", "list", "--tenant", room.made.slug, "--state", state])
    assert (shown.exit_code, shown.stdout) == (0, f"0 {state}\n")


@pytest.mark.parametrize("sender", ["eve@elsewhere.example", "dan.private@home.example"])
def test_a_concern_from_an_address_in_doubt_reaches_the_named_person_alone(room: PostRoom, sender: str) -> None:
    """Doubt holds hours, never a concern; the enrolled person is not told, for it may not be theirs."""
    assert room.answer(mentors(room), WORDS, sender=sender) is Outcome.REVIEW
    assert told(room) == {("safeguarding_notice", named(room))}
    assert sender in room.latest("safeguarding_notice").text
    assert listed(room) == []


def test_a_concern_of_somebody_we_do_not_know_reaches_the_named_person(room: PostRoom) -> None:
    raw = written(WORDS, sender="sister@home.example", to=room.made.programme_address, at=room.watch())
    assert room.bring(raw, room.made.programme_address) is Outcome.REVIEW
    assert told(room) == {("safeguarding_notice", named(room))}
    assert listed(room) == []


def test_a_concern_in_french_is_read_as_one(french_room: PostRoom) -> None:
    """I10."""
    words = "2 heures au téléphone. Kate est victime de harcèlement sexuel au travail et elle a peur."
    assert french_room.answer(mentors(french_room), words) is Outcome.REVIEW
    assert french_room.reason() == "safeguarding"
    assert french_room.latest("safeguarding_notice").locale == "fr-CA"


def test_a_concern_that_comes_twice_stays_restricted_both_times(room: PostRoom) -> None:
    """A copy by another way in is counted once, and shown to nobody either."""
    sent = mentors(room)
    raw = written(WORDS, sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch())
    for mail_id in room.take(raw, room.key_of(sent), room.made.programme_address):
        room.process(mail_id)
    assert [outcome.restricted for outcome in room.outcomes()] == [True, True]
    assert len(room.sent("safeguarding_notice")) == 1


def test_the_coordinator_learns_nothing_of_it(room: PostRoom) -> None:
    room.answer(mentors(room), WORDS)
    with room.database.tenant(room.made.tenant_id) as scope:
        others = scope.session.execute(
            text("SELECT count(*) FROM outbound_mail WHERE text LIKE '%harass%' AND to_address <> :named"),
            {"named": named(room)},
        ).scalar_one()
    assert others == 0
