"""What is away is told once and ends the work at hand; the rest of what goes wrong is raised."""

import pytest
import structlog
from sqlalchemy.exc import OperationalError, ProgrammingError

from workers.outage import Outage

AWAY = OperationalError("SELECT 1", {}, Exception("the server\nclosed the connection"))


def fails(outage: Outage, error: Exception) -> None:
    with outage.put_off():
        raise error


def test_an_outage_is_one_line_and_its_end_another() -> None:
    outage = Outage()
    with structlog.testing.capture_logs() as logged:
        for _ in range(5):
            fails(outage, AWAY)
        for _ in range(2):
            with outage.put_off():
                pass
    assert [(line["event"], line.get("error"), line.get("put_off")) for line in logged] == [
        ("records_away", "the server closed the connection", None),
        ("records_back", None, 5),
    ]


def test_other_trouble_is_raised() -> None:
    with structlog.testing.capture_logs() as logged, pytest.raises(ProgrammingError):
        fails(Outage(), ProgrammingError("SELECT 1", {}, Exception("no such column")))
    assert logged == []
