"""A letter of another organisation on its whole way: by SMTP, kept, entered, audited, downloaded, proven (H7, X1)."""

import smtplib
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from flask import Flask
from sqlalchemy import update

from app.audits.looks import looks_of
from app.audits.permitted import Permitted
from app.exports.checks.against_ledger import ledger_faults
from app.exports.checks.proof import faults
from app.exports.log.log_file import open_log
from app.inbound.letters.letters_by_hand import enter_by_letter
from app.inbound.waiting import undecided
from app.integrity.originals import original_faults
from app.ledger.roots.check import ledger_faults as root_faults
from app.ledger.roots.document import read_root
from app.ledger.roots.making import make_root
from app.ledger.roots.stored import files_of, kept_entries, kept_head
from app.ledger.totals import live_claims
from app.outside_letters.deciding import LetterFacts, LetterHours
from app.outside_letters.models import OutsideLetter
from tests.factories.auditing import Audited, allow, audited
from tests.factories.listening import listening
from tests.factories.outside import PDF, letters, mentors_letter
from tests.factories.post_room import PostRoom
from tests.factories.zone import ZONE
from tests.signing.seals import seal

WORDS = "I did 12 hours through the Guild in March. Their letter is attached."
FACTS = LetterFacts("The Guild", "mentor", (LetterHours("2026-03", 720, "in_person"),), note="signed by its registrar")


def _brought(room: PostRoom) -> UUID:
    """The mentor mails it to the programme, and the coordinator enters its hours; the id of the claim."""
    raw = mentors_letter(room, WORDS, ("Guild letter.pdf", "application/pdf", PDF))
    with listening(room.database, clock=room.watch) as port, smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.sendmail(room.made.mentor_email, [room.made.programme_address], ZONE.signed(raw))
    with room.database.tenant(room.made.tenant_id) as scope:
        waiting = undecided(scope, before=room.watch() + timedelta(minutes=1))
    for mail_id in waiting:
        room.process(mail_id)
    (letter,) = letters(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        enter_by_letter(scope, room.services.office, letter.id, FACTS, room.made.coordinator_id)
    with room.database.tenant(room.made.tenant_id) as scope:
        (live,) = live_claims(scope, person_id=room.made.mentor_id)
    claim_id: UUID = live.claim.id
    return claim_id


def _audit(room: PostRoom, served: Flask, **scope: object) -> Audited:
    allow(room.database, room.made, Permitted.MAIL)
    return audited(served, room.database, room.made, **scope)


def test_the_auditor_sees_it_behind_the_entry_and_downloads_the_bytes_that_came(room: PostRoom, served: Flask) -> None:
    claim_id = _brought(room)
    audit = _audit(room, served)
    page = audit.auditor.get(audit.entry(claim_id)).text
    assert sha256(PDF).hexdigest() in page
    assert "A letter of another organisation, kept as it came" in page
    assert "The Guild" in page
    answer = audit.auditor.get(f"{audit.entry(claim_id)}/letter")
    assert (answer.status_code, answer.data) == (200, PDF)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Guild letter" not in answer.headers["Content-Disposition"], "the name that a stranger gave it stays here"


def test_it_is_not_shown_where_whole_mails_are_not_nor_outside_the_audit(room: PostRoom, served: Flask) -> None:
    claim_id = _brought(room)
    early = _audit(room, served, since=date(2026, 5, 1))
    assert early.auditor.get(f"{early.entry(claim_id)}/letter").status_code == 404
    audit = _audit(room, served)
    for choice in (Permitted.NONE, Permitted.ENTRY):
        allow(room.database, room.made, choice)
        assert "Save the letter" not in audit.auditor.get(audit.entry(claim_id)).text
        assert audit.auditor.get(f"{audit.entry(claim_id)}/letter").status_code == 404


def test_each_download_is_shown_to_the_organisation(room: PostRoom, served: Flask) -> None:
    claim_id = _brought(room)
    audit = _audit(room, served)
    audit.auditor.get(f"{audit.entry(claim_id)}/letter")
    with room.database.tenant(room.made.tenant_id) as scope:
        assert [look.action.value for look in looks_of(scope, audit.audit_id)] == ["audit_letter_downloaded"]


def test_log_root_and_ledger_hold_with_hours_that_stand_on_it(room: PostRoom, served: Flask) -> None:
    _brought(room)
    audit = _audit(room, served)
    log = open_log(audit.auditor.get(f"{audit.member()}/hours.json").data).log
    with room.database.tenant(room.made.tenant_id) as scope:
        assert (faults(log), ledger_faults(scope, log)) == ([], [])
        root = make_root(scope, seal, room.watch() + timedelta(days=1))
        assert root is not None
        files = files_of(scope, root.day)
        assert files is not None
        assert root_faults(read_root(files.document), kept_entries(scope), kept_head(scope)) == []


def test_a_letter_that_is_no_longer_filed_under_its_entry_is_told(room: PostRoom) -> None:
    """What the auditor opens is the letter that the ledger names by its digest (H2, H7)."""
    _brought(room)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert list(original_faults(scope)) == []
        scope.session.execute(
            update(OutsideLetter).where(OutsideLetter.tenant_id == scope.tenant_id).values(entry_ids=[])
        )
        assert list(original_faults(scope)) == ["no letter is filed under entry 1 any more"]


def test_how_a_sender_was_checked_stands_there_in_the_readers_language(
    french_room: PostRoom, served_french: Flask
) -> None:
    room = french_room
    room.answer(room.check_in(room.made.mentor_email), "2 h par zoom avec Kate le 12 mai")
    with room.database.tenant(room.made.tenant_id) as scope:
        (live,) = live_claims(scope, person_id=room.made.mentor_id)
    audit = audited(served_french, room.database, room.made, locale="fr-CA")
    page = audit.auditor.get(audit.entry(live.claim.id), headers={"Accept-Language": "fr-CA"}).text
    assert "La règle est" in page
    assert "<code>reply key, enrolled address" in page, "as the ledger has it"
