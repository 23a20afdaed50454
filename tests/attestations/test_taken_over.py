"""The claimant's yes to another day, way or time of day settles the dispute, and every view tells one truth (P8)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.attestations.outcomes import Said
from app.attestations.retold import Retold, retold_words
from app.attestations.said_words import said_words
from app.cpd.claims import hours_of
from app.exports.log.hour_log import hour_log
from app.exports.log.month import month_table
from app.exports.log.own_record import own_record
from app.inbound.decision import Outcome, Reason
from app.integrity.load import history_of
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim
from app.ledger.told import told_at
from app.matches.models import Match, Meeting
from app.outbound.models import OutboundMail
from app.programmes.models import Person
from tests.factories.confirming import asked, claims, come_due, entries, stands
from tests.factories.post_room import PostRoom

ONE = "1.5h zoom with Kate on 12 May"
AT_TWO = "1.5h zoom with Kate on 12 May from 2 to 3:30 pm"
FR_ONE = "1,5 h en visio avec Kate le 12 mai"


def disputed(room: PostRoom, logged: str, words: str) -> OutboundMail:
    """The mail that tells the mentor what the mentee says otherwise."""
    assert room.answer(asked(room, logged), words) is Outcome.RECORDED, room.reason()
    assert "disputed" in {state for _, state in stands(room)}
    room.watch.pass_by(hours=1)
    return room.latest("dispute", room.made.mentor_email)


def standing(room: PostRoom) -> list[LiveClaim]:
    return [live for live in claims(room) if live.minutes]


def meetings(room: PostRoom) -> list[Meeting]:
    """Those that stand, by day."""
    with room.database.tenant(room.made.tenant_id) as scope:
        query = select(Meeting).where(Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_(None))
        rows = list(scope.session.scalars(query.order_by(Meeting.held_on)))
        scope.session.expunge_all()
        return rows


def verdict(entry: LedgerEntry) -> str:
    return str(json.loads(entry.body)["evidence"]["verdict"])


def digest(entry: LedgerEntry) -> str:
    return str(json.loads(entry.body)["evidence"]["digest"])


TOLD = [
    ("no, it was on 13 May", date(2026, 5, 13), "video", 90),
    ("no, that was by phone", date(2026, 5, 12), "phone", 90),
    ("no, it was 1 h on 13 May by phone", date(2026, 5, 13), "phone", 60),
]


@pytest.mark.parametrize(("said", "day", "mode", "minutes"), TOLD)
def test_a_yes_to_another_day_or_way_is_entered_in_place_of_the_claim(
    cpd_room: PostRoom, said: str, day: date, mode: str, minutes: int
) -> None:
    mail = disputed(cpd_room, ONE, said)
    assert "Is it right as Kate Li says? Reply “yes”" in " ".join(mail.text.split())
    assert cpd_room.answer(mail, "yes") is Outcome.RECORDED, cpd_room.reason()
    (right,) = standing(cpd_room)
    assert (right.claim.local_date, right.claim.mode, right.minutes, right.state) == (day, mode, minutes, "claimed")
    assert [len(entries(cpd_room, kind)) for kind in ("dispute", "correction", "claim")] == [1, 1, 2]


def test_both_entries_name_the_disputed_one_and_both_mails(cpd_room: PostRoom) -> None:
    """H2: what settles the dispute stands on the claimant's mail, and names the one that disputed."""
    cpd_room.answer(disputed(cpd_room, ONE, "no, it was on 13 May"), "yes, Kate is right")
    old, new = entries(cpd_room, "claim")
    (dispute,), (withdrawal,) = entries(cpd_room, "dispute"), entries(cpd_room, "correction")
    for entry in (withdrawal, new):
        named = (
            f"settles what entry {dispute.seq} (mail {digest(dispute)}) "
            f"disputes of entry {old.seq} (mail {digest(old)})"
        )
        assert verdict(entry).endswith(named)
        assert digest(entry) not in (digest(dispute), digest(old))
    assert (withdrawal.target_id, withdrawal.minutes) == (old.id, 0)
    assert [entry.item for entry in (withdrawal, new)] == [1, 2]


