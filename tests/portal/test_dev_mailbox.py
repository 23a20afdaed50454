"""`/dev/mailbox`: every mail as it looks, and answers that take the way of every reply; in development alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import Settings
from app.db import Database, new_id
from app.inbound.bounded import Bounded
from app.outbound.models import OutboundMail
from app.portal.guard import PUBLIC_ENDPOINTS
from tests.factories.devbox import Box, devbox
from tests.factories.post_room import post_room
from tests.portal.pages import browser, make_app

FREE_WORDS = "1.5h zoom on the 12th, emails maybe 30 min. all good"


@dataclass
class Desk:
    """The mailbox of one machine, and the pages over it."""

    box: Box
    app: Flask

    def answer(self, client: FlaskClient, mail: OutboundMail, words: str, sample: str = "") -> TestResponse:
        """Send the form of that mail's page as a browser does, and follow to what became of it."""
        form = {"words": words, "sample": sample, "csrf_token": token(client.get(self.box.page(mail)))}
        return client.post(f"{self.box.page(mail)}/answer", data=form, follow_redirects=True)


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.text
    return found.group(1)


@pytest.fixture
def desk(database: Database, bounded: Bounded, tmp_path: Path) -> Iterator[Desk]:
    with devbox(post_room(database, bounded), tmp_path) as box:
        yield Desk(box, make_app(database, **box.settings))


@pytest.fixture
def box(desk: Desk) -> Box:
    return desk.box


def addresses(mail_id: UUID) -> list[str]:
    return ["/dev/mailbox", f"/dev/mailbox/{mail_id}", f"/dev/mailbox/{mail_id}/letter"]


def test_the_list_shows_every_mail_with_its_kind_the_newest_first(desk: Desk, box: Box) -> None:
    page = browser(desk.app).get("/dev/mailbox")
    sent = box.room.sent()
    assert page.status_code == 200
    places = [page.text.index(f"/dev/mailbox/{mail.id}") for mail in reversed(sent)]
    assert places == sorted(places)
    assert page.text.count('<code lang="en">checkin</code>') == len(sent)
    assert box.room.made.mentor_email in page.text


def test_an_empty_mailbox_says_what_will_be_there(database: Database, tmp_path: Path) -> None:
    app = make_app(database, data_dir=tmp_path)
    assert "No mail has gone out yet." in browser(app).get("/dev/mailbox").text
    assert "Aucun courriel n’est encore parti." in browser(app, language="fr-CA").get("/dev/mailbox").text


def test_a_mail_is_shown_as_text_with_its_headers_and_as_a_letter_in_a_frame(desk: Desk, box: Box) -> None:
    mail = box.check_in()
    page = browser(desk.app).get(box.page(mail))
    assert "Fill in the lines, or just answer in your own words." in page.text
    assert f"<{mail.message_id.strip('<>')}>".replace("<", "&lt;").replace(">", "&gt;") in page.text
    assert f'<iframe class="letter" sandbox title="The mail as it looks" src="{box.page(mail)}/letter">' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_letter_runs_nothing_loads_nothing_and_is_framed_by_us_alone(desk: Desk, box: Box) -> None:
    letter = browser(desk.app).get(f"{box.page(box.check_in())}/letter")
    policy = letter.headers["Content-Security-Policy"]
    assert letter.text.startswith("<!DOCTYPE html>")
    assert policy.startswith("sandbox; default-src 'none';")
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy
    assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_page_is_written_in_the_readers_language(desk: Desk, box: Box) -> None:
    page = browser(desk.app, language="fr-CA").get(box.page(box.check_in()))
    assert "Tel qu’il paraît" in page.text
    assert "Send the answer" not in page.text


def test_an_answer_goes_through_the_listener_and_the_page_says_what_became_of_it(desk: Desk, box: Box) -> None:
    """I2: the words become hours, and the receipt is one click away."""
    shown = desk.answer(browser(desk.app), box.check_in(), FREE_WORDS)
    receipt = box.room.latest("receipt", box.room.made.mentor_email)
    assert shown.status_code == 200
    assert '<code lang="en">recorded</code>' in shown.text
    assert "What it says was recorded." in shown.text
    assert f"/dev/mailbox/{receipt.id}" in shown.text
    assert box.room.minutes() == {"video": 90, "email": 30}


def test_an_answer_is_threaded_and_quotes_the_mail_below(desk: Desk, box: Box) -> None:
    mail = box.check_in()
    desk.answer(browser(desk.app), mail, FREE_WORDS)
    raw = box.last_raw()
    assert f"In-Reply-To: {mail.message_id}" in raw
    assert f"To: {box.answered_at(mail)}" in raw
    assert f"\r\n{FREE_WORDS}" in raw
    assert re.search(r"\r\nOn \d+ \w+ \d{4} at .* wrote:\r\n> Hello Dan,", raw)


