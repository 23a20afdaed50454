"""Confirming hours on a page: by whoever is asked, and by a coordinator (H3, I11, P8)."""

from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.attestations.models import AttestationItem
from app.attestations.outcomes import Outcome as Became
from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.matches.models import Match, Meeting
from app.portal.attention import attention
from app.programmes.enrolment import set_rules
from app.programmes.models import Person
from app.programmes.rules import Confirmation, Rules, preset
from app.tenants.models import AuditEntry
from tests.factories.confirming import NEXT_MORNING, asked, claims, come_due, entries, items, log_hours, stands
from tests.factories.post_room import PostRoom, post_room, room_of
from tests.factories.tenants import BEGAN, make_tenant
from tests.portal.pages import browser, make_app, user_of, with_forms


@pytest.fixture
def cpd_room(database: Database, bounded: Bounded) -> PostRoom:
    return post_room(database, bounded, rules="oacett-cpd")


@pytest.fixture
def staff_room(database: Database, bounded: Bounded) -> PostRoom:
    """Where the coordinator confirms."""
    return asking_room(database, bounded, Confirmation.COORDINATOR)


def asking_room(database: Database, bounded: Bounded, confirmed_by: Confirmation) -> PostRoom:
    made = make_tenant(database, rules="oacett-cpd")
    body = preset("oacett-cpd").model_dump(mode="json")
    body["hours"]["confirmed_by"] = confirmed_by.value
    with database.tenant(made.tenant_id) as scope:
        rules_id = set_rules(scope, made.programme_id, Rules.model_validate(body), BEGAN)
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).rules_id = rules_id
    return room_of(database, bounded, made)


def _page(room: PostRoom, email: str) -> FlaskClient:
    app: Flask = make_app(room.database, clock=room.watch)
    return with_forms(browser(app, user_of(room.database, email)))


def partner(room: PostRoom) -> FlaskClient:
    with room.database.tenant(room.made.tenant_id) as scope:
        user_id = user_of(room.database, room.made.mentee_email)
        scope.session.get_one(Person, (room.made.tenant_id, room.made.mentee_id)).user_id = user_id
    return _page(room, room.made.mentee_email)


def coordinator(room: PostRoom) -> FlaskClient:
    return _page(room, f"priya@{room.made.slug}.example")


