"""The folder of the story. What an earlier telling left makes room; a file of anybody else is never touched."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from app.errors import AppError

FOLDERS = ("mails", "replies", "hour-log")
FILES = ("log.txt", "story.txt")
LIST = "made-by-demo.txt"
_FIRST_LINE = "What `mentorpost demo` made here; before it tells again it removes these files, and no other:"


class NotOurs(AppError):
    """A file that the story did not make stands where it would write."""


class NotWritable(AppError):
    """The folder cannot be made, or nothing can be written to it."""


@contextmanager
def story_folder(out: Path) -> Iterator[Path]:
    """Make `out` ready and give it as an absolute path; however the story ends, what it made is listed in `LIST`.

    Raises:
        NotOurs: in a place of the story is a file that no earlier telling listed. Nothing was removed.
        NotWritable: the folder cannot be made, read or written.

    """
    folder = out.absolute()
    try:
        left = _left_by_earlier(folder)
        _remove(folder, left)
        for name in FOLDERS:
            _make(folder / name)
        _write_list(folder)
    except OSError as error:
        place = click.format_filename(error.filename or folder)
        raise NotWritable(f"--out: {place} cannot be used: {error.strerror}") from error
    try:
        yield folder
    finally:
        _write_list(folder)


def _left_by_earlier(folder: Path) -> list[Path]:
    """Every file in the places of the story; each must be listed."""
    listed = _listed(folder / LIST)
    found = list(_found(folder))
    for path in found:
        if path.relative_to(folder).as_posix() not in listed:
            raise _not_ours(path)
    return found


def _listed(path: Path) -> frozenset[str]:
    if not os.path.lexists(path):
        return frozenset()
    lines = path.read_text("utf-8", "surrogateescape").splitlines() if _is_plain_file(path) else [""]
    if lines[:1] != [_FIRST_LINE]:
        raise _not_ours(path)
    return frozenset(lines[1:])


def _found(folder: Path) -> Iterator[Path]:
    """What lies in the places of the story. A link counts as a file: what it leads to is somebody else's."""
    for name in (*FOLDERS, *FILES):
        path = folder / name
        if name in FOLDERS and path.is_dir() and not path.is_symlink():
            yield from _files_below(path)
        elif os.path.lexists(path):
            if not _is_plain_file(path):
                raise _not_ours(path)
            yield path


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files_below(path)
        else:
            yield path


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _remove(folder: Path, files: Sequence[Path]) -> None:
    """Remove the files, then each folder that they leave empty."""
    for path in files:
        path.unlink()
    emptied = {parent for path in files for parent in path.relative_to(folder).parents} - {Path()}
    for name in sorted(emptied, key=lambda name: len(name.parts), reverse=True):
        if not any((folder / name).iterdir()):
            (folder / name).rmdir()


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _write_list(folder: Path) -> None:
    made = [path.relative_to(folder).as_posix() for path in _found(folder)]
    text = "".join(f"{line}\n" for line in (_FIRST_LINE, *made))
    (folder / LIST).write_text(text, "utf-8", "surrogateescape")


def _not_ours(path: Path) -> NotOurs:
    return NotOurs(
        f"--out: {click.format_filename(path)} was not made by an earlier `mentorpost demo`; "
        "move it away or name another folder"
    )
