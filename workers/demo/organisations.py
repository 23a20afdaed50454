"""Who takes part in the two demo tenants; no more than words, so that the start can name them without a database."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A participant; the address is the name at the tenant's example domain."""

    name: str
    number: str
    locale: str = "en-CA"

    def email(self, domain: str) -> str:
        """`dan.roy@northfield.example`, without accents."""
        plain = unicodedata.normalize("NFD", self.name.lower()).encode("ascii", "ignore").decode()
        return f"{plain.replace(' ', '.')}@{domain}"


@dataclass(frozen=True, slots=True)
class DemoTenant:
    """One organisation: its staff, and pairs of mentor and mentee (each person named once)."""

    slug: str
    name: str
    programme: str
    rules: str
    domain: str
    locale: str
    coordinator: str
    named_person: str
    phone: str
    people: tuple[DemoPerson, ...]
    pairs: tuple[tuple[str, str], ...]


DEMO_TENANTS = (
    DemoTenant(
        slug="northfield",
        name="Northfield Association of Engineering Technology Professionals",
        programme="Northfield Mentoring",
        rules="aset",
        domain="northfield.example",
        locale="en-CA",
        coordinator="Priya Nair",
        named_person="Ruth Okafor",
        phone="780-555-0142",
        people=(
            DemoPerson("Dan Roy", "NF-1041"),
            DemoPerson("Kate Li", "NF-2203"),
            DemoPerson("Helen Sawchuk", "NF-0877"),
            DemoPerson("Tomas Reyes", "NF-2310"),
            DemoPerson("Amara Diallo", "NF-2318"),
            DemoPerson("François Gagnon", "NF-0932", "fr-CA"),
            DemoPerson("Émilie Tremblay", "NF-2275", "fr-CA"),
        ),
        pairs=(
            ("Dan Roy", "Kate Li"),
            ("Helen Sawchuk", "Tomas Reyes"),
            ("Helen Sawchuk", "Amara Diallo"),
            ("François Gagnon", "Émilie Tremblay"),
        ),
    ),
    DemoTenant(
        slug="lakeshore",
        name="Lakeshore Institute of Certified Technicians and Technologists",
        programme="Lakeshore CPD Mentoring",
        rules="oacett-cpd",
        domain="lakeshore.example",
        locale="en-CA",
        coordinator="Marc Bélanger",
        named_person="Joan Whitfield",
        phone="416-555-0117",
        people=(
            DemoPerson("Nadia Haddad", "LS-30412"),
            DemoPerson("Owen Clarke", "LS-51877"),
            DemoPerson("Louise Fortin", "LS-28840", "fr-CA"),
            DemoPerson("Karim Bensaïd", "LS-52210", "fr-CA"),
        ),
        pairs=(("Nadia Haddad", "Owen Clarke"), ("Louise Fortin", "Karim Bensaïd")),
    ),
)
