"""The folder of the demo: what a telling left makes room for the next, a file of anybody else is never touched."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import COMMAND
from workers.demo.story_folder import FOLDERS, LIST, NotOurs, NotWritable, story_folder

PLACES = (
    "mails/letter.eml",
    "replies/mine.eml",
    "hour-log/log.json",
    "hour-log/changed/log.json",
    "log.txt",
    "story.txt",
)
NOBODY = 65534


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def tell_into(out: Path, *names: str) -> None:
    """A telling that makes these files."""
    with story_folder(out) as folder:
        for name in names:
            put(folder / name, "of the story")


def files_in(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_what_an_earlier_telling_left_is_removed_with_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    tell_into(tmp_path, *PLACES)
    with story_folder(tmp_path):
        assert files_in(tmp_path) == {LIST}
        assert not (tmp_path / "hour-log" / "changed").exists()
        assert all((tmp_path / name).is_dir() for name in FOLDERS)


def test_what_an_earlier_telling_left_and_is_gone_is_not_missed(tmp_path: Path) -> None:
    tell_into(tmp_path, *PLACES)
    (tmp_path / "story.txt").unlink()
    tell_into(tmp_path, "log.txt")
    assert files_in(tmp_path) == {LIST, "log.txt"}


def test_a_telling_that_broke_off_has_still_listed_what_it_made(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        tell_into(tmp_path, "mails/first.eml", "hour-log")
    assert files_in(tmp_path) == {LIST, "mails/first.eml"}
    tell_into(tmp_path)
    assert files_in(tmp_path) == {LIST}


def test_files_beside_the_places_of_the_story_stay(tmp_path: Path) -> None:
    beside = [put(tmp_path / name, "mine") for name in ("notes.txt", "mails.txt", "more/mails/letter.eml")]
    tell_into(tmp_path, *PLACES)
    tell_into(tmp_path, *PLACES)
    assert [path.read_text() for path in beside] == ["mine"] * 3


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("told_before", [False, True])
def test_a_file_of_somebody_else_in_the_way_is_refused_and_nothing_is_removed(
    tmp_path: Path, place: str, told_before: bool
) -> None:
    if told_before:
        tell_into(tmp_path, *(name for name in PLACES if name != place))
    mine = put(tmp_path / place, "mine")
    before = files_in(tmp_path)
    with pytest.raises(NotOurs, match=place), story_folder(tmp_path):
        pass
    assert mine.read_text() == "mine"
    assert files_in(tmp_path) == before


def test_a_link_in_a_place_of_the_story_is_not_followed(tmp_path: Path) -> None:
    out, letter = tmp_path / "out", put(tmp_path / "post" / "letter.eml", "mine")
    tell_into(out, "mails/letter.eml")
    (out / "mails" / "letter.eml").unlink()
    (out / "mails").rmdir()
    (out / "mails").symlink_to(letter.parent)
    with pytest.raises(NotOurs), story_folder(out):
        pass
    assert letter.read_text() == "mine"


def test_a_list_cannot_name_a_file_outside(tmp_path: Path) -> None:
    out, mine = tmp_path / "out", put(tmp_path / "notes.txt", "mine")
    tell_into(out)
    with (out / LIST).open("a") as file:
        file.write(f"../notes.txt\n{mine}\n")
    tell_into(out)
    assert mine.read_text() == "mine"


def test_a_list_that_the_story_did_not_write_is_refused(tmp_path: Path) -> None:
    put(tmp_path / LIST, "story.txt\n")
    story = put(tmp_path / "story.txt", "mine")
    with pytest.raises(NotOurs, match=LIST), story_folder(tmp_path):
        pass
    assert story.read_text() == "mine"


def test_a_folder_below_a_file_cannot_be_used(tmp_path: Path) -> None:
    below = put(tmp_path / "file", "mine") / "out"
    with pytest.raises(NotWritable, match="cannot be used: Not a directory"), story_folder(below):
        pass


@pytest.mark.parametrize(
    ("out", "file", "words"),
    [
        ("out", "out/mails", "out/mails was not made by an earlier `mentorpost demo`"),
        ("out", "out/mails/letter.eml", "out/mails/letter.eml was not made by an earlier `mentorpost demo`"),
        ("file/out", "file", "cannot be used: Not a directory"),
    ],
)
def test_the_command_refuses_in_one_sentence_before_it_starts(tmp_path: Path, out: str, file: str, words: str) -> None:
    mine = put(tmp_path / file, "mine")
    done = subprocess.run(
        [COMMAND, "demo", "--out", str(tmp_path / out)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    (said,) = done.stderr.splitlines()
    assert said.startswith("error: --out: ")
    assert words in said
    assert mine.read_text() == "mine"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that everybody can reach; pytest's own are its user's alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def without_privilege() -> Iterator[None]:
    """Root may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("closed", ["", "mails"])
def test_a_folder_that_this_user_cannot_write_is_refused(open_folder: Path, closed: str) -> None:
    (open_folder / "mails").mkdir()
    for folder in (open_folder, open_folder / "mails"):
        folder.chmod(0o777)
    (open_folder / closed).chmod(0o555)
    with without_privilege(), pytest.raises(NotWritable, match="Permission denied"), story_folder(open_folder):
        pass
    (open_folder / closed).chmod(0o755)