def test_a_yes_to_other_hours_names_the_dispute_as_well(cpd_room: PostRoom) -> None:
    cpd_room.answer(disputed(cpd_room, ONE, "no, it was 1 h"), "yes")
    (correction,) = entries(cpd_room, "correction")
    assert "settles what entry 2 (mail " in verdict(correction)
    assert stands(cpd_room) == [(60, "claimed")]


@pytest.mark.parametrize("words", ["oui", "Oui, elle a raison", "Oui, c’était le 13 mai"])
def test_a_french_yes_to_another_day_settles_it(french_cpd_room: PostRoom, words: str) -> None:
    mail = disputed(french_cpd_room, FR_ONE, "non, c'était le 13 mai")
    assert french_cpd_room.answer(mail, words) is Outcome.RECORDED, french_cpd_room.reason()
    (right,) = standing(french_cpd_room)
    assert (right.claim.local_date, right.claim.mode) == (date(2026, 5, 13), "video")


@pytest.mark.parametrize(
    ("said", "starts", "ends", "minutes"),
    [
        ("no, we started at 3, not 2", time(15), None, 90),
        ("it was 3 to 4:30, not 2 to 3:30", time(15), time(16, 30), 90),
        ("no, it ended at 3", time(14), time(15), 60),
        ("no, it was from 3 to 4 pm on 13 May", time(15), time(16), 60),
    ],
)
def test_a_yes_to_another_time_of_day_settles_it(
    cpd_room: PostRoom, said: str, starts: time, ends: time | None, minutes: int
) -> None:
    mail = disputed(cpd_room, AT_TWO, said)
    assert cpd_room.answer(mail, "yes") is Outcome.RECORDED, cpd_room.reason()
    (right,) = standing(cpd_room)
    assert (right.claim.starts, right.claim.ends, right.minutes) == (starts, ends, minutes)


def test_the_partner_is_asked_about_what_stands_now_and_confirms_it(cpd_room: PostRoom) -> None:
    cpd_room.answer(disputed(cpd_room, AT_TWO, "no, we started at 3, not 2"), "yes")
    cpd_room.watch.pass_by(days=1)
    come_due(cpd_room)
    again = cpd_room.latest("attestation", cpd_room.made.mentee_email)
    assert "1. 12 May, 3:00\N{NO-BREAK SPACE}pm, video, 1.5\N{NO-BREAK SPACE}h" in again.text
    cpd_room.answer(again, "yes")
    assert [live.state for live in standing(cpd_room)] == ["attested"]


def test_several_entries_of_two_months_go_each_to_its_own(cpd_room: PostRoom) -> None:
    mail = disputed(
        cpd_room,
        "1.5h zoom with Kate on 12 May and an hour in person on 26 May",
        "the first was on 30 April, the second was by phone",
    )
    assert cpd_room.answer(mail, "yes to both") is Outcome.RECORDED, cpd_room.reason()
    assert [(live.claim.period, live.claim.local_date, live.claim.mode) for live in standing(cpd_room)] == [
        ("2026-04", date(2026, 4, 30), "video"),
        ("2026-05", date(2026, 5, 26), "phone"),
    ]


@pytest.mark.parametrize("words", ["no", "No, it was the 12th", "yes and no", "yes, but I am not sure"])
def test_whoever_does_not_simply_agree_is_read_by_the_coordinator(cpd_room: PostRoom, words: str) -> None:
    mail = disputed(cpd_room, ONE, "no, it was on 13 May")
    assert cpd_room.answer(mail, words) in (Outcome.REVIEW, Outcome.ASKED), words
    assert stands(cpd_room) == [(90, "disputed")]


