"""Letters and certificates on the pages: asked for, looked at, issued to one or to a cohort, mailed (H5)."""

import re
import subprocess
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.outbound.letter.enclosures import Sealing
from app.outbound.letter.franking import Franking
from app.outbound.models import OutboundMail
from app.outbound.sending import send_due
from app.papers.models import IssuedPaper
from app.programmes.enrolment import set_rules
from app.programmes.rules import preset
from app.tenants.models import AuditEntry
from tests.factories.posting import Sent
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, add_hours, add_member, browser, user_of, with_forms
from tests.signing.seals import seal


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    """Dan has 90 minutes; nobody has to wait for the morning."""
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, preset("aset").model_copy(update={"quiet_hours": None}), NOON)
    add_hours(database, made)
    return made


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


@pytest.fixture
def dan(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, user_of(database, tenant.mentor_email)))


def at(tenant: MadeTenant, page: str) -> str:
    return f"/t/{tenant.slug}/{page}"


def text_of(pdf: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", " ", read)


def issues(database: Database, tenant: MadeTenant) -> list[tuple[str, str]]:
    with database.tenant(tenant.tenant_id) as scope:
        rows = scope.session.scalars(select(IssuedPaper).where(IssuedPaper.tenant_id == tenant.tenant_id)).all()
        return sorted((row.kind, row.made_by.split()[0]) for row in rows)


def sent_with(database: Database, tenant: MadeTenant) -> list[EmailMessage]:
    franking = Franking(sealing=Sealing(lambda _: seal(), "https://mentors.example"))
    sent = Sent()
    send_due(database, tenant.tenant_id, sent, "reply.localhost", lambda: NOON, franking=franking)
    found = [message_from_bytes(one.content, policy=default) for one in sent.mails]
    return [one for one in found if isinstance(one, EmailMessage)]


def test_a_member_makes_the_letter_for_their_regulator_and_finds_it_again(
    database: Database, tenant: MadeTenant, dan: FlaskClient, tmp_path: Path
) -> None:
    letter = dan.post(at(tenant, "me/papers/hours"), data={"programme": tenant.programme_id})
    assert letter.mimetype == "application/pdf"
    words = text_of(letter.data, tmp_path)
    assert "Confirmation of mentoring hours" in words
    assert "1.5 h in 1 session" in words
    assert (
        "Signature is Valid"
        in subprocess.run(["pdfsig", tmp_path / "paper.pdf"], capture_output=True, check=False).stdout.decode()
    )
    assert issues(database, tenant) == [("hours", "participant")]
    page = dan.get(at(tenant, "me/papers")).text
    (again,) = re.findall(r'href="([^"]+/me/papers/[^"]+\.pdf)"', page)
    assert text_of(dan.get(again).data, tmp_path) == words
    assert issues(database, tenant) == [("hours", "participant")]


def test_whoever_gets_a_letter_can_hand_it_in_to_be_checked(app: Flask, tenant: MadeTenant, dan: FlaskClient) -> None:
    """X3: whole as it was sealed; one byte changed is told."""
    letter = dan.post(at(tenant, "me/papers/hours"), data={"programme": tenant.programme_id}).data
    visitor = with_forms(browser(app))
    whole = visitor.post("/verify", data={"file": (BytesIO(letter), "letter.pdf")}).text
    assert "not a byte of this file was changed" in whole
    assert "the code on it tells" in whole
    changed = letter[:9000] + bytes([letter[9000] ^ 1]) + letter[9001:]
    assert "Not whole" in visitor.post("/verify", data={"file": (BytesIO(changed), "letter.pdf")}).text


def test_the_letter_comes_in_the_language_that_was_chosen(tenant: MadeTenant, dan: FlaskClient, tmp_path: Path) -> None:
    data = {"programme": tenant.programme_id, "language": "fr"}
    words = text_of(dan.post(at(tenant, "me/papers/hours"), data=data).data, tmp_path)
    assert "Confirmation des heures de mentorat" in words
    assert "Priya Nair" in words


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"since": "2026-13-01"}, "Write the day as 2026-05-31."),
        ({"since": "2026-06-01", "until": "2026-05-01"}, "The last day lies before the first."),
        ({"since": "2027-01-01"}, "No hours are on record for these days."),
    ],
)
def test_days_that_cannot_be_are_named(
    database: Database, tenant: MadeTenant, dan: FlaskClient, days: dict[str, str], sentence: str
) -> None:
    answer = dan.post(at(tenant, "me/papers/hours"), data={"programme": tenant.programme_id, **days})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not issues(database, tenant)


