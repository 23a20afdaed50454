"""`mentorpost verify`: what it prints and how it ends (X3)."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.db import Database
from tests.database import url_text
from tests.exports.log_changes import Content, file_of
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import claim_of, enter, mentee
from tests.ledger.memory_ledger import attestation

Run = Callable[..., Result]


def content(file: Path) -> Content:
    found: Content = json.loads(file.read_bytes())
    return found


def rewrite(file: Path, change: Callable[[Content], object]) -> None:
    """Change the file's content and make its digest fit."""
    changed = content(file)
    change(changed)
    file.write_bytes(file_of(changed))


def as_owner(urls: tuple[str, str], *statements: str) -> None:
    """What somebody with the owner's password and no scruples could do."""
    engine = create_engine(urls[0])
    with engine.begin() as connection:
        for switch in ("DISABLE", "ENABLE"):
            for table in ("ledger_entry", "ledger_root", "programme_rules", "root_stamp"):
                connection.execute(text(f"ALTER TABLE {table} {switch} TRIGGER USER"))
            for statement in statements if switch == "DISABLE" else ():
                connection.execute(text(statement))
    engine.dispose()


def without_traceback(result: Result) -> Result:
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_what_is_exported_is_whole_against_the_live_ledger(run: Run, file: Path) -> None:
    result = run("verify", file)
    assert result.exit_code == 0
    assert "hours.json: whole, compared with the live ledger" in result.stdout
    assert "Dan Roy, member M-1" in result.stdout
    assert "minutes: 165 (attested 90, claimed 30, disputed 45) in 3 claims, 6 entries" in result.stdout


def test_a_log_of_some_days_is_whole_too(run: Run, made: MadeTenant, file: Path) -> None:
    days = ("--from", "2026-06-01", "--to", "2026-06-30")
    assert run("export", "hours", "--tenant", made.slug, "--member", "M-1", *days, "--out", file).exit_code == 0
    result = run("verify", file)
    assert result.exit_code == 0
    assert "2026-06-01 to 2026-06-30" in result.stdout


def test_it_is_checked_without_a_database_by_a_head_from_a_receipt(run_offline: Run, file: Path) -> None:
    head = content(file)["head"]
    result = run_offline("verify", file, "--head", f"{head['seq']}:{head['hash'][:24]}")
    assert result.exit_code == 0
    assert "compared with the head you gave, entry 7" in result.stdout
    assert "only the live ledger can tell" in result.stdout


def test_a_name_in_a_file_cannot_steer_the_terminal(run_offline: Run, file: Path) -> None:
    rewrite(file, lambda log: log["tenant"].update(name="\x1b]0;ASET\x07\u202eé"))
    head = content(file)["head"]
    result = run_offline("verify", file, "--head", f"{head['seq']}:{head['hash']}")
    assert result.exit_code == 0
    assert "Dan Roy, member M-1; ?]0;ASET??é\n" in result.stdout


def test_another_head_is_told(run_offline: Run, file: Path) -> None:
    result = run_offline("verify", file, "--head", "7:" + "0" * 64)
    assert result.exit_code == 1
    assert "at entry 7 this log's chain has another hash than the head you gave" in result.stdout


def test_with_nothing_to_compare_it_cannot_be_checked(run_offline: Run, file: Path) -> None:
    result = run_offline("verify", file)
    assert result.exit_code == 2
    assert "give --head SEQ:HASH from a receipt" in result.stderr


