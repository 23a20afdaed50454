"""The main job: a reply in one's own words becomes records, and a receipt says what was recorded (I1, I2, H2)."""

import re

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.ledger.chain import Head
from app.ledger.models import LedgerEntry, LedgerHead
from app.ledger.states import State
from app.ledger.totals import live_claims
from app.matches.models import Meeting, StatusReport
from app.outbound.letter.envelope import message_of
from app.outbound.models import OutboundMail
from tests.factories.asking import REPLY_DOMAIN, check_ins
from tests.factories.letters import quoted, written
from tests.factories.post_room import PostRoom

RECORD = re.compile(r"(\d+):([0-9a-f]{64})")


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def head(room: PostRoom) -> Head:
    with room.database.tenant(room.made.tenant_id) as scope:
        row = scope.session.scalars(select(LedgerHead).where(LedgerHead.tenant_id == scope.tenant_id)).one()
        return Head(row.seq, row.hash)


def filled(mail: OutboundMail, **values: str) -> str:
    """Our form with figures typed behind its labels, quoted as mail programs do."""
    lines = []
    for line in mail.text.splitlines():
        value = next((figure for label, figure in values.items() if line.startswith(label.replace("_", " "))), "")
        lines.append(f"> {line}{value}".rstrip())
    return "\n".join(lines)


def test_a_filled_form_is_recorded_with_its_modes(room: PostRoom) -> None:
    """I1: answerable by filling lines."""
    sent = mentors(room)
    words = "\n".join(["Hours are below.", "", filled(sent, Total_hours="2", In_person="1.5", Email="0.5")])
    assert room.answer(sent, words) is Outcome.RECORDED
    assert room.minutes() == {"in_person": 90, "email": 30}


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("1.5h zoom with Kate on the 12th, emails maybe 30 min. all good", {"video": 90, "email": 30}),
        ("We met for coffee twice, an hour each.", {"in_person": 120}),
        ("Nothing in May", {}),
        ("3 hours", {"unspecified": 180}),
    ],
)
def test_free_words_are_recorded(room: PostRoom, words: str, minutes: dict[str, int]) -> None:
    """I1: or just answer in your own words."""
    assert room.answer(mentors(room), f"{words}\n\nDan\n\n{quoted(mentors(room).text)}") is Outcome.RECORDED
    assert room.minutes() == minutes


def test_french_words_are_recorded_and_answered_in_french(french_room: PostRoom) -> None:
    """I10."""
    room = french_room
    sent = mentors(room)
    words = f"Bonjour, une heure et demie par téléphone avec Kate, et 30 minutes de courriels.\n\n{quoted(sent.text)}"
    assert room.answer(sent, words) is Outcome.RECORDED
    assert room.minutes() == {"phone": 90, "email": 30}
    receipt = room.latest("receipt")
    assert receipt.locale == "fr-CA"
    assert "mai" in receipt.text


def test_the_receipt_names_the_amounts_and_the_head_of_the_ledger(room: PostRoom) -> None:
    """I2; the head in the receipt is what `verify --head` checks against."""
    room.answer(mentors(room), "1.5h zoom with Kate on the 12th, emails maybe 30 min")
    receipt = room.latest("receipt", room.made.mentor_email)
    plain = receipt.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "2 h" in plain
    assert "12 May" in plain
    printed = RECORD.search(receipt.text)
    assert printed is not None
    last = head(room)
    assert (int(printed[1]), bytes.fromhex(printed[2])) == (last.seq, last.hash)
    assert printed[0] in receipt.html


def test_each_entry_names_its_evidence_and_the_rules(room: PostRoom) -> None:
    """H2, I9."""
    room.answer(mentors(room), "1.5h zoom with Kate on the 12th, emails maybe 30 min")
    with room.database.tenant(room.made.tenant_id) as scope:
        entries = scope.session.scalars(select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id)).all()
        assert [entry.rules_id for entry in entries] == [room.made.rules_id] * 2
        for entry in entries:
            assert "reply key, enrolled address; DKIM aligned" in entry.body
            assert '"policy":"normal"' in entry.body
            assert "zoom" not in entry.body, "no words stand in a hashed body"
            assert "Dan" not in entry.body, "and no names"


