"""Reads the tables of worked examples, as people at a body would write them, and counts what they give.

Each example is a heading, lines `name: value`, a table of entries and a table of cycles. Cells left empty mean the
usual: a mentor, by video, with Kate, confirmed, told the same day, nothing lacking, in the one programme.
`rules changed` holds from the beginning, `rules changed from 2026-07-01` from that day on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.cpd.account import Account, Counted, CycleAccount, hundredths
from app.cpd.claims import local_day
from app.cpd.counting import Question, count
from app.cpd.facts import Hours, Member, Tie
from app.cpd.rulebook import Rulebook, SetRules, eras
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
    rules, account = _rules(example), account_of(example)
    by_entry = {one.hours.entry: one for one in _all_entries(account)}
    entries = [
        {**row, **_entry_row(rules, by_entry[str(number)])} for number, row in enumerate(example.entries, start=1)
    ]
    return entries, [_cycle_row(cycle) for cycle in account.cycles]


def _example(pack: str, part: str) -> Example:
    title, _, rest = part.partition("\n")
    facts = dict(re.findall(r"^([a-z0-9 -]+): (.+)$", rest, flags=re.MULTILINE))
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


def _book(example: Example) -> Rulebook:
    """The same rules in every programme of the example, with each change from its day on."""
    history = [SetRules(UUID(int=1), 1, date(2020, 1, 1), _rules(example))]
    for name, said in example.facts.items():
        if found := re.fullmatch(r"rules changed from (\d{4}-\d\d-\d\d)", name):
            changed = _changed(history[-1].rules or _rules(example), said)
            number = len(history) + 1
            history.append(SetRules(UUID(int=number), number, date.fromisoformat(found[1]), changed))
    programmes = dict.fromkeys(_programme(row) for row in example.entries)
    return Rulebook(tuple(version for programme in programmes for version in eras(programme, history)))


def _programme(row: Row) -> UUID:
    return uuid5(NAMESPACE_URL, row.get("programme", ""))


def _tie(said: str) -> Tie:
    """`Omar`, or `Omar from 2025-01-01 to 2025-06-30`."""
    found = re.fullmatch(r"(\w+)(?: from (\S+))?(?: to (\S+))?", said)
    assert found, said
    since, until = (date.fromisoformat(day) if day else None for day in found.group(2, 3))
    return Tie(found[1], since, until)


def account_of(example: Example) -> Account:
    """What counting comes to."""
    own = example.facts.get("own date")
    line = filter(None, re.split(r", ?", example.facts.get("line of reporting", "")))
    member = Member(date.fromisoformat(own) if own else None, frozenset(map(_tie, line)))
    hours = [_hours(row, number, example) for number, row in enumerate(example.entries, start=1)]
    today = example.facts.get("today")
    asked = Question(_book(example), member, date.fromisoformat(today) if today else hours[0].days[0])
    return count(asked, hours)


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
        partners=tuple((row.get("with") or "Kate").split(" & ")),
        state=STATES[row.get("state", "")],
        told_on=_told_on(row, day, example),
        silent=row.get("state") == "by silence",
        missing=tuple(filter(None, row.get("lacks", "").split(", "))),
        programme=_programme(row),
    )


def _told_on(row: Row, day: date | None, example: Example) -> date:
    said = row.get("told", "")
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


def _cycle_row(account: CycleAccount) -> Row:
    carried = sum(category.carried for category in account.categories)
    return {
        "cycle": f"{account.cycle.starts} to {account.cycle.ends}",
        "logged": str(account.logged),
        "counts": str(account.minutes),
        "units": _amount(hundredths(account.units)),
        "carried in": _amount(int(carried * 100)),
        "carried out": _amount(hundredths(account.carried_out)),
        "minimum": _minimum(account),
    }


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _minimum(account: CycleAccount) -> str:
    if account.standing is None:
        return "none"
    if account.standing.reached:
        return "reached"
    said = standing_words(account.rules, account.standing, "en").replace("\N{NO-BREAK SPACE}", " ")
    return f"lacks {said.removeprefix('Missing to the minimum: ').removesuffix('.')}"
