"""What a domain asks of receivers (DMARC, RFC 7489), and whether mail that we sign would pass it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.dns import DnsUnavailable, Resolver
from app.outbound.domain_check.findings import About, Finding, Found, Record, Verdict
from app.outbound.domain_check.names import host_of, organisational_domain
from app.outbound.domain_check.published import Text, tags, texts_at

POLICIES = ("none", "quarantine", "reject")
WATCHING = "v=DMARC1; p=none"
"""The record to begin with: it asks for nothing and harms no mail."""
_WHOLE = 100
_MAILBOX = re.compile(r"mailto:([^@\s,!]+)@([^@\s,!]+)(![0-9]+[kmgt]?)?", re.IGNORECASE)


_FITS: Mapping[str, Callable[[str], bool]] = {
    "p": lambda value: value.lower() in POLICIES,
    "sp": lambda value: value.lower() in POLICIES,
    "np": lambda value: value.lower() in POLICIES,
    "adkim": lambda value: value.lower() in {"r", "s"},
    "aspf": lambda value: value.lower() in {"r", "s"},
    "pct": lambda value: value.isdigit() and int(value) <= _WHOLE,
    "fo": lambda value: bool(re.fullmatch(r"[01ds](:[01ds])*", value)),
    "ri": str.isdigit,
    "t": lambda value: value.lower() in {"y", "n"},
}
"""What each tag may say (RFC 7489 6.3)."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The records that hold for a domain: where they stand, and whether that is above it."""

    name: str
    texts: tuple[Text, ...]
    inherited: bool


