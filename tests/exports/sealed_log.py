"""A sealed hour log for the tests: Dan's, from a ledger in memory, with every kind of row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from app.exports.bundles.sealed_files import sealed_files
from app.exports.log.contacts import Contacts, Coordinator
from app.exports.log.schema import HourLog
from app.ledger.drafts import Evidence, Means
from app.programmes.rules import Confirmation
from tests.ledger.memory_ledger import DAN, KATE, PRIYA, MemoryLedger, attestation, claim, correction, dispute
from tests.signing.seals import seal

PUBLIC_URL = "https://mentorpost.example"
NAME = "hours-aset-M-1-11"
MAIL = UUID("0197a3c2-0000-7000-8000-0000000000f0")


def contacts(locale: str = "en-CA") -> Contacts:
    """How to reach Dan, Kate and their coordinator."""
    return Contacts(
        staff={str(PRIYA.person_id): PRIYA.name},
        addresses={str(DAN.person_id): "dan@aset.example", str(KATE.person_id): "kate@aset.example"},
        coordinators=(
            Coordinator("Mentoring for new registrants", "Priya Nair", "priya@aset.example", "780-555-0142"),
        ),
        locale=locale,
    )


@cache
def log() -> HourLog:
    """Confirmed, confirmed by silence, corrected, withdrawn, disputed, recorded, waiting; with and without a date."""
    ledger = MemoryLedger()
    ledger.append(attestation(ledger.append(claim())))
    ledger.append(attestation(ledger.append(claim(30, on=date(2026, 4, 2), period="2026-04")), means=Means.SILENCE))
    late = ledger.append(claim(60, mode="email", on=None))
    ledger.append(correction(late, 30))
    ledger.append(correction(ledger.append(claim(120, on=date(2026, 5, 20))), 0))
    ledger.append(dispute(ledger.append(replace(claim(45, mode="phone", on=None), topics="=1+1"))))
    ledger.append(claim(15, on=date(2026, 5, 1), confirmation=Confirmation.NOBODY))
    return ledger.log()


@cache
def log_by_hand() -> HourLog:
    """Priya entered hours that Dan told by phone, a mail that she had to read, and a correction."""
    ledger = MemoryLedger()
    told = Evidence(policy="by_hand", verdict="told by phone", words="Dan rang: =two calls", entered_by=PRIYA.person_id)
    phoned = replace(claim(), evidence=told, topics=None)
    read = replace(claim(45), evidence=replace(told, words="45 min by phone", received_mail_id=MAIL))
    ledger.append(phoned)
    later = ledger.append(read)
    ledger.append(replace(correction(later, 30), evidence=replace(told, words=None)))
    return ledger.log()


@cache
def files(locale: str = "en-CA") -> Mapping[str, bytes]:
    """All files of this log."""
    return sealed_files(log(), contacts(locale), seal(), PUBLIC_URL)


def put(folder: Path, locale: str = "en-CA") -> Path:
    """Write the files into a folder; the path of the PDF."""
    for name, content in files(locale).items():
        (folder / name).write_bytes(content)
    return folder / f"{NAME}.pdf"
