"""Pauses grow, differ by chance, and follow the other server's word where it gives one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.pacing.back_off import LONGEST_PAUSE, SHORTEST_PAUSE, pause_after


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True), st.text(max_size=60))
def test_a_pause_is_never_too_short_nor_too_long(attempt: int, chance: float, words: str) -> None:
    assert SHORTEST_PAUSE <= pause_after(attempt, words, lambda: chance) <= LONGEST_PAUSE


@pytest.mark.parametrize("attempt", range(1, 8))
def test_chance_spreads_the_tries_over_all_the_time_there_is(attempt: int) -> None:
    """Full jitter: a thousand mails put off at once do not come back at once."""
    pauses = {round(pause_after(attempt, "451 busy", lambda: share / 10).total_seconds()) for share in range(10)}  # noqa: B023
    assert len(pauses) == 10
    assert max(pauses) < 30 * 2 ** (attempt - 1)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("450 4.2.0 <dan@x.example>: Recipient address rejected: Greylisted, see postgrey", 300, 360),
        ("451 4.7.1 Greylisting in action, please come back later", 300, 360),
        ("451 Please try again in 180 seconds", 180, 216),
        ("450 4.7.1 try again in 10 minutes", 600, 720),
        ("421 4.7.0 retry after 2 hours", 7200, 8640),
        ("451 wait 90 s", 90, 108),
    ],
)
@pytest.mark.parametrize("attempt", [1, 9])
def test_a_server_that_says_when_is_believed(words: str, least: int, most: int, attempt: int) -> None:
    assert pause_after(attempt, words, lambda: 0.0).total_seconds() == least
    assert pause_after(attempt, words, lambda: 1 - 1e-9).total_seconds() == pytest.approx(most)
