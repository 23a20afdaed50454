"""The supervisor's children: started in order, started again when they die, ended in reverse."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from workers.supervise.children import Children, GaveUp, StopRequested
from workers.supervise.output import Output
from workers.supervise.service import Service


@dataclass
class Run:
    """One set of children, the lines they wrote, and the switch that asks for the end."""

    records: Path
    words: list[str] = field(default_factory=list)
    stop_asked: bool = False
    disk_full: bool = False

    def __post_init__(self) -> None:
        self.output = Output(self.words.append)
        self.children = Children(self.output, self.records, lambda: self.stop_asked, lambda: self.disk_full)

    def tick_until(self, condition: Callable[[], bool], seconds: float = 10) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "".join(self.words)
            self.children.tick()

    def said(self, line: str) -> Callable[[], bool]:
        return lambda: any(line in words for words in self.words)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    run = Run(tmp_path)
    yield run
    run.children.stop()
    run.output.close()


def shell(name: str, script: str, **settings: object) -> Service:
    environment = {"PATH": os.environ["PATH"]}
    command = ("sh", "-c", script)
    settings = {"missing": lambda: None, "folder": Path("/"), **settings}
    return Service(name, command, environment, **settings)  # type: ignore[arg-type]


def sleeper(name: str, **settings: object) -> Service:
    return shell(name, f"echo {name} up; exec sleep 60", **settings)


def pid_of(run: Run, name: str) -> int:
    return int((run.records / f"{name}.pid").read_text().split()[0])


def test_each_line_stands_behind_the_name_of_its_process(run: Run) -> None:
    run.children.start([sleeper("web"), sleeper("smtp")])
    run.tick_until(run.said("web up"))
    run.tick_until(run.said("smtp up"))
    assert sorted(run.words) == ["smtp      | smtp up\n", "web       | web up\n"]


def test_the_start_waits_until_a_service_serves(run: Run, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    slow = shell("web", f"sleep 0.5; touch {flag}; exec sleep 60", missing=lambda: None if flag.exists() else "not yet")
    run.children.start([slow])
    assert flag.exists()


def test_a_killed_process_is_started_again_and_it_is_said(run: Run) -> None:
    run.children.start([sleeper("web")])
    first = pid_of(run, "web")
    os.kill(first, signal.SIGKILL)
    run.tick_until(run.said("web was killed by signal 9; starting it again in 0.5 s"))
    run.tick_until(lambda: (run.records / "web.pid").exists() and pid_of(run, "web") != first)


def test_five_quick_deaths_end_everything_and_say_which_and_why(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.supervise.restarts._FIRST_PAUSE_SECONDS", 0.01)
    with pytest.raises(GaveUp, match="web ended with exit code 3, 5 times in a row"):
        run.children.start([shell("web", "exit 3", missing=lambda: "never")])


def test_nobody_is_given_up_while_the_disk_is_full(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """I7: a full disk stops PostgreSQL again and again, and the listener goes on answering."""
    monkeypatch.setattr("workers.supervise.restarts._FIRST_PAUSE_SECONDS", 0.01)
    run.disk_full = True
    deaths = run.records / "deaths"
    run.children.start([sleeper("smtp"), shell("postgres", f"echo x >> {deaths}; exit 1")])
    run.tick_until(lambda: deaths.exists() and len(deaths.read_text().split()) > 8)
    assert pid_of(run, "smtp")


def test_deaths_on_a_full_disk_do_not_count_once_it_has_room(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.supervise.restarts._FIRST_PAUSE_SECONDS", 0.01)
    run.disk_full = True
    deaths = run.records / "deaths"
    run.children.start([shell("postgres", f"echo x >> {deaths}; exit 1")])
    run.tick_until(lambda: deaths.exists() and len(deaths.read_text().split()) > 6)
    run.disk_full = False
    before = len(deaths.read_text().split())
    with pytest.raises(GaveUp, match="5 times in a row"):
        run.tick_until(lambda: False)
    assert len(deaths.read_text().split()) - before in {4, 5}


def test_a_start_onto_a_full_disk_waits_for_room(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.supervise.children._READY_SECONDS", 0.1)
    run.disk_full = True
    looks: list[None] = []

    def missing() -> str | None:
        looks.append(None)
        return None if len(looks) > 8 else "no space left"

    run.children.start([sleeper("postgres", missing=missing)])
    assert len(looks) == 9


def test_nobody_is_started_again_onto_a_server_that_is_away(run: Run) -> None:
    away: list[str] = []
    database = sleeper("postgres", missing=lambda: away[0] if away else None)
    run.children.start([database, sleeper("web", needs=("postgres",))])
    away.append("it is starting")
    os.kill(pid_of(run, "web"), signal.SIGKILL)
    run.tick_until(run.said("starting it again"))
    until = time.monotonic() + 1
    run.tick_until(lambda: time.monotonic() > until)
    assert not (run.records / "web.pid").exists()
    away.clear()
    run.tick_until((run.records / "web.pid").exists)


def test_nobody_is_given_up_whose_server_goes_down_again_and_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I7: it died of the server's death, and not of a fault of its own."""
    monkeypatch.setattr("workers.supervise.restarts._FIRST_PAUSE_SECONDS", 0.01)
    away, deaths = tmp_path / "away", tmp_path / "deaths"

    def missing() -> str | None:
        if not away.exists():
            return None
        away.unlink()
        return "it is starting"

    database = sleeper("postgres", missing=missing)
    run.children.start([database, shell("web", f"touch {away}; echo x >> {deaths}; exit 1", needs=("postgres",))])
    run.tick_until(lambda: deaths.exists() and len(deaths.read_text().split()) > 8)