@pytest.mark.parametrize(
    ("sample", "outcome"),
    [
        ("free", "recorded"),
        ("form", "recorded"),
        ("french", "recorded"),
        ("vague", "asked"),
        ("absent", "ignored"),
        ("forwarded", None),
    ],
)
def test_a_sample_fills_the_box_and_comes_to_its_outcome(
    desk: Desk, box: Box, sample: str, outcome: str | None
) -> None:
    client, mail = browser(desk.app), box.check_in()
    page = client.get(f"{box.page(mail)}?sample={sample}")
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
    assert found
    assert f'name="sample" value="{sample}"' in page.text
    words = found.group(1).replace("&gt;", ">").replace("&lt;", "<").replace("&#39;", "'")
    shown = desk.answer(client, mail, words, sample)
    assert len(box.room.outcomes()) == 1
    assert f'<code lang="en">{outcome or box.room.outcomes()[0].outcome}</code>' in shown.text


def test_the_filled_form_stands_inside_the_quote_and_its_figures_are_read(desk: Desk, box: Box) -> None:
    """I2: answers inside what we sent."""
    client, mail = browser(desk.app), box.check_in()
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", client.get(f"{box.page(mail)}?sample=form").text, re.DOTALL)
    assert found
    words = found.group(1).replace("&gt;", ">").replace("&lt;", "<")
    assert "\n> Total hours in May: 2 h\n" in words
    desk.answer(client, mail, words, "form")
    assert sum(box.room.minutes().values()) == 120
    assert box.last_raw().count("Hello Dan") == 1


def test_an_out_of_office_says_in_its_header_that_a_program_wrote_it(desk: Desk, box: Box) -> None:
    """RFC 3834."""
    desk.answer(browser(desk.app), box.check_in(), "I am out of the office.", "absent")
    assert "\r\nAuto-Submitted: auto-replied\r\n" in box.last_raw()
    assert box.room.reason() == "auto_reply"


def test_of_a_concern_the_page_says_only_that_a_person_reads_it(desk: Desk, box: Box) -> None:
    """C2."""
    shown = desk.answer(browser(desk.app), box.check_in(), "Kate has been sexually harassed at work and is afraid.")
    assert box.room.reason() == "safeguarding"
    assert '<code lang="en">review</code>' in shown.text
    assert "named person" not in shown.text.partition("<dl")[0]


def test_a_refusal_of_the_listener_is_shown_and_the_words_are_kept(desk: Desk, box: Box) -> None:
    client, mail = browser(desk.app), box.check_in()
    path = box.folder / f"{mail.id}.eml"
    path.write_bytes(path.read_bytes().replace(box.answered_at(mail).encode(), b"nobody@reply.localhost"))
    shown = desk.answer(client, mail, "Two hours of typing")
    assert shown.status_code == 502
    assert "550 5.1.1" in shown.text
    assert "Two hours of typing</textarea>" in shown.text


def test_a_form_of_another_site_is_refused_and_nothing_is_sent(desk: Desk, box: Box) -> None:
    """Without the token of this browser's session."""
    mail = box.check_in()
    refused = browser(desk.app).post(f"{box.page(mail)}/answer", data={"words": FREE_WORDS})
    assert refused.status_code == 400
    assert box.room.outcomes() == []


def test_a_mail_that_is_not_there_is_a_missing_page(desk: Desk) -> None:
    for path in addresses(new_id())[1:]:
        assert browser(desk.app).get(path).status_code == 404


def test_its_pages_are_public_by_name() -> None:
    assert {name for name in PUBLIC_ENDPOINTS if name.startswith("dev_mailbox.")} == {
        f"dev_mailbox.{view}" for view in ("mails", "mail", "letter", "answered")
    }


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"mail_url": "smtp://relay.example:25"},
        {"base_url": "https://mentoring.example"},
        {"base_url": "http://mentoring.example"},
        {"base_url": "https://127.0.0.1:8000"},
    ],
    ids=lambda settings: quote(str(settings)),
)
def test_outside_of_development_each_of_its_pages_is_missing(box: Box, elsewhere: dict[str, Any]) -> None:
    app, mail_id = make_app(box.room.database, data_dir=box.folder.parent, **elsewhere), box.check_in().id
    for path in addresses(mail_id):
        assert browser(app).get(path).status_code == 404
    assert browser(app).post(f"/dev/mailbox/{mail_id}/answer", data={"words": "2 h"}).status_code == 404


def test_under_a_foreign_name_that_leads_here_each_of_its_pages_is_missing(desk: Desk, box: Box) -> None:
    """DNS rebinding: a page of another site must not read the mail of this machine."""
    for path in addresses(box.check_in().id):
        assert browser(desk.app).get(path, base_url="http://rebound.example:8000").status_code == 404
        assert browser(desk.app).get(path, base_url="http://127.0.0.1:8000").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_development_is_plain_http_on_this_machine_without_a_relay(host: str) -> None:
    assert Settings.model_construct(base_url=f"http://{host}:8000").has_dev_mailbox
    assert not Settings.model_construct(base_url=f"http://{host}:8000", mail_url="smtp://relay").has_dev_mailbox
    assert not Settings.model_construct(base_url=f"https://{host}").has_dev_mailbox
