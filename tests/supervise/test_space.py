"""A full disk: said once, and nobody is given up for it."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from workers.supervise.space import Space

_MEGABYTE = 1024 * 1024


class Told(NamedTuple):
    """The parts of `os.statvfs_result` that we look at."""

    f_bavail: int
    f_frsize: int
    f_files: int
    f_favail: int


class Disk:
    """What the kernel says of a disk, as a test wants it said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.free = 1000 * _MEGABYTE
        self.files = 1000
        monkeypatch.setattr(os, "statvfs", lambda _folder: Told(self.free // 4096, 4096, 1000, self.files))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def space(tmp_path: Path, said: list[str]) -> Space:
    return Space([tmp_path], said.append)


def test_a_disk_with_room_is_not_spoken_of(disk: Disk, space: Space, said: list[str]) -> None:
    assert disk.free > 0
    assert not space.is_lacking()
    assert said == []


def test_a_full_disk_is_named_once(disk: Disk, space: Space, said: list[str], tmp_path: Path) -> None:
    disk.free = 3 * _MEGABYTE
    assert [space.is_lacking() for _ in range(3)] == [True, True, True]
    assert len(said) == 1
    assert said[0].startswith(f"DATA_DIR: no space left on {tmp_path} (only 3 MB)")


def test_space_that_is_there_again_is_said_too(disk: Disk, space: Space, said: list[str], tmp_path: Path) -> None:
    disk.free = 0
    space.is_lacking()
    disk.free = 500 * _MEGABYTE
    assert not space.is_lacking()
    assert said[1:] == [f"DATA_DIR: there is space again on {tmp_path}"]


def test_a_disk_at_the_edge_is_reported_once(disk: Disk, space: Space, said: list[str]) -> None:
    for megabytes in (31, 33, 31, 33, 31):
        disk.free = megabytes * _MEGABYTE
        space.is_lacking()
    assert len(said) == 1


def test_a_disk_on_which_no_more_files_can_be_made_is_full(disk: Disk, space: Space) -> None:
    disk.files = 0
    assert space.is_lacking()


def test_a_folder_that_is_gone_is_not_full(tmp_path: Path, said: list[str]) -> None:
    assert not Space([tmp_path / "gone"], said.append).is_lacking()
