"""An hour log as the files that leave the house: PDF, JSON, CSV and XLSX, the last three with a seal beside (X2)."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Final

from app.exports.log.background import NOTHING_MORE, Background
from app.exports.log.contacts import Contacts
from app.exports.log.paper_code import code_of
from app.exports.log.schema import HourLog
from app.exports.sheets.sheet import sheet
from app.exports.sheets.typeset import pdf_pages
from app.exports.tables.csv_rows import csv_file
from app.exports.tables.xlsx_file import workbook_file
from app.signing.detached import detached_seal
from app.signing.keystore import Seal
from app.signing.pdf import sealed_pdf

SEAL_SUFFIX: Final = ".p7s"
CODE_PATH: Final = "/c/"
"""What stands before the code in the address that a paper carries."""
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.-]+")


def sealed_files(
    log: HourLog, contacts: Contacts, seal: Seal, public_url: str, background: Background = NOTHING_MORE
) -> Mapping[str, bytes]:
    """File name -> content. The seal bears the moment at which the log was made."""
    name, at, record = file_name(log), datetime.fromisoformat(log.made_at), log.file_bytes()
    words = sheet(log, contacts, check_url(public_url, log), background)
    with ThreadPoolExecutor(1) as beside:  # the tables are written while another process sets the pages
        pages = beside.submit(pdf_pages, words, record)
        plain = {
            f"{name}.json": record,
            f"{name}.csv": csv_file(log, contacts.staff),
            f"{name}.xlsx": workbook_file(log, contacts, background),
        }
        seals = {f"{file}{SEAL_SUFFIX}": detached_seal(seal, content, at) for file, content in plain.items()}
        document = sealed_pdf(seal, pages.result(), reason=words.proof.reason, at=at)
    return {f"{name}.pdf": document, **plain, **seals}


def sealed_document(
    log: HourLog, contacts: Contacts, seal: Seal, public_url: str, background: Background = NOTHING_MORE
) -> bytes:
    """The PDF alone: the pages, the record inside, and the seal over both."""
    words = sheet(log, contacts, check_url(public_url, log), background)
    pages = pdf_pages(words, log.file_bytes())
    return sealed_pdf(seal, pages, reason=words.proof.reason, at=datetime.fromisoformat(log.made_at))


def check_url(public_url: str, log: HourLog) -> str:
    """The public page that says what we hold about this log: short enough to be typed from paper."""
    return f"{public_url}{CODE_PATH}{code_of(log.digest)}"


def file_name(log: HourLog) -> str:
    """The name of the files without their ending: whose log, of which days, and where the ledger stood."""
    who = _UNSAFE.sub("-", log.member.member_number or "").strip("-.") or log.member.id[-12:]
    days = [day for day in (log.period.since, log.period.until) if day]
    return "-".join(["hours", log.tenant.slug, who, *days, str(log.head.seq)])