def test_what_a_dead_process_started_does_not_live_on(run: Run, tmp_path: Path) -> None:
    child = tmp_path / "child"
    run.children.start([shell("web", f"sleep 60 & echo $! > {child}; echo up; wait")])
    run.tick_until(run.said("up"))
    os.kill(pid_of(run, "web"), signal.SIGKILL)
    run.tick_until(run.said("starting it again"))
    run.tick_until(lambda: not lives(int(child.read_text())))


def test_the_end_comes_in_reverse_order(run: Run) -> None:
    def saying_goodbye(name: str) -> Service:
        return shell(name, f"trap 'echo {name} ends; exit 0' TERM; echo {name} up; while :; do sleep 0.05; done")

    run.children.start([saying_goodbye(name) for name in ("postgres", "web", "smtp")])
    run.tick_until(lambda: len(run.words) == 3)
    run.children.stop()
    run.output.relay(0)
    assert [line.split("|")[1].strip() for line in run.words[3:]] == ["smtp ends", "web ends", "postgres ends"]


def test_one_that_will_not_end_is_killed_at_its_deadline(run: Run) -> None:
    run.children.start([shell("web", "trap '' TERM; echo up; while :; do sleep 0.05; done", stop_seconds=0.3)])
    run.tick_until(run.said("up"))
    pid = pid_of(run, "web")
    run.children.stop()
    assert not lives(pid)


def test_asking_for_the_end_interrupts_a_start(run: Run) -> None:
    run.stop_asked = True
    with pytest.raises(StopRequested):
        run.children.start([sleeper("web", missing=lambda: "not yet")])


def test_a_failing_command_stops_the_start_and_its_words_are_shown(run: Run) -> None:
    with pytest.raises(GaveUp, match="migrate failed with exit code 4"):
        run.children.run_once(shell("migrate", "echo no such table; exit 4"))
    assert run.words == ["migrate   | no such table\n"]


def test_a_process_that_says_very_much_is_not_held_up(run: Run) -> None:
    run.children.run_once(shell("migrate", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"))
    assert len(run.words) == 20_000


def test_words_without_an_end_of_line_are_not_lost(run: Run) -> None:
    run.children.run_once(shell("migrate", "printf unfinished"))
    assert run.words == ["migrate   | unfinished\n"]


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
