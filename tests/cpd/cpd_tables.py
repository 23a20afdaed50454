"""Reads the tables of worked examples, as people at a body would write them, and counts what they give.

Each example is a heading, lines `name: value`, a table of entries and a table of cycles. Cells left empty mean the
usual: a mentor, by video, with Kate, confirmed, recorded the same day, nothing lacking.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.cpd.account import Account, Counted, CycleAccount, hundredths
from app.cpd.claims import local_day
from app.cpd.counting import count
from app.cpd.facts import Hours, Member
from app.cpd.words import reasons_words, standing_words
from app.ledger.states import State
from app.programmes.cpd_rules import CpdRules, cpd_pack

FOLDER = Path(__file__).parent / "examples"
STATES = {
    "": State.ATTESTED,
    "by silence": State.ATTESTED,
    "recorded": State.RECORDED,
    "waiting": State.CLAIMED,
    "disputed": State.DISPUTED,
    "taken out": State.WITHDRAWN,
}
Row = dict[str, str]


@dataclass(frozen=True)
class Example:
    pack: str
    title: str
    facts: dict[str, str]
    entries: tuple[Row, ...]
    cycles: tuple[Row, ...]


def examples(pack: str) -> list[Example]:
    """All examples of a pack, in their order."""
    text = (FOLDER / f"{pack}.md").read_text(encoding="utf-8")
    return [_example(pack, part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]


def counted_tables(example: Example) -> tuple[list[Row], list[Row]]:
    """The two tables as counting gives them, with the columns that the example has."""
    rules, account = _rules(example), _account(example)
    by_entry = {one.hours.entry: one for one in _all_entries(account)}
    entries = [
        {**row, **_entry_row(rules, by_entry[str(number)])} for number, row in enumerate(example.entries, start=1)
    ]
    return entries, [_cycle_row(rules, cycle) for cycle in account.cycles]


def _example(pack: str, part: str) -> Example:
    title, _, rest = part.partition("\n")
    facts = dict(re.findall(r"^([a-z ]+): (.+)$", rest, flags=re.MULTILINE))
    tables = [list(_rows(block)) for block in re.findall(r"(?:^\|.*\n?)+", rest, flags=re.MULTILINE)]
    return Example(pack, title.strip(), facts, tuple(tables[0]), tuple(tables[1]))


def _rows(block: str) -> Iterator[Row]:
    head, _, *lines = ([cell.strip() for cell in line.strip("|").split("|")] for line in block.strip().splitlines())
    for line in lines:
        yield dict(zip(head, line, strict=True))


def _rules(example: Example) -> CpdRules:
    return _changed(cpd_pack(example.pack), example.facts.get("rules changed", ""))


def _changed(rules: CpdRules, said: str) -> CpdRules:
    """`minimum.within_months = 3, own_supervisor = true`: a pack with values of a body's own."""
    body: dict[str, Any] = rules.model_dump(mode="json")
    for path, value in re.findall(r"([a-z_.0-9]+) = ([^,]+)", said):
        *sections, field = path.split(".")
        place: Any = body
        for section in sections:
            place = place[int(section) if section.isdecimal() else section]
        place[field] = {"true": True, "false": False, "nothing": None}.get(value.strip(), value.strip())
    return CpdRules.model_validate(body)


def _account(example: Example) -> Account:
    own = example.facts.get("own date")
    line = frozenset(filter(None, re.split(r", ?", example.facts.get("line of reporting", ""))))
    member = Member(date.fromisoformat(own) if own else None, line)
    hours = [_hours(row, number, example) for number, row in enumerate(example.entries, start=1)]
    today = example.facts.get("today")
    return count(_rules(example), member, hours, date.fromisoformat(today) if today else hours[0].days[0])


def _hours(row: Row, number: int, example: Example) -> Hours:
    day = date.fromisoformat(row["day"]) if len(row["day"]) > len("2026-01") else None
    at = row.get("at", "")
    return Hours(
        entry=str(number),
        place=number,
        role=row.get("role") or "mentor",
        mode=(row.get("how") or "video").replace(" ", "_"),
        minutes=int(row["minutes"]),
        period=row["day"][:7],
        day=day,
        starts=time.fromisoformat(at) if at else None,
        match=row.get("with") or "Kate",
        partners=tuple((row.get("with") or "Kate").split(" & ")),
        state=STATES[row.get("state", "")],
        recorded_on=_recorded_on(row, day, example),
        silent=row.get("state") == "by silence",
        missing=tuple(filter(None, row.get("lacks", "").split(", "))),
    )


def _recorded_on(row: Row, day: date | None, example: Example) -> date:
    said = row.get("recorded", "")
    if not said:
        return day or date.fromisoformat(f"{row['day']}-28")
    if len(said) == len("2026-01-01"):
        return date.fromisoformat(said)
    return local_day(datetime.fromisoformat(said), example.facts["zone"])


def _all_entries(account: Account) -> Iterator[Counted]:
    yield from account.outside
    for cycle in account.cycles:
        yield from cycle.entries


def _entry_row(rules: CpdRules, counted: Counted) -> Row:
    return {
        "counts": str(counted.minutes),
        "why": reasons_words(rules, counted, "en").replace("\N{NO-BREAK SPACE}", " "),
    }


def _cycle_row(rules: CpdRules, account: CycleAccount) -> Row:
    carried = sum(category.carried for category in account.categories)
    return {
        "cycle": f"{account.cycle.starts} to {account.cycle.ends}",
        "logged": str(account.logged),
        "counts": str(account.minutes),
        "units": _amount(hundredths(account.units)),
        "carried in": _amount(int(carried * 100)),
        "carried out": _amount(hundredths(account.carried_out)),
        "minimum": _minimum(rules, account),
    }


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _minimum(rules: CpdRules, account: CycleAccount) -> str:
    if account.standing is None:
        return "none"
    if account.standing.reached:
        return "reached"
    said = standing_words(rules, account.standing, "en").replace("\N{NO-BREAK SPACE}", " ")
    return f"lacks {said.removeprefix('Missing to the minimum: ').removesuffix('.')}"
