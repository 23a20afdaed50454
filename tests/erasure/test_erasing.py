"""After erasing, nothing of the person is found anywhere that we keep something, and the ledger stands (C3)."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from app.db import TenantScope
from app.erasure.erase import ErasedBefore, StaffMember
from app.exports.checks.against_ledger import ledger_faults
from app.exports.checks.proof import faults
from app.exports.log.issue import issue_hour_log
from app.exports.log.log_file import open_log
from app.inbound.decision import Outcome
from app.ledger.erased import erased_files
from app.ledger.models import LedgerEntry
from app.ledger.roots.check import ledger_faults as root_faults
from app.ledger.roots.document import read_root
from app.ledger.roots.making import make_root
from app.ledger.roots.stored import files_of, kept_entries, kept_head
from app.outside_letters.files import LetterFile
from app.outside_letters.keeping import HandedIn, keep_letter
from app.programmes.models import Person
from app.tenants.models import AuditEntry, LoginPlace, User
from app.tenants.registration import appoint
from tests.erasure.living import live
from tests.erasure.marked import HOURS, MARK, NAME, Marked, erased
from tests.erasure.searching import emptied_of_the_dead, files_with, rows_with
from tests.signing.seals import seal


def _confirmed(story: Marked) -> None:
    """They log hours, and the partner says yes."""
    room = story.room
    story.write(room.check_in(room.made.mentor_email), HOURS)
    story.morning()
    assert story.partner_answers(room.latest("attestation", room.made.mentee_email), "Yes") is Outcome.RECORDED


_HELD_IT = {
    "address_state", "amended_reading", "audit_answer", "audit_entry", "audit_population", "conversation",
    "integrity_look", "ledger_opening", "mail_outcome", "meeting", "mentor_employer", "outbound_mail",
    "outside_letter", "pair_proposal", "person", "person_address",
    "question", "raw_mail", "received_mail", "sender_check",
}  # fmt: skip


def test_nothing_of_them_is_found_in_any_row_or_file_or_in_the_log(
    story: Marked, everything: str, tmp_path: Path
) -> None:
    with capture_logs() as logged:
        live(story)
        before = {row.partition('"')[2].partition('"')[0] for row in rows_with(everything, MARK)}
        assert before >= _HELD_IT, f"the story brings the mark no longer into {sorted(_HELD_IT - before)}"
        assert files_with(tmp_path, MARK) != []
        assert erased(story).waiting == 0
        story.room.watch.pass_by(minutes=5)
        story.process()
        story.send_all()
        emptied_of_the_dead(everything)
    assert rows_with(everything, MARK) == []
    assert files_with(tmp_path, MARK) == []
    assert "mail_refused" in {line["event"] for line in logged}
    assert MARK not in str(logged).lower()


def test_chain_root_and_everybodys_earlier_logs_verify_afterwards(shared: Marked) -> None:
    _confirmed(shared)
    room, made = shared.room, shared.made
    with room.database.tenant(made.tenant_id) as scope:
        logs = [
            issue_hour_log(scope, str(one), since=None, until=None, at=room.watch(), by="a test").file_bytes()
            for one in (made.mentor_id, made.mentee_id)
        ]
        root = make_root(scope, seal, room.watch() + timedelta(days=1))
        assert root is not None
        day, bodies = root.day, _bodies(scope)
    erased(shared)
    with room.database.tenant(made.tenant_id) as scope:
        assert _bodies(scope) == bodies
        files = files_of(scope, day)
        assert files is not None
        assert root_faults(read_root(files.document), kept_entries(scope), kept_head(scope)) == []
        for content in logs:
            log = open_log(content).log
            assert (faults(log), ledger_faults(scope, log)) == ([], [])


def test_a_letter_that_went_is_noted_as_erased(shared: Marked) -> None:
    room, made = shared.room, shared.made
    letter = LetterFile("letter.pdf", "application/pdf", b"%PDF-1.7 two hours, " + MARK.encode())
    with room.database.tenant(made.tenant_id) as scope:
        keep_letter(scope, letter, HandedIn(made.mentor_id, made.programme_id, "two hours", "A Firm"), room.watch())
    erased(shared)
    with room.database.tenant(made.tenant_id) as scope:
        assert sha256(letter.content).hexdigest() in erased_files(scope)


def test_a_log_made_afterwards_is_whole_and_names_nobody(shared: Marked) -> None:
    _confirmed(shared)
    erased(shared)
    room = shared.room
    with room.database.tenant(shared.made.tenant_id) as scope:
        for person_id in (shared.made.mentor_id, shared.made.mentee_id):
            log = issue_hour_log(scope, str(person_id), since=None, until=None, at=room.watch(), by="a test")
            assert (faults(log), ledger_faults(scope, log)) == ([], [])
            assert MARK not in log.file_bytes().decode().lower()
        assert log.member.name == "Kate Li"


def test_the_figures_stay(shared: Marked) -> None:
    _confirmed(shared)
    before = shared.room.minutes()
    erased(shared)
    assert shared.room.minutes() == before == {"video": 90, "phone": 30}


def test_it_is_noted_who_did_it_without_the_name(shared: Marked) -> None:
    erased(shared)
    with shared.room.database.tenant(shared.made.tenant_id) as scope:
        (noted,) = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id))
        assert (noted.action, noted.membership_id) == ("person_erased", shared.made.coordinator_id)
        assert (noted.subject_id, noted.note) == (shared.made.mentor_id, "")


def test_nothing_goes_out_to_them_and_nobody_can_sign_in_as_they_did(shared: Marked) -> None:
    with shared.room.database.tenant(shared.made.tenant_id) as scope:
        user_id = scope.session.get_one(Person, (scope.tenant_id, shared.made.mentor_id)).user_id
    erased(shared)
    shared.send_all()
    shared.morning()
    assert [mail.kind for mail in shared.room.sent() if mail.sent_at and mail.person_id == shared.made.mentor_id] == []
    with shared.room.database.platform() as session:
        assert session.get(User, user_id) is None
        assert session.scalars(select(LoginPlace).where(LoginPlace.user_id == user_id)).all() == []


def test_an_answer_to_an_old_mail_of_ours_finds_no_place(shared: Marked) -> None:
    to = shared.room.key_of(shared.room.check_in(shared.made.mentor_email))
    erased(shared)
    assert shared.room.take(b"From: a@b.example\r\n\r\n2h", to, signed=False) == []


def test_a_partners_reply_that_is_not_read_yet_is_kept_until_it_is(shared: Marked) -> None:
    room = shared.room
    check_in = room.check_in(shared.made.mentee_email)
    raw = f"From: {check_in.to_address}\r\nTo: {room.key_of(check_in)}\r\n\r\n2h video with {NAME} on 12 May\r\n"
    room.take(raw.encode(), room.key_of(check_in))
    assert erased(shared).waiting == 1


def test_nobody_is_erased_twice(shared: Marked) -> None:
    erased(shared)
    with pytest.raises(ErasedBefore):
        erased(shared)


def test_who_is_staff_as_well_is_not_erased(shared: Marked) -> None:
    with shared.room.database.tenant(shared.made.tenant_id) as scope:
        user_id = scope.session.get_one(Person, (scope.tenant_id, shared.made.mentor_id)).user_id
        assert user_id
        appoint(scope, user_id, role="coordinator", name=NAME, email=shared.made.mentor_email, locale="en-CA")
    with pytest.raises(StaffMember):
        erased(shared)


def _bodies(scope: TenantScope) -> list[tuple[str, bytes]]:
    rows = scope.session.scalars(
        select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
    )
    return [(row.body, row.hash) for row in rows]
