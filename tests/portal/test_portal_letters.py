"""Letters of other organisations on the pages: handed in, read, entered, declined, taken back (H7)."""

import hashlib
import json
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.cpd.reasons import Why
from app.cpd.statements import statements_of
from app.exports.log.issue import issue_hour_log
from app.ledger.models import LedgerEntry
from app.ledger.states import State
from app.ledger.totals import live_claims
from app.portal.attention import Matter, attention
from app.programmes.models import Person
from app.tenants.models import AuditEntry
from tests.factories.outside import PDF, letters, mentors_letter
from tests.factories.post_room import PostRoom
from tests.portal.pages import browser, user_of, with_forms

DIGEST = hashlib.sha256(PDF).hexdigest()
GUILD = "Lakeshore Engineers’ Guild"


@pytest.fixture
def member(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, user_of(room.database, room.made.mentor_email)))


@pytest.fixture
def coordinator(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, user_of(room.database, f"priya@{room.made.slug}.example")))


def handed_in(
    member: FlaskClient, room: PostRoom, content: bytes = PDF, *, name: str = "letter.pdf", **typed: str
) -> int:
    data = {"organisation": GUILD, "words": "12 hours, January to March.", **typed, "letter": (BytesIO(content), name)}
    return member.post(f"/t/{room.made.slug}/me/letters", data=data, content_type="multipart/form-data").status_code


def place(room: PostRoom, step: str = "") -> str:
    return f"/t/{room.made.slug}/letters/{letters(room)[-1].id}{step}"


def entered(coordinator: FlaskClient, room: PostRoom, **typed: str) -> int:
    data = {
        "organisation": GUILD,
        "role": "mentor",
        "hours-0": "7.5",
        "month-0": "2026-02",
        "mode-0": "video",
        "hours-1": "4:30",
        "date-1": "2026-03-14",
        "mode-1": "in_person",
        "note": "signed by its registrar",
        **typed,
    }
    return coordinator.post(place(room, "/enter"), data=data).status_code


def actions(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id))
        return [row.action for row in rows if row.action.startswith("letter")]


def test_a_letter_handed_in_waits_for_the_coordinator(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    assert handed_in(member, room) == 303
    (kept,) = letters(room)
    assert (kept.content, kept.organisation, kept.state) == (PDF, GUILD, "waiting")
    assert room.latest("outside_letter_kept", room.made.mentor_email)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert Matter.LETTER in [need.matter for need in attention(scope, room.watch()).needs]
    assert f"/t/{room.made.slug}/letters/{kept.id}" in coordinator.get(f"/t/{room.made.slug}/").text
    assert GUILD in coordinator.get(f"/t/{room.made.slug}/letters").text
    page = coordinator.get(place(room)).text
    assert "12 hours, January to March." in page
    assert DIGEST in page


def test_it_is_handed_out_to_be_saved_and_never_shown(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room, name="../<b>évil.html")
    own = f"/t/{room.made.slug}/me/letters/{letters(room)[0].id}/file"
    for answer in (coordinator.get(place(room, "/file")), member.get(own)):
        assert answer.data == PDF
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="letter-{DIGEST[:12]}.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert actions(room) == ["letter_seen"]
    assert "&lt;b&gt;évil.html" in coordinator.get(place(room)).text


def test_hours_entered_on_it_name_its_digest_and_who_entered_them(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room)
    assert entered(coordinator, room) == 303
    assert room.minutes() == {"video": 450, "in_person": 270}
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        ).all()
        bodies = [json.loads(row.body) for row in rows]
        claims = live_claims(scope, person_id=room.made.mentor_id)
    assert [body["kind"] for body in bodies] == ["claim", "claim", "attestation", "attestation"]
    for body in bodies:
        assert body["evidence"]["digest"] == DIGEST
        assert body["evidence"]["policy"] == "by_letter"
        assert body["evidence"]["mail"] is None
        assert body["evidence"]["entered_by"] == str(room.made.coordinator_id)
        assert GUILD not in json.dumps(body, ensure_ascii=False), "no name stands in a hashed body"
    assert [live.state for live in claims] == [State.ATTESTED, State.ATTESTED]
    assert [live.claim.counterpart_ids for live in claims] == [(), ()]
    assert actions(room) == ["letter_entered"]


def test_the_member_gets_a_receipt_with_the_head_and_the_digest(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room)
    entered(coordinator, room)
    text = room.latest("outside_letter_entered", room.made.mentor_email).text
    assert GUILD in text
    assert DIGEST in text
    assert "Record 4:" in text
    assert "Priya Nair" in text


def test_the_hour_log_says_by_whose_letter(member: FlaskClient, coordinator: FlaskClient, room: PostRoom) -> None:
    handed_in(member, room)
    entered(coordinator, room)
    assert f"by letter of {GUILD}" in member.get(f"/t/{room.made.slug}/me").text
    with room.database.tenant(room.made.tenant_id) as scope:
        log = issue_hour_log(scope, "M-1", since=None, until=None, at=room.watch(), by="a test")
    assert log.claims[0].words == f"{GUILD}: signed by its registrar"
    assert member.get(f"/t/{room.made.slug}/me/hours.pdf").status_code == 200


