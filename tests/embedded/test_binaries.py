"""Server programs that the unprivileged account cannot reach are copied to where it can."""

import subprocess
from pathlib import Path

from tests.servers import temporary_data_dir
from workers.embedded.binaries import copied_postgres, postgres_programs, redis_server
from workers.supervise.account import server_account


def test_programs_within_reach_are_used_where_they_are(tmp_path: Path) -> None:
    assert (postgres_programs(tmp_path, None) / "postgres").is_file()
    assert redis_server(tmp_path, None).is_file()
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_the_programs_runs_in_its_new_place() -> None:
    with temporary_data_dir() as data_dir:
        copies = data_dir / "programs"
        copies.mkdir()
        programs = copied_postgres(copies)
        account = server_account()
        for name in ("initdb", "postgres"):
            said = subprocess.check_output(
                [str(programs / name), "--version"], user=account.uid if account else None, text=True
            )
            assert "(PostgreSQL) 18" in said


def test_a_copy_that_was_cut_short_is_made_again() -> None:
    with temporary_data_dir() as data_dir:
        copies = data_dir / "programs"
        copies.mkdir()
        programs = copied_postgres(copies)
        whole = programs.parents[2]
        assert whole.parent == copies
        whole.rename(whole.with_name(whole.name + ".unfinished"))
        (whole.with_name(whole.name + ".unfinished") / "rest").touch()
        assert (copied_postgres(copies) / "postgres").is_file()
        assert not (whole / "rest").exists()