def test_the_same_yes_again_enters_nothing(cpd_room: PostRoom) -> None:
    mail = disputed(cpd_room, ONE, "no, it was on 13 May")
    cpd_room.answer(mail, "yes")
    cpd_room.watch.pass_by(hours=2)
    assert cpd_room.answer(mail, "Yes, as I said: yes.") is Outcome.IGNORED
    assert cpd_room.reason() == Reason.ANSWERED
    assert len(entries(cpd_room, "claim")) == 2


@pytest.mark.parametrize(
    ("logged", "said", "words"),
    [
        (ONE, "no, it was on 13 May", "Yes, it was 14 May"),
        (ONE, "no, it was on 13 May", "Kate is right, it was in fact 14 May"),
        (ONE, "no, it was on 13 May", "Yes, sorry, we met on the 14th"),
        (ONE, "no, it was on 13 May", "Yes. It was by phone."),
        (AT_TWO, "no, we started at 3, not 2", "Yes, we started at 4"),
    ],
)
def test_a_yes_that_tells_another_session_still_takes_neither_account(
    cpd_room: PostRoom, logged: str, said: str, words: str
) -> None:
    """H3: nobody told what would be entered, so a coordinator reads it."""
    assert cpd_room.answer(disputed(cpd_room, logged, said), words) is Outcome.REVIEW, cpd_room.reason()
    assert stands(cpd_room) == [(90, "disputed")]


@pytest.mark.parametrize("words", ["Oui, c’était le 14 mai", "Oui, par téléphone"])
def test_a_french_yes_that_tells_another_session_takes_neither_account(french_cpd_room: PostRoom, words: str) -> None:
    mail = disputed(french_cpd_room, FR_ONE, "non, c'était le 13 mai")
    assert french_cpd_room.answer(mail, words) is Outcome.REVIEW, french_cpd_room.reason()
    assert stands(french_cpd_room) == [(90, "disputed")]


@pytest.mark.parametrize("words", ["Yes, 13 May", "Yes, it was the 13th by video", "Yes, 13 May, 1.5 h on zoom"])
def test_a_yes_that_tells_the_same_session_again_settles_it(cpd_room: PostRoom, words: str) -> None:
    assert cpd_room.answer(disputed(cpd_room, ONE, "no, it was on 13 May"), words) is Outcome.RECORDED
    assert [live.claim.local_date for live in standing(cpd_room)] == [date(2026, 5, 13)], cpd_room.reason()


@pytest.mark.parametrize("words", ["no, it was 1 h", "no, it was 1.5 h", "No, we did not meet at all"])
def test_a_figure_after_the_takeover_brings_no_withdrawn_claim_back(cpd_room: PostRoom, words: str) -> None:
    """H3, P8: hours are never counted twice; what is meant of the entry that stands now, a coordinator reads."""
    mail = disputed(cpd_room, ONE, "no, it was on 13 May")
    cpd_room.answer(mail, "yes")
    cpd_room.watch.pass_by(hours=2)
    assert cpd_room.answer(mail, words) is Outcome.REVIEW, cpd_room.reason()
    assert [(live.claim.local_date, live.minutes) for live in standing(cpd_room)] == [(date(2026, 5, 13), 90)]


def test_another_year_is_told_before_it_is_entered(cpd_room: PostRoom) -> None:
    """H3: whoever says yes has read which year it is of."""
    mail = disputed(cpd_room, ONE, "no, it was on 13 May 2024")
    assert "13 May 2024" in mail.text
    assert cpd_room.answer(mail, "yes") is Outcome.RECORDED, cpd_room.reason()
    assert [live.claim.local_date for live in standing(cpd_room)] == [date(2024, 5, 13)]


