"""How long an hour log takes to be made, sealed and checked, and that it grows no faster than the log.

    python -m bench.hour_logs [--sizes 1000,10000] [--runs N]

Made and sealed: from the entries in a real PostgreSQL to all files with their seals (PDF, JSON, CSV, XLSX). Checked:
the sealed PDF as `mentorpost verify` does it, against its seal and against the live ledger; beside it the bundle,
where the record is checked twice, in the PDF and by itself. Half of the entries are claims, half confirmations.

Limits of this project: 1 000 entries made in 8 s and checked in 5 s, 10 000 in 80 s and 40 s; linear. Beside the time
by the clock stands that of the processors, which hardly depends on what else the machine does: of this process and of
its children, which set the pages; not of PostgreSQL.
"""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Final, NamedTuple
from uuid import UUID

import click

from app.clock import system_clock
from app.db import Database, TenantScope
from app.exports.bundles.bundle import bundle
from app.exports.bundles.sealed_files import sealed_files
from app.exports.checks.against_ledger import ledger_faults
from app.exports.checks.judge import judge
from app.exports.checks.judge_file import Judged, Trust
from app.exports.log.contacts import contacts_for
from app.exports.log.issue import issue_hour_log
from app.exports.log.schema import HourLog
from app.inbound.shown.evidence import background_of
from app.ledger.append import append
from app.ledger.drafts import AttestationDraft, ClaimDraft, Evidence, Means, Party
from app.matches.start import start_match
from app.programmes.enrolment import enrol, open_programme, set_rules
from app.programmes.rules import Confirmation, preset
from app.signing.authority import SEAL, development_authority
from app.signing.keystore import Seal, read_seal
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user
from bench.machine import load, machine, spread
from migrations.runner import migrate
from workers.embedded.throw_away import running_servers, temporary_data_dir

LIMITS: Final = {1_000: (8.0, 5.0), 10_000: (80.0, 40.0)}
BEGAN: Final = date(2000, 1, 3)
URL: Final = "https://mentorpost.example"
WORDS: Final = "We met by video on the 12th for an hour and a half and went through her career plan."
_numbers = count()


class Took(NamedTuple):
    """Seconds by the clock, and seconds of processors."""

    clock: float
    processors: float


class Figures(NamedTuple):
    """What one run took, and bytes of the PDF and the bundle."""

    made: Took
    checked: Took
    bundle_checked: Took
    pdf: int
    bundle: int


def member_with(database: Database, entries: int) -> tuple[UUID, UUID]:
    """A tenant and its member with so many entries in the ledger."""
    slug = f"bench-{next(_numbers)}"
    with database.platform() as session:
        tenant_id = register_tenant(session, slug, system_clock())
        user_id = register_user(session, f"priya@{slug}.example")
    with database.tenant(tenant_id) as scope:
        return tenant_id, _filled(scope, slug, user_id, entries)


