"""The pages of an hour log as they are set: nothing runs over its neighbour, no row is torn (X2, U6)."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from app.exports.log.contacts import Contacts, Coordinator
from app.exports.log.schema import HourLog
from app.exports.sheets.sheet import sheet
from app.exports.sheets.typeset import pdf_pages
from app.ledger.drafts import Party
from tests.exports.sealed_log import contacts, log
from tests.ledger.memory_ledger import DAN, MemoryLedger, attestation, claim, evidence

LINK = Party(UUID(int=1), '=HYPERLINK("http://evil","x")', "0123456789-" * 6)
LONG = Party(UUID(int=2), "Donaudampfschifffahrtselektrizitäten Wolframstein-Papadopoulos", "W" * 40)
GLUED = Party(UUID(int=3), "\N{NO-BREAK SPACE}".join("ABCDEFGHIJKLMNOPQRST"), None)
ADDRESS = "a.very.long.address." * 4 + "x@long-long-long-domain.example"
Box = tuple[float, float, float, float]


def set_in(folder: Path, of: HourLog, known: Contacts) -> Path:
    path = folder / "log.pdf"
    path.write_bytes(pdf_pages(sheet(of, known, "https://x.example"), of.file_bytes()))
    return path


def text_pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True)
    return told.stdout.split("\f")[:-1]


def boxes(pdf: Path) -> Iterator[list[tuple[str, Box]]]:
    """Page by page, each word with its left, top, right and bottom in points."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout
    for page in ET.fromstring(told).iter("{http://www.w3.org/1999/xhtml}page"):
        yield [
            (word.text or "", tuple(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")))  # type: ignore[misc]
            for word in page
        ]


def overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 1 and high > 0.6 * min(one[3] - one[1], other[3] - other[1])


def overprinted(pdf: Path) -> list[tuple[str, str]]:
    return [
        (first, second)
        for words in boxes(pdf)
        for (first, one), (second, other) in combinations(words, 2)
        if overlap(one, other)
    ]


def long_names() -> HourLog:
    ledger = MemoryLedger()
    draft = replace(claim(with_=(LINK, LONG, GLUED)), topics="x" * 60, evidence=evidence("y" * 60))
    ledger.append(attestation(ledger.append(draft), by=LONG))
    return ledger.log()


@pytest.mark.parametrize("locale", ["en-CA", "fr-FR"])
def test_a_long_name_number_or_address_stays_in_its_column(tmp_path: Path, locale: str) -> None:
    known = replace(
        contacts(locale),
        addresses={str(party.person_id): ADDRESS for party in (DAN, LINK, LONG, GLUED)},
        coordinators=(Coordinator("Programme" * 8, "Priya" * 12, ADDRESS, None),),
    )
    pdf = set_in(tmp_path, long_names(), known)
    assert overprinted(pdf) == []
    assert max(box[2] for words in boxes(pdf) for _, box in words) < 595


def test_a_name_that_fits_is_not_broken(tmp_path: Path) -> None:
    ledger = MemoryLedger()
    ledger.append(claim(with_=(replace(LONG, name="Eva Wolfram-Papadopoulos"),)))
    (words, *_) = boxes(set_in(tmp_path, ledger.log(), contacts()))
    found = [word for word, _ in words if "Wolf" in word or "Papa" in word]
    assert found == ["Wolfram-Papadopoulos", "Wolfram-", "Papadopoulos"]


@pytest.mark.parametrize("before", range(30, 110, 10))
def test_no_row_is_torn_between_pages(tmp_path: Path, before: int) -> None:
    """The first row pushes the second towards the end of the page, the third is too long to be kept together."""
    ledger = MemoryLedger()
    for number, words in enumerate((before, 40, 110), start=1):
        draft = replace(claim(on=date(2026, 5, number)), topics="word " * words, evidence=evidence("spoke " * words))
        ledger.append(attestation(ledger.append(draft)))
    pages = "\f".join(text_pages(set_in(tmp_path, ledger.log(), contacts()))).partition("Evidence annex")[0]
    for page in pages.split("\f"):
        assert page.count("Kate Li, mentee") == page.count("by mail, 2 June 2026")
        assert page.count("6:00 pm to 7:30 pm") == page.count("Kate Li, mentee")


def test_signs_that_cannot_be_shown_are_explained_wherever_they_stand(tmp_path: Path) -> None:
    known = replace(contacts(), coordinators=(Coordinator("Mentoring", "\u674e", "li@aset.example", None),))
    assert "a sign that these pages cannot show" in "".join(text_pages(set_in(tmp_path, log(), known)))
    assert "a sign that these pages cannot show" not in "".join(text_pages(set_in(tmp_path, log(), contacts())))