@pytest.mark.parametrize(("locale", "words"), [("en-CA", "13 May 2024"), ("fr-CA", "13 mai 2024")])
def test_only_another_year_than_that_of_the_entry_is_told(locale: str, words: str) -> None:
    """H3: in what they say, and in what a yes enters (where the page of the coordinator shows it too)."""
    said = Said(on=date(2024, 5, 13))
    assert said_words(said, locale, period="2026-05") == words
    assert said_words(said, locale, period="2024-06") == words.removesuffix(" 2024")
    told = Retold("unspecified", 90, said.on, None, None, "2024-05", "2026-05")
    assert retold_words(told, locale).startswith(f"{words}, ")
    assert retold_words(replace(told, logged_in="2024-06"), locale).startswith(f"{words.removesuffix(' 2024')}, ")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("no, it was on 13 May", "sorry no, it was on 14 May"),
        ("no, it was 1 h", "sorry no, it was 2 h"),
    ],
)
def test_a_yes_to_an_older_mail_takes_nothing_that_was_told_since(cpd_room: PostRoom, first: str, then: str) -> None:
    """H3: it would enter what that mail did not show. A yes to the newer one settles it."""
    to_partner = asked(cpd_room, ONE)
    cpd_room.answer(to_partner, first)
    cpd_room.watch.pass_by(hours=1)
    older = cpd_room.latest("dispute", cpd_room.made.mentor_email)
    cpd_room.answer(to_partner, then)
    cpd_room.watch.pass_by(hours=1)
    newer = cpd_room.latest("dispute", cpd_room.made.mentor_email)
    assert newer.id != older.id
    assert cpd_room.answer(older, "yes") is Outcome.REVIEW, cpd_room.reason()
    assert stands(cpd_room) == [(90, "disputed")]
    assert cpd_room.answer(newer, "yes") is Outcome.RECORDED, cpd_room.reason()


def test_a_yes_after_they_withdrew_it_brings_no_claim_back(cpd_room: PostRoom) -> None:
    mail = disputed(cpd_room, ONE, "no, it was 1 h")
    cpd_room.answer(mail, "We did not meet that day")
    assert standing(cpd_room) == [], cpd_room.reason()
    cpd_room.watch.pass_by(hours=2)
    assert cpd_room.answer(mail, "yes") is Outcome.REVIEW, cpd_room.reason()
    assert standing(cpd_room) == []


def test_in_a_match_that_ended_a_yes_is_read_by_the_coordinator(cpd_room: PostRoom) -> None:
    mail = disputed(cpd_room, ONE, "no, it was on 13 May")
    with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
        scope.session.get_one(Match, (scope.tenant_id, cpd_room.made.match_id)).state = "ended"
    assert cpd_room.answer(mail, "yes") is Outcome.REVIEW
    assert stands(cpd_room) == [(90, "disputed")]


def test_whoever_confirmed_meanwhile_leaves_nothing_to_take_over(cpd_room: PostRoom) -> None:
    to_partner = asked(cpd_room, ONE)
    cpd_room.answer(to_partner, "no, it was on 13 May")
    cpd_room.watch.pass_by(hours=1)
    cpd_room.answer(to_partner, "Sorry, Dan is right, it was the 12th: yes")
    assert stands(cpd_room) == [(90, "attested")], cpd_room.reason()
    assert cpd_room.answer(cpd_room.latest("dispute"), "yes") is Outcome.REVIEW
    assert stands(cpd_room) == [(90, "attested")]


def test_the_session_on_record_is_withdrawn_and_told_anew(cpd_room: PostRoom) -> None:
    """H1: never overwritten."""
    cpd_room.answer(disputed(cpd_room, AT_TWO, "no, it was 3 to 4 pm on 13 May by phone"), "yes")
    (stands_now,) = meetings(cpd_room)
    assert (stands_now.held_on, stands_now.mode, stands_now.minutes) == (date(2026, 5, 13), "phone", 60)
    assert (stands_now.starts, stands_now.ends) == (time(15), time(16))
    with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
        (old,) = scope.session.scalars(
            select(Meeting).where(Meeting.tenant_id == scope.tenant_id, Meeting.withdrawn_at.is_not(None))
        )
        assert (old.held_on, old.mode, old.minutes) == (date(2026, 5, 12), "video", 90)


