"""Honest years raise no alarm, and every fault planted in one is found."""

import pytest

from app.integrity.flag import FlagKind
from app.integrity.look_over import look_over
from app.integrity.witnesses import witnesses
from tests.integrity.years import PLANTS, honest_year, planted

MOST_FALSE_ALARMS = 1
"""In some 6,000 claims of generated years, whose words are far fewer than people's."""


def test_honest_years_raise_no_alarm() -> None:
    alarms, claims = 0, 0
    for seed in range(7):
        history = honest_year(seed, 20).history()
        claims += len(history.claims)
        alarms += len(look_over(history))
    assert claims > 5000
    assert alarms <= MOST_FALSE_ALARMS


@pytest.mark.parametrize("kind", list(PLANTS))
@pytest.mark.parametrize("seed", range(8))
def test_a_planted_fault_is_found_with_its_entries(kind: FlagKind, seed: int) -> None:
    year = honest_year(seed, 8)
    planted_in = planted(year, kind)
    found = [flag for flag in look_over(year.history()) if flag.kind is kind]
    assert any(planted_in & {live.claim.id for live in flag.claims} for flag in found)


def test_looking_changes_no_claim_and_both_witnesses_keep_their_own() -> None:
    history = honest_year(1, 8).history()
    before = tuple(history.claims)
    pairs = list(witnesses(history))
    assert history.claims == before
    assert all(pair.first.claim.person_id != pair.second.claim.person_id for pair in pairs)
    seen = [live.claim.id for pair in pairs for live in (pair.first, pair.second)]
    assert len(seen) == len(set(seen))
