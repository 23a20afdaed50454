"""The pages on which a coordinator writes own words: found, tried out, refused with the reason, used, taken back."""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.matches.models import Match
from app.outbound.models import MailWords
from app.tenants.models import AuditEntry
from tests.factories.asking import remind
from tests.factories.moments import local
from tests.factories.post_room import PostRoom
from tests.factories.tenants import make_tenant
from tests.portal.pages import add_member, browser, user_of, with_forms

DUE = "passage-due"
OWN = "We look forward to your answer by {day}, {first_name}."


@pytest.fixture
def coordinator(served: Flask, room: PostRoom) -> FlaskClient:
    return with_forms(browser(served, user_of(room.database, f"priya@{room.made.slug}.example")))


def path(room: PostRoom, kind: str = "checkin", rest: str = "") -> str:
    return f"/t/{room.made.slug}/mail-words/{room.made.programme_id}/{kind}{rest}"


def send(client: FlaskClient, room: PostRoom, do: str, kind: str = "checkin", **fields: str) -> Any:
    data = {"do": do, "in": "en", "seen": "0"} | {
        name.replace("passage_", "passage-"): text for name, text in fields.items()
    }
    return client.post(path(room, kind), data=data)


def box(page: str, name: str) -> str:
    found = re.search(
        rf'<textarea id="{name}"[^>]*>\n?(.*?)</textarea>|<input id="{name}"[^>]*value="([^"]*)"', page, re.DOTALL
    )
    assert found, name
    return unescape(found[1] or found[2])


def stored(room: PostRoom) -> list[MailWords]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(select(MailWords).where(MailWords.tenant_id == scope.tenant_id)).all()
        scope.session.expunge_all()
        return sorted(rows, key=lambda row: row.number)