def test_nobody_opens_the_letter_of_somebody_else(
    app: Flask, database: Database, tenant: MadeTenant, dan: FlaskClient
) -> None:
    dan.post(at(tenant, "me/papers/hours"), data={"programme": tenant.programme_id})
    (path,) = re.findall(r'href="([^"]+/me/papers/[^"]+\.pdf)"', dan.get(at(tenant, "me/papers")).text)
    kate = browser(app, user_of(database, tenant.mentee_email))
    assert kate.get(path).status_code == 404


def test_a_preview_issues_nothing_and_says_so(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, tmp_path: Path
) -> None:
    shown = coordinator.get(at(tenant, f"papers/preview/{tenant.mentor_id}?kind=hours"))
    assert "Preview: not issued, not sealed" in text_of(shown.data, tmp_path)
    assert not issues(database, tenant)


def test_a_coordinator_issues_for_all_who_can_get_it_and_each_gets_the_sealed_file_by_mail(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, tmp_path: Path
) -> None:
    page = coordinator.get(at(tenant, "papers?kind=hours")).text
    assert "No hours are on record for these days." in page, "Kate has logged none"
    done = coordinator.post(at(tenant, "papers?kind=hours"), data={"who": "all"}, follow_redirects=True)
    assert "1 paper is issued and goes out by mail. 1 person could get none." in done.text
    (mail,) = sent_with(database, tenant)
    assert mail["To"] == f"Dan Roy <{tenant.mentor_email}>"
    (file,) = mail.iter_attachments()
    assert file.get_filename() == f"hours-letter-{tenant.slug}-M-1-2026-06-09.pdf"
    assert "1.5 h in 1 session" in text_of(file.get_content(), tmp_path)
    assert issues(database, tenant) == [("hours", "coordinator")]


def test_who_is_not_ticked_gets_nothing(database: Database, tenant: MadeTenant, coordinator: FlaskClient) -> None:
    coordinator.post(at(tenant, "papers?kind=hours"), data={"who": "ticked", "person": tenant.mentee_id})
    assert not issues(database, tenant)


def test_a_file_handed_out_is_noted_and_mailed_to_nobody(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    answer = coordinator.post(at(tenant, f"papers/download/{tenant.mentor_id}?kind=hours"))
    assert answer.mimetype == "application/pdf"
    with database.tenant(tenant.tenant_id) as scope:
        notes = scope.session.scalars(select(AuditEntry.note).where(AuditEntry.action == "paper_issued")).all()
        mails = scope.session.scalars(select(OutboundMail.id).where(OutboundMail.kind == "paper")).all()
    assert (list(notes), list(mails)) == (["hours file"], [])


def test_the_mentor_alone_lets_the_employer_know_the_hours(
    tenant: MadeTenant, dan: FlaskClient, coordinator: FlaskClient, tmp_path: Path
) -> None:
    letter = at(tenant, f"papers/download/{tenant.mentor_id}?kind=recognition")
    assert coordinator.post(letter).status_code == 404
    named = at(tenant, f"papers/employer/{tenant.mentor_id}?kind=recognition")
    coordinator.post(named, data={"employer": "Prairie Instruments", "tells_hours": "on"})
    silent = text_of(coordinator.post(letter).data, tmp_path)
    assert "Prairie Instruments" in silent
    assert "1.5 h" not in silent
    dan.post(at(tenant, "me/papers/employer"), data={"employer": "Prairie Instruments", "tells_hours": "on"})
    told = text_of(coordinator.post(letter).data, tmp_path)
    assert "1.5 h of mentoring" in told
    assert "Kate" not in told


def test_own_paragraphs_are_bounded_plain_text(tenant: MadeTenant, coordinator: FlaskClient, tmp_path: Path) -> None:
    words = {"in": "en", "opening": "Dear reader, #pagebreak() *bold*", "closing": "x" * 5000}
    coordinator.post(at(tenant, "papers/words?kind=hours"), data=words)
    shown = text_of(coordinator.get(at(tenant, f"papers/preview/{tenant.mentor_id}?kind=hours")).data, tmp_path)
    assert "Dear reader, #pagebreak() *bold*" in shown
    page = coordinator.get(at(tenant, "papers?kind=hours")).text
    assert "x" * 600 in page
    assert "x" * 601 not in page


def test_the_code_on_the_paper_opens_a_page_that_names_it(
    app: Flask, tenant: MadeTenant, dan: FlaskClient, tmp_path: Path
) -> None:
    words = text_of(dan.post(at(tenant, "me/papers/hours"), data={"programme": tenant.programme_id}).data, tmp_path)
    (code,) = set(re.findall(r"/c/([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z])", words.replace(" ", "")))
    page = browser(app).get(f"/c/{code}")
    assert page.status_code == 200
    assert "issued this: Confirmation of mentoring hours" in page.text
    assert "D. R." in page.text
    assert "Dan Roy" not in page.text
