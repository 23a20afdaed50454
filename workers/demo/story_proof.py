"""The end of the story: the hour log leaves the house, is verified, and is refused once a byte of it is changed."""

import shutil
from pathlib import Path

from workers.demo.story_cast import CAST, address_of
from workers.demo.story_stage import Stage
from workers.demo.story_voice import Voice

_VERIFIABLE = (".pdf", ".json", ".csv")
_SEALS = "*.p7s"
_MOST_LINES = 9
_REFUSED = 1


def prove(stage: Stage, voice: Voice, name: str) -> None:
    """Export the hours of a member, verify each file, and try each with one byte changed."""
    voice.heading("5. An auditor asks for Dan’s hours")
    folder = stage.out / "hour-log"
    files = _exported(stage, voice, name, folder)
    for file in files:
        _run(stage, voice, "verify", str(file))
    voice.heading("6. Somebody changes one byte")
    changed = folder / "changed"
    changed.mkdir(exist_ok=True)
    for seal in folder.glob(_SEALS):
        shutil.copy(seal, changed)
    for file in files:
        _refused(stage, voice, _with_a_byte_changed(voice, file, changed))


def _exported(stage: Stage, voice: Voice, name: str, folder: Path) -> list[Path]:
    _run(stage, voice, "export", "hours", "--tenant", CAST.slug, "--member", address_of(name), "--out", str(folder))
    shutil.copy(stage.data_dir / "ca" / "ca.pem", folder)
    files = sorted(path for path in folder.iterdir() if path.suffix in _VERIFIABLE)
    voice.expect(bool(files), "the export wrote no file")
    return files


def _with_a_byte_changed(voice: Voice, file: Path, folder: Path) -> Path:
    """A copy with a digit of a figure changed where one stands in the open, else with the byte in the middle."""
    data = bytearray(file.read_bytes())
    place = data.find(b'"minutes":') + len(b'"minutes":') if file.suffix == ".json" else len(data) // 2
    before = bytes(data[place : place + 1])
    data[place] = ord("9") if before != b"9" else ord("8")
    copy = folder / file.name
    copy.write_bytes(data)
    voice.quiet(f"  {copy.name}: byte {place} was {before!r}, is {bytes(data[place : place + 1])!r}")
    return copy


def _run(stage: Stage, voice: Voice, *arguments: str, status: int = 0) -> None:
    voice.progress(f"mentorpost {arguments[0]} ...")
    done = stage.command(*arguments)
    shown = [str(Path(word).relative_to(stage.out.parent)) if word.startswith("/") else word for word in arguments]
    voice.line(f"  $ mentorpost {' '.join(shown)}")
    said = done.said.replace(f"{stage.out.parent}/", "").splitlines()
    for line in said[:_MOST_LINES]:
        voice.line(f"    {line}", "" if done.status == 0 else "31")
    voice.expect(done.status == status, f"exit status {done.status} instead of {status}")


def _refused(stage: Stage, voice: Voice, file: Path) -> None:
    _run(stage, voice, "verify", str(file), status=_REFUSED)