def _actions(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        query = select(AuditEntry.action).where(AuditEntry.tenant_id == scope.tenant_id).order_by(AuditEntry.id)
        return list(scope.session.scalars(query))


def _meetings(room: PostRoom) -> list[Meeting]:
    with room.database.tenant(room.made.tenant_id) as scope:
        query = select(Meeting).where(Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_(None))
        rows = list(scope.session.scalars(query))
        scope.session.expunge_all()
        return rows


def _open(room: PostRoom) -> list[str]:
    return [str(item.id) for item in items(room) if item.settled_at is None]


def _matters(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return [need.matter.value for need in attention(scope, room.watch()).needs]


def test_whoever_is_asked_confirms_all_of_it_with_one_button(cpd_room: PostRoom) -> None:
    log_hours(cpd_room)
    page, url = partner(cpd_room), f"/t/{cpd_room.made.slug}/me/confirm"
    assert "12 May, video, 1.5\N{NO-BREAK SPACE}h" in page.get(url).text
    assert "3 entries of others wait" in page.get(f"/t/{cpd_room.made.slug}/me").text
    assert page.post(url, data={"item": _open(cpd_room)}).status_code == 303
    assert {state for _, state in stands(cpd_room)} == {"attested"}
    assert {entry.means for entry in entries(cpd_room, "attestation")} == {"page"}
    assert "Nothing waits for you." in page.get(url).text
    come_due(cpd_room, NEXT_MORNING)
    assert cpd_room.sent("attestation") == []


def test_what_differs_goes_the_way_of_a_mail(cpd_room: PostRoom) -> None:
    asked(cpd_room)
    page, url = partner(cpd_room), f"/t/{cpd_room.made.slug}/me/confirm"
    first = _open(cpd_room)[0]
    refused = page.post(f"{url}/{first}/differs", data={"hours": "an hour", "words": ""})
    assert refused.status_code == 422
    assert "Say in a few words what differs." in refused.text
    assert page.post(f"{url}/{first}/differs", data={"hours": "1", "words": "We began late"}).status_code == 303
    assert stands(cpd_room)[0] == (90, "disputed")
    assert "Kate Li says: 1\N{NO-BREAK SPACE}h" in cpd_room.latest("dispute", cpd_room.made.mentor_email).text
    assert "> We began late" in cpd_room.latest("dispute_notice").text


def test_nobody_answers_for_somebody_else(cpd_room: PostRoom, staff_room: PostRoom) -> None:
    log_hours(cpd_room)
    log_hours(staff_room)
    page, url = partner(cpd_room), f"/t/{cpd_room.made.slug}/me/confirm"
    assert page.post(url, data={"item": _open(staff_room)}).status_code == 404
    staff = coordinator(cpd_room)
    assert staff.post(f"/t/{cpd_room.made.slug}/confirmations", data={"item": _open(cpd_room)}).status_code == 404
    assert {state for _, state in [*stands(cpd_room), *stands(staff_room)]} == {"claimed"}


def test_a_coordinator_confirms_what_the_rules_ask_them_about(staff_room: PostRoom) -> None:
    log_hours(staff_room)
    come_due(staff_room, NEXT_MORNING)
    assert staff_room.sent("attestation") == []
    assert _matters(staff_room) == ["confirm"]
    page, url = coordinator(staff_room), f"/t/{staff_room.made.slug}/confirmations"
    assert "For you to confirm" in page.get(url).text
    assert page.post(url, data={"item": _open(staff_room)}).status_code == 303
    assert {state for _, state in stands(staff_room)} == {"attested"}
    assert {(entry.by_role, entry.means) for entry in entries(staff_room, "attestation")} == {
        ("coordinator", "coordinator")
    }
    assert _actions(staff_room) == ["hours_confirmed"] * 3
    assert _matters(staff_room) == []


def test_a_coordinator_who_doubts_hours_asks_whoever_logged_them(staff_room: PostRoom) -> None:
    log_hours(staff_room, "1.5h zoom with Kate on 12 May")
    page, url = coordinator(staff_room), f"/t/{staff_room.made.slug}/confirmations"
    (item,) = _open(staff_room)
    page.post(f"{url}/{item}/doubt", data={"hours": "1", "words": "The calendar has one hour"})
    assert stands(staff_room) == [(90, "disputed")]
    assert "Priya Nair says: 1\N{NO-BREAK SPACE}h" in staff_room.latest("dispute").text
    assert staff_room.sent("dispute_notice") == []
    staff_room.watch.pass_by(hours=1)
    assert staff_room.answer(staff_room.latest("dispute"), "yes") is Outcome.RECORDED
    assert stands(staff_room) == [(60, "claimed")]
    page.post(url, data={"item": _open(staff_room)})
    assert stands(staff_room) == [(60, "attested")]


def test_where_either_suffices_the_first_word_does(database: Database, bounded: Bounded) -> None:
    room = asking_room(database, bounded, Confirmation.EITHER)
    mail = asked(room, "1.5h zoom with Kate on 12 May")
    room.answer(mail, "yes")
    assert stands(room) == [(90, "attested")]
    assert sorted(str(item.outcome) for item in items(room)) == [Became.ATTESTED, Became.ELSEWHERE]
    assert _matters(room) == []


def test_a_dispute_that_the_coordinator_decides_stands_as_logged_and_both_are_told(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), "no, it was 1 h")
    assert _matters(cpd_room) == ["dispute"]
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    assert page.post(f"{url}/{item.id}/decide", data={"decision": "stands", "words": ""}).status_code == 422
    given = {"decision": "stands", "words": "The calendar has an hour and a half"}
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 303
    assert stands(cpd_room) == [(90, "attested")]
    told = {mail.to_address: mail.text for mail in cpd_room.sent("dispute_settled")}
    assert set(told) == {cpd_room.made.mentor_email, cpd_room.made.mentee_email}
    assert all("The calendar has an hour and a half" in text for text in told.values())
    assert _actions(cpd_room) == ["dispute_decided"]
    assert [len(entries(cpd_room, kind)) for kind in ("dispute", "attestation")] == [1, 1]
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 404


def test_a_dispute_that_the_coordinator_corrects_is_asked_about_again(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), "no, it was 1 h")
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    given = {"decision": "correct", "hours": "1:15", "words": "Both agreed by phone"}
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 303
    assert stands(cpd_room) == [(75, "claimed")]
    assert "Priya Nair entered this for you." in cpd_room.latest("receipt").text
    cpd_room.watch.pass_by(days=1)
    come_due(cpd_room)
    assert "1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}15\N{NO-BREAK SPACE}min" in cpd_room.latest("attestation").text


