"""What our own check of a mail's sender came to, as values that can be stored as evidence (I9). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    """How one check ended, in the words of RFC 8601; `POLICY` is a pass that we do not accept, with our reason."""

    PASS = "pass"  # noqa: S105 - a result, no password
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NEUTRAL = "neutral"
    NONE = "none"
    POLICY = "policy"
    PERMERROR = "permerror"
    TEMPERROR = "temperror"


class Method(StrEnum):
    """By what a sender was checked."""

    SPF = "spf"
    DKIM = "dkim"
    ARC = "arc"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: whose domain it speaks for, whether that is the From domain's, and the key as seen in the DNS.

    `key` is the text of the key record, `note` why it came out so, in our own words. `signed` are the header fields
    that a good signature covers, `signed_at` the moment it names (seconds since 1970).
    """

    method: Method
    result: Result
    domain: str = ""
    aligned: bool = False
    selector: str = ""
    key: str = ""
    note: str = ""
    signed: tuple[str, ...] = ()
    signed_at: int | None = None

    @property
    def proves(self) -> bool:
        """Whether it proves that the mail came from the From domain."""
        return self.aligned and self.result is Result.PASS

    @property
    def words(self) -> str:
        """`DKIM example.org (s1): fail, the body was changed`."""
        domain = f" {self.domain}" if self.domain else ""
        selector = f" ({self.selector})" if self.selector else ""
        note = f", {self.note}" if self.note else ""
        return f"{self.method.upper()}{domain}{selector}: {self.result}{note}"


@dataclass(frozen=True, slots=True)
class DomainPolicy:
    """What the From domain asks of receivers (RFC 7489): where its record stands, its text, and how strict it is.

    `record` is empty where the domain says nothing; `unknown` when nobody could answer.
    """

    at: str = ""
    record: str = ""
    asks: str = ""
    strict_dkim: bool = False
    strict_spf: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found about the sender of one mail, at one time."""

    from_domain: str
    checks: tuple[Check, ...] = ()
    dmarc: DomainPolicy = DomainPolicy()

    @property
    def proofs(self) -> tuple[Check, ...]:
        """The checks that prove the From domain, the strongest first."""
        return tuple(check for method in (Method.DKIM, Method.SPF, Method.ARC) for check in self._proving(method))

    @property
    def unsure(self) -> bool:
        """Whether another try might prove what this one did not: the DNS was silent."""
        return any(check.result is Result.TEMPERROR for check in self.checks)

    @property
    def disowned(self) -> bool:
        """Whether the From domain says of itself that such a mail is not its own."""
        refused = any(check.aligned and check.result is Result.FAIL for check in self.checks)
        return not self.proofs and (refused or self.dmarc.asks in ("reject", "quarantine"))

    @property
    def words(self) -> str:
        """A few words for the ledger. They name no domain: it may be a person's name, and nothing there is erased."""
        methods = dict.fromkeys(check.method.upper() for check in self.proofs)
        return f"{' and '.join(methods)} aligned" if methods else "no aligned pass of SPF, DKIM or ARC"

    def as_json(self) -> dict[str, object]:
        """As stored beside the outcome."""
        return {"from": self.from_domain, "checks": [_bare(asdict(one)) for one in self.checks], "dmarc": _dmarc(self)}

    def _proving(self, method: Method) -> Iterator[Check]:
        return (check for check in self.checks if check.method is method and check.proves)


def findings_from_json(data: Mapping[str, Any]) -> Findings:
    """The findings whose `as_json()` gave `data`."""
    checks = (
        Check(
            **{
                **one,
                "method": Method(one["method"]),
                "result": Result(one["result"]),
                "signed": tuple(one.get("signed", ())),
            }
        )
        for one in data["checks"]
    )
    dmarc = {name: value for name, value in data["dmarc"].items() if name != "result"}
    return Findings(data["from"], tuple(checks), DomainPolicy(**dmarc))


def _dmarc(findings: Findings) -> dict[str, object]:
    """The domain's record, and what DMARC makes of it: a pass by DKIM or SPF, never by ARC."""
    passed = any(check.method is not Method.ARC for check in findings.proofs)
    result = Result.PASS if passed else Result.FAIL if findings.dmarc.record else Result.NONE
    return {"result": result.value, **_bare(asdict(findings.dmarc))}


def _bare(data: dict[str, object]) -> dict[str, object]:
    """As JSON has it, without what says nothing."""
    kept = {name: value for name, value in data.items() if value not in ("", False, None, ())}
    return {name: _plain(value) for name, value in kept.items()}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
