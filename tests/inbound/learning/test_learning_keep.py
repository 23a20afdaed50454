"""What is kept, and what is not: only where the tenant asks for it, only what was amended, never a concern (C2, C3)."""

from sqlalchemy import delete, select, update

from app.inbound.by_hand import Hand, dismiss_mail
from app.inbound.learning.case import Case, Refusal, Refused
from app.inbound.learning.export import Example, examples, how_many
from app.inbound.learning.keep import discard, keeps_examples, switch
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.matches.models import Meeting, StatusReport
from app.reading.contract import Status
from app.tenants.models import AuditEntry
from tests.factories.amending import accepted, amended, held, kept, looked_at, switched_on
from tests.factories.letters import written
from tests.factories.post_room import PostRoom
from tests.factories.tenants import make_tenant


def _examples(room: PostRoom) -> list[Example]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return list(examples(scope, room.services.bounded))


def _noted(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = select(AuditEntry.action).where(AuditEntry.tenant_id == scope.tenant_id).order_by(AuditEntry.id)
        return list(scope.session.scalars(rows))


def test_nothing_is_kept_unless_the_tenant_switches_it_on(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        assert not keeps_examples(scope)
    amended(room, held(room))
    assert kept(room) == []


def test_an_amended_reading_is_kept_with_its_context_and_what_was_recorded(room: PostRoom) -> None:
    switched_on(room)
    mail_id = held(room)
    amended(room, mail_id)
    (example,) = kept(room)
    assert example.received_mail_id == mail_id
    assert example.context["checkin"]["text"] == room.check_in(room.made.mentor_email).text
    assert example.expected == {
        "kind": "reply",
        "outcome": "recorded",
        "period": "2026-05",
        "hours": {"total": 1.5, "by_mode": {"video": 1.5}},
        "meetings": [{"date": "2026-05-19", "minutes": 90, "mode": "video"}],
        "status": "continuing",
    }
    assert (example.notes, example.handed_on) == ("came to recorded: 2.0 h, 1 meetings, continuing", False)


def test_what_is_accepted_unchanged_is_not_kept(room: PostRoom) -> None:
    switched_on(room)
    accepted(room, held(room))
    assert kept(room) == []


def test_another_status_is_an_amendment(room: PostRoom) -> None:
    switched_on(room)
    accepted(room, held(room), status=Status.ENDED)
    assert [example.expected["status"] for example in kept(room)] == ["ended"]


def test_a_mail_of_which_nothing_was_suggested_is_kept(room: PostRoom) -> None:
    switched_on(room)
    raw = written("all as always", sender="dan@home.example", to=room.made.programme_address, at=room.watch())
    room.bring(raw, room.made.programme_address)
    amended(room, room.outcomes()[-1].received_mail_id)
    assert len(kept(room)) == 1


def test_what_is_put_aside_is_not_kept(room: PostRoom) -> None:
    switched_on(room)
    mail_id = held(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        hand = Hand(room.made.coordinator_id, "Not Dan.")
        dismiss_mail(scope, room.services.office, looked_at(scope, room, mail_id).seen, hand)
    assert kept(room) == []


def test_what_became_a_safeguarding_matter_later_does_not_leave(room: PostRoom) -> None:
    """C2: coordinators see no concern; one that is found when the mail is read again stays in the house, too."""
    switched_on(room)
    mail_id = held(room)
    amended(room, mail_id)
    with room.database.tenant(room.made.tenant_id) as scope:
        of_mail = (MailOutcome.tenant_id == scope.tenant_id, MailOutcome.received_mail_id == mail_id)
        scope.session.execute(update(MailOutcome).where(*of_mail).values(restricted=True))
        assert how_many(scope) == 0
    assert _examples(room) == []


def test_a_concern_is_never_kept(room: PostRoom) -> None:
    """C2: even were it recorded by hand."""
    switched_on(room)
    mail_id = held(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        of_mail = (MailOutcome.tenant_id == scope.tenant_id, MailOutcome.received_mail_id == mail_id)
        reading = scope.session.execute(select(MailOutcome.reading).where(*of_mail)).scalar_one()
        scope.session.execute(
            update(MailOutcome).where(*of_mail).values(reading={**(reading or {}), "safeguarding": True})
        )
    amended(room, mail_id)
    assert kept(room) == []


def test_what_is_kept_makes_a_case(room: PostRoom) -> None:
    switched_on(room)
    amended(room, held(room))
    (example,) = _examples(room)
    assert isinstance(example.made, Case)
    leaving = (example.made.mail.decode() + str(example.made.line)).lower()
    ours = ("dan", "roy", "kate", "priya", "omar", "haddad", "0177", "0142", room.made.slug)
    assert [word for word in ours if word in leaving] == []


def test_a_french_mail_makes_a_case_too(french_room: PostRoom) -> None:
    switched_on(french_room)
    words = "Bonjour Priya,\n\n2 h sur Zoom avec Kate le 19 mai, et l’ami d’Yves Bérubé. Tout va bien.\n\nDan"
    amended(french_room, held(french_room, words))
    (example,) = _examples(french_room)
    assert isinstance(example.made, Case)
    shown = "".join(word.text for word in example.made.shown)
    assert "2 h sur Zoom avec " in shown
    assert [name for name in ("Dan", "Kate", "Priya", "Yves", "Bérubé") if name in shown] == []


def test_erasing_a_mail_erases_its_example(room: PostRoom) -> None:
    """C3: nothing of ours stands in the way."""
    switched_on(room)
    mail_id = held(room)
    amended(room, mail_id)
    with room.database.tenant(room.made.tenant_id) as scope:
        raw_id = scope.session.get_one(ReceivedMail, (scope.tenant_id, mail_id)).raw_mail_id
        for row in (Meeting, StatusReport, MailOutcome):
            of_mail = (row.tenant_id == scope.tenant_id, row.received_mail_id == mail_id)
            scope.session.execute(delete(row).where(*of_mail))
        scope.session.execute(
            delete(ReceivedMail).where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id == mail_id)
        )
        scope.session.execute(delete(RawMail).where(RawMail.tenant_id == scope.tenant_id, RawMail.id == raw_id))
    assert (kept(room), _examples(room)) == ([], [])


def test_an_example_whose_mail_was_emptied_does_not_leave(room: PostRoom) -> None:
    switched_on(room)
    amended(room, held(room))
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.execute(update(RawMail).where(RawMail.tenant_id == scope.tenant_id).values(content=b""))
    (example,) = _examples(room)
    assert isinstance(example.made, Refused)
    assert example.made.why is Refusal.UNREADABLE


def test_switching_off_deletes_what_was_kept_and_both_are_noted(room: PostRoom) -> None:
    switched_on(room)
    switched_on(room)
    amended(room, held(room))
    with room.database.tenant(room.made.tenant_id) as scope:
        switch(scope, room.made.coordinator_id, room.watch(), on=False)
    assert kept(room) == []
    assert _noted(room) == ["examples_switched_on", "mail_recorded", "examples_switched_off"]


def test_one_tenants_switch_is_not_anothers(room: PostRoom) -> None:
    switched_on(room)
    other = make_tenant(room.database)
    with room.database.tenant(other.tenant_id) as scope:
        assert not keeps_examples(scope)
        assert not discard(scope, room.made.tenant_id, other.coordinator_id, room.watch())


def test_a_part_is_what_lies_between_two_examples(room: PostRoom) -> None:
    switched_on(room)
    for hour in (1, 2, 3):
        room.watch.pass_by(minutes=1)
        amended(room, held(room, f"{hour}h zoom with Kate on 19 May", quoting=False), minutes=100 + hour)
    first, second, third = [example.id for example in kept(room)]
    with room.database.tenant(room.made.tenant_id) as scope:
        bounded = room.services.bounded
        assert [one.example_id for one in examples(scope, bounded, after=first)] == [second, third]
        assert [one.example_id for one in examples(scope, bounded, until=second)] == [first, second]
        assert [one.example_id for one in examples(scope, bounded, most=1)] == [first]
        assert discard(scope, second, room.made.coordinator_id, room.watch())
        assert how_many(scope) == 2