def test_with_an_unreachable_database_it_cannot_be_checked(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:9/nowhere")
    result = without_traceback(run("verify", file))
    assert result.exit_code == 2
    assert "127.0.0.1:9/nowhere" in result.stderr
    assert "secret" not in result.stderr


def test_with_a_database_that_holds_no_ledger_it_cannot_be_checked(
    run: Run, file: Path, empty_database_url: str, migrated_urls: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = url_text(migrated_urls[1], database=make_url(empty_database_url).database or "")
    monkeypatch.setenv("DATABASE_URL", empty)
    result = without_traceback(run("verify", file))
    assert result.exit_code == 2
    assert "the ledger cannot be read: relation" in result.stderr


def test_a_damaged_file_is_told_even_with_nothing_to_compare(run_offline: Run, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"minutes":90', b'"minutes":91', 1))
    result = run_offline("verify", file)
    assert result.exit_code == 1
    assert "hours.json: NOT whole\n  digest: " in result.stdout


@pytest.mark.parametrize("bad", ["7", "7:abc", "seven:" + "a" * 64])
def test_a_head_that_is_none_is_said_so(run_offline: Run, file: Path, bad: str) -> None:
    result = run_offline("verify", file, "--head", bad)
    assert result.exit_code == 2
    assert "at least 16 digits" in result.stderr


def test_a_file_that_is_not_there_or_no_file_is_said_so(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.json", tmp_path):
        result = without_traceback(run("verify", path))
        assert result.exit_code == 2
        assert f"{path}: cannot be read" in result.stderr


def test_something_else_than_an_hour_log_is_said_so(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Dear all,\n")
    result = without_traceback(run("verify", other))
    assert result.exit_code == 2
    assert f"{other}: this is not an hour log" in result.stderr


def test_no_change_of_a_byte_gives_a_traceback_or_passes(run: Run, file: Path) -> None:
    chance, data = random.Random(7), file.read_bytes()
    for place in chance.sample(range(len(data)), 60):
        file.write_bytes(data[:place] + bytes([data[place] ^ chance.randrange(1, 256)]) + data[place + 1 :])
        assert without_traceback(run("verify", file)).exit_code == 1


def test_an_entry_left_out_at_the_end_is_told_by_the_live_ledger(run: Run, file: Path) -> None:
    def leave_out_the_dispute(log: Content) -> None:
        del log["entries"][-1]
        log["person_entries"] -= 1
        log["claims"][2].update(state="claimed", answer=None)
        log["totals"]["by_state"] = {"attested": 90, "claimed": 75}

    rewrite(file, leave_out_the_dispute)
    result = run("verify", file)
    assert result.exit_code == 1
    assert "entry 7: missing, the ledger has it about this member" in result.stdout
    assert "entries: the log counts 5 about the member, the ledger 6" in result.stdout


def test_an_entry_hidden_as_if_outside_the_period_is_told(run: Run, file: Path) -> None:
    def hide_the_last_claim(log: Content) -> None:
        hidden = log["entries"][-2:]
        del log["entries"][-2:], log["claims"][-1]
        log["omitted"] = [{"seq": entry["seq"], "person_seq": entry["body"]["person_seq"]} for entry in hidden]
        log["totals"] = {"minutes": 120, "by_mode": {"video": 120}, "by_state": {"attested": 90, "claimed": 30}}

    rewrite(file, hide_the_last_claim)
    result = run("verify", file)
    assert result.exit_code == 1
    assert "entry 6: left out of the log, or shown in it, against the period" in result.stdout


def test_names_left_out_are_told(run: Run, file: Path) -> None:
    def leave_out_the_partner(log: Content) -> None:
        log["entries"][0]["openings"] = [
            row for row in log["entries"][0]["openings"] if row["field"] != "counterparts.0"
        ]
        log["claims"][0]["partners"] = [None]

    rewrite(file, leave_out_the_partner)
    result = run("verify", file)
    assert result.exit_code == 1
    assert "entry 1: the log leaves out what the ledger holds: counterparts.0" in result.stdout


def test_another_name_of_the_organisation_is_told(run: Run, file: Path) -> None:
    rewrite(file, lambda log: log["tenant"].update(name="Another association"))
    result = run("verify", file)
    assert result.exit_code == 1
    assert "digest: no log with this digest was ever made from this ledger" in result.stdout


def test_the_log_of_a_tenant_that_is_not_here_is_told(run: Run, file: Path, migrated_urls: tuple[str, str]) -> None:
    tenant_id = content(file)["tenant"]["id"]
    tables = ("ledger_opening", "ledger_entry", "ledger_head")
    as_owner(migrated_urls, *(f"DELETE FROM {table} WHERE tenant_id = '{tenant_id}'" for table in tables))
    result = run("verify", file)
    assert result.exit_code == 1
    assert f"ledger: it holds no entry of the organisation {tenant_id}" in result.stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("minutes = 1", "entry 1: its columns differ from its body: minutes"),
        ("body = replace(body, '90', '91')", "entry 1: its body does not give the body hash"),
        ("hash = decode(repeat('00', 32), 'hex')", "entry 1 is not on the live chain as this log has it"),
    ],
)
def test_a_ledger_changed_behind_our_back_is_told(
    run: Run, file: Path, migrated_urls: tuple[str, str], change: str, told: str
) -> None:
    tenant_id = content(file)["tenant"]["id"]
    as_owner(migrated_urls, f"UPDATE ledger_entry SET {change} WHERE seq = 1 AND tenant_id = '{tenant_id}'")
    result = run("verify", file)
    assert result.exit_code == 1
    assert told in result.stdout


def test_a_log_from_before_later_entries_stays_whole_and_they_are_counted(
    run: Run, database: Database, made: MadeTenant, file: Path
) -> None:
    (later,) = enter(database, made, claim_of(made, 15))
    enter(database, made, attestation(later, mentee(made)))
    result = run("verify", file)
    assert result.exit_code == 0
    assert "Entries about the member recorded since this log was made: 2." in result.stdout


def test_a_log_of_a_member_without_entries_is_whole(run: Run, database: Database, tmp_path: Path) -> None:
    fresh, file = make_tenant(database), tmp_path / "none.json"
    assert run("export", "hours", "--tenant", fresh.slug, "--member", "M-2", "--out", file).exit_code == 0
    assert run("verify", file).exit_code == 0
