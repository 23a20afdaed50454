"""What is worth a look in a tenant: found from mails as they came, asked about, accepted and kept (C4, P8)."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.models import MailOutcome
from app.integrity.asking import ask_about
from app.integrity.counted import holds, matters_to_look_at
from app.integrity.evidence import entries_behind, names_in
from app.integrity.flag import FlagKind
from app.integrity.looks import Made, WorthALook, note_look, worth_a_look
from app.integrity.models import IntegrityLook
from app.integrity.words import ready_question, reason
from app.outbound.announce import announce
from app.tenants.models import AuditEntry
from tests.factories.asking import ask
from tests.factories.moments import local
from tests.factories.post_room import PostRoom, post_room

SAME = "We went over the contract law chapters, compared two bids and rehearsed the congress talk."


@pytest.fixture
def room(database: Database, bounded: Bounded) -> PostRoom:
    return post_room(database, bounded, rules="oacett-cpd")


def tell(room: PostRoom, email: str, words: str) -> None:
    assert room.answer(room.check_in(email), words) is Outcome.RECORDED


def look(room: PostRoom) -> WorthALook:
    with room.database.tenant(room.made.tenant_id) as scope:
        found = worth_a_look(scope)
        scope.session.expunge_all()
        return found


def kinds(room: PostRoom) -> list[FlagKind]:
    return sorted(seen.flag.kind for seen in look(room).waiting)


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def differing(room: PostRoom) -> None:
    """Dan tells of an hour, Kate of two."""
    tell(room, room.made.mentor_email, "1 hour on zoom with Kate on 12 May")
    tell(room, room.made.mentee_email, "2 hours on zoom with Dan on 12 May")


def test_two_accounts_of_one_session_reach_the_coordinator_and_both_stand(room: PostRoom) -> None:
    differing(room)
    (seen,) = look(room).waiting
    assert (seen.flag.kind, seen.flag.person_id, seen.flag.other_id) == (
        FlagKind.MINUTES_DIFFER,
        room.made.mentor_id,
        room.made.mentee_id,
    )
    assert (room.minutes(), room.minutes(room.made.mentee_id)) == ({"video": 60}, {"video": 120})


def test_alike_accounts_are_no_matter(room: PostRoom) -> None:
    tell(room, room.made.mentor_email, "1 hour on zoom with Kate on 12 May")
    tell(room, room.made.mentee_email, "We had an hour on zoom on May 12, thanks")
    assert kinds(room) == []


def test_who_answers_and_tells_nothing_of_a_session_is_seen(room: PostRoom) -> None:
    tell(room, room.made.mentor_email, "1 hour on zoom with Kate on 12 May, and 1 hour by phone on 19 May")
    assert kinds(room) == []
    tell(room, room.made.mentee_email, "1 hour on zoom with Dan on 12 May")
    assert kinds(room) == [FlagKind.ONE_SIDE]


def test_the_words_of_a_month_before_are_known_again(room: PostRoom) -> None:
    tell(room, room.made.mentor_email, f"{SAME} 1 hour on zoom on 12 May")
    room.watch.now = local("2026-07-02 18:30")
    ask(room.database, room.made.tenant_id, local("2026-07-01 09:00"))
    tell(room, room.made.mentor_email, f"{SAME} 2 hours in person on 9 June")
    (seen,) = look(room).waiting
    assert (seen.flag.kind, seen.flag.figures["likeness"], seen.flag.figures["month"]) == (
        FlagKind.COPIED,
        100,
        "2026-05",
    )


def test_the_form_that_we_sent_is_nobodys_wording(room: PostRoom) -> None:
    form = "In person: 1\nEmail: 0.5\nVideo chat: 0\nPhone: 0\nOther activity: 0\nAll good, nothing new, thanks"
    tell(room, room.made.mentor_email, form)
    tell(room, room.made.mentee_email, form)
    assert FlagKind.COPIED not in kinds(room)


def test_what_was_withdrawn_is_looked_at_no_more(room: PostRoom) -> None:
    differing(room)
    room.answer(room.latest("receipt", room.made.mentee_email), "Sorry, it was 1 hour on zoom on 12 May, not 2")
    assert kinds(room) == []


def test_an_accepted_matter_stays_accepted_until_a_figure_changes(room: PostRoom) -> None:
    differing(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        (seen,) = worth_a_look(scope).waiting
        note_look(scope, seen.flag, Made.ACCEPTED, room.made.coordinator_id, room.watch(), note="Kate prepared alone")
    assert (look(room).waiting, len(look(room).accepted)) == ((), 1)
    room.answer(room.latest("receipt", room.made.mentee_email), "Sorry, it was 3 hours on zoom on 12 May, not 2")
    assert kinds(room) == [FlagKind.MINUTES_DIFFER]


def test_a_look_is_in_the_audit_log_and_nobody_changes_it(room: PostRoom) -> None:
    differing(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        (seen,) = worth_a_look(scope).waiting
        look_id = note_look(scope, seen.flag, Made.ACCEPTED, room.made.coordinator_id, room.watch(), note="right")
    with room.database.tenant(room.made.tenant_id) as scope:
        row = scope.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == look_id)).one()
        assert (row.action, row.note, row.membership_id) == ("flag_accepted", "right", room.made.coordinator_id)
    with pytest.raises(SQLAlchemyError), room.database.tenant(room.made.tenant_id) as scope:
        scope.session.execute(update(IntegrityLook).where(IntegrityLook.id == look_id).values(note="other"))


def test_the_person_is_asked_by_mail_and_the_answer_waits_for_the_coordinator(room: PostRoom) -> None:
    differing(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        (seen,) = worth_a_look(scope).waiting
        asked = ask_about(scope, seen.flag, "Was it one hour or two?", room.made.coordinator_id, room.watch())
        announce(scope, [asked], room.services.office)
    mail = room.latest("hours_asked", room.made.mentor_email)
    assert "Was it one hour or two?" in mail.text
    room.watch.pass_by(minutes=1)
    assert room.answer(mail, "It was 2 hours, I forgot the second half") is Outcome.REVIEW
    assert room.reason() == "explained"
    assert room.minutes() == {"video": 60}
    assert [len(group) for group in (look(room).waiting, look(room).asked)] == [0, 1]


def test_a_mail_that_is_asked_about_twice_at_once_goes_out_for_each_look_once(room: PostRoom) -> None:
    differing(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        (seen,) = worth_a_look(scope).waiting
        asked = ask_about(scope, seen.flag, "Which one is right?", room.made.coordinator_id, room.watch())
        assert (announce(scope, [asked], room.services.office), announce(scope, [asked], room.services.office)) == (
            1,
            0,
        )


def test_a_matter_is_opened_down_to_the_mails_and_says_why(room: PostRoom) -> None:
    differing(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        (seen,) = worth_a_look(scope).waiting
        first, second = entries_behind(scope, seen.flag)
        names = names_in(scope, (seen.flag,))
        assert (first.seq, second.seq) == (1, 2)
        assert first.mail is not None
        assert first.mail.words == "1 hour on zoom with Kate on 12 May"
        assert plain(reason(seen.flag, names, "en-CA")) == "Dan Roy says 1 h, Kate Li says 2 h."
        assert plain(reason(seen.flag, names, "fr-CA")) == "Dan Roy dit 1 h, Kate Li dit 2 h."
        question = plain(ready_question(seen.flag, names, "en-CA"))
    assert "video 1 h on 12 May 2026 and video 2 h on 12 May 2026" in question


def test_words_for_the_named_person_alone_are_neither_compared_nor_shown(room: PostRoom) -> None:
    differing(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.execute(
            update(MailOutcome).where(MailOutcome.tenant_id == scope.tenant_id).values(restricted=True)
        )
        (seen,) = worth_a_look(scope).waiting
        assert [entry.mail for entry in entries_behind(scope, seen.flag)] == [None, None]


def test_the_count_follows_what_is_told_and_looked_at(room: PostRoom) -> None:
    def count() -> int:
        with room.database.tenant(room.made.tenant_id) as scope:
            return matters_to_look_at(scope)

    assert count() == 0
    differing(room)
    assert (count(), count()) == (1, 1)
    with room.database.tenant(room.made.tenant_id) as scope:
        (seen,) = worth_a_look(scope).waiting
        note_look(scope, seen.flag, Made.ACCEPTED, room.made.coordinator_id, room.watch(), note="right")
    assert count() == 0


@pytest.mark.parametrize(("entries", "age", "stands"), [(5_000, 1, False), (5_001, 299, True), (5_001, 300, False)])
def test_the_count_of_a_large_ledger_may_be_minutes_old(entries: int, age: float, stands: bool) -> None:
    """U3: the first page must not look thousands of entries over after each mail."""
    assert holds(entries=entries, age=age) is stands
