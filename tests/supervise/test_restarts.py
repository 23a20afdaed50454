"""When a process that died is started again."""

from workers.supervise.restarts import MOST_QUICK_DEATHS, count_death, pause_seconds


def test_each_quick_death_doubles_the_pause() -> None:
    assert [pause_seconds(deaths) for deaths in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]


def test_the_fifth_quick_death_in_a_row_is_the_last() -> None:
    deaths = 0
    for _ in range(MOST_QUICK_DEATHS):
        deaths = count_death(deaths, lived_seconds=0.2, exit_code=1)
    assert (deaths, pause_seconds(deaths)) == (5, None)


def test_a_process_that_had_served_a_while_is_started_again_at_once() -> None:
    assert count_death(4, lived_seconds=60, exit_code=1) == 0
    assert pause_seconds(0) == 0.5


def test_killing_a_process_does_not_count_against_it() -> None:
    assert count_death(2, lived_seconds=0.2, exit_code=-9) == 2


def test_a_crash_of_its_own_does_count() -> None:
    assert count_death(2, lived_seconds=0.2, exit_code=-11) == 3
