"""A look ends, however slow the name servers are, and asks nothing twice."""

import pytest

from app.dns import DnsUnavailable, RecordKind
from app.outbound.domain_check.check import check_domain
from app.outbound.domain_check.findings import About, Verdict
from app.outbound.domain_check.patience import Patient
from tests.outbound.domain_check.zones import DOMAIN, OURS


class Slow:
    """Name servers that take five seconds for each answer, by a clock of their own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[str] = []

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        self.now += 5
        self.asked.append(f"{name} {kind}")
        raise DnsUnavailable("no answer")


def test_a_look_at_a_silent_domain_ends() -> None:
    slow = Slow()
    report = check_domain(Patient(slow, 20, tick=lambda: slow.now), DOMAIN, OURS)
    assert slow.now <= 25
    assert {report.verdict(about) for about in About} == {Verdict.UNKNOWN}


def test_nothing_is_asked_twice_not_even_what_was_not_answered() -> None:
    slow = Slow()
    patient = Patient(slow, 20, tick=lambda: slow.now)
    for name in ("a.org", "A.org"):
        with pytest.raises(DnsUnavailable):
            patient.lookup(name, "TXT")
    assert slow.asked == ["a.org TXT"]
