"""The five files of a sealed log: what is in them, and that they say the same (X2)."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.exports.bundles.sealed_files import file_name
from app.exports.checks.sealed_file import open_pdf, open_with_seal
from app.exports.sheets.sheet import sheet
from app.exports.sheets.typeset import pdf_pages
from app.exports.tables.csv_rows import csv_file
from tests.exports.sealed_log import NAME, contacts, files, log, put
from tests.ledger.memory_ledger import KATE, MemoryLedger, claim
from tests.signing.seals import roots

ENDS = (".pdf", ".json", ".csv", ".xlsx", ".json.p7s", ".csv.p7s", ".xlsx.p7s")


def text_of(pdf: Path) -> str:
    assert shutil.which("pdftotext"), "install poppler-utils (apt-get install poppler-utils): it reads the PDF"
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout


def test_the_files_are_named_for_the_member_and_the_place_in_the_ledger() -> None:
    assert set(files()) == {f"{NAME}{end}" for end in ENDS}


def test_a_members_number_cannot_lead_a_file_elsewhere() -> None:
    hostile = log().model_copy(update={"member": log().member.model_copy(update={"member_number": "../../M 1/é"})})
    assert file_name(hostile) == "hours-aset-M-1-11"


def test_the_record_in_the_pdf_is_the_json_file_byte_for_byte() -> None:
    opened = open_pdf(files()[f"{NAME}.pdf"], roots())
    assert opened.content == files()[f"{NAME}.json"] == log().file_bytes()
    assert str(opened.seal).startswith("sealed 2026-06-02T14:12:00Z by ")


@pytest.mark.parametrize("end", [".json", ".csv"])
def test_the_seals_beside_the_files_hold(end: str) -> None:
    content = files()[f"{NAME}{end}"]
    assert open_with_seal(content, files()[f"{NAME}{end}.p7s"], roots()).content == content
    assert files()[f"{NAME}.csv"] == csv_file(log(), contacts().staff)


def test_the_pages_are_the_same_bytes_each_time() -> None:
    words = sheet(log(), contacts(), "https://x.example")
    assert pdf_pages(words, log().file_bytes()) == pdf_pages(words, log().file_bytes())


def test_the_pdf_says_that_it_is_pdf_a_3_and_accessible_and_has_its_title() -> None:
    reader = PdfFileReader(BytesIO(files("fr-CA")[f"{NAME}.pdf"]))
    metadata = reader.root["/Metadata"].data.decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "Relevé d’heures de mentorat" in metadata
    assert "<xmp:ModifyDate>2026-06-02T14:12:00Z</xmp:ModifyDate>" in metadata
    assert reader.root["/Lang"] == "fr-CA"


def test_everything_is_on_the_pages(tmp_path: Path) -> None:
    text = text_of(put(tmp_path))
    for words in ("Mentoring hour log", "Dan Roy", "Member number M-1", "kate@aset.example", "Priya Nair", "3.5 h"):
        assert words in text
    for words in ("12 May 2026", "Hours without a date", "Withdrawn", "Disputed", "What the seal means", log().digest):
        assert words in text
    assert "Page 1 of 2" in text


def test_a_long_log_repeats_the_heads_of_its_columns_on_each_page(tmp_path: Path) -> None:
    ledger = MemoryLedger()
    for _ in range(60):
        ledger.append(claim())
    long = ledger.log()
    (tmp_path / "long.pdf").write_bytes(pdf_pages(sheet(long, contacts(), "https://x.example"), long.file_bytes()))
    pages = text_of(tmp_path / "long.pdf").split("\f")[:-1]
    sessions, annex = "Topics and words", "What it stands on"
    assert sum(sessions in page for page in pages) > 2
    assert sum(annex in page for page in pages) > 1
    assert all(sessions in page or annex in page for page in pages[:-1])
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_a_name_in_a_script_that_the_fonts_lack_does_not_stop_the_log(tmp_path: Path) -> None:
    ledger = MemoryLedger()
    ledger.append(replace(claim(with_=(replace(KATE, name="\u674e Li \u0639\u0644\u064a"),)), topics="#panic() \\ $x$"))
    log_of_li = ledger.log()
    (tmp_path / "li.pdf").write_bytes(
        pdf_pages(sheet(log_of_li, contacts(), "https://x.example"), log_of_li.file_bytes())
    )
    text = text_of(tmp_path / "li.pdf")
    assert "stands for a sign that these pages cannot show" in text
    assert "#panic() \\ $x$" in text