def _filled(scope: TenantScope, slug: str, user_id: UUID, entries: int) -> UUID:
    staff = appoint(
        scope, user_id, role="coordinator", name="Priya Nair", email=f"p@{slug}.example", locale="en-CA", phone=None
    )
    name_organisation(scope, "Bench", safeguarding_id=staff)
    programme = open_programme(scope, slug="mentoring", name="Mentoring", locale="en-CA", coordinator_id=staff)
    rules = set_rules(scope, programme, preset("oacett-cpd"), system_clock())
    dan = Party(enrol(scope, name="Dan Roy", email=f"d@{slug}.example", locale="en-CA"), "Dan Roy", None)
    kate = Party(enrol(scope, name="Kate Li", email=f"k@{slug}.example", locale="en-CA"), "Kate Li", None)
    people = {dan.person_id: "mentor", kate.person_id: "mentee"}
    match = start_match(scope, programme_id=programme, rules_id=rules, people=people, started_on=BEGAN)
    claims = append(scope, list(_claims((programme, match, rules), dan, kate, entries // 2)), system_clock())
    answers = [AttestationDraft(claim.id, kate, "mentee", Means.MAIL, _evidence("yes")) for claim in claims]
    append(scope, answers, system_clock())
    return dan.person_id


def _claims(place: tuple[UUID, UUID, UUID], dan: Party, kate: Party, number: int) -> Iterator[ClaimDraft]:
    programme, match, rules = place
    for at in range(number):
        day = BEGAN + timedelta(days=at)
        yield ClaimDraft(
            programme_id=programme,
            match_id=match,
            claimant=dan,
            role="mentor",
            period=f"{day:%Y-%m}",
            mode="video",
            minutes=30 + at % 60,
            zone="America/Edmonton",
            rules_id=rules,
            rules_number=1,
            confirmation=Confirmation.PARTNER,
            counterparts=(kate,),
            evidence=_evidence(WORDS),
            local_date=day,
            topics="career plan, first talk",
        )


def _evidence(words: str) -> Evidence:
    return Evidence("normal", "reply key, enrolled address; SPF pass; DKIM pass, aligned; DMARC pass", words=words)


def one_run(database: Database, seal: Seal, tenant_id: UUID, member: UUID) -> Figures:
    """Make, seal and check one log."""
    began = _now()
    log, files = _made(database, seal, tenant_id, member)
    made = _since(began)
    document = next(content for name, content in files.items() if name.endswith(".pdf"))
    packed = bundle(log, files, seal, URL)
    checked = _timed(lambda: _checked(database, tenant_id, "log.pdf", document, seal))
    whole = _timed(lambda: _checked(database, tenant_id, "log.zip", packed, seal))
    return Figures(made, checked, whole, len(document), len(packed))


def _made(database: Database, seal: Seal, tenant_id: UUID, member: UUID) -> tuple[HourLog, Mapping[str, bytes]]:
    with database.tenant(tenant_id) as scope:
        log = issue_hour_log(scope, str(member), since=None, until=None, at=system_clock(), by="bench")
        contacts = contacts_for(scope, log)
        background = background_of(scope, log, contacts.locale)
    return log, sealed_files(log, contacts, seal, URL, background)


def _checked(database: Database, tenant_id: UUID, name: str, data: bytes, seal: Seal) -> Judged:
    judged = judge(name, data, lambda _name: None, Trust(seal.roots, system_clock()))
    with database.tenant(tenant_id) as scope:
        if judged.log is None or judged.faults or ledger_faults(scope, judged.log):
            raise AssertionError("a log as it was made is whole")
    return judged


def _timed(work: Callable[[], object]) -> Took:
    began = _now()
    work()
    return _since(began)


def _now() -> Took:
    children = getrusage(RUSAGE_CHILDREN)
    return Took(perf_counter(), process_time() + children.ru_utime + children.ru_stime)


def _since(began: Took) -> Took:
    now = _now()
    return Took(now.clock - began.clock, now.processors - began.processors)


def print_size(size: int, figures: list[Figures]) -> None:
    """The medians of one size beside its limits."""
    made, checked = LIMITS.get(size, (0.0, 0.0))
    limits = [f"   limit: {limit:g} s" if limit else "" for limit in (made, checked)]
    pdf, packed = figures[0].pdf / 1e6, figures[0].bundle / 1e6
    print(f"{size} entries; PDF {pdf:.1f} MB, bundle {packed:.1f} MB")
    print(f"  made and sealed        {_spread([one.made for one in figures])}{limits[0]}")
    print(f"  checked, the PDF       {_spread([one.checked for one in figures])}{limits[1]}")
    print(f"  checked, the bundle    {_spread([one.bundle_checked for one in figures])}")
    print(f"  memory at the most     {_peak(RUSAGE_SELF)} MB, and {_peak(RUSAGE_CHILDREN)} MB to set the pages")


def _spread(took: Sequence[Took]) -> str:
    processors = statistics.median(one.processors for one in took)
    return f"{spread([one.clock for one in took], 's')}; processors {processors:.1f} s"


def _peak(who: int) -> int:
    return getrusage(who).ru_maxrss // 1024


@click.command()
@click.option("--sizes", default="1000,10000", show_default=True)
@click.option("--runs", default=3, show_default=True, help="Of the smallest size; of larger ones there is one.")
def main(sizes: str, runs: int) -> None:
    """Print seconds for each size, and how they grow."""
    print(machine())
    print(load())
    medians: dict[int, tuple[float, float]] = {}
    with temporary_data_dir() as data_dir, running_servers(data_dir) as servers:
        migrate(servers.owner_url, servers.database_url)
        database = Database(servers.database_url)
        seal = read_seal(development_authority(Path(data_dir) / "ca", system_clock()) / SEAL, None)
        one_run(database, seal, *member_with(database, 100))  # warms up
        for place, size in enumerate(sorted(map(int, sizes.split(",")))):
            tenant_id, member = member_with(database, size)
            figures = [one_run(database, seal, tenant_id, member) for _ in range(1 if place else runs)]
            print_size(size, figures)
            medians[size] = (
                statistics.median(one.made.processors for one in figures),
                statistics.median(one.checked.processors for one in figures),
            )
        database.close()
    small, large = min(medians), max(medians)
    if small < large:
        made, checked = (medians[large][at] / medians[small][at] for at in (0, 1))
        print(f"{large / small:g} times the entries: made in {made:.1f}, checked in {checked:.1f} times the work")


if __name__ == "__main__":
    main()
