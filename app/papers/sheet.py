"""What stands on a paper, in words and in order, before it is typeset. Pure."""

from dataclasses import dataclass

from app.exports.sheets.paper_size import paper_of, region_of
from app.exports.sheets.sheet_seal import Fact
from app.language import day_and_year, gettext_for, language_of
from app.language import mark as _
from app.papers.facts import Paper
from app.papers.kinds import Kind, title_words
from app.papers.tables import Table, hour_facts, tables
from app.papers.text import closing, opening


@dataclass(frozen=True, slots=True)
class Seal:
    """The small print: what the seal says, where the hours stand in the ledger, and where the paper is checked."""

    words: str
    place: tuple[Fact, ...]
    colon: str
    check_words: str
    check_url: str
    check_alt: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper ready to be set. `preview` is empty on a paper that was issued; `unshown` explains the sign �."""

    kind: str
    language: str
    region: str
    paper: str
    made_at: str
    title: str
    running: str
    organisation: str
    to: str
    day: str
    presented: str
    name: str
    opening: tuple[str, ...]
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    closing: tuple[str, ...]
    issuer_label: str
    issuer: str
    issuer_lines: tuple[str, ...]
    pages: str
    seal: Seal
    preview: str
    unshown: str


def sheet(paper: Paper, check_url: str, *, is_preview: bool = False) -> Sheet:
    """The words of a paper in its language; `check_url` is where anybody can check it."""
    locale, issuer = paper.locale, paper.issuer
    say = gettext_for(locale).gettext
    title = title_words(paper.kind, locale)
    return Sheet(
        kind=paper.kind.value,
        language=language_of(locale),
        region=region_of(locale),
        paper=paper_of(locale),
        made_at=paper.record["made_at"],
        title=title,
        running=f"{title}, {paper.holder.name}",
        organisation=issuer.organisation,
        to=paper.employer or say(_("To whom it may concern")),
        day=day_and_year(paper.made_on, locale),
        presented=say(_("This is to certify that")),
        name=paper.holder.name,
        opening=opening(paper),
        facts=hour_facts(paper) if paper.kind is Kind.HOURS else (),
        tables=tables(paper),
        closing=closing(paper),
        issuer_label=say(_("For the organisation")),
        issuer=issuer.coordinator,
        issuer_lines=_issuer_lines(paper),
        pages=say(_("Page %(page)s of %(pages)s")) % {"page": "{page}", "pages": "{pages}"},
        seal=_seal(paper, check_url),
        preview=say(_("Preview: not issued, not sealed")) if is_preview else "",
        unshown=say(_("A � stands for a sign that these pages cannot show. The attached record has it.")),
    )


def _issuer_lines(paper: Paper) -> tuple[str, ...]:
    say, issuer = gettext_for(paper.locale).gettext, paper.issuer
    role = say(_("Coordinator, %(programme)s")) % {"programme": issuer.programme}
    reach = ", ".join(part for part in (issuer.email, issuer.phone) if part)
    return tuple(part for part in (role, issuer.organisation, reach) if part)


def _seal(paper: Paper, check_url: str) -> Seal:
    say = gettext_for(paper.locale).gettext
    words = _(
        "Sealed electronically by the service that keeps the ledger of %(organisation)s; it needs no signature by "
        "hand. The seal shows that no sign of this document was changed since."
    )
    return Seal(
        words=say(words) % {"organisation": paper.issuer.organisation},
        place=_place(paper),
        colon=say(_(":")),
        check_words=say(_("Scan the code or open this address to see what we hold about this document:")),
        check_url=check_url,
        check_alt=say(_("Code that leads to the page where this document can be checked")),
        reason=say(_("Document as issued; it may not be changed")),
    )


def _place(paper: Paper) -> tuple[Fact, ...]:
    say, place = gettext_for(paper.locale).gettext, paper.place
    found = [Fact(say(_("Ledger ends at")), str(place.head)), Fact(say(_("Digest of the record")), paper.digest)]
    if place.first is not None:
        told = {"first": place.first, "last": place.last, "count": place.entries}
        words = _("From entry %(first)s to entry %(last)s; about the member in this programme: %(count)s")
        found.insert(0, Fact(say(_("Place in the ledger")), say(words) % told))
    return tuple(found)
