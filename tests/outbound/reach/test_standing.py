"""What one more failure says of an address (I8): rules without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from app.db import new_id
from app.language import LANGUAGES
from app.outbound.reach.failures import SENTENCES, SEVERITIES, Failure, Severity, failure_words, severity_of
from app.outbound.reach.standing import Standing, State, after_complaint, after_failure, stands_after_delivery

BEGAN = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)


def failed(*days: int, failure: Failure, permanent: bool = True) -> Standing:
    """How an address stands after a mail failed on each of those days."""
    standing: Standing | None = None
    for day in days:
        standing = after_failure(standing, failure, BEGAN + timedelta(days=day), new_id(), permanent=permanent)
    assert standing is not None
    return standing


def test_every_reason_has_a_severity_and_a_sentence() -> None:
    assert set(SEVERITIES) == set(SENTENCES) == set(Failure)
    assert len({failure_words(failure, locale) for failure in Failure for locale in LANGUAGES}) == 2 * len(Failure)


def test_an_address_that_nobody_has_is_dead_at_once() -> None:
    assert failed(0, failure=Failure.ADDRESS_UNKNOWN).state is State.DEAD


def test_an_unknown_address_is_not_dead_while_its_server_says_perhaps_later() -> None:
    assert severity_of(Failure.ADDRESS_UNKNOWN, permanent=False) is Severity.SOFT
    assert failed(0, failure=Failure.ADDRESS_UNKNOWN, permanent=False).state is State.SOFT


@pytest.mark.parametrize(
    ("days", "state"),
    [((0,), State.SOFT), ((0, 1, 2), State.SOFT), ((0, 8), State.SOFT), ((0, 4, 7), State.DEAD)],
)
def test_troubles_kill_an_address_after_three_mails_over_a_week(days: tuple[int, ...], state: State) -> None:
    assert failed(*days, failure=Failure.UNREACHABLE).state is state


@pytest.mark.parametrize(("days", "state"), [((0,), State.SOFT), ((0, 7), State.SOFT), ((0, 7, 14), State.DEAD)])
def test_a_full_mailbox_is_given_two_weeks(days: tuple[int, ...], state: State) -> None:
    assert failed(*days, failure=Failure.MAILBOX_FULL).state is state


def test_a_refusal_that_says_nothing_counts_twice() -> None:
    assert failed(0, failure=Failure.UNDELIVERABLE).state is State.SOFT
    assert failed(0, 3, failure=Failure.UNDELIVERABLE).state is State.DEAD


@pytest.mark.parametrize("failure", [Failure.SPAM, Failure.BLOCKED, Failure.NOT_AUTHENTICATED, Failure.TOO_LARGE])
def test_what_is_not_the_address_s_fault_never_kills_it(failure: Failure) -> None:
    assert failed(*range(0, 60, 5), failure=failure).state is State.REFUSED


def test_a_provider_that_wants_a_confirmation_is_named_so() -> None:
    assert failed(0, failure=Failure.CHALLENGE).state is State.CHALLENGE


@pytest.mark.parametrize("other", sorted(set(Failure) - {Failure.LEFT}))
def test_who_has_left_is_out_of_sight_only_behind_a_dead_address(other: Failure) -> None:
    """What fails for a time neither hides it nor adds up with it."""
    left = after_failure(None, Failure.LEFT, BEGAN, None)
    for number in range(1, 5):
        found = after_failure(left, other, BEGAN + timedelta(days=5 * number), None)
        assert found.state is State.DEAD or found == left
    assert after_failure(after_failure(None, Failure.SPAM, BEGAN, None), Failure.LEFT, BEGAN, None) == left
    assert stands_after_delivery(left, BEGAN + timedelta(days=1))


def test_the_same_mail_counts_once_however_often_it_comes_back() -> None:
    mail_id, standing = new_id(), None
    for day in (0, 4, 8, 12):
        standing = after_failure(standing, Failure.UNREACHABLE, BEGAN + timedelta(days=day), mail_id)
    assert standing is not None
    assert (standing.state, standing.failures) == (State.SOFT, 1)


def test_a_complaint_outlives_every_failure() -> None:
    complained = after_complaint(None, BEGAN, None)
    after = after_failure(complained, Failure.ADDRESS_UNKNOWN, BEGAN + timedelta(days=1), new_id())
    assert after.state is State.COMPLAINED


def test_a_delivery_ends_what_failed_before_it_and_no_more() -> None:
    soft, dead = failed(0, failure=Failure.UNREACHABLE), failed(0, failure=Failure.ADDRESS_UNKNOWN)
    assert not stands_after_delivery(soft, BEGAN + timedelta(hours=1))
    assert stands_after_delivery(soft, BEGAN - timedelta(hours=1))
    assert stands_after_delivery(dead, BEGAN + timedelta(hours=1))