def dmarc_findings(resolver: Resolver, domain: str, *, key_stands: bool | None) -> tuple[Finding, ...]:
    """What stands there; `key_stands` says whether mail that we sign would verify, which is how ours passes.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    place = _place(resolver, domain)
    if place is None:
        return (_missing(resolver, domain),)
    if len(place.texts) > 1:
        keep, *others = (_record(place.name, text.value) for text in place.texts)
        return (_finding(Verdict.TO_DO, Found.DMARC_SEVERAL, place, (keep,), tuple(others)),)
    text = place.texts[0]
    if broken := _broken(text):
        mended = _record(place.name, _mended(text))
        return (_finding(Verdict.TO_DO, broken, place, (mended,), (_record(place.name, text.value),)),)
    found = tags(text.meant) or {}
    return (*_hints(resolver, domain, place, found), _outcome(place, found, key_stands=key_stands))


def _place(resolver: Resolver, domain: str) -> _Place | None:
    for name in dict.fromkeys((domain, organisational_domain(domain))):
        texts = tuple(text for text in texts_at(resolver, f"_dmarc.{name}") if _is_meant(text))
        if texts:
            return _Place(f"_dmarc.{name}", texts, inherited=name != domain)
    return None


def _is_meant(text: Text) -> bool:
    """Whether it is a DMARC record or was to be one; others may answer here for all names."""
    start = text.meant.lower().replace(" ", "")
    return start.startswith(("v=dmarc", "dmarc1", "p=")) or bool(re.match(r"v=?dmarc", start))


def _broken(text: Text) -> Found | None:
    """The first thing for which receivers would pass the record over."""
    found = tags(text.meant) or {}
    begins = re.match(r"v\s*=\s*DMARC1\s*(;|$)", text.meant)
    uris = [uri for name in ("rua", "ruf") for uri in _listed(found.get(name, ""))]
    checks = (
        (text.is_quoted, Found.DMARC_QUOTED),
        (not begins and re.match(r"v\s*=\s*DMARC1\s*[,\s]", text.meant), Found.DMARC_SEPARATOR),
        (not begins, Found.DMARC_VERSION),
        (not found, Found.DMARC_SEPARATOR),
        (
            not all(_FITS["p"](found.get(name, other)) for name, other in (("p", ""), ("sp", "none"))),
            Found.DMARC_POLICY,
        ),
        (not all(_FITS[name](found.get(name, "r")) for name in ("adkim", "aspf")), Found.DMARC_ALIGNMENT),
        (not all(map(_MAILBOX.fullmatch, uris)), Found.DMARC_REPORTS_ADDRESS),
    )
    return next((problem for wrong, problem in checks if wrong), None)


def _outcome(place: _Place, found: dict[str, str], *, key_stands: bool | None) -> Finding:
    """Our mail passes by its signature, which names the very domain of the From: strict alignment is met, too."""
    policy = found["p"].lower()
    asked = found.get("sp", policy).lower() if place.inherited else policy
    details = {"policy": asked}
    if asked != "none" and key_stands is False:
        return _finding(Verdict.PROBLEM, Found.DMARC_REFUSES, place, details=details)
    if asked == "none" and not place.inherited:
        return _finding(Verdict.OK, Found.DMARC_WATCHES_ONLY, place, details=details)
    stands = Found.DMARC_INHERITED if place.inherited else Found.DMARC_PASSES
    return _finding(
        Verdict.UNKNOWN if key_stands is None and asked != "none" else Verdict.OK, stands, place, details=details
    )


def _hints(resolver: Resolver, domain: str, place: _Place, found: dict[str, str]) -> tuple[Finding, ...]:
    """Report addresses elsewhere that have not agreed to take reports (RFC 7489 7.1)."""
    owner = place.name.removeprefix("_dmarc.")
    hosts = {match[2].lower() for uri in _listed(found.get("rua", "")) if (match := _MAILBOX.fullmatch(uri))}
    foreign = sorted(host for host in hosts if organisational_domain(host) != organisational_domain(domain))
    return tuple(
        _finding(
            Verdict.TO_DO,
            Found.DMARC_REPORTS_REFUSED,
            place,
            (Record("TXT", f"{owner}._report._dmarc.{host}", f"{owner}._report._dmarc", "v=DMARC1"),),
            details={"host": host},
        )
        for host in foreign
        if _has_not_agreed(resolver, owner, host)
    )


def _has_not_agreed(resolver: Resolver, owner: str, host: str) -> bool:
    try:
        texts = texts_at(resolver, f"{owner}._report._dmarc.{host}")
    except DnsUnavailable:  # a hint about somebody else's domain; what holds for mail is known
        return False
    return not any(text.meant.lower().startswith("v=dmarc1") for text in texts)


def _missing(resolver: Resolver, domain: str) -> Finding:
    zone = organisational_domain(domain)
    wanted = _record(f"_dmarc.{domain}", WATCHING)
    for place, found in (
        (f"_dmarc.{domain}.{zone}", Found.DMARC_DOUBLED),
        (f"_dmarc.{domain}.{domain}", Found.DMARC_DOUBLED),
        (f"dmarc.{domain}", Found.DMARC_MISPLACED),
        (domain, Found.DMARC_MISPLACED),
        (f"_dmarc._domainkey.{domain}", Found.DMARC_MISPLACED),
    ):
        lost = [text for text in texts_at(resolver, place) if text.meant.lower().startswith("v=dmarc")]
        if lost:
            record = _record(wanted.name, lost[0].meant)
            details = {"name": wanted.name, "place": place}
            away = (Record("TXT", place, host_of(place) if place.endswith(zone) else place, lost[0].value),)
            return Finding(About.DMARC, Verdict.TO_DO, found, details, (record,), away)
    return Finding(About.DMARC, Verdict.TO_DO, Found.DMARC_MISSING, {"name": wanted.name}, (wanted,))


def _mended(text: Text) -> str:
    """The record as it was meant, as far as that can be told; else the one to begin with."""
    meant = re.sub(r"^\s*v?\s*=?\s*dmarc\s*1?\s*[;,\s]*", "v=DMARC1; ", text.meant, flags=re.IGNORECASE)
    parts = [part for part in re.split(r"[;,](?=\s*[a-z]+\s*=)|;", meant) if "=" in part]
    found = {name.strip().lower(): value.strip() for name, _, value in (part.partition("=") for part in parts)}
    kept = {name: value for name, value in found.items() if name in _FITS and _FITS[name](value)}
    kept.pop("p", None)
    policy = found.get("p", "").lower()
    reports = {name: ",".join(filter(None, map(_mailbox, _listed(found.get(name, ""))))) for name in ("rua", "ruf")}
    told = {
        "p": policy if policy in POLICIES else "none",
        **kept,
        **{name: uris for name, uris in reports.items() if uris},
    }
    return "; ".join(["v=DMARC1", *(f"{name}={value}" for name, value in told.items())])


def _mailbox(uri: str) -> str:
    """A report address as it must be written: `mailto:` before it."""
    if _MAILBOX.fullmatch(uri):
        return uri
    fixed = "mailto:" + re.sub(r"^(mailto|mail)?:?/*", "", uri, flags=re.IGNORECASE)
    return fixed if _MAILBOX.fullmatch(fixed) else ""


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _record(name: str, value: str) -> Record:
    return Record("TXT", name, host_of(name), value)


def _finding(
    verdict: Verdict,
    found: Found,
    place: _Place,
    publish: tuple[Record, ...] = (),
    remove: tuple[Record, ...] = (),
    *,
    details: dict[str, str] | None = None,
) -> Finding:
    said = {"name": place.name, "now": place.texts[0].value, **(details or {})}
    return Finding(About.DMARC, verdict, found, said, publish, remove)