@pytest.mark.parametrize(
    ("said", "day", "mode"),
    [
        ("no, it was on 13 May", date(2026, 5, 13), "video"),
        ("no, that was by phone", date(2026, 5, 12), "phone"),
    ],
)
def test_a_dispute_about_day_or_way_is_settled_by_the_right_claim_in_place_of_the_old(
    cpd_room: PostRoom, said: str, day: date, mode: str
) -> None:
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), said)
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    assert "It is replaced by what Kate Li says" in page.get(url).text
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    given = {"decision": "as_told", "words": "The calendar says so"}
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 303
    assert stands(cpd_room) == [(0, "withdrawn"), (90, "claimed")]
    right = claims(cpd_room)[1].claim
    assert (right.local_date, right.mode, right.match_id) == (day, mode, cpd_room.made.match_id)
    assert [len(entries(cpd_room, kind)) for kind in ("dispute", "correction", "claim")] == [1, 1, 2]
    assert "dispute_decided" in _actions(cpd_room)
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 404
    cpd_room.watch.pass_by(days=1)
    come_due(cpd_room)
    cpd_room.answer(cpd_room.latest("attestation"), "yes")
    assert stands(cpd_room)[1] == (90, "attested")


def test_a_dispute_about_the_clock_is_settled_by_the_times_that_the_other_tells(cpd_room: PostRoom) -> None:
    logged = "1.5h zoom with Kate on 12 May from 2 to 3:30 pm"
    cpd_room.answer(asked(cpd_room, logged), "it was 3 to 4, not 2 to 3:30")
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    shown = page.get(url).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Kate Li says: 1 h, from 3:00 pm to 4:00 pm" in shown
    assert "It is replaced by what Kate Li says, “12 May, 3:00 pm, video, 1 h”" in shown
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    page.post(f"{url}/{item.id}/decide", data={"decision": "as_told", "words": "The calendar says so"})
    (right,) = [live for live in claims(cpd_room) if live.minutes]
    assert (right.claim.starts, right.claim.ends, right.minutes) == (time(15), time(16), 60)
    assert [(one.starts, one.minutes) for one in _meetings(cpd_room)] == [(time(15), 60)]


