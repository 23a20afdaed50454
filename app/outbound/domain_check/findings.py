"""What a look at a domain's records found: codes and figures, without words, so that they can be kept and re-read."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final, Literal

TAKEN: Final = "taken"
"""The mark, beside the findings that are kept, of a domain that another tenant has proven."""
_PIECE = 255


class About(StrEnum):
    """The four sorts of records that decide about a domain's mail."""

    DKIM = "dkim"
    DMARC = "dmarc"
    SPF = "spf"
    MX = "mx"


_DECIDING: Final = (About.DKIM, About.DMARC, About.MX)
"""The sorts without which no mail goes out under a domain."""


class Verdict(StrEnum):
    """How it stands: fine, worth doing, in the way of mail, or not to be found out just now."""

    OK = "ok"
    TO_DO = "to_do"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


class Found(StrEnum):
    """Everything that can be found; `words.EXPLAINED` has the sentences for each."""

    UNREACHABLE = "unreachable"

    DKIM_STANDS = "dkim_stands"
    DKIM_MISSING = "dkim_missing"
    DKIM_DOUBLED = "dkim_doubled"
    DKIM_MISPLACED = "dkim_misplaced"
    DKIM_OTHER_KEY = "dkim_other_key"
    DKIM_CUT_OFF = "dkim_cut_off"
    DKIM_REVOKED = "dkim_revoked"
    DKIM_NO_KEY = "dkim_no_key"
    DKIM_QUOTED = "dkim_quoted"
    DKIM_VERSION = "dkim_version"
    DKIM_KEY_TYPE = "dkim_key_type"
    DKIM_HASH = "dkim_hash"
    DKIM_SERVICE = "dkim_service"
    DKIM_MALFORMED = "dkim_malformed"
    DKIM_SEVERAL = "dkim_several"
    DKIM_ALIAS_LOST = "dkim_alias_lost"
    DKIM_TESTING = "dkim_testing"

    DMARC_PASSES = "dmarc_passes"
    DMARC_INHERITED = "dmarc_inherited"
    DMARC_REFUSES = "dmarc_refuses"
    DMARC_MISSING = "dmarc_missing"
    DMARC_DOUBLED = "dmarc_doubled"
    DMARC_MISPLACED = "dmarc_misplaced"
    DMARC_SEVERAL = "dmarc_several"
    DMARC_QUOTED = "dmarc_quoted"
    DMARC_VERSION = "dmarc_version"
    DMARC_SEPARATOR = "dmarc_separator"
    DMARC_POLICY = "dmarc_policy"
    DMARC_ALIGNMENT = "dmarc_alignment"
    DMARC_REPORTS_ADDRESS = "dmarc_reports_address"
    DMARC_REPORTS_REFUSED = "dmarc_reports_refused"
    DMARC_WATCHES_ONLY = "dmarc_watches_only"

    SPF_NAMES_US = "spf_names_us"
    SPF_WITHOUT_US = "spf_without_us"
    SPF_MISSING = "spf_missing"
    SPF_DOUBLED = "spf_doubled"
    SPF_SEVERAL = "spf_several"
    SPF_QUOTED = "spf_quoted"
    SPF_VERSION = "spf_version"
    SPF_TERM = "spf_term"
    SPF_BEHIND_ALL = "spf_behind_all"
    SPF_EVERYBODY = "spf_everybody"
    SPF_NO_END = "spf_no_end"
    SPF_NEUTRAL = "spf_neutral"
    SPF_LOOKUPS = "spf_lookups"
    SPF_VOID = "spf_void"
    SPF_INCLUDED_LACKS = "spf_included_lacks"
    SPF_CIRCLE = "spf_circle"
    SPF_PTR = "spf_ptr"
    SPF_REFUSES_US = "spf_refuses_us"

    MX_OURS = "mx_ours"
    MX_THEIRS = "mx_theirs"
    MX_MIXED = "mx_mixed"
    MX_MISSING = "mx_missing"
    MX_NAME_UNKNOWN = "mx_name_unknown"
    MX_NULL = "mx_null"
    MX_NULL_AND_MORE = "mx_null_and_more"
    MX_ADDRESS = "mx_address"
    MX_DEAD_HOST = "mx_dead_host"
    MX_ALIAS_HOST = "mx_alias_host"
    MX_DOUBLED_HOST = "mx_doubled_host"
    MX_WEBSITE = "mx_website"
    MX_ALIAS = "mx_alias"
    MX_WILDCARD = "mx_wildcard"


@dataclass(frozen=True, slots=True)
class Record:
    """A record to publish or to take away: the whole name, what most providers want as its host, and the value."""

    kind: Literal["TXT", "MX", "CNAME"]
    name: str
    host: str
    value: str

    @property
    def pieces(self) -> str:
        """A TXT value as files of records want it: in quotes, in pieces of at most 255 characters (RFC 1035 3.3)."""
        return " ".join(f'"{self.value[at : at + _PIECE]}"' for at in range(0, len(self.value), _PIECE))

    @property
    def is_long(self) -> bool:
        """Whether the value does not fit into one piece."""
        return self.kind == "TXT" and len(self.value) > _PIECE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `details` are figures and names for its sentences; `publish` and `remove` are what to do."""

    about: About
    verdict: Verdict
    found: Found
    details: Mapping[str, str] = field(default_factory=dict)
    publish: tuple[Record, ...] = ()
    remove: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that one look found, those of one sort together and the weightiest of each first."""

    findings: tuple[Finding, ...]

    def of(self, about: About) -> tuple[Finding, ...]:
        """What was found about one sort of records."""
        return tuple(one for one in self.findings if one.about is about)

    def verdict(self, about: About) -> Verdict:
        """How one sort of records stands, all in all."""
        found = {one.verdict for one in self.of(about)}
        return next(one for one in (Verdict.PROBLEM, Verdict.UNKNOWN, Verdict.TO_DO, Verdict.OK) if one in found)

    @property
    def key_proven(self) -> bool | None:
        """Whether our key stands in the domain, which only its owner can have put there; `None` when not known."""
        return _known(self.verdict(About.DKIM))

    @property
    def usable(self) -> bool | None:
        """Whether mail may go out under the domain: our key stands, and mail to and from it is not refused.

        SPF is not asked: the return path of our mail is an address of ours, so that ours is looked at.
        """
        parts = [_known(self.verdict(about)) for about in _DECIDING]
        return False if False in parts else None if None in parts else True

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """What keeps mail from going out under the domain."""
        return tuple(one for about in _DECIDING for one in self.of(about) if one.verdict is Verdict.PROBLEM)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"findings": [asdict(one) for one in self.findings]}


def report_from_json(kept: Mapping[str, Any]) -> Report:
    """A report as it was kept; findings that this version does not know are left out."""
    known = {one.value for one in Found}
    return Report(tuple(_finding(one) for one in kept.get("findings", ()) if one.get("found") in known))


def _finding(kept: Mapping[str, Any]) -> Finding:
    return Finding(
        About(kept["about"]),
        Verdict(kept["verdict"]),
        Found(kept["found"]),
        dict(kept["details"]),
        _records(kept["publish"]),
        _records(kept["remove"]),
    )


def _records(kept: Iterable[Mapping[str, Any]]) -> tuple[Record, ...]:
    return tuple(Record(**one) for one in kept)


def _known(verdict: Verdict) -> bool | None:
    return None if verdict is Verdict.UNKNOWN else verdict is not Verdict.PROBLEM
