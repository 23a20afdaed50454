"""The daily root of each ledger: made once, sealed, stamped when that is possible, mailed and published (H2)."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine, func, select, text, update

from app.ledger.chain import Head
from app.ledger.models import LedgerRoot
from app.ledger.roots.document import NotARoot, fingerprint, read_root
from app.ledger.roots.stored import files_of, kept_entries
from app.outbound.models import OutboundAttachment
from app.signing.authority_of_time import AuthorityOfTime
from app.signing.detached import check_detached
from app.signing.message import digest_of
from app.signing.stamp import check_answer
from app.tenants.models import Organisation
from app.tenants.registration import appoint, register_user
from tests.factories.time_authority import Authority
from tests.ledger.memory_ledger import AT
from tests.signing.seals import data_dir, roots
from tests.workers.root_house import AFTER_MIDNIGHT, DAY, House, change_a_body, change_the_rules, faults_told, stamps


def test_the_root_of_a_day_is_made_once_when_the_day_is_over(house: House) -> None:
    house.watch.now = AT + timedelta(hours=3)
    house.turn()
    assert house.days() == []
    house.watch.now = AFTER_MIDNIGHT
    house.turn()
    house.turn()
    assert house.days() == [(DAY, 7)]


def test_a_root_names_its_head_and_has_a_fingerprint_of_each_body(house: House) -> None:
    house.turn()
    with house.database.tenant(house.made.tenant_id) as scope:
        files = files_of(scope, DAY)
        assert files is not None
        root, entries = read_root(files.document), [kept.stored for kept in kept_entries(scope)]
    assert (root.tenant_id, root.number, root.day, root.made_at) == (house.made.tenant_id, 1, DAY, AFTER_MIDNIGHT)
    assert root.head == Head(7, entries[-1].hash)
    assert root.fingerprints == tuple(fingerprint(digest_of(entry.body.encode())) for entry in entries)


def test_days_without_entries_have_no_root_and_missed_days_are_covered_by_the_next(house: House) -> None:
    house.turn()
    house.watch.pass_by(days=1)
    house.turn()
    house.enter(datetime(2026, 6, 4, 9, tzinfo=UTC))
    house.enter(datetime(2026, 6, 5, 9, tzinfo=UTC))
    house.watch.now = datetime(2026, 6, 8, 0, 10, tzinfo=UTC)
    house.enter(house.watch.now)
    house.turn()
    assert house.days() == [(DAY, 7), (date(2026, 6, 7), 9)]


def test_each_root_names_the_one_before_by_its_digest(house: House) -> None:
    house.turn()
    house.enter(AFTER_MIDNIGHT)
    house.watch.pass_by(days=1)
    house.turn()
    with house.database.tenant(house.made.tenant_id) as scope:
        first, second = files_of(scope, DAY), files_of(scope, date(2026, 6, 3))
    assert first is not None
    assert second is not None
    assert json.loads(second.document)["previous"] == {"number": 1, "digest": digest_of(first.document).hex()}


def test_a_root_is_sealed_as_openssl_reads_it(house: House, tmp_path: Path) -> None:
    house.turn()
    with house.database.tenant(house.made.tenant_id) as scope:
        files = files_of(scope, DAY)
    assert files is not None
    assert check_detached(files.document, files.seal, roots()).signed_at == AFTER_MIDNIGHT
    (tmp_path / "root.json").write_bytes(files.document)
    (tmp_path / "root.json.p7s").write_bytes(files.seal)
    command = "openssl cms -verify -binary -inform DER -in root.json.p7s -content root.json -out /dev/null -CAfile"
    done = subprocess.run(
        [*command.split(), str(data_dir() / "ca" / "ca.pem")], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "successful" in done.stderr


def test_it_is_mailed_with_its_files_and_they_are_let_go_once_it_is_sent(house: House) -> None:
    house.turn()
    house.turn()
    (mail,) = house.mails()
    assert (mail.to_address, mail.subject) == (f"priya@{house.made.slug}.example", "Root of the ledger, 2 June 2026")
    assert f"https://mentors.example/ledger/{house.made.slug}" in mail.text
    (raw,) = [raw for raw in house.sent() if b"Root of the ledger" in raw]
    attached = list(message_from_bytes(raw, policy=policy.default).iter_attachments())
    names = [f"ledger-root-{house.made.slug}-2026-06-02.json", f"ledger-root-{house.made.slug}-2026-06-02.json.p7s"]
    assert [part.get_filename() for part in attached] == names
    document, der = (part.get_payload(decode=True) for part in attached)
    assert isinstance(document, bytes)
    assert isinstance(der, bytes)
    assert read_root(document).head.seq == 7
    check_detached(document, der, roots())
    with house.database.tenant(house.made.tenant_id) as scope:
        assert scope.session.scalar(select(func.count()).select_from(OutboundAttachment)) == 0


def test_it_goes_to_the_owners_and_to_the_address_that_the_organisation_chose(house: House) -> None:
    with house.database.platform() as session:
        user_id = register_user(session, "olga@example.org")
    with house.database.tenant(house.made.tenant_id) as scope:
        appoint(scope, user_id, role="owner", name="Olga Ruiz", email="olga@example.org", locale="fr-CA")
    house.turn()
    assert [(mail.to_address, mail.locale) for mail in house.mails()] == [("olga@example.org", "fr-CA")]
    with house.database.tenant(house.made.tenant_id) as scope:
        scope.session.execute(update(Organisation).values(roots_to="archive@example.org"))
    house.enter(AFTER_MIDNIGHT)
    house.watch.pass_by(days=1)
    house.turn()
    assert house.mails()[-1].to_address == "archive@example.org"


def test_a_stamp_comes_with_the_mail_where_there_is_an_authority(house: House, authority: Authority) -> None:
    house.stamper = AuthorityOfTime(authority.url, authority.roots)
    house.turn()
    with house.database.tenant(house.made.tenant_id) as scope:
        files = files_of(scope, DAY)
    assert files is not None
    assert files.stamp is not None
    assert check_answer(files.stamp, digest_of(files.seal), authority.roots).trusted
    (mail,) = house.mails()
    assert mail.attached == 3
    assert "confirms when it existed" in mail.text


def test_while_the_authority_is_away_the_root_goes_out_and_is_stamped_later(house: House, authority: Authority) -> None:
    house.stamper = AuthorityOfTime(authority.url, authority.roots)
    authority.away = True
    house.turn()
    assert (stamps(house), [mail.attached for mail in house.mails()]) == (0, [2])
    assert "The time stamp is not here yet" in house.mails()[0].text
    authority.away = False
    house.turn()
    assert (stamps(house), len(house.mails())) == (1, 1)


def test_no_root_is_made_over_entries_that_changed_since_the_last_one(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.turn()
    house.enter(AFTER_MIDNIGHT)
    with house.database.tenant(house.made.tenant_id) as scope:
        root = scope.session.scalars(select(LedgerRoot)).one()
        other = LedgerRoot(
            **{name: getattr(root, name) for name in ("tenant_id", "seq", "hash", "digest", "seal", "made_at")},
            number=2,
            day=DAY + timedelta(days=1),
            document=_with_another_fingerprint(root.document, root.tenant_id),
        )
        scope.session.add(other)
    house.enter(AFTER_MIDNIGHT + timedelta(days=1))
    house.watch.pass_by(days=2)
    house.turn()
    assert len(house.days()) == 2
    assert "the root of 2026-06-03 that is kept here was changed" in "".join(capsys.readouterr())


def _with_another_fingerprint(document: bytes, tenant_id: UUID) -> bytes:
    value = json.loads(document)
    assert value["tenant"] == str(tenant_id)
    changed = ("A" if value["fingerprints"][0] != "A" else "B") + value["fingerprints"][1:]
    return document.replace(value["fingerprints"].encode(), changed.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"domain":"mentorpost/ledger-root/v1"}',
        b'{"domain":"mentorpost/ledger-root/v2"}',
        b'{"domain":["mentorpost/ledger-root/v2"]}',
        b"[" * 100_000,
    ],
    ids=["empty", "object", "list", "bytes", "short", "short-v2", "listed", "deep"],
)
def test_what_is_no_root_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(NotARoot, match="ledger root"):
        read_root(data)


def test_a_root_with_a_space_more_or_a_fingerprint_less_is_refused(house: House) -> None:
    house.turn()
    with house.database.tenant(house.made.tenant_id) as scope:
        files = files_of(scope, DAY)
    assert files is not None
    with pytest.raises(NotARoot, match="canonical JSON"):
        read_root(files.document.replace(b'"v":2', b'"v": 2'))
    packed = json.loads(files.document)["fingerprints"].encode()
    with pytest.raises(NotARoot, match="fingerprint"):
        read_root(files.document.replace(packed, packed[:-32]))


def test_a_body_that_was_changed_before_its_first_root_is_not_sealed_and_the_coordinators_are_told_once(
    house: House, empty_database_url: str
) -> None:
    change_a_body(house, empty_database_url)
    house.turn()
    house.turn()
    assert house.days() == []
    assert faults_told(house) == [f"priya@{house.made.slug}.example"]


def test_a_body_that_was_changed_after_a_root_ends_the_roots(house: House, empty_database_url: str) -> None:
    house.turn()
    change_a_body(house, empty_database_url)
    house.enter(AFTER_MIDNIGHT)
    house.watch.pass_by(days=1)
    house.turn()
    assert house.days() == [(DAY, 7)]
    assert len(faults_told(house)) == 1


def test_rules_that_were_changed_after_a_root_end_the_roots_until_they_are_as_they_were(
    house: House, empty_database_url: str
) -> None:
    """H2, T3: otherwise a new root would vouch for what hours count by now."""
    house.turn()
    was = change_the_rules(house, empty_database_url, {"timezone": "UTC"})
    house.enter(AFTER_MIDNIGHT)
    house.watch.pass_by(days=1)
    house.turn()
    house.turn()
    assert (house.days(), len(faults_told(house))) == ([(DAY, 7)], 1)
    change_the_rules(house, empty_database_url, was)
    house.turn()
    assert house.days() == [(DAY, 7), (date(2026, 6, 3), 8)]


def test_a_ledger_that_ends_before_its_last_root_is_told_though_nothing_new_was_entered(
    house: House, empty_database_url: str
) -> None:
    house.turn()
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        for table in ("ledger_opening", "ledger_entry"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text("DELETE FROM ledger_opening"))
        connection.execute(text("DELETE FROM ledger_entry WHERE seq = 7"))
    engine.dispose()
    house.watch.pass_by(days=1)
    house.turn()
    assert len(faults_told(house)) == 1