def test_the_session_follows_other_hours_and_goes_with_its_claim(cpd_room: PostRoom) -> None:
    cpd_room.answer(disputed(cpd_room, ONE, "no, it was 1 h"), "yes")
    assert [(one.held_on, one.minutes) for one in meetings(cpd_room)] == [(date(2026, 5, 12), 60)]
    cpd_room.watch.pass_by(hours=2)
    cpd_room.answer(cpd_room.latest("receipt", cpd_room.made.mentor_email), "Sorry, I meant 0 hours, not 1")
    assert (standing(cpd_room), meetings(cpd_room)) == ([], [])


def test_a_session_that_became_a_mail_is_none(cpd_room: PostRoom) -> None:
    cpd_room.answer(disputed(cpd_room, ONE, "no, that was by email"), "yes")
    assert [live.claim.mode for live in standing(cpd_room)] == ["email"]
    assert meetings(cpd_room) == []


def test_every_view_tells_the_day_and_the_way_that_stand_now(cpd_room: PostRoom) -> None:
    """Dashboard, table of the month, log, record, CPD, integrity and receipt (H2, H4, X2, P8)."""
    made = cpd_room.made
    cpd_room.answer(disputed(cpd_room, ONE, "no, it was on 13 May by phone"), "yes")
    with cpd_room.database.tenant(made.tenant_id) as scope:
        member = scope.session.get_one(Person, (made.tenant_id, made.mentor_id))
        table = month_table(scope, "2026-05")
        assert (dict(table.by_mode), table.minutes) == ({"phone": 90}, 90)
        own = [line for month in own_record(scope, member.id).months for line in month.rows]
        log = hour_log(scope, member, at=datetime(2026, 6, 5, tzinfo=UTC))
        history = history_of(scope)
    assert [(line.held_on, line.mode) for line in own if line.minutes] == [(date(2026, 5, 13), "phone")]
    rows = [row for row in log.claims if row.minutes]
    assert [(row.date, row.mode) for row in rows] == [("2026-05-13", "phone")]
    assert [hours.day for hours in hours_of(standing(cpd_room))] == [date(2026, 5, 13)]
    assert {day for _, _, day in history.told} == {date(2026, 5, 13)}
    assert [live.claim.local_date for live in history.claims] == [date(2026, 5, 13)]
    text = cpd_room.latest("receipt", made.mentor_email).text
    assert "13 May" in text
    assert "12 May" not in text


def test_another_month_has_the_hours_and_the_old_one_none(cpd_room: PostRoom) -> None:
    cpd_room.answer(disputed(cpd_room, ONE, "no, it was on 30 April"), "yes")
    with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
        assert [month_table(scope, month).minutes for month in ("2026-04", "2026-05")] == [90, 0]
    assert [(one.period, one.held_on) for one in meetings(cpd_room)] == [("2026-04", date(2026, 4, 30))]


def test_hours_on_which_two_differed_for_long_are_not_told_late(cpd_room: PostRoom) -> None:
    """H4: we were told of them with the disputed claim."""
    mail = disputed(cpd_room, ONE, "no, it was on 13 May")
    (before,) = claims(cpd_room)
    cpd_room.watch.now += timedelta(days=40)
    cpd_room.answer(mail, "yes")
    with cpd_room.database.tenant(cpd_room.made.tenant_id) as scope:
        told = told_at(scope, claims(cpd_room))
    (right,) = standing(cpd_room)
    assert told[right.claim.id] == told[before.claim.id]
    assert right.claim.recorded_at - told[right.claim.id] > timedelta(days=39)


def test_a_late_yes_still_settles_it(cpd_room: PostRoom) -> None:
    mail = disputed(cpd_room, ONE, "no, it was on 13 May")
    cpd_room.watch.now += timedelta(days=40)
    come_due(cpd_room)
    assert cpd_room.answer(mail, "yes") is Outcome.RECORDED, cpd_room.reason()
    assert [live.claim.local_date for live in standing(cpd_room)] == [date(2026, 5, 13)]
