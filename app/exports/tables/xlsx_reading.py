"""Reads the sessions of a workbook that somebody hands in: the cells as text, and nothing else is trusted or run."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from app.exports.zip_packing import NotABundle, unpacked

_SHEET: Final = "xl/worksheets/sheet1.xml"
_STRINGS: Final = "xl/sharedStrings.xml"
_SPACE: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE: Final = re.compile(r"([A-Z]{1,3})[1-9][0-9]{0,6}")
_MOST_COLUMNS: Final = 256
_LETTERS: Final = 26
_MARKS: Final = (b"[Content_Types].xml", b"xl/", b"docProps/", b"_rels/")


def is_workbook(data: bytes) -> bool:
    """Whether the first file in these packed bytes is one that a workbook begins with."""
    return data[30:].startswith(_MARKS)


def read_workbook(data: bytes) -> list[list[str]]:
    """The rows of the first sheet, the header among them; each as long as its last cell that is not empty.

    Raises:
        ValueError: when the workbook cannot be read.

    """
    try:
        files = unpacked(data)
        strings = list(_strings(_tree(files[_STRINGS]))) if _STRINGS in files else []
        return [list(_cells(row, strings)) for row in _tree(files[_SHEET]).iter(f"{_SPACE}row")]
    except (NotABundle, KeyError, IndexError, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from error


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _strings(tree: etree._Element) -> Iterator[str]:
    for item in tree.iter(f"{_SPACE}si"):
        yield _unescaped("".join(part.text or "" for part in item.iter(f"{_SPACE}t")))


def _cells(row: etree._Element, strings: list[str]) -> Iterator[str]:
    column = 0
    for cell in row.iter(f"{_SPACE}c"):
        text, place = _text(cell, strings), _column(cell.get("r", ""))
        if text == "" or not column <= place < _MOST_COLUMNS:
            continue
        yield from [""] * (place - column)
        yield text
        column = place + 1


def _text(cell: etree._Element, strings: list[str]) -> str:
    value = cell.findtext(f"{_SPACE}v") or ""
    if cell.get("t") == "s":
        return strings[int(value)]
    if cell.get("t") == "inlineStr":
        return _unescaped("".join(part.text or "" for part in cell.iter(f"{_SPACE}t")))
    if cell.find(f"{_SPACE}f") is not None:
        return f"={cell.findtext(f'{_SPACE}f') or ''}"
    return f"{float(value):.15g}" if value else ""


def _column(place: str) -> int:
    found = _PLACE.fullmatch(place)
    if not found:
        raise ValueError(f"a cell at {place!r}")
    number = 0
    for letter in found[1]:
        number = number * _LETTERS + ord(letter) - 64
    return number - 1


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
