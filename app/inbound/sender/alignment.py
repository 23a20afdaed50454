"""Whether two domains are one owner's (RFC 7489, section 3.1), by the Public Suffix List. See ADR 8."""

from app.registered_domains import registered_domain


def aligned(domain: str, from_domain: str, *, strict: bool) -> bool:
    """Whether `domain` may speak for `from_domain`: the same, or of the same organisation unless `strict`.

    Both in small letters and A-labels.
    """
    if domain == from_domain:
        return bool(domain)
    if strict or not domain:
        return False
    owner = registered_domain(domain)
    return owner is not None and owner == registered_domain(from_domain)