def test_a_decision_moves_the_session_with_its_claim(cpd_room: PostRoom) -> None:
    """H1, P8: no view keeps the old day."""
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), "no, it was on 13 May")
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    page.post(f"{url}/{item.id}/decide", data={"decision": "as_told", "words": "The calendar says so"})
    assert [(one.held_on, one.minutes) for one in _meetings(cpd_room)] == [(date(2026, 5, 13), 90)]
    (withdrawal,) = entries(cpd_room, "correction")
    assert "settles what entry 2 (mail " in withdrawal.body


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("1 no, it just is not right", "No other day, way or time of day is told"),
        ("1 was with Sam, that was not me", "No other day, way or time of day is told"),
    ],
)
def test_where_nothing_can_be_taken_over_the_page_says_what_to_do(cpd_room: PostRoom, said: str, hint: str) -> None:
    mail = asked(cpd_room, "1.5h zoom with Kate on 12 May and an hour in person on 26 May")
    if cpd_room.answer(mail, said) is Outcome.ASKED:
        cpd_room.watch.pass_by(hours=1)
        cpd_room.answer(cpd_room.latest("question"), said)
    assert "disputed" in {state for _, state in stands(cpd_room)}, cpd_room.reason()
    shown = coordinator(cpd_room).get(f"/t/{cpd_room.made.slug}/confirmations").text
    assert "It is replaced by what" not in shown
    assert hint in shown


def test_where_one_of_several_was_not_there_the_page_says_what_an_entry_does_not_hold(cpd_room: PostRoom) -> None:
    """P8: nobody's word on who attended is taken for the end of the session."""
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), "no, it was 1 h")
    with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
        item = scope.session.scalars(select(AttestationItem)).one()
        item.said_minutes, item.said_absent = None, True
    shown = coordinator(cpd_room).get(f"/t/{cpd_room.made.slug}/confirmations").text
    assert "Kate Li says: they were not there themselves" in shown
    assert "Who was there is no part of an entry, so nothing can take its place." in shown
    assert "It is replaced by what" not in shown


def test_times_that_do_not_fit_are_not_taken_over_and_the_page_says_so(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May from 2 to 3:30 pm"), "no, it ended at 1 pm")
    shown = coordinator(cpd_room).get(f"/t/{cpd_room.made.slug}/confirmations").text
    assert "It is replaced by what" not in shown
    assert "The times of day that are told do not fit the rest of this entry." in shown


def test_a_session_that_the_other_says_never_was_is_taken_out(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), "no, we did not meet")
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    given = {"decision": "as_told", "words": "Dan took it for another week"}
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 303
    assert stands(cpd_room) == [(0, "withdrawn")]


def test_in_an_ended_match_nothing_is_entered_in_place_of_the_old(cpd_room: PostRoom) -> None:
    made = cpd_room.made
    cpd_room.answer(asked(cpd_room, "1.5h zoom with Kate on 12 May"), "no, it was on 13 May")
    with cpd_room.database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Match, (made.tenant_id, made.match_id)).state = "ended"
    page, url = coordinator(cpd_room), f"/t/{made.slug}/confirmations"
    assert "It is replaced by what" not in page.get(url).text
    assert "The match has ended and takes no new entry" in page.get(url).text
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    given = {"decision": "as_told", "words": "The calendar says so"}
    assert page.post(f"{url}/{item.id}/decide", data=given).status_code == 404
    assert stands(cpd_room) == [(90, "disputed")]


def test_what_nobody_confirmed_in_time_is_asked_by_the_coordinator_and_entered(cpd_room: PostRoom) -> None:
    asked(cpd_room, "1.5h zoom with Kate on 12 May")
    cpd_room.watch.pass_by(days=15)
    come_due(cpd_room)
    assert "unconfirmed" in _matters(cpd_room)
    page, url = coordinator(cpd_room), f"/t/{cpd_room.made.slug}/confirmations"
    assert "Was asked and reminded, and has not answered." in page.get(url).text
    (item,) = items(cpd_room)
    given = {"answer": "right", "source": "phone", "words": "Kate said on the phone that it is right"}
    assert page.post(f"{url}/{item.id}/told", data=given).status_code == 303
    assert stands(cpd_room) == [(90, "attested")]
    (entry,) = entries(cpd_room, "attestation")
    assert (entry.by_id, entry.means) == (cpd_room.made.mentee_id, "coordinator")
    assert _actions(cpd_room) == ["answer_entered"]
    assert claims(cpd_room)[0].answer is not None