def test_such_hours_qualify_though_the_letter_tells_no_more_than_the_month(
    cpd_served: Flask, cpd_room: PostRoom
) -> None:
    """E: an organisation's official letter serves; H6 asks for nothing besides."""
    room = cpd_room
    member = with_forms(browser(cpd_served, user_of(room.database, room.made.mentor_email)))
    staff = with_forms(browser(cpd_served, user_of(room.database, f"priya@{room.made.slug}.example")))
    handed_in(member, room)
    assert entered(staff, room) == 303
    with room.database.tenant(room.made.tenant_id) as scope:
        person = scope.session.get_one(Person, (scope.tenant_id, room.made.mentor_id))
        entries = [
            entry
            for statement in statements_of(scope, person, room.watch())
            for cycle in statement.account.cycles
            for entry in cycle.entries
        ]
    assert entries, [statement.account for statement in statements_of(scope, person, room.watch())]
    assert {reason.why for entry in entries for reason in entry.reasons} == {Why.COUNTED}


def test_hours_with_a_partner_of_the_programme_name_them_and_nobody_is_asked(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room)
    assert entered(coordinator, room, match=str(room.made.match_id)) == 303
    with room.database.tenant(room.made.tenant_id) as scope:
        claims = live_claims(scope, person_id=room.made.mentor_id)
    assert {live.claim.counterpart_ids for live in claims} == {(room.made.mentee_id,)}
    assert not room.sent("attestation")


def test_a_letter_declined_is_answered_with_the_reason(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room)
    assert coordinator.post(place(room, "/decline"), data={"reason": ""}).status_code == 422
    assert coordinator.post(place(room, "/decline"), data={"reason": "It names no hours."}).status_code == 303
    assert "It names no hours." in room.latest("outside_letter_declined", room.made.mentor_email).text
    assert "It names no hours." in member.get(f"/t/{room.made.slug}/me/letters").text
    assert room.minutes() == {}
    assert letters(room)[0].state == "declined"


def test_what_is_decided_is_decided_once(member: FlaskClient, coordinator: FlaskClient, room: PostRoom) -> None:
    handed_in(member, room)
    assert entered(coordinator, room) == 303
    assert entered(coordinator, room) == 409
    assert coordinator.post(place(room, "/decline"), data={"reason": "Twice"}).status_code == 409
    assert sum(room.minutes().values()) == 720


def test_hours_taken_back_leave_their_trace_and_the_letter_waits_again(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room)
    entered(coordinator, room)
    assert coordinator.post(place(room, "/take-back"), data={"why": "The wrong member."}).status_code == 303
    assert room.minutes() == {}
    assert entered(coordinator, room) == 303
    assert sum(room.minutes().values()) == 720
    assert actions(room) == ["letter_entered", "letter_taken_back", "letter_entered"]
    assert len(room.sent("outside_letter_entered")) == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"organisation": " "},
        {"role": "king"},
        {"match": "0197f0c1-d2e3-7a4b-8c5d-6e7f80912a3b"},
        {"match": "x"},
        {"hours-0": "many"},
        {"hours-0": "0"},
        {"hours-0": "", "month-0": "2026-02"},
        {"month-0": "2026-13"},
        {"month-0": "2099-01"},
        {"date-1": "2026-02-30"},
        {"date-1": "2099-03-14"},
        {"month-1": "2026-02"},
        {"mode-0": "telepathy"},
    ],
)
def test_what_cannot_be_meant_is_named_and_nothing_is_entered(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom, typed: dict[str, str]
) -> None:
    handed_in(member, room)
    assert entered(coordinator, room, **typed) == 422
    assert room.minutes() == {}
    assert letters(room)[0].state == "waiting"


@pytest.mark.parametrize(
    ("content", "typed"),
    [
        (b"", {}),
        (b"<html>%PDF-1.7</html>", {}),
        (PDF, {"organisation": ""}),
        (PDF, {"words": "  "}),
    ],
)
def test_what_is_no_letter_or_says_nothing_is_refused(
    member: FlaskClient, room: PostRoom, content: bytes, typed: dict[str, str]
) -> None:
    assert handed_in(member, room, content, **typed) == 422
    assert letters(room) == []


def test_the_same_file_waits_once_and_may_come_again_later(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    handed_in(member, room)
    assert handed_in(member, room) == 422
    coordinator.post(place(room, "/decline"), data={"reason": "Which months?"})
    room.watch.pass_by(minutes=5)
    assert handed_in(member, room, words="12 hours, January to March.") == 303
    assert "This very file was handed in before" in coordinator.get(place(room)).text


def test_nobody_reaches_anothers_letter(served: Flask, member: FlaskClient, room: PostRoom) -> None:
    handed_in(member, room)
    mentee = with_forms(browser(served, user_of(room.database, room.made.mentee_email)))
    assert mentee.get(f"/t/{room.made.slug}/me/letters/{letters(room)[0].id}/file").status_code == 404
    assert mentee.get(place(room, "/file")).status_code == 404


def test_a_later_answer_does_not_replace_hours_by_letter(
    member: FlaskClient, coordinator: FlaskClient, room: PostRoom
) -> None:
    """They are the coordinator's to change: a monthly figure stands beside them without a question."""
    handed_in(member, room)
    entered(coordinator, room, **{"month-0": "2026-05"})
    room.answer(room.check_in(room.made.mentor_email), "2 hours by phone with Kate in May")
    assert room.minutes() == {"video": 450, "in_person": 270, "phone": 120}


def test_a_mailed_letter_is_entered_in_the_same_way(coordinator: FlaskClient, room: PostRoom) -> None:
    raw = mentors_letter(room, "The letter of the Guild is attached.", ("a.pdf", "application/pdf", PDF))
    room.bring(raw, room.made.programme_address)
    assert "The letter of the Guild is attached." in coordinator.get(place(room)).text
    assert entered(coordinator, room) == 303
    assert DIGEST in room.latest("outside_letter_entered").text
