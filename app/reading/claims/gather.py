"""All that a reply tells of time spent: its form entries and its claims in order, headings and corrections applied."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.reading.claims.claim import LIVE_MODES, Claim
from app.reading.claims.claiming import claim_of
from app.reading.claims.forms.form_copies import label_in, labels_printed_once
from app.reading.claims.forms.form_layouts import laid_out
from app.reading.claims.forms.form_sums import entries_of_sessions, entries_of_sum
from app.reading.claims.forms.forms import Entry, entry_of, heading_partner, prints_form, prints_total
from app.reading.claims.forms.list_items import items_apart
from app.reading.claims.forms.numbered import with_numbered_questions
from app.reading.claims.forms.our_questions import asks_for_time
from app.reading.claims.forms.tracking import unfold
from app.reading.claims.left_out.held import with_only_held
from app.reading.claims.left_out.loose import without_loose
from app.reading.claims.left_out.screening import screened
from app.reading.claims.left_out.uncounted import without_uncounted
from app.reading.claims.pieces.clauses import groups
from app.reading.claims.pieces.group import Group
from app.reading.claims.pieces.pieces import Piece, scan
from app.reading.claims.put_right.alternatives import opened, unlabelled
from app.reading.claims.put_right.sharpened import sharpened
from app.reading.claims.spread.broken_down import told_once
from app.reading.claims.spread.dealt import dealt
from app.reading.claims.spread.dealt_shares import is_of_several, sessions_left, with_shares
from app.reading.claims.spread.inherited import inherited
from app.reading.claims.spread.likened import likened
from app.reading.claims.spread.portions import by_portions, portions_in
from app.reading.claims.spread.pronouns import of_persons_named
from app.reading.claims.spread.shares import shares_in, with_hours_of_them, without_shares
from app.reading.claims.told import Told
from app.reading.contract import Context, Reply, ReplyLine
from app.reading.explained import PassedOver
from app.reading.times.calendar import Calendar
from app.reading.times.opening_hours import tells_opening_hours
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence, sentences
from app.reading.words.tokens import tokenize

_ASKING = frozenset({"monthly", "nudge", "none", "confirmation", "attestation"})


@dataclass
class _Headings:
    partner: int | None = None
    days: tuple[date, ...] = ()
    way: str = ""
    chunk: list[ReplyLine] = field(default_factory=list)


class _Gatherer:
    def __init__(self, context: Context, names: Names, calendar: Calendar, *, forms: bool) -> None:
        self._forms = forms
        self._kind = context.checkin.kind
        self._calendar = calendar
        self._names = names
        self._with_total = prints_total(context.checkin.text, self._names)
        self.printed = prints_form(context.checkin.text, self._names)
        self._labels = labels_printed_once(context.checkin.text, self._names)
        self._messages = "other" if "other" in context.programme.modes else "unspecified"
        self._several = len(context.partners) > 1
        self._headings = _Headings()
        self.entries: list[Entry] = []
        self.claims: list[Claim] = []
        self.sentences: list[Sentence] = []
        self.passed: list[PassedOver] = []

    def take(self, line: ReplyLine) -> None:
        partner = heading_partner(line, self._names) if self._several else None
        if partner is not None:
            self.flush()
            self._headings.partner = partner
            return
        if self._headings.way and not line.text.strip():
            self.flush()
            self._headings.way = ""
        entries = self._entries(line) if self._forms else ()
        details = [self._in_comment(entry) for entry in entries]
        told = [claims for claims in details if claims is not None]
        if not entries or len(told) < len(details) or (len(entries) > 1 and any(map(self._is_of_other_day, entries))):
            self._headings.chunk.append(line)
            return
        self.flush()
        self._headings.way = self._way_of_list(entries)
        place = len(self.entries)
        self.entries.extend(self._on_line(line, entry, place) for entry in entries)
        self.claims.extend(claim for claims in told for claim in claims)

    def _on_line(self, line: ReplyLine, entry: Entry, place: int) -> Entry:
        printed = label_in(line.text, self._names) in self._labels
        doubted = line.text.strip() if entry.doubted else ""
        return replace(entry, line=place, printed=printed, doubted=doubted)

    def _way_of_list(self, entries: Sequence[Entry]) -> str:
        """`By phone:` over lines of their own, where our mail printed no form."""
        alone = len(entries) == 1 and entries[0].is_blank and not self.printed
        return entries[0].mode or "" if alone else ""

    def _entries(self, line: ReplyLine) -> tuple[Entry, ...]:
        """The line as one of the form: one entry, or one for each amount of a sum."""
        partner = self._headings.partner
        entry = entry_of(line, self._names, partner, with_total=self._with_total)
        return entries_of_sum(line, self._names, partner) or ((self._of_one_named(entry),) if entry else ())

    def _of_one_named(self, entry: Entry) -> Entry:
        """`Phone: 0.5 (Sam)`: the name behind the figure says whose it is."""
        named = {token.text for token in self._names.mark(tokenize(entry.comment)) if token.text.startswith("@")}
        whose = named.pop() if len(named) == 1 and entry.partner is None and self._several else ""
        return replace(entry, partner=int(whose[2:])) if whose.startswith("@p") else entry

    def flush(self) -> None:
        lines, self._headings.chunk = self._headings.chunk, []
        for told in sentences(Reply(tuple(lines)), self._names):
            sentence = replace(told, heading=self._headings.partner)
            self.sentences.append(sentence)
            if not tells_opening_hours(sentence):
                self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> None:
        found = with_only_held(with_hours_of_them(scan(sentence)))
        earlier = next((claim for claim in reversed(self.claims) if is_of_several(claim)), None)
        shares = shares_in(found, sessions_left(earlier) if earlier else 0)
        found = without_shares(found, shares)
        pieces, passed = screened(found, expects_hours=self._expects_hours(sentence))
        self.passed.extend(passed)
        told = groups(found, pieces)
        claims = [claim_of(group, self._calendar) for group in told]
        claims = _counted_as(claims, self.claims)
        headed = bool(told) and told[0].headed
        of_all = next((claim.modes for claim in claims if shares and _tells_only_how(claim)), ())
        claims = [claim for claim in claims if not (shares and _tells_only_how(claim))]
        portions = portions_in(sentence)
        claims = told_once(dealt(opened(claims, self.passed)), shared=bool(shares))
        claims = by_portions([*inherited(claims, headed=headed)], portions)
        if portions and not any(claim.has_amount for claim in claims):
            self.claims, claims = by_portions([*self.claims, *claims], portions), []
        for claim in claims:
            if _is_day_heading(claim):
                self._headings.days = claim.days
            else:
                self.claims.append(self._under_headings(claim))
        if shares:
            parts = [self._under_headings(self._claim(sentence, share.told)) for share in shares]
            parts = [replace(part, modes=part.modes or of_all) for part in parts]
            self.claims = with_shares(self.claims, [*zip(shares, parts, strict=True)])

    def _claim(self, sentence: Sentence, pieces: tuple[Piece, ...]) -> Claim:
        return claim_of(Group(sentence, pieces[0].first, pieces[-1].end, pieces), self._calendar)

    def _under_headings(self, claim: Claim) -> Claim:
        modes = tuple(self._messages if mode == "text" else mode for mode in claim.modes)
        claim = replace(claim, modes=modes)
        if self._kind == "confirmation" and claim.added is not None:
            claim = replace(claim, minutes=claim.added, vague="")
        if claim.days:
            self._headings.days = ()
        elif self._headings.days and claim.has_amount and not claim.total:
            claim = replace(claim, days=self._headings.days)
        if self._headings.way and claim.has_amount and not claim.modes and not claim.total:
            claim = replace(claim, modes=(self._headings.way,))
        if not claim.partners and self._headings.partner is not None:
            claim = replace(claim, partners=(self._headings.partner,))
        return claim

    def _expects_hours(self, sentence: Sentence) -> bool:
        if self._kind not in _ASKING:
            return False
        return sentence.answers is None or asks_for_time(sentence.answers)

    def _is_of_other_day(self, entry: Entry) -> bool:
        """`1 h (May 6) + 1 h (June 20)`: a day that is unclear, or still to come."""
        found = scan(one_sentence(entry.comment, self._names))
        claims = [claim_of(group, self._calendar) for group in groups(found, found.pieces)]
        return any(claim.future or claim.unclear_day for claim in claims)

    def _in_comment(self, entry: Entry) -> list[Claim] | None:
        """The sessions told behind a figure; None where the line holds further amounts and is no form line."""
        if not entry.comment or entry.mode is None:
            return []
        found = scan(one_sentence(entry.comment, self._names))
        pieces, passed = screened(found, expects_hours=False)
        claims = [claim_of(group, self._calendar) for group in groups(found, pieces)]
        dated = [claim for claim in claims if claim.days or claim.counted or claim.start]
        if any(claim.has_amount and (claim not in dated or _adds(claim, entry)) for claim in claims):
            return None
        self.passed.extend(passed)
        self.sentences.extend(sentences(Reply((ReplyLine(entry.comment),)), self._names))
        return [self._detail(claim, entry, alone=len(dated) == 1) for claim in dated]

    def _detail(self, claim: Claim, entry: Entry, *, alone: bool) -> Claim:
        minutes = claim.minutes or (entry.minutes if alone and len(claim.days) <= 1 else None)
        return replace(claim, minutes=minutes, modes=(entry.mode or "",), detail=True)


def _counted_as(claims: list[Claim], earlier: Sequence[Claim]) -> list[Claim]:
    """`from 1:30 to 4; I counted 2 hours`: what the writer makes of all that was told."""
    if len(claims) != 1 or not claims[0].has_amount or not any(claim.has_amount for claim in earlier):
        return claims
    claim = claims[0]
    own = claim.modes or claim.days or claim.partners or claim.sentence.find("adding")
    return claims if own or not claim.sentence.find("counted_as") else [replace(claim, total=True)]


def _adds(claim: Claim, entry: Entry) -> bool:
    """`In person: 2h on the 5th and 1h on the 12th`: the figure is not the whole claim of the line."""
    return not entry.comment.startswith("(") and claim.sentence.tag(claim.first, "and") is not None


def gather(reply: Reply, context: Context, calendar: Calendar) -> Told:
    """Read all lines of the reply for entries and claims."""
    lines = with_numbered_questions(tuple(items_apart(reply.lines)), context.checkin.text)
    names = Names.of(context)
    sheet = unfold(laid_out(lines, names), names)
    gatherer = _gathered(sheet.lines, _Gatherer(context, names, calendar, forms=True))
    if not gatherer.printed and _is_own_list(gatherer.entries, gatherer.claims):
        gatherer = _gathered(sheet.lines, _Gatherer(context, names, calendar, forms=False))
    told = of_persons_named(gatherer.claims, gatherer.sentences) if len(context.partners) > 1 else gatherer.claims
    told = likened(told, gatherer.sentences, several=len(context.partners) > 1)
    standing, replaced = sharpened(told, gatherer.sentences)
    counted, uncounted = without_uncounted(standing, gatherer.sentences)
    claims, loose = without_loose(counted)
    return Told(
        entries_of_sessions(gatherer.entries, claims, names),
        tuple(claims),
        tuple(gatherer.sentences),
        sheet.topics,
        sheet.homework,
        (*gatherer.passed, *replaced, *uncounted, *loose),
    )


def _gathered(lines: Sequence[ReplyLine], gatherer: _Gatherer) -> _Gatherer:
    for line in lines:
        gatherer.take(line)
    gatherer.flush()
    gatherer.claims = unlabelled(gatherer.claims)
    return gatherer


def _is_own_list(entries: Sequence[Entry], claims: Sequence[Claim]) -> bool:
    """`5 May: Zoom, 1 hour` over `emails: 15 min`: lines of their own list, and no form that the sessions detail."""
    sessions = {claim.mode for claim in claims if claim.is_session and claim.minutes is not None and not claim.future}
    filled = {entry.mode for entry in entries if entry.minutes}
    if not sessions or not filled or None in filled or sessions & filled:
        return False
    return not ("unspecified" in sessions and filled & LIVE_MODES)


def _tells_only_how(claim: Claim) -> bool:
    """`Two meetings, one of an hour, one of 30 minutes, at the cafe`: the last words are of both."""
    return bool(claim.modes) and not (claim.has_amount or claim.days or claim.counted or claim.partners or claim.start)


def _is_day_heading(claim: Claim) -> bool:
    """A line that is only a day: it heads the lines after it."""
    bare = not (claim.has_amount or claim.modes or claim.sessions or claim.start or claim.future or claim.partners)
    words = [token.text for token in claim.sentence.tokens if token.text.isalpha()]
    short = len(words) <= 4 and claim.sentence.closing != "?"  # noqa: PLR2004
    return (
        bool(claim.days)
        and bare
        and short
        and not (any(map(claim.sentence.find, ("correction", "taken_back", "struck_out"))))
    )
