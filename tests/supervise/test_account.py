"""The account that the servers run as, when this process is root."""

import os

import pytest

from tests.servers import temporary_data_dir
from workers.supervise.account import Account, private_folder, reachable, server_account

STRANGER = Account("stranger", uid=54_321, gid=54_321)


def test_a_closed_folder_above_puts_a_file_out_of_reach() -> None:
    with temporary_data_dir() as data_dir:
        closed = private_folder(data_dir / "closed")
        data_dir.chmod(0o711)
        assert not reachable(closed / "file", STRANGER)


def test_a_folder_that_others_may_pass_leaves_it_within_reach() -> None:
    with temporary_data_dir() as data_dir:
        data_dir.chmod(0o711)
        assert reachable(data_dir / "file", STRANGER)


def test_what_we_run_ourselves_is_always_within_reach() -> None:
    with temporary_data_dir() as data_dir:
        assert reachable(private_folder(data_dir / "closed") / "file", None)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_private_folder_is_private_whatever_the_umask(umask: int) -> None:
    with temporary_data_dir() as data_dir:
        before = os.umask(umask)
        try:
            assert private_folder(data_dir / "secrets").stat().st_mode & 0o777 == 0o700
        finally:
            os.umask(before)


def test_the_servers_never_run_as_root() -> None:
    account = server_account()
    assert (account.uid if account else os.geteuid()) != 0
