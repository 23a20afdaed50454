"""How the story speaks: colours and progress on a terminal alone, and never where NO_COLOR is set."""

import io

import pytest

from workers.demo.story_voice import Voice, voice_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def spoken(voice: Voice) -> str:
    assert isinstance(voice.to, io.StringIO)
    voice.progress("reading ...")
    voice.parts(("Dan  ", ""), ("recorded", "32"))
    return voice.to.getvalue()


def test_a_terminal_gets_colours_and_progress_that_the_next_line_takes_the_place_of() -> None:
    said = spoken(voice_for(Terminal()))
    assert said == "\r\x1b[K\x1b[90mreading ...\x1b[0m\r\x1b[KDan  \x1b[32mrecorded\x1b[0m\n"


def test_no_color_takes_the_colours_and_leaves_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert spoken(voice_for(Terminal())) == "\r\x1b[Kreading ...\r\x1b[KDan  recorded\n"


def test_a_dumb_terminal_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert spoken(voice_for(Terminal())) == "Dan  recorded\n"


def test_a_file_gets_plain_lines() -> None:
    assert spoken(voice_for(io.StringIO())) == "Dan  recorded\n"


def test_what_did_not_come_out_as_told_is_said_and_kept() -> None:
    voice = voice_for(io.StringIO())
    voice.expect(True, "the sun did not rise")
    voice.expect(False, "the moon did not rise")
    assert voice.wrong == ["the moon did not rise"]
    assert voice.lines == ["  NOT AS TOLD: the moon did not rise"]