def noted(room: PostRoom) -> list[tuple[str, str]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = select(AuditEntry.action, AuditEntry.note).where(AuditEntry.tenant_id == scope.tenant_id)
        return [(action, note) for action, note in scope.session.execute(rows.order_by(AuditEntry.id))]


def test_the_list_says_what_each_mail_is_and_whose_words_it_has(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(f"/t/{room.made.slug}/mail-words").text
    assert "Once a month to everyone with a running match" in page
    assert page.count("Our words<") == 28
    send(coordinator, room, "use", passage_due=OWN)
    page = coordinator.get(f"/t/{room.made.slug}/mail-words").text
    assert page.count("Your words<") == 1
    assert f'href="/t/{room.made.slug}/mail-words"' in coordinator.get(f"/t/{room.made.slug}/looks").text


def test_a_page_shows_our_words_with_their_fields(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(path(room)).text
    assert box(page, DUE) == "Please reply by {day}. “Nothing in {month}” is a good answer too."
    shared = coordinator.get(path(room, "every_mail")).text
    assert box(shared, "passage-subject") == "Your mentoring with {partners}"
    assert "<code>{month}</code> the month asked about (may be left out)" in page
    assert "In person" not in page[: page.index('id="preview"')], "the lines to fill in are no passage"


def test_the_french_words_are_shown_and_written_apart(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(path(room, rest="?in=fr")).text
    assert "d’ici" in box(page, DUE)
    send(coordinator, room, "use", passage_due=OWN)
    assert "d’ici" in box(coordinator.get(path(room, rest="?in=fr")).text, DUE)


def test_the_pages_are_written_in_french_too(served: Flask, room: PostRoom) -> None:
    reader = browser(served, add_member(room.database, room.made, "coordinator", locale="fr-CA"))
    assert "Le texte de vos courriels" in reader.get(f"/t/{room.made.slug}/mail-words").text
    page = reader.get(path(room)).text
    assert "le mois visé" in page
    assert "Mettre en place" in page


def test_own_words_are_looked_at_with_real_data_before_anybody_gets_them(
    coordinator: FlaskClient, room: PostRoom
) -> None:
    sent = len(room.sent())
    answer = send(coordinator, room, "preview", passage_due=OWN, person=str(room.made.mentor_id))
    assert answer.status_code == 303
    page = coordinator.get(answer.headers["Location"].partition("#")[0]).text
    assert "We look forward to your answer by" in page[page.index('id="preview"') :]
    assert "Dan.\n" in page[page.index('class="plain-part"') :]
    assert "These words are a draft." in page
    frame = unescape(re.search(r'<iframe[^>]*sandbox[^>]*src="([^"]+)"', page)[1])  # type: ignore[index]
    letter = coordinator.get(frame)
    assert "We look forward to your answer by" in letter.text
    assert letter.headers["Content-Security-Policy"].startswith("sandbox;")
    assert (len(room.sent()), stored(room), noted(room)) == (sent, [], [])


def test_the_preview_is_about_whom_one_chooses(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(path(room, rest=f"?person={room.made.mentee_id}")).text
    assert "Your mentoring with Dan Roy" in page
    assert "As Kate Li would get it" in page


def test_a_situation_can_be_chosen(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(path(room, "receipt", "?case=corrected")).text
    assert "The record has been corrected" in page


def test_words_in_use_go_out_and_are_noted(coordinator: FlaskClient, room: PostRoom) -> None:
    answer = send(coordinator, room, "use", "reminder", passage_due="By {day}, {first_name}.")
    assert answer.status_code == 303
    assert "In use." in coordinator.get(answer.headers["Location"]).text
    remind(room.database, room.made.tenant_id, local("2026-06-05 09:00"))
    assert "By Monday 8 June, Dan." in room.latest("reminder", room.made.mentor_email).text
    assert noted(room) == [("mail_words_changed", "reminder en 1")]


def test_a_missing_field_cannot_be_saved_and_stands_beside_its_passage(
    coordinator: FlaskClient, room: PostRoom
) -> None:
    for do in ("use", "preview", "trial"):
        answer = send(coordinator, room, do, passage_due="Answer soon.", passage_privacy="Not told to {partnrs}.")
        assert answer.status_code == 422
        assert "{day} is missing: the day has to be told here." in answer.text
        assert "There is no {partnrs} to fill in here. Did you mean {partners}?" in answer.text
        assert re.search(
            r'<textarea id="passage-due"[^>]*aria-describedby="[^"]*passage-due-faults"[^>]*aria-invalid', answer.text
        )
        assert '<a href="#passage-due">' in answer.text
        assert box(answer.text, DUE) == "Answer soon."
    assert (stored(room), noted(room)) == ([], [])


def test_words_that_answers_could_not_be_told_from_cannot_be_saved(coordinator: FlaskClient, room: PostRoom) -> None:
    answer = send(coordinator, room, "use", passage_due="By {day}.\n2 h on Zoom with Kate on 12 May, all good")
    assert answer.status_code == 422
    assert "Quoted in an answer, these words would be taken for the person’s own." in answer.text


def test_markup_is_shown_as_it_was_typed(coordinator: FlaskClient, room: PostRoom) -> None:
    answer = send(coordinator, room, "use", passage_due='</textarea><script>alert("{day}")</script> {{ 7*7 }} 100%')
    page = coordinator.get(answer.headers["Location"]).text
    assert "<script>" not in page
    assert box(page, DUE) == '</textarea><script>alert("{day}")</script> {{ 7*7 }} 100%'
    assert "{{ 7*7 }} 100%" in page[page.index('class="plain-part"') :]


def test_an_empty_box_or_our_own_words_are_ours(coordinator: FlaskClient, room: PostRoom) -> None:
    page = coordinator.get(path(room)).text
    ours = {name: box(page, name) for name in re.findall(r'id="(passage-\w+)" name=', page)}
    coordinator.post(path(room), data={"do": "use", "in": "en", "seen": "0"} | ours | {DUE: ""})
    assert [row.body for row in stored(room)] == [{}]


def test_ours_are_restored_and_an_older_version_is_taken_up_again(coordinator: FlaskClient, room: PostRoom) -> None:
    send(coordinator, room, "use", passage_due=OWN)
    answer = send(coordinator, room, "restore", seen="1")
    page = coordinator.get(answer.headers["Location"]).text
    assert "goes out in our words again" in page
    assert box(page, DUE).startswith("Please reply by")
    assert "Priya Nair" in page[page.index('id="versions"') :]
    assert send(coordinator, room, "again", number="1").status_code == 303
    assert box(coordinator.get(path(room)).text, DUE) == OWN
    assert send(coordinator, room, "discard").status_code == 303
    assert box(coordinator.get(path(room)).text, DUE).startswith("Please reply by")
    assert [row.number for row in stored(room)] == [1, 2]
    assert noted(room) == [("mail_words_changed", "checkin en 1"), ("mail_words_restored", "checkin en 2")]


def test_a_version_that_there_is_not_is_not_found(coordinator: FlaskClient, room: PostRoom) -> None:
    assert send(coordinator, room, "again", number="7").status_code == 404
    assert coordinator.get(path(room, "sign_in")).status_code == 404
    assert coordinator.get(path(room, "safeguarding_notice")).status_code == 404


def test_two_who_write_at_once_do_not_undo_each_other(coordinator: FlaskClient, served: Flask, room: PostRoom) -> None:
    other = with_forms(browser(served, add_member(room.database, room.made, "coordinator")))
    assert send(other, room, "use", passage_due="By {day}.").status_code == 303
    answer = send(coordinator, room, "use", passage_due=OWN)
    assert answer.status_code == 409
    assert "Somebody else has put other words into use meanwhile." in answer.text
    assert box(answer.text, DUE) == OWN
    assert send(coordinator, room, "use", passage_due=OWN, seen="1").status_code == 303
    assert len(stored(room)) == 2


def test_a_draft_is_seen_by_its_writer_alone(coordinator: FlaskClient, served: Flask, room: PostRoom) -> None:
    other = browser(served, add_member(room.database, room.made, "coordinator"))
    send(coordinator, room, "preview", passage_due=OWN)
    assert box(coordinator.get(path(room)).text, DUE) == OWN
    assert box(other.get(path(room)).text, DUE).startswith("Please reply by")


def test_a_test_mail_goes_to_the_coordinator_and_is_noted(coordinator: FlaskClient, room: PostRoom) -> None:
    answer = send(coordinator, room, "trial", passage_due=OWN)
    assert "on its way to you" in coordinator.get(answer.headers["Location"]).text
    mail = room.latest("checkin")
    assert (mail.to_address, mail.reply_key) == (f"priya@{room.made.slug}.example", None)
    assert mail.subject == "Test: Your mentoring with Kate Li"
    assert "We look forward" in mail.text
    assert noted(room) == [("test_mail_sent", "checkin")]


def test_the_eleventh_test_mail_of_a_day_is_refused(coordinator: FlaskClient, room: PostRoom) -> None:
    answers = [send(coordinator, room, "trial") for _ in range(11)]
    assert "You have sent ten test mails in a day." in coordinator.get(answers[-1].headers["Location"]).text
    assert len(noted(room)) == 10


def test_another_tenants_programme_is_not_found(coordinator: FlaskClient, room: PostRoom) -> None:
    """T1."""
    other = make_tenant(room.database)
    there = f"/t/{room.made.slug}/mail-words/{other.programme_id}/checkin"
    assert coordinator.get(there).status_code == 404
    assert coordinator.post(there, data={"do": "use", DUE: OWN, "seen": "0"}).status_code == 404
    assert coordinator.get(f"{there}/letter").status_code == 404


def test_words_that_no_longer_fit_are_shown_with_what_is_sent_instead(coordinator: FlaskClient, room: PostRoom) -> None:
    """A later version of ours may tell other fields; the coordinator sees it, the mail goes out."""
    body = {
        "due": {"words": "By {date_due}.", "instead_of": "By %(date_due)s."},
        "privacy": {"words": "Not told to {partners}.", "instead_of": "Older words, %(partners)s."},
        "gone": {"words": "Bye.", "instead_of": "Goodbye."},
    }
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.add(
            MailWords(
                tenant_id=room.made.tenant_id,
                programme_id=room.made.programme_id,
                kind="checkin",
                language="en",
                number=1,
                body=body,
                membership_id=room.made.coordinator_id,
                written_at=room.watch(),
            )
        )
    page = coordinator.get(path(room)).text
    assert "Our passage has other fields by now" in page
    assert "We have reworded our passage since you wrote this." in page
    assert "This passage is no longer in the mail." in page
    assert "Please reply by" in page[page.index('class="plain-part"') :]


def test_without_a_match_there_is_no_preview_and_words_can_still_be_written(served: Flask, room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Match, (room.made.tenant_id, room.made.match_id)).state = "ended"
    client = with_forms(browser(served, user_of(room.database, f"priya@{room.made.slug}.example")))
    assert "As soon as somebody is matched" in client.get(path(room)).text
    assert client.get(path(room, rest="/letter")).status_code == 404
    assert send(client, room, "use", passage_due=OWN).status_code == 303
    assert send(client, room, "trial", passage_due=OWN).status_code == 303
