"""What a reply says of each match: nothing that was said of one partner is said of another (I1, P8)."""

from dataclasses import replace

from app.inbound.decision import Recorded
from app.inbound.facts import HourItem
from app.inbound.hours.said import said_of_matches
from app.reading.contract import PartnerSaid, Status
from tests.factories.knowing import BOTH, MAY, WITH_KATE, WITH_SAM, hours, known, match_with, reading

TWO = known(matches=BOTH)
ONE_HOUR = HourItem(WITH_SAM, "video", 60)


def statuses(said: tuple[PartnerSaid, ...], status: Status, facts: Recorded) -> dict[object, str]:
    read = replace(reading(status=status), partners=said)
    return {of_match.match_id: of_match.status for of_match in said_of_matches(facts, read, TWO)}


def test_an_end_with_one_partner_leaves_the_other_match_alone() -> None:
    ended = (PartnerSaid("Kate Li", Status.ENDED),)
    found = statuses(ended, Status.CONTINUING, Recorded(MAY, items=(ONE_HOUR,)))
    assert found == {WITH_KATE: "ended", WITH_SAM: "continuing"}


def test_a_match_that_the_reply_does_not_name_gets_no_report() -> None:
    assert statuses((PartnerSaid("Kate Li", Status.PAUSED),), Status.UNKNOWN, Recorded(MAY)) == {WITH_KATE: "paused"}


def test_what_is_said_of_nobody_in_particular_is_said_of_all() -> None:
    assert statuses((), Status.CONTINUING, Recorded(MAY)) == {WITH_KATE: "continuing", WITH_SAM: "continuing"}


def test_hours_told_by_a_role_that_claims_none_are_kept_as_told() -> None:
    """T4, P8: in `aset` the mentor claims."""
    mentee = known(matches=(match_with(role="mentee"),))
    (said,) = said_of_matches(Recorded(MAY), reading(hours("2")), mentee)
    assert said.minutes_told == 120