def test_the_meeting_the_status_and_the_answered_check_in_are_kept(room: PostRoom) -> None:
    """H1, I1."""
    room.answer(mentors(room), "1.5h zoom with Kate on the 12th. We continue. Our next meeting is on June 20.")
    with room.database.tenant(room.made.tenant_id) as scope:
        meeting = scope.session.scalars(select(Meeting).where(Meeting.tenant_id == scope.tenant_id)).one()
        assert (str(meeting.held_on), meeting.minutes, meeting.mode) == ("2026-05-12", 90, "video")
        report = scope.session.scalars(select(StatusReport).where(StatusReport.tenant_id == scope.tenant_id)).one()
        assert (report.status, str(report.next_meeting_on)) == ("continuing", "2026-06-20")
    states = {one.person_id: one.state for one in check_ins(room.database, room.made.tenant_id)}
    assert states == {room.made.mentor_id: "answered", room.made.mentee_id: "open"}


def test_the_mentees_answer_is_kept_and_claims_no_hours_where_only_mentors_do(room: PostRoom) -> None:
    """T4, P8: what she says stands beside what he claims."""
    sent = room.check_in(room.made.mentee_email)
    assert room.answer(sent, "All going well, about 2 hours on zoom with Dan") is Outcome.RECORDED
    assert room.minutes(room.made.mentee_id) == {}
    with room.database.tenant(room.made.tenant_id) as scope:
        report = scope.session.scalars(select(StatusReport).where(StatusReport.tenant_id == scope.tenant_id)).one()
        assert (report.person_id, report.minutes_said) == (room.made.mentee_id, 120)


def test_a_mentees_bare_yes_that_it_goes_on_is_recorded(room: PostRoom) -> None:
    """I1: to mentees: status, how it goes, will it continue."""
    assert room.answer(room.check_in(room.made.mentee_email), "Yes, it continues, all is well.") is Outcome.RECORDED
    assert room.latest("receipt", room.made.mentee_email)


def test_where_the_partner_must_confirm_the_hours_are_claimed_and_no_more(cpd_room: PostRoom) -> None:
    """H3: with `oacett-cpd` entries stay claimed; the receipt promises nothing more."""
    room = cpd_room
    assert room.answer(mentors(room), "2 hours by phone with Kate on May 12") is Outcome.RECORDED
    with room.database.tenant(room.made.tenant_id) as scope:
        (live,) = live_claims(scope, person_id=room.made.mentor_id)
        assert (live.minutes, live.state) == (120, State.CLAIMED)
    assert "Asked to confirm the hours: Kate" in room.latest("receipt").text
    assert [mail.kind for mail in room.sent() if mail.to_address == room.made.mentee_email] == ["checkin"]


def test_a_request_for_help_is_recorded_and_reaches_the_coordinator(room: PostRoom) -> None:
    """I5."""
    words = "2 hours by phone. Could you please call me about the agreement?"
    assert room.answer(mentors(room), words) in (Outcome.RECORDED, Outcome.REVIEW)
    assert room.sent("coordinator_help", f"priya@{room.made.slug}.example")


def test_a_stop_ends_the_mails_and_tells_the_coordinator(room: PostRoom) -> None:
    """I8, and the contract: `stop` on its own is an unsubscribing."""
    assert room.answer(mentors(room), "stop") is Outcome.IGNORED
    assert room.reason() == "unsubscribed"
    assert room.latest("unsubscribed", room.made.mentor_email)
    assert room.sent("coordinator_help", f"priya@{room.made.slug}.example")
    assert room.minutes() == {}


def test_processing_a_decided_mail_again_changes_nothing(room: PostRoom) -> None:
    """A hint may come twice; each mail has one outcome."""
    room.answer(mentors(room), "3 hours")
    decided = room.outcomes()[0]
    mails = len(room.sent())
    assert room.process(decided.received_mail_id) is None
    assert [one.id for one in room.outcomes()] == [decided.id]
    assert len(room.sent()) == mails
    assert room.minutes() == {"unspecified": 180}


@pytest.mark.parametrize("words", ["", "This email was sent automatically in response to your request to unsubscribe."])
def test_the_unsubscribe_button_of_a_mail_program_ends_the_mails(room: PostRoom, words: str) -> None:
    """I8, RFC 2369: our own List-Unsubscribe header makes a mail with that subject and hardly a word."""
    sent = mentors(room)
    header = message_of(sent, REPLY_DOMAIN, room.watch())["List-Unsubscribe"]
    address, _, subject = str(header).removeprefix("<mailto:").removesuffix(">").partition("?subject=")
    raw = written(words, sender=room.made.mentor_email, to=address, subject=subject, at=room.watch())
    assert room.bring(raw, address) is Outcome.IGNORED
    assert room.reason() == "unsubscribed"
