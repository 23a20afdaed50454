"""What a check says of an hour log, in the reader's language: its facts, and what to do about what was found."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.exports.log.paper_code import code_of
from app.exports.log.schema import HourLog
from app.finding import Finding, Trouble
from app.language import gettext_for
from app.language import mark as _

WHOLE: Final = _("%(file)s: whole, compared with %(what)s")
OVERTAKEN_SINCE: Final = _("%(file)s: whole, but corrected or disputed since, compared with %(what)s")
NOT_WHOLE: Final = _("%(file)s: NOT whole")
NOT_CONFIRMED: Final = _("%(file)s: cannot be confirmed any more")
BY_SEAL: Final = _("its seal")
BY_LEDGER: Final = _("the live ledger")
BY_BOTH: Final = _("its seal and the live ledger")
BY_HEAD: Final = _("the head you gave, entry %(seq)s of the ledger")
NO_LEDGER: Final = Finding(Trouble.NOTE, _("Not compared with the live ledger, which is not here."))
TABLES_END_HERE: Final = Finding(
    Trouble.NOTE, _("Only the PDF, the JSON and the bundle can be compared with the ledger.")
)
NO_HEAD_FOR_TABLES: Final = Finding(
    Trouble.UNCHECKED, _("a table cannot be compared with a head: give the PDF or the JSON for that")
)
_STATES: Final[Mapping[str, str]] = {
    "attested": _("attested"),
    "recorded": _("recorded"),
    "claimed": _("claimed"),
    "disputed": _("disputed"),
    "withdrawn": _("withdrawn"),
}


def facts_of(log: HourLog, locale: str) -> list[str]:
    """Whose log it is, of which days, what it comes to, where the ledger stood, and its code."""
    say = gettext_for(locale).gettext
    number = say(_(", member %(number)s")) % {"number": log.member.member_number} if log.member.member_number else ""
    period = {
        "since": log.period.since or say(_("the beginning")),
        "until": log.period.until or say(_("the day it was made")),
        "made": log.made_at,
    }
    sums = {
        "minutes": log.totals.minutes,
        "states": states_words(dict(log.totals.by_state.items()), locale),
        "claims": len(log.claims),
        "entries": len(log.entries),
    }
    return [
        f"{log.member.name}{number}; {log.tenant.name}",
        say(_("%(since)s to %(until)s; made %(made)s")) % period,
        say(_("minutes: %(minutes)s (%(states)s) in %(claims)s claims, %(entries)s entries")) % sums,
        say(_("ledger: %(head)s")) % {"head": f"{log.head.seq}:{log.head.hash}"},
        say(_("code on the paper: %(code)s")) % {"code": code_of(log.digest)},
    ]


def states_words(by_state: Mapping[str, int], locale: str) -> str:
    """Minutes by state: `attested 90, claimed 30`."""
    say = gettext_for(locale).gettext
    return ", ".join(f"{say(_STATES[state])} {minutes}" for state, minutes in sorted(by_state.items())) or say(
        _("none")
    )


def remedies(found: Iterable[Finding], locale: str) -> list[str]:
    """What to do about all that was found, each thing once."""
    return [words for words in dict.fromkeys(finding.remedy(locale) for finding in found) if words]
