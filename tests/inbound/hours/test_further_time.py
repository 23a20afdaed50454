"""A reply to a receipt that tells further time, or other lengths, completes nothing on record (H6)."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome, Reason
from app.ledger.models import LedgerEntry, LedgerOpening
from app.outbound.models import OutboundMail
from tests.factories.on_record import claims, topics
from tests.factories.post_room import PostRoom, post_room

EN, FR = "en-CA", "fr-CA"
SESSION = {
    EN: ("1 hour on zoom on 12 May from 6 to 7 pm", "her resume"),
    FR: ("1 h en visio le 12 mai de 18 h à 19 h", "son CV"),
}
UNDATED = {EN: "1 hour on zoom", FR: "1 h en visio"}
FURTHER = {
    EN: "One more session: 1 hour on zoom on 19 May from 6 to 7 pm about interviews",
    FR: "Une autre séance : 1 h en visio le 19 mai de 18 h à 19 h, les entrevues",
}
TWO = {EN: "1.5 hours on zoom and 1 hour by phone", FR: "1,5 h en visio et 1 h au téléphone"}
TWO_ALIKE = {EN: "1.5 hours on zoom and 1.5 hours by phone", FR: "1,5 h en visio et 1,5 h au téléphone"}
OTHER_LENGTHS = {
    EN: "1. it was 1 h, resume\n2. it was 2 h, interviews",
    FR: "1. c'était 1 h, son CV\n2. c'était 2 h, les entrevues",
}


def told_room(database: Database, bounded: Bounded, locale: str, words: str) -> PostRoom:
    room = post_room(database, bounded, rules="oacett-cpd", locale=locale)
    assert room.answer(room.check_in(room.made.mentor_email), words) is Outcome.RECORDED, room.reason()
    return room


def receipt(room: PostRoom) -> OutboundMail:
    return room.latest("receipt", room.made.mentor_email)


def reply(room: PostRoom, mail: OutboundMail, words: str) -> Outcome | None:
    room.watch.pass_by(hours=2)
    return room.answer(mail, words)


def entries(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = select(LedgerEntry.kind).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        return [str(kind) for kind in scope.session.scalars(rows)]


def _words_of_corrections(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = (
            select(LedgerOpening.text)
            .join(LedgerEntry, LedgerEntry.id == LedgerOpening.entry_id)
            .where(
                LedgerOpening.tenant_id == scope.tenant_id,
                LedgerOpening.field == "words",
                LedgerEntry.kind == "correction",
            )
            .order_by(LedgerEntry.seq)
        )
        return list(scope.session.scalars(rows))


@pytest.mark.parametrize("locale", [EN, FR])
def test_a_further_session_told_to_an_old_receipt_is_asked_about_and_changes_no_topics(
    database: Database, bounded: Bounded, locale: str
) -> None:
    told, about = SESSION[locale]
    room = told_room(database, bounded, locale, told)
    first = receipt(room)
    assert reply(room, first, about) is Outcome.RECORDED
    assert reply(room, first, FURTHER[locale]) is Outcome.ASKED
    assert room.reason() == Reason.ADD_OR_REPLACE
    assert (entries(room), topics(room)) == (["claim", "completion"], [about])


@pytest.mark.parametrize(("locale", "yes"), [(EN, "yes"), (FR, "oui")])
def test_a_further_session_before_the_topics_were_told_is_added_on_a_yes(
    database: Database, bounded: Bounded, locale: str, yes: str
) -> None:
    room = told_room(database, bounded, locale, SESSION[locale][0])
    assert reply(room, receipt(room), FURTHER[locale]) is Outcome.ASKED
    assert (room.reason(), entries(room)) == (Reason.ADD_OR_REPLACE, ["claim"])
    assert reply(room, room.latest("question", room.made.mentor_email), yes) is Outcome.RECORDED
    assert [live.claim.local_date for live in claims(room)] == [date(2026, 5, 12), date(2026, 5, 19)]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (EN, "another hour on zoom on 19 May about interviews"),
        (EN, "We met again on 19 May for 1 hour about interviews"),
        (EN, "19 May, 1 hour as well, about interviews"),
        (EN, "We had a second session on 19 May about interviews"),
        (FR, "On s'est revus le 19 mai pendant 1 h, les entrevues"),
        (FR, "Encore 1 h le 19 mai, les entrevues"),
        (FR, "Une autre rencontre le 19 mai, les entrevues"),
    ],
)
def test_words_of_adding_give_no_day_to_hours_without_one(
    database: Database, bounded: Bounded, locale: str, words: str
) -> None:
    room = told_room(database, bounded, locale, UNDATED[locale])
    assert reply(room, receipt(room), words) is Outcome.ASKED, room.reason()
    assert entries(room) == ["claim"]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (EN, "19 May, interviews"),
        (EN, "8 to 9 pm, interviews"),
        (FR, "le 19 mai, les entrevues"),
        (FR, "de 20 h à 21 h, les entrevues"),
    ],
)
def test_another_day_or_start_than_on_record_completes_nothing_and_is_asked_about(
    database: Database, bounded: Bounded, locale: str, words: str
) -> None:
    room = told_room(database, bounded, locale, SESSION[locale][0])
    assert reply(room, receipt(room), words) is Outcome.ASKED, room.reason()
    assert entries(room) == ["claim"]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (EN, "12 May at 6, her resume"),
        (EN, "her resume again"),
        (EN, "We also talked about interviews"),
        (EN, "Her resume. Our next session is on 9 June."),
        (FR, "encore son CV"),
        (FR, "On a aussi parlé des entrevues"),
        (FR, "On a revu son CV"),
    ],
)
def test_what_is_said_again_of_the_topics_is_no_further_session(
    database: Database, bounded: Bounded, locale: str, words: str
) -> None:
    room = told_room(database, bounded, locale, SESSION[locale][0])
    assert reply(room, receipt(room), words) is Outcome.RECORDED, room.reason()
    assert entries(room) == ["claim", "completion"]
    assert claims(room)[0].claim.starts == time(18)


@pytest.mark.parametrize("told", [TWO, TWO_ALIKE], ids=["another sum", "the same sum"])
@pytest.mark.parametrize("locale", [EN, FR])
def test_other_lengths_under_the_numbers_of_the_list_are_no_completion(
    database: Database, bounded: Bounded, locale: str, told: dict[str, str]
) -> None:
    room = told_room(database, bounded, locale, told[locale])
    reply(room, receipt(room), OTHER_LENGTHS[locale])
    assert "completion" not in entries(room)
    assert (topics(room), room.minutes()) == ([], {"video": 60, "phone": 120})


@pytest.mark.parametrize("on_one_line", [False, True])
@pytest.mark.parametrize("locale", [EN, FR])
def test_another_length_under_each_number_keeps_day_and_way_of_the_entry_that_it_corrects(
    database: Database, bounded: Bounded, locale: str, *, on_one_line: bool
) -> None:
    """H2: each correction names its own entry, and stands on the words of its own line."""
    room = told_room(database, bounded, locale, TWO[locale])
    words = OTHER_LENGTHS[locale].replace(", resume", "").replace(", son CV", "")
    reply(room, receipt(room), words.replace("\n", " ") if on_one_line else words)
    assert entries(room) == ["claim", "claim", "correction", "correction"]
    assert room.minutes() == {"video": 60, "phone": 120}
    assert ["1 h" in words for words in _words_of_corrections(room)] == [True, False]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (EN, "1. 12 May, resume, it was 1 h\n2. 19 May, interviews"),
        (FR, "1. le 12 mai, son CV, c'était 1 h\n2. le 19 mai, les entrevues"),
    ],
)
def test_another_length_of_one_entry_takes_no_hour_from_the_other(
    database: Database, bounded: Bounded, locale: str, words: str
) -> None:
    room = told_room(database, bounded, locale, TWO[locale])
    assert reply(room, receipt(room), words) is Outcome.ASKED
    assert room.minutes() == {"video": 90, "phone": 60}


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (EN, "1. 1.5 h, 12 May, resume\n2. 1 h, 19 May, interviews"),
        (EN, "1. 12 May, resume\n2. 19 May, interviews, it was 1 h"),
        (FR, "1. 1,5 h, le 12 mai, son CV\n2. 1 h, le 19 mai, les entrevues"),
    ],
)
def test_lengths_as_they_stand_on_record_change_nothing(
    database: Database, bounded: Bounded, locale: str, words: str
) -> None:
    room = told_room(database, bounded, locale, TWO[locale])
    assert reply(room, receipt(room), words) is Outcome.RECORDED, room.reason()
    assert entries(room) == ["claim", "claim", "completion", "completion"]
    assert [live.claim.local_date for live in claims(room)] == [date(2026, 5, 12), date(2026, 5, 19)]


@pytest.mark.parametrize(
    ("locale", "words"),
    [(EN, "1 hour on zoom on 19 May from 6 to 7 pm about interviews"), (FR, "1 h en visio le 19 mai, les entrevues")],
)
def test_as_much_time_on_another_day_is_asked_about_also_where_nothing_lacks(
    database: Database, bounded: Bounded, locale: str, words: str
) -> None:
    room = told_room(database, bounded, locale, SESSION[locale][0])
    told = receipt(room)
    assert reply(room, told, SESSION[locale][1]) is Outcome.RECORDED
    assert reply(room, told, words) is Outcome.ASKED
    assert room.reason() == Reason.ADD_OR_REPLACE
    assert [live.claim.local_date for live in claims(room)] == [date(2026, 5, 12)]
