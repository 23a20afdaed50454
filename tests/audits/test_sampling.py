"""A random sample follows from its list and its seed, and from nothing else (X5)."""

import hashlib
import json
import os
import re
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from app.audits.drawn import Draw
from app.audits.published import NotADraw, faults_of, published
from app.audits.sampling import draw, population_digest, ranked
from workers.commands.sample import sample

KEYS = tuple(f"M-{number:03}" for number in range(1, 41))
AT = datetime(2026, 6, 9, tzinfo=UTC)


def _draw(seed: str = "a line of the newspaper", wanted: int = 5) -> Draw:
    drawn = tuple(draw(seed, KEYS, wanted))
    return Draw(KEYS, population_digest(KEYS), wanted, AT, seed, AT, drawn)


def test_the_published_method_gives_the_same_by_hand() -> None:
    """As docs/auditors.md says it, without a line of ours."""
    seed, wanted = "a line of the newspaper", 5
    digest = hashlib.sha256("".join(f"{key}\n" for key in sorted(KEYS)).encode()).hexdigest()
    numbers = {key: hashlib.sha256(f"{seed}|{digest}|{key}".encode()).hexdigest() for key in KEYS}
    assert draw(seed, KEYS, wanted) == sorted(KEYS, key=numbers.__getitem__)[:wanted]


def test_the_shell_commands_of_the_docs_draw_the_same(tmp_path: Path) -> None:
    (commands,) = re.findall(r"```sh\n(.*?)```", Path("docs/auditors.md").read_text("utf-8"), re.DOTALL)
    seed, keys = "l\u2019arrivée du train de 17 h 04, *$(x)", (*KEYS, "É-7", "M-1 b")
    (tmp_path / "keys.txt").write_text("".join(f"{key}\n" for key in keys), "utf-8")
    drawn = subprocess.run(
        ["bash", "-c", commands],
        cwd=tmp_path,
        env={**os.environ, "seed": seed, "wanted": "9"},
        capture_output=True,
        check=True,
    )
    assert [line.partition(" ")[2] for line in drawn.stdout.decode().splitlines()] == draw(seed, keys, 9)


def test_the_digest_is_that_of_sorted_lines() -> None:
    assert population_digest(["b", "é", "a"]) == hashlib.sha256("a\nb\né\n".encode()).digest()


@given(st.sets(st.text(alphabet="abcdef0123-", min_size=1), max_size=40), st.text(), st.integers(1, 50))
def test_a_draw_takes_so_many_each_once_and_whatever_the_order_of_the_list(
    keys: set[str], seed: str, wanted: int
) -> None:
    drawn = draw(seed, list(keys), wanted)
    assert len(drawn) == len(set(drawn)) == min(wanted, len(keys))
    assert drawn == draw(seed, sorted(keys, reverse=True), wanted)
    assert ranked(seed, keys)[:wanted] == drawn


def test_another_seed_or_another_list_draws_others() -> None:
    usual = draw("seed", KEYS, 10)
    assert draw("seed ", KEYS, 10) != usual
    assert draw("seed", [*KEYS, "M-999"], 10) != usual


def test_everybody_is_drawn_about_as_often() -> None:
    counts = Counter(key for number in range(2000) for key in draw(f"seed {number}", KEYS, 4))
    assert set(counts) == set(KEYS)
    assert all(130 <= counts[key] <= 280 for key in KEYS), counts  # 200 expected, six standard deviations


def test_a_file_that_is_whole_has_no_faults() -> None:
    assert faults_of(published(_draw())) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seed": "another"}, "drawn: the seed draws"),
        ({"drawn": list(KEYS[:5])}, "drawn: the seed draws"),
        ({"population": [*KEYS[1:]]}, "list: its SHA-256 is"),
        ({"population": [*KEYS, KEYS[0]]}, "list: somebody stands in it twice"),
        ({"digest": "0" * 64}, "the file says 000"),
        ({"wanted": 6}, "drawn: the seed draws"),
    ],
)
def test_a_changed_file_is_told(change: dict[str, object], told: str) -> None:
    content = json.loads(published(_draw())) | change
    assert told in "\n".join(faults_of(json.dumps(content).encode()))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"format": "mentorpost/draw/v1"}'])
def test_what_is_no_draw_is_refused(content: bytes) -> None:
    with pytest.raises(NotADraw):
        faults_of(content)


def test_the_command_draws_again_and_tells_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "draw.json"
    file.write_bytes(published(_draw()))
    whole = CliRunner().invoke(sample, [str(file)])
    assert (whole.exit_code, whole.output.startswith("The sample follows: 5 of 40")) == (0, True)
    file.write_bytes(published(_draw()).replace(b"newspaper", b"newspapers"))
    changed = CliRunner().invoke(sample, [str(file)])
    assert (changed.exit_code, "drawn:" in changed.output) == (1, True)
