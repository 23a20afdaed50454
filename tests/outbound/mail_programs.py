"""Which mails three mail programs show together: as Apple Mail and Thunderbird do, as Gmail does."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage

_ID = re.compile(r"<[^<>\s]+>")
_PREFIX = re.compile(r"(?i)^(?:\s*(?:re|fw|fwd|tr)\s*:)+\s*")


@dataclass(eq=False)
class Container:
    """One Message-ID: with its mail, or only known from another's References."""

    message_id: str
    mail: EmailMessage | None = None
    parent: "Container | None" = None
    children: list["Container"] = field(default_factory=list)

    def root(self) -> "Container":
        """The container at the top of its tree."""
        return self.parent.root() if self.parent else self

    def is_above(self, other: "Container") -> bool:
        """Whether the other stands somewhere below."""
        return other is self or (other.parent is not None and self.is_above(other.parent))


def threads_by_references(mails: Iterable[EmailMessage]) -> list[set[str]]:
    """The Message-IDs of each thread by Jamie Zawinski's algorithm, steps 1 to 3; subjects are not looked at."""
    known: dict[str, Container] = {}
    for mail in mails:
        own = known.setdefault(mail["Message-ID"], Container(mail["Message-ID"]))
        own.mail = mail
        above: Container | None = None
        for name in references(mail):
            one = known.setdefault(name, Container(name))
            if above and one.parent is None and not one.is_above(above):
                _link(above, one)
            above = one
        if above and not own.is_above(above):
            if own.parent:
                own.parent.children.remove(own)
            _link(above, own)
    found: dict[str, set[str]] = defaultdict(set)
    for one in known.values():
        if one.mail is not None:
            found[one.root().message_id].add(one.message_id)
    return list(found.values())


def threads_in_gmail(mails: Iterable[EmailMessage]) -> list[set[str]]:
    """Gmail's rule: the subject is the same behind `Re:`, and References or In-Reply-To name a mail that is there."""
    threads: list[tuple[str, set[str]]] = []
    for mail in mails:
        subject = bare(mail["Subject"])
        joined = next((ids for words, ids in threads if words == subject and ids & {*references(mail)}), None)
        if joined is None:
            threads.append((subject, {mail["Message-ID"]}))
        else:
            joined.add(mail["Message-ID"])
    return [ids for _, ids in threads]


def references(mail: EmailMessage) -> list[str]:
    """What a mail says that it follows: References, then In-Reply-To if it is not among them."""
    names = _ID.findall(str(mail["References"] or ""))
    return names + [name for name in _ID.findall(str(mail["In-Reply-To"] or ""))[:1] if name not in names]


def bare(subject: str) -> str:
    """A subject without `Re:` and the like."""
    return _PREFIX.sub("", subject).strip().lower()


def _link(above: Container, below: Container) -> None:
    below.parent = above
    above.children.append(below)
