"""The one way to the DNS: what cannot be asked is not known, and an alias leads on."""

import dns.resolver
import pytest

from app.dns import DnsUnavailable, SystemResolver, Zones


def test_a_machine_without_name_servers_knows_nothing_and_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_resolver: dns.resolver.Resolver, _file: object) -> None:
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", unreadable)
    with pytest.raises(DnsUnavailable):
        SystemResolver().lookup("firm.example", "TXT")


@pytest.mark.parametrize("name", ["a" * 64 + ".example", "a..example", "x." * 130 + "example"])
def test_a_name_that_cannot_exist_has_no_values(name: str) -> None:
    assert SystemResolver(("192.0.2.1",)).lookup(name, "TXT") == ()


def test_an_alias_leads_on_and_a_ring_of_aliases_ends() -> None:
    zones = Zones(
        {
            ("key.firm.example", "CNAME"): ("key.host.example",),
            ("key.host.example", "TXT"): ("v=DKIM1",),
            ("a.example", "CNAME"): ("b.example",),
            ("b.example", "CNAME"): ("a.example",),
        }
    )
    assert zones.lookup("KEY.firm.example.", "TXT") == ("v=DKIM1",)
    assert zones.lookup("a.example", "TXT") == ()
