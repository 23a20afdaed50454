"""What the seal on an hour log means, its place in the ledger, and how to check it: in words a regulator can file."""

from dataclasses import dataclass

from app.exports.log.schema import HourLog
from app.language import gettext_for
from app.language import mark as _

RECORD = "hour-log.json"
"""The name of the record inside the PDF."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value in small print."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The last part of the document: paragraphs on the seal, the record's place, and where to check it."""

    title: str
    paragraphs: tuple[str, ...]
    place_title: str
    place: tuple[Fact, ...]
    check_title: str
    check_words: str
    check_url: str
    check_alt: str
    unshown: str
    reason: str


def proof(log: HourLog, locale: str, check_url: str) -> Proof:
    """The proof of a log in the member's language."""
    say = gettext_for(locale).gettext
    organisation = {"organisation": log.tenant.name}
    return Proof(
        title=say(_("What the seal means")),
        paragraphs=tuple(say(words) % organisation for words in _PARAGRAPHS),
        place_title=say(_("Place in the ledger")),
        place=_place(log, locale),
        check_title=say(_("Check this document")),
        check_words=say(_("Scan the code, or run: mentorpost verify FILE --ca ca.pem")),
        check_url=check_url,
        check_alt=say(_("Code that leads to the page where this document can be checked")),
        unshown=say(_("A � stands for a sign that these pages cannot show. The attached record has it.")),
        reason=say(_("Hour log as recorded in the ledger; it may not be changed")),
    )


_PARAGRAPHS = (
    _(
        "The electronic seal on this file was made by the service that keeps the ledger of %(organisation)s. It says "
        "that this log is what the ledger held at the moment of making, and that no byte was changed since. It is not "
        "the signature of a person."
    ),
    _(
        "Each person’s own confirmation is listed with the session: who gave it, in which role, how and when. Silence "
        "counts as a confirmation only where the rules of the programme say so, and is then named. Hours marked as "
        "recorded need no confirmation under those rules."
    ),
    _(
        "Nothing in the ledger is overwritten. A correction is an entry of its own: the earlier figure stands struck "
        "out above the new one. A withdrawn session counts as nothing. Disputed hours and hours not confirmed yet are "
        "part of the sum, and the first page tells how many."
    ),
    _(
        "The record that machines read is attached to this file (hour-log.json) and holds every entry with its proof. "
        "Names, numbers and words are as they were recorded; contact details and the names of staff are those known to "
        "the organisation when this log was made."
    ),
)


def _place(log: HourLog, locale: str) -> tuple[Fact, ...]:
    say = gettext_for(locale).gettext
    counted = {"shown": len(log.entries), "all": log.person_entries}
    return (
        Fact(say(_("Ledger ends at")), f"{log.head.seq}:{log.head.hash}"),
        Fact(say(_("Digest of the record")), log.digest),
        Fact(say(_("Entries")), say(_("%(shown)s shown here, of %(all)s about this member")) % counted),
    )
