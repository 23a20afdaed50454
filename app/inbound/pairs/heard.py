"""What a mail tells of a pair that formed elsewhere (M8): in free words, or line by line. Pure.

A stranger is written to because of it. So it is heard only where the words name a relation, and beside them an address
or a whole name; "I am mentoring a lot these days" tells of nobody.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.address_spelling import comparable, plain_address
from app.inbound.pairs.labelled import labelled
from app.inbound.pairs.names import is_written_out, name_before, name_behind, whole_name, written_name
from app.inbound.pairs.said import MENTEE, MENTOR, PairSaid
from app.inbound.pairs.vocabulary import any_of, folded

_LONGEST: Final = 4_000
_ADDRESS: Final = re.compile(r"(?:mailto:)?([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?]\s|[\n?]")
_LED: Final = 24  # characters before the words in which a condition stands
_BEHIND: Final = {"mentor_of": MENTOR, "mentee_of": MENTEE, "with_other": ""}
_BEFORE: Final = {"is_mentee": MENTOR, "is_mentor": MENTEE}
_BETWEEN: Final = {
    "whose_mentor": ("whose", MENTOR),
    "whose_mentee": ("whose", MENTEE),
    "as_mentor": ("named_as", MENTEE),
    "as_mentee": ("named_as", MENTOR),
}
_SAID: Final = re.compile(r"\b(?:mentorer|je mentore|me mentore|par moi)\b")
_ACCENTED: Final = re.compile(r"mentor(?:\u00e9e?|e\u0301e?)", re.IGNORECASE)
"""`mentoré` is who is mentored, `mentore` a woman who mentors; folded they are one."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the name and the addresses that are their own."""

    name: str
    addresses: Collection[str]


def pair_heard(text: str, writer: Writer) -> PairSaid | None:
    """What the words tell of a pair; `None` where they tell of none."""
    text = text[:_LONGEST]
    addresses = others_addresses(text, writer)
    bare = _ADDRESS.sub(lambda found: ",".ljust(len(found.group())), text)
    lines = labelled(bare, writer.name)
    found = next(_told(bare), None)
    said = _both(found, lines)
    if said is None or not (addresses or _is_whole(said, text)):
        return None
    said = replace(said, since=said.since or since_words(bare), name=said.name or _name_at_address(text, addresses))
    return replace(said, email=addresses[0] if addresses else "", several=len(addresses) > 1)


def others_addresses(text: str, writer: Writer) -> list[str]:
    """The addresses in a text that are not the writer's, each once, in their order."""
    own = {comparable(one) for one in writer.addresses}
    found = (plain_address(match[1].rstrip(".")) for match in _ADDRESS.finditer(text))
    return list(dict.fromkeys(one for one in found if one and one not in own))


def without_addresses(text: str) -> str:
    """The text with a comma in the place of each address."""
    return _ADDRESS.sub(",", text)


def since_words(text: str) -> str:
    """The words behind `since`, up to the end of the line; `from` leads to them where no other word does."""
    leads = list(any_of("since").finditer(folded(text)))
    lead = next((found for found in leads if found.group() != "from"), next(iter(leads), None))
    return text[lead.end() : lead.end() + 40].partition("\n")[0].strip() if lead else ""


def _told(text: str) -> Iterator[PairSaid]:
    """Each place where words name a relation and somebody in it."""
    plain = folded(text)
    for name, role in (_BEHIND | _BEFORE).items():
        for match in any_of(name).finditer(plain):
            if not _is_conditional(plain, match):
                who = name_behind(text[match.end() :]) if name in _BEHIND else name_before(_ahead(text, match))
                yield PairSaid(name=who, role=_by_accent(role, text[match.start() : match.end()]))
    for name, (led_by, role) in _BETWEEN.items():
        for match in any_of(name).finditer(plain):
            lead = list(any_of(led_by).finditer(plain, 0, match.start()))[-1:]
            if lead and not _is_unless(plain, lead[0]) and (who := whole_name(text[lead[0].end() : match.start()])):
                yield PairSaid(name=who, role=role)


def _by_accent(role: str, words: str) -> str:
    """French: whom one mentors is `mentoré`, who mentors is `mentor` or `mentore`."""
    own = re.search(r"\bje (?:suis|serai|deviens)(?!.*\bpar\b)", folded(words)) is not None
    if (
        "mentore" not in folded(words)
        or re.search(r"\bpar moi\b", folded(words))
        or re.search(r"\b(?:mentorer|je mentore|me mentore)\b", folded(words))
    ):
        return role
    mentored = _ACCENTED.search(words) is not None
    if re.search(r"\bpar\b", folded(words)):
        return MENTEE
    return MENTEE if mentored == own else MENTOR


def _is_conditional(plain: str, match: re.Match[str]) -> bool:
    end = _SENTENCE.search(plain, match.end())
    asks = end is not None and end.group().startswith("?")
    return asks or _is_unless(plain, match)


def _is_unless(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - _LED) : match.start()]
    return any_of("unless").search(re.split(r"[.,;:!?\n]", before)[-1]) is not None


def _ahead(text: str, match: re.Match[str]) -> str:
    """The sentence up to the words, without what stands in brackets at its end."""
    begin = max((found.end() for found in _SENTENCE.finditer(text, 0, match.start())), default=0)
    return re.sub(r"[(<][^)>]*[)>]?\s*$", "", text[begin : match.start()].rstrip(" ,"))


def _both(found: PairSaid | None, lines: PairSaid | None) -> PairSaid | None:
    if found is None or lines is None:
        return found or lines
    return found.with_more(lines)


def _is_whole(said: PairSaid, text: str) -> bool:
    """Without an address: a first name and a family name, written as names are; or the wish to register somebody."""
    if not said.role:
        return bool(said.name)
    return is_written_out(said.name) and said.name in text


def _name_at_address(text: str, addresses: list[str]) -> str:
    """`Kate Roy <kate@x.org>`, `kate@x.org (Kate Roy)`."""
    if not addresses:
        return ""
    at = text.lower().find(addresses[0])
    line = text[text.rfind("\n", 0, at) + 1 : at] if at >= 0 else ""
    behind = re.match(r"[^\n(]{0,3}\(([^)\n]{1,60})\)", text[at + len(addresses[0]) :]) if at >= 0 else None
    named = whole_name(behind[1]) if behind else ""
    return named or written_name(line)
