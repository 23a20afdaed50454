"""The words of an SPF record (RFC 7208): taken apart, and put together again as they were meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_network

MECHANISMS = frozenset({"all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"})
ASKING = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
"""The terms that cost the receiver a look-up (RFC 7208 4.6.4)."""
_TERM = re.compile(r"(?P<sign>[+~?-]?)(?P<name>[a-z][a-z0-9_.-]*)(?P<mark>[:=/]?)(?P<value>.*)", re.IGNORECASE)
_NAME = re.compile(r"([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]*[a-z0-9]\.?|.*%\{.*", re.IGNORECASE)
_LENGTHS = re.compile(r"(?P<host>[^/]*)(/(?P<four>\d{1,2}))?(//(?P<six>\d{1,3}))?")
_LONGEST_FOUR, _LONGEST_SIX = 32, 128


@dataclass(frozen=True, slots=True)
class Term:
    """One mechanism or modifier: its sign (`+` unless written), its name, and what it names (or nothing)."""

    text: str
    sign: str
    name: str
    value: str


class BadTerm(Exception):
    """A term that no receiver understands: the record is void as a whole."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def terms_of(record: str) -> tuple[Term, ...]:
    """The terms of a record that begins with `v=spf1`, in their order.

    Raises:
        BadTerm: at the first that breaks the rules.

    """
    found = tuple(_term(word) for word in record.split()[1:])
    for once in ("redirect", "exp"):
        twice = [term for term in found if term.name == once]
        if len(twice) > 1:
            raise BadTerm(twice[1].text)
    return found


def in_force(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that a receiver looks at: none behind `all`, and no redirect beside it (RFC 7208 5.1, 6.1)."""
    mechanisms = [term for term in terms if term.name in MECHANISMS]
    last = next((index for index, term in enumerate(mechanisms) if term.name == "all"), None)
    if last is not None:
        return tuple(mechanisms[: last + 1])
    return (*mechanisms, *(term for term in terms if term.name == "redirect"))


def merged(records: Sequence[str], includes: Sequence[str]) -> str:
    """One record that says what all of them mean and lets `includes` send besides; what nobody understands goes."""
    kept: list[str] = []
    ends: list[str] = []
    for record in records:
        for word in _words(record):
            better = better_term(word)
            if better is None or better.lstrip("+~?-").startswith("ptr"):
                continue
            if better.lstrip("+~?-").lower() == "all":
                ends.append(better)
            else:
                kept.append(better)
    redirects = [word for word in kept if word.lower().startswith("redirect=")]
    others = [word for word in kept if word not in redirects]
    redirect_stays = len(records) == 1 and not ends
    if not redirect_stays:
        others += [f"include:{word.partition('=')[2]}" for word in redirects] if not ends else []
    wanted = [f"include:{name}" for name in includes]
    end = redirects[:1] if redirects and redirect_stays else [_end(ends)]
    return " ".join(dict.fromkeys(["v=spf1", *others, *wanted, *end]))


def better_term(word: str) -> str | None:
    """The term as it was meant; `None` when that cannot be told."""
    word = word.strip(",;\"'").rstrip(".")
    if _is_good(word):
        return word
    for pattern, instead in _SLIPS:
        mended = re.sub(pattern, instead, word, flags=re.IGNORECASE)
        if mended != word and _is_good(mended):
            return mended
    return None


_SLIPS = (
    (r"^ipv([46])[:=]", r"ip\1:"),
    (r"^ip([46])=", r"ip\1:"),
    (r"^ip[46]?[:=](?=[0-9.]+(/\d+)?$)", "ip4:"),
    (r"^ip[46]?[:=](?=[0-9a-f]*:[0-9a-f:.]+(/\d+)?$)", "ip6:"),
    (r"^ip[46][:=](?=[a-z])", "a:"),
    (r"^(?=[0-9.]+(/\d+)?$)", "ip4:"),
    (r"^(include|a|mx|exists)=", r"\1:"),
    (r"^(include|a|mx)[:=](https?://|@|\*\.)", r"\1:"),
    (r"^redirect:", "redirect="),
    (r"^includes?[:=]", "include:"),
    (r"^([+~?-])+(?=[+~?-]all$)", ""),
    (r"^spf:", "include:"),
    (r"^(?=([a-z0-9_-]+\.)+[a-z]{2,}$)", "a:"),
)


def _is_good(word: str) -> bool:
    try:
        term = _term(word)
    except BadTerm:
        return False
    return term.name in MECHANISMS or term.name in {"redirect", "exp"}


def _term(word: str) -> Term:
    matched = _TERM.fullmatch(word)
    if matched is None or (not matched["mark"] and matched["value"]):
        raise BadTerm(word)
    name, mark, value = matched["name"].lower(), matched["mark"], matched["value"]
    if name in MECHANISMS and mark != "=":
        value = f"/{value}" if mark == "/" else value
        if not _fits(name, mark, value):
            raise BadTerm(word)
        return Term(word, matched["sign"] or "+", name, value)
    if (
        mark != "="
        or matched["sign"]
        or name in MECHANISMS
        or (name in {"redirect", "exp"} and not _NAME.fullmatch(value))
    ):
        raise BadTerm(word)
    return Term(word, "+", name, value)


def _fits(name: str, mark: str, value: str) -> bool:
    if name == "all":
        return mark == ""
    if name in {"ip4", "ip6"}:
        return _is_network(name, value)
    if name in {"include", "exists"}:
        return mark == ":" and bool(_NAME.fullmatch(value))
    host = _LENGTHS.fullmatch(value)
    if host is None or (name == "ptr" and "/" in value) or (mark == ":" and not host["host"]):
        return False
    four, six = int(host["four"] or 0), int(host["six"] or 0)
    return (not host["host"] or bool(_NAME.fullmatch(host["host"]))) and four <= _LONGEST_FOUR and six <= _LONGEST_SIX


def _is_network(name: str, value: str) -> bool:
    try:
        return f"ip{ip_network(value, strict=False).version}" == name
    except ValueError:
        return False


def _words(record: str) -> list[str]:
    """The terms of a record, however its beginning was spelt; a mechanism and its name that a space has parted."""
    rest = re.sub(r"^\s*(v\s*=\s*)?spf1?(\.0)?[:;,/]?", "", record, flags=re.IGNORECASE)
    rest = re.sub(r"\b(include|ip4|ip6|redirect|exists)\s*([:=])\s*", r"\1\2", rest)
    rest = re.sub(r"(?<=\s)([+~?-])\s+(?=\w)", r"\1", rest)
    return re.sub(r"(?<=\S)(?=(include:|ip4:|ip6:|[~-]all\b))", " ", rest).split()


def _end(ends: Sequence[str]) -> str:
    """The careful end: hard only where every record that had one was."""
    return "-all" if ends and all(end == "-all" for end in ends) else "~all"
