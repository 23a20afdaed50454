"""The published pages name every key of the formats, so that another programme can follow them."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from app.exports.log.schema import HourLog
from app.ledger.format import Answerer, BodyV1, BodyV2, Commitments, EvidenceRef, RulesRef

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("part", [BodyV1, BodyV2, EvidenceRef, Commitments, Answerer, RulesRef])
def test_the_page_of_the_ledger_names_every_key_of_a_body(part: type[BaseModel]) -> None:
    page = (DOCS / "ledger-format.md").read_text(encoding="utf-8")
    assert [key for key in part.model_fields if f"`{key}`" not in page and f'"{key}"' not in page] == []


def test_the_page_of_the_hour_log_names_every_key_of_the_file() -> None:
    page = (DOCS / "hour-log.md").read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in HourLog.model_fields.items()]
    assert [key for key in keys if f"`{key}`" not in page] == []


def test_the_page_of_the_hour_log_names_every_exit_status() -> None:
    page = (DOCS / "hour-log.md").read_text(encoding="utf-8")
    assert all(f"| {status} | " in page for status in (0, 1, 2))
