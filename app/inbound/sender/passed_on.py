"""What a trusted forwarder found before it changed the mail: its sealed results (RFC 8617, RFC 8601)."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.dns import Resolver
from app.domain_names import plain_domain
from app.inbound.sender.alignment import aligned
from app.inbound.sender.chain import Chain
from app.inbound.sender.findings import Check, Method, Result
from app.inbound.sender.key import check_signature
from app.inbound.sender.mailbox import domain_of
from app.inbound.sender.rewritten import is_forwarders

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[();]|[^"\\();]+', re.DOTALL)
_PAIR: Final = re.compile(r"([a-z][a-z0-9.-]*)\s*=\s*(\S+)", re.IGNORECASE)
_DOMAINS: Final = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}
_MOST_RESULTS: Final = 20
_LONGEST: Final = 16_384


def check_chain(chain: Chain, from_domain: str, resolver: Resolver, at: datetime, trusted: Collection[str]) -> Check:
    """Whether the chain is whole, and sealers we trust say that the mail once came from the From domain.

    Only what trusted sealers sealed without a gap up to us is believed: whoever stands between could have changed it.
    """
    last = chain.seals[-1] if chain.seals else None
    check = Check(Method.ARC, Result.FAIL, last.domain if last else "", selector=last.selector if last else "")
    if chain.problem or last is None:
        return replace(check, note=chain.problem)
    if last.domain not in trusted:
        return replace(check, result=Result.NONE, note="the sealer is not one we trust")
    vouching = _first_that_vouches(chain, from_domain, trusted)
    if vouching is None:
        return replace(check, result=Result.NONE, note="no trusted sealer says where the mail came from")
    for signature in (chain.message, *reversed(chain.seals)):
        found = check_signature(signature, resolver, at, method=Method.ARC)
        if found.result is not Result.PASS:
            return replace(found, aligned=True)
        check = found if signature is last else check
    if chain.message.domain != last.domain:
        return replace(check, result=Result.FAIL, note="sealed by one domain, signed by another")
    return replace(
        check,
        aligned=True,
        note=f"{chain.seals[vouching].domain} found it aligned before it was changed",
        signed=tuple(sorted(chain.message.signed)),
        signed_at=chain.message.signed_at,
    )


def _first_that_vouches(chain: Chain, from_domain: str, trusted: Collection[str]) -> int | None:
    """Backwards from the last set, as far as the sealers are trusted."""
    for place in reversed(range(len(chain.seals))):
        if chain.seals[place].domain not in trusted:
            return None
        if says_aligned(chain.results[place], from_domain):
            return place
    return None


def says_aligned(results: str, from_domain: str) -> bool:
    """Whether authentication results hold an aligned pass, each method said once (DKIM once a signature).

    DMARC passes by SPF, too; where that was a forwarder's, only an aligned signature vouches for From.
    """
    found = list(_results(results))
    by_forwarder = any(method == "spf" and _is_forwarded(pairs) for method, _, pairs in found)
    for method, names in _DOMAINS.items():
        if by_forwarder and method != "dkim":
            continue
        said = [one for one in found if one[0] == method]
        if method != "dkim" and len(said) > 1:
            continue
        if any(result == "pass" and _is_aligned(pairs, names, from_domain) for _, result, pairs in said):
            return True
    return False


def _is_aligned(pairs: Sequence[tuple[str, str]], names: Sequence[str], from_domain: str) -> bool:
    domains = [plain_domain(domain_of(value.strip('"<>'))) for name, value in pairs if name.lower() in names]
    return bool(domains) and all(domain and aligned(domain, from_domain, strict=False) for domain in domains)


def _is_forwarded(pairs: Sequence[tuple[str, str]]) -> bool:
    return any(name.lower() == "smtp.mailfrom" and is_forwarders(value) for name, value in pairs)


def _results(text: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Method, result and properties of each result; nothing at all where comments or quotes do not close."""
    pieces = _pieces(text) if len(text) <= _LONGEST else None
    for piece in (pieces or [])[1 : _MOST_RESULTS + 1]:
        pairs = _PAIR.findall(piece)
        if pairs:
            (method, result), *properties = pairs
            yield method.lower(), result.lower(), properties


def _pieces(text: str) -> list[str] | None:
    """What stands between semicolons, without comments, which may be nested."""
    pieces, depth, end = [""], 0, 0
    for token in _TOKEN.finditer(text):
        if token.start() != end:
            return None
        end = token.end()
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth < 0:
            return None
        if depth or token[0] == ")":
            continue
        if token[0] == ";":
            pieces.append("")
        else:
            pieces[-1] += token[0]
    return pieces if end == len(text) and not depth else None
