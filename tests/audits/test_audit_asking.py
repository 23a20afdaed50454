"""The parties of an entry are asked by mail, and their answers stand beside it (X4)."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audits.answers import PartyAsked, asked_in
from app.audits.models import Audit
from app.inbound.decision import Outcome
from app.ledger.models import LedgerEntry
from app.programmes.models import Programme
from tests.factories.auditing import Audited, audited, claimed
from tests.factories.post_room import PostRoom


def _asking(room: PostRoom, served: Flask, **changes: object) -> tuple[Audited, object]:
    claim_id = claimed(room.database, room.made)
    audit = audited(served, room.database, room.made, **changes)
    assert audit.auditor.post(f"{audit.entry(claim_id)}/ask").status_code == 303
    return audit, claim_id


def _parties(audit: Audited) -> dict[str, PartyAsked]:
    with audit.database.tenant(audit.made.tenant_id) as scope:
        found = asked_in(scope, audit.audit_id)
    return {party.name: party for parties in found.values() for party in parties}


def _said(audit: Audited, name: str) -> tuple[str, str]:
    latest = _parties(audit)[name].latest
    assert latest is not None
    return latest.said.value, latest.words


def test_one_click_sends_both_parties_a_mail_with_date_and_hours(room: PostRoom, served: Flask) -> None:
    _asking(room, served)
    mails = {mail.to_address: mail for mail in room.sent("audit_question")}
    assert set(mails) == {room.made.mentor_email, room.made.mentee_email}
    mail = mails[room.made.mentee_email]
    assert mail.subject == "Please confirm an hour entry to the auditor"
    for words in ("Helen Sawchuk", "12 May 2026", "video", "1.5\N{NO-BREAK SPACE}h", "with Dan Roy"):
        assert words in mail.text


def test_a_french_party_is_asked_in_french(french_room: PostRoom, served_french: Flask) -> None:
    _asking(french_room, served_french)
    mail = french_room.sent("audit_question")[0]
    assert mail.text.startswith("Bonjour Dan,")
    assert "12 mai 2026" in mail.text


def test_one_mail_gathers_the_entries_and_nobody_is_asked_twice(room: PostRoom, served: Flask) -> None:
    first, second = claimed(room.database, room.made), claimed(room.database, room.made, on=date(2026, 5, 20))
    audit = audited(served, room.database, room.made)
    form = {"entry": [str(first), str(second)]}
    for _ in range(2):
        assert audit.auditor.post(f"{audit.member()}/ask", data=form).status_code == 303
    assert len(room.sent("audit_question")) == 2
    assert "1. 12 May 2026" in room.sent("audit_question")[0].text
    assert "2. 20 May 2026" in room.sent("audit_question")[0].text


def test_a_yes_stands_beside_the_entry_with_the_digest_of_its_mail(room: PostRoom, served: Flask) -> None:
    audit, claim_id = _asking(room, served)
    asked = room.latest("audit_question", room.made.mentee_email)
    assert room.answer(asked, "Yes, that is right") is Outcome.RECORDED
    assert room.reason() == "auditor_answered"
    assert _said(audit, "Kate Li") == ("yes", "Yes, that is right")
    page = audit.auditor.get(f"{audit.home}/entries/{claim_id}").text
    assert "Says that it is right" in page
    (answer,) = _parties(audit)["Kate Li"].answers
    assert answer.mail_digest in page
    assert "asked, no answer yet" in audit.auditor.get(audit.member()).text


def test_whoever_answered_gets_a_receipt(room: PostRoom, served: Flask) -> None:
    _asking(room, served)
    room.answer(room.latest("audit_question", room.made.mentee_email), "Yes")
    receipt = room.latest("audit_receipt", room.made.mentee_email)
    assert "Helen Sawchuk" in receipt.text
    assert "you say that it is right" in receipt.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("No, we never met that day", "no"),
        ("Yes, but it was only 45 minutes", "words"),
        ("I cannot remember, it was long ago.", "words"),
        ("Yes, I guess, Dan asked me to say so", "words"),
        ("Yes, but it was shorter than that", "words"),
        ("Yes I signed but we never met", "words"),
    ],
)
def test_what_is_no_plain_yes_is_shown_in_their_words_and_told_to_the_coordinator(
    room: PostRoom, served: Flask, words: str, said: str
) -> None:
    audit, claim_id = _asking(room, served)
    room.answer(room.latest("audit_question", room.made.mentee_email), words)
    assert _said(audit, "Kate Li")[1] == words
    assert _said(audit, "Kate Li")[0] in (said, "no")
    assert words in audit.auditor.get(f"{audit.home}/entries/{claim_id}").text
    told = room.latest("coordinator_help")
    assert "auditor" in told.subject
    assert words in told.text


def test_a_yes_is_not_told_to_the_coordinator(room: PostRoom, served: Flask) -> None:
    _asking(room, served)
    room.answer(room.latest("audit_question", room.made.mentee_email), "Yes")
    assert room.sent("coordinator_help") == []


def test_each_entry_of_a_mail_gets_its_own_answer(room: PostRoom, served: Flask) -> None:
    first, second = claimed(room.database, room.made), claimed(room.database, room.made, on=date(2026, 5, 20))
    audit = audited(served, room.database, room.made)
    audit.auditor.post(f"{audit.member()}/ask", data={"entry": [str(first), str(second)]})
    room.answer(room.latest("audit_question", room.made.mentee_email), "1 yes, 2 no")
    with audit.database.tenant(audit.made.tenant_id) as scope:
        found = asked_in(scope, audit.audit_id)
    said = {claim: party.latest.said.value for claim in found for party in found[claim] if party.latest}
    assert said == {first: "yes", second: "no"}


def test_an_answer_changes_nothing_in_the_ledger(room: PostRoom, served: Flask) -> None:
    _asking(room, served)
    before = room.minutes()
    for mail in room.sent("audit_question"):
        room.answer(mail, "No, that is wrong, it was 3 hours")
    assert room.minutes() == before
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(select(LedgerEntry.kind).where(LedgerEntry.tenant_id == scope.tenant_id)).all()
    assert rows == ["claim"]


def test_a_second_answer_stands_beside_the_first(room: PostRoom, served: Flask) -> None:
    audit, _ = _asking(room, served)
    asked = room.latest("audit_question", room.made.mentee_email)
    room.answer(asked, "No, we did not")
    room.watch.pass_by(minutes=5)
    room.answer(room.latest("audit_receipt"), "Yes, I found it in my calendar")
    party = _parties(audit)["Kate Li"]
    assert [answer.said.value for answer in party.answers] == ["yes", "no"]


def test_somebody_elses_mail_is_held_and_no_answer(room: PostRoom, served: Flask) -> None:
    audit, _ = _asking(room, served)
    asked = room.latest("audit_question", room.made.mentee_email)
    assert room.answer(asked, "Yes", sender="someone@elsewhere.example") is Outcome.HELD
    assert _parties(audit)["Kate Li"].latest is None


def test_a_concern_reaches_the_named_person_and_never_the_auditor(room: PostRoom, served: Flask) -> None:
    audit, _ = _asking(room, served)
    words = "No. He harassed me and I am afraid of him."
    assert room.answer(room.latest("audit_question", room.made.mentee_email), words) is Outcome.REVIEW
    assert _parties(audit)["Kate Li"].latest is None
    assert room.sent("safeguarding_notice") != []


def test_an_answer_after_the_end_is_kept(room: PostRoom, served: Flask) -> None:
    audit, _ = _asking(room, served, ends_on=room.watch().date())
    room.watch.now += timedelta(days=9)
    room.answer(room.latest("audit_question", room.made.mentee_email), "Yes")
    assert _said(audit, "Kate Li")[0] == "yes"


def test_a_closed_programme_can_be_audited(room: PostRoom, served: Flask) -> None:
    audit, _ = _asking(room, served)
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Programme, (scope.tenant_id, room.made.programme_id)).closed_at = room.watch()
    room.answer(room.latest("audit_question", room.made.mentee_email), "Yes")
    assert _said(audit, "Kate Li")[0] == "yes"


def test_the_auditors_mails_use_up_no_budget(room: PostRoom, served: Flask) -> None:
    """They are few, and hours may depend on them (I12)."""
    claims = [claimed(room.database, room.made, on=date(2026, 5, day)) for day in (4, 11, 18, 25)]
    audit = audited(served, room.database, room.made)
    for claim_id in claims:
        audit.auditor.post(f"{audit.entry(claim_id)}/ask")
    assert [mail.withheld for mail in room.sent("audit_question")] == [None] * 8


def test_the_organisation_sees_whom_the_auditor_asked(room: PostRoom, served: Flask) -> None:
    audit, _ = _asking(room, served)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert scope.session.get_one(Audit, (scope.tenant_id, audit.audit_id)).revoked_at is None
    assert set(_parties(audit)) == {"Dan Roy", "Kate Li"}
