"""The form for hours: amounts as people write them, and faults that name their field (I3, I11)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, HourItem, MeetingItem
from app.portal.hours_form import Parsed, filled_in, hours_text, minutes_in, parse, status_of
from app.reading.contract import Status
from tests.factories.knowing import MAY, WITH_KATE, known, stands
from tests.portal.pages import NOON

ROW = {"month": MAY, "hours-0": "1.5", "mode-0": "video", "match-0": str(WITH_KATE), "date-0": "2026-05-12"}


def _parsed(**changes: str) -> Parsed:
    return parse(ROW | {name.replace("_", "-"): value for name, value in changes.items()}, known(), NOON)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("1.5", 90),
        ("1,5", 90),
        ("1,5 h", 90),
        ("2 hours", 120),
        ("2 heures", 120),
        ("1:30", 90),
        ("1 h 30", 90),
        ("1h05", 65),
        ("45 min", 45),
        ("0", 0),
        ("0.01", 1),
        ("", None),
        ("two", None),
        ("-1", None),
        ("1:75", None),
        ("1e3", None),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, minutes: int | None) -> None:
    assert minutes_in(written) == minutes


@given(st.integers(min_value=0, max_value=31 * 24 * 60))
def test_what_the_form_writes_it_reads_back_exactly(minutes: int) -> None:
    assert minutes_in(hours_text(minutes)) == minutes


def test_a_row_is_hours_of_one_mode_with_one_partner_and_a_dated_call_a_meeting() -> None:
    day = date(2026, 5, 12)
    item = HourItem(WITH_KATE, "video", 90, day)
    meeting = MeetingItem(WITH_KATE, day, None, None, 90, "video")
    assert _parsed() == Parsed(Recorded(MAY, (item,), (), (meeting,)), ())


def test_mails_on_a_day_are_no_meeting() -> None:
    facts = _parsed(mode_0="email").facts
    assert facts is not None
    assert facts.meetings == ()


def test_empty_rows_are_skipped() -> None:
    facts = _parsed(hours_1=" ", mode_1="phone").facts
    assert facts is not None
    assert len(facts.items) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"month": "May"}, "month"),
        ({"month": "2026-13"}, "month"),
        ({"month": "2026-07"}, "month"),
        ({"month": "2025-12"}, "month"),
        ({"month": "1000-01"}, "month"),
        ({"date_0": "2026-01-14"}, "date-0"),
        ({"date_0": "0001-01-01"}, "date-0"),
        ({"hours_0": "71"}, "large"),
        ({"hours_1": "69", "match_1": str(WITH_KATE), "mode_1": "phone"}, "large"),
        ({"hours_0": "much"}, "hours-0"),
        ({"hours_0": "0"}, "hours-0"),
        ({"hours_0": "900"}, "hours-0"),
        ({"mode_0": "pigeon"}, "match-0"),
        ({"match_0": "not an id"}, "match-0"),
        ({"match_0": "00000000-0000-0000-0000-0000000000ff"}, "match-0"),
        ({"date_0": "yesterday"}, "date-0"),
        ({"date_0": "2026-06-20"}, "date-0"),
    ],
)
def test_a_fault_names_its_field_and_nothing_is_recorded(changes: dict[str, str], field: str) -> None:
    parsed = _parsed(**changes)
    assert parsed.facts is None
    assert [fault.field for fault in parsed.faults] == [field]


def test_a_form_that_says_nothing_is_a_fault_but_a_status_alone_is_not() -> None:
    nothing = parse({"month": MAY}, known(), NOON)
    assert [fault.field for fault in nothing.faults] == ["hours-0"]
    assert parse({"month": MAY, "status": "ended"}, known(), NOON).facts == Recorded(MAY)


def test_another_figure_for_what_stands_corrects_it_and_zero_withdraws_it() -> None:
    hours = stands(60, "phone")
    person = known(recorded=(hours,))
    for written, minutes in (("2", 120), ("0", 0)):
        facts = parse({"month": MAY, f"standing-{hours.entry_id}": written}, person, NOON).facts
        assert facts == Recorded(MAY, (), (Adjustment(hours.entry_id, minutes),))


def test_the_same_figure_for_what_stands_changes_nothing() -> None:
    hours = stands(60, "phone")
    parsed = parse(ROW | {f"standing-{hours.entry_id}": "1"}, known(recorded=(hours,)), NOON)
    assert parsed.facts is not None
    assert parsed.facts.adjustments == ()


def test_a_suggestion_fills_the_form_and_comes_back_as_it_was() -> None:
    facts = Recorded(MAY, (HourItem(WITH_KATE, "email", 50), HourItem(WITH_KATE, "phone", 20)))
    assert parse(filled_in(facts, None), known(), NOON).facts == facts


@pytest.mark.parametrize(
    ("given_status", "status"), [("ended", Status.ENDED), ("", Status.UNKNOWN), ("x", Status.UNKNOWN)]
)
def test_a_status_that_is_none_counts_as_not_said(given_status: str, status: Status) -> None:
    assert status_of({"status": given_status}) is status


def test_a_large_amount_is_taken_once_its_box_is_ticked() -> None:
    """I5: as a mail's is once the person says that it is right."""
    facts = _parsed(hours_0="71", large="yes").facts
    assert facts is not None
    assert facts.items[0].minutes == 71 * 60


def test_what_stands_counts_as_it_would_stand_then() -> None:
    standing = stands(minutes=60 * 69)
    before = known(recorded=(standing,))
    assert [fault.field for fault in parse(ROW, before, NOON).faults] == ["large"]
    lowered = ROW | {f"standing-{standing.entry_id}": "10"}
    assert parse(lowered, before, NOON).faults == ()


def test_a_mail_with_many_sessions_fills_as_many_rows_and_loses_none() -> None:
    items = tuple(HourItem(WITH_KATE, "phone", 30, date(2026, 5, day)) for day in range(1, 10))
    form = filled_in(Recorded(MAY, items), None)
    facts = parse(form, known(), NOON).facts
    assert facts is not None
    assert facts.items == items
