"""Claims and form entries added up: hours by mode and partner, or what is unclear (contract, rules 2 to 5 and 13)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from app.reading.claims.claim import LIVE_MODES, Claim
from app.reading.claims.forms.form_copies import once
from app.reading.claims.forms.form_ways import with_affirmed_ways
from app.reading.claims.forms.forms import Entry
from app.reading.claims.passed import left_out, passed_claims
from app.reading.claims.told import Told
from app.reading.explained import PassedOver, PassedReason
from app.reading.hours.by_partner import told_once
from app.reading.hours.sums import Part, Problem, Tally, in_hours, minutes_by_mode, sum_of, summed
from app.reading.hours.totals import differs, sum_of_claims, total_and_parts
from app.reading.hours.zero import nothing_words
from app.reading.words.sentences import first_words

_LONGEST_CLEAR = 60 * 40  # minutes; nobody mentors for more than a working week a month without saying that it is all
_LONGEST_SESSION = 60 * 12  # minutes; more in one sitting is a figure of another unit


def tally(told: Told, claims: Sequence[Claim], partners: Sequence[str]) -> Tally:
    """Add up what was told. `claims` are those that stand, none of the future; `partners` are full names."""
    passed: list[PassedOver] = []
    parts = _parts(told.entries, claims, len(partners), passed)
    if isinstance(parts, Problem):
        return Tally(problem=parts, passed=tuple(passed))
    denied = _denied(told, parts) if len(partners) <= 1 else ""
    if denied:
        named = {"words": denied, "total": in_hours(sum_of(parts))}
        return Tally(problem=Problem("nothing_and_form", named), passed=tuple(passed))
    added = summed(parts, partners, together=bool(first_words(told.sentences, "joint")))
    return replace(added, passed=tuple(passed)) if passed else added


def _denied(told: Told, parts: Sequence[Part]) -> str:
    """`No meetings this month.` beside a line of the form that tells of hours together."""
    live = any(part.minutes and part.mode in LIVE_MODES for part in parts)
    if not live or not any(entry.minutes and entry.printed for entry in told.entries):
        return ""
    return nothing_words([sentence for sentence in told.sentences if not sentence.has("mode")])


def _parts(
    entries: Sequence[Entry], claims: Sequence[Claim], partners: int, passed: list[PassedOver]
) -> Sequence[Part] | Problem:
    """What is added up. Amounts that a rule leaves out are noted in `passed`."""
    if any(not entry.is_blank for entry in entries):
        return _of_form(entries, claims, passed)
    told = [claim for claim in claims if claim.has_amount]
    parts = _of_words(told, partners, [claim for claim in claims if claim.rest], passed)
    return [*parts, *_nothing_with(claims)] if not isinstance(parts, Problem) and parts else parts


def _nothing_with(claims: Sequence[Claim]) -> list[Part]:
    """`2 hours with Amara, nothing with Tomas`: Tomas had none."""
    return [
        Part(Fraction(0), claim.mode, claim.partners, each_partner=False, words=claim.words)
        for claim in claims
        if claim.nothing and claim.partners and not claim.has_amount
    ]


def _of_form(entries: Sequence[Entry], claims: Sequence[Claim], passed: list[PassedOver]) -> Sequence[Part] | Problem:
    entries = with_affirmed_ways(entries)
    vague = next((entry for entry in entries if entry.vague), None)
    if vague:
        passed.append(PassedOver(vague.vague, PassedReason.OPEN))
        return Problem("amount_vague", {"words": vague.vague})
    doubted = next((entry.doubted for entry in entries if entry.doubted and entry.minutes is None), "")
    if doubted and not any(entry.mode is None and entry.minutes is not None for entry in entries):
        passed.append(PassedOver(doubted, PassedReason.OPEN))
        return Problem("amount_vague", {"words": doubted})
    copies = once(entries)
    if copies.differing:
        return differs("copies_differ", *copies.differing)
    entries = copies.entries
    parts = [_part_of_entry(entry) for entry in entries if entry.mode is not None and entry.minutes is not None]
    totals = [_part_of_entry(entry) for entry in entries if entry.mode is None and entry.minutes is not None]
    shares = _shares_of_partners(parts or totals, claims)
    problem = _form_total(parts, totals) or (None if shares else _form_against_words(parts or totals, claims))
    if problem:
        return problem
    passed.extend(PassedOver(total.words, PassedReason.TOTAL) for total in totals if parts or shares)
    if not shares:
        passed.extend(passed_claims((claim for claim in claims if claim.has_amount), PassedReason.IN_FORM))
    return shares or parts or totals


def _shares_of_partners(form: Sequence[Part], claims: Sequence[Claim]) -> list[Part]:
    """`Total: 3` over `2 h with Kate, 1 h with Sam`: the words say whose the hours of the form are."""
    told = [claim for claim in claims if claim.minutes_in_all is not None]
    plain = len(form) == 1 and not form[0].partners and not any(claim.is_session or claim.vague for claim in claims)
    if not plain or not all(len(claim.partners) == 1 for claim in told) or sum_of_claims(told) != form[0].minutes:
        return []
    return [replace(_part(claim), mode=claim.mode if claim.modes else form[0].mode) for claim in told]


def _part_of_entry(entry: Entry) -> Part:
    whose = (entry.partner,) if entry.partner is not None else ()
    return Part(entry.minutes or Fraction(0), entry.mode or "unspecified", whose, each_partner=False, words=entry.words)


def _form_total(parts: Sequence[Part], totals: Sequence[Part]) -> Problem | None:
    if not parts or not totals:
        return None
    said, added = sum_of(totals), sum_of(parts)
    return None if said == added else differs("total_differs", said, added)


def _form_against_words(parts: Sequence[Part], claims: Sequence[Claim]) -> Problem | None:
    """Sessions are detail of the form; other amounts must agree with it."""
    total = sum_of(parts)
    modes = minutes_by_mode(parts)
    told: dict[str, Fraction] = {}
    for claim in claims:
        if claim.vague and not claim.is_session:
            return Problem("amount_vague", {"words": claim.vague})
        minutes = claim.minutes_in_all
        if minutes is None:
            continue
        if claim.is_session:
            told[claim.mode] = told.get(claim.mode, Fraction(0)) + minutes
        elif minutes not in {total, modes.get(claim.mode)}:
            apart = claim.modes and not claim.total
            return differs("overlap", total, minutes) if apart else differs("total_differs", minutes, total)
    return _exceeding(modes, told, total)


def _exceeding(form: Mapping[str, Fraction], told: Mapping[str, Fraction], total: Fraction) -> Problem | None:
    by_modes = bool(form.keys() - {"unspecified"})
    for mode, minutes in told.items():
        limit = form.get(mode, Fraction(0)) if by_modes and mode != "unspecified" else total
        if minutes > limit:
            return differs("sessions_exceed", limit, minutes)
    added = sum(told.values(), Fraction(0))
    return differs("sessions_exceed", total, added) if added > total else None


def _of_words(
    told: Sequence[Claim], partners: int, rests: Sequence[Claim], passed: list[PassedOver]
) -> Sequence[Part] | Problem:
    """What is told in words. `rests`: how what is left of a total was spent."""
    rated = _rates_explained(told)
    claims = _without_shares(rated)
    passed += [
        *passed_claims(left_out(told, rated), PassedReason.RATE),
        *passed_claims(left_out(rated, claims), PassedReason.SHARE),
    ]
    unclear = [(claim, problem) for claim in claims if (problem := _unclear(claim, partners))]
    if unclear:
        passed += passed_claims((claim for claim, _ in unclear), PassedReason.OPEN)
        return unclear[0][1]
    whole = told_once([claim for claim in claims if claim.minutes_in_all is not None], rests)
    if whole.problem:
        return whole.problem
    for claim, reason in whole.passed:
        passed += passed_claims([claim], reason)
    return _added_up(whole.claims, "" if whole.parted else _mode_of(rests), passed)


def _mode_of(rests: Sequence[Claim]) -> str:
    modes = {claim.mode for claim in rests}
    return modes.pop() if len(modes) == 1 else ""


def _added_up(claims: Sequence[Claim], rest: str, passed: list[PassedOver]) -> Sequence[Part] | Problem:
    """All parts, or the total where none are told. `rest`: the mode of what is left of a total, empty if not said."""
    totals, parts = total_and_parts(claims, explains_rest=bool(rest))
    detailed, (parts, problem) = parts, _without_detail(parts)
    if problem:
        return problem
    passed += passed_claims(left_out(detailed, parts), PassedReason.TWICE)
    added = sum_of_claims(parts)
    if not totals:
        return [_part(claim) for claim in parts]
    said = sum_of_claims(totals[:1])
    if any(sum_of_claims([total]) != said for total in totals) or (parts and added != said):
        including = (bool(rest) or any(claim.including for claim in parts)) and added < said
        if not including:
            return differs("total_differs", said, added if parts else sum_of_claims(totals[1:]))
        left = Part(
            said - added, rest or "unspecified", totals[0].partners, each_partner=False, words=totals[0].amount_words
        )
        return [*map(_part, parts), left]
    passed += passed_claims(totals, PassedReason.TOTAL) if parts else passed_claims(totals[1:], PassedReason.TWICE)
    return [_part(claim) for claim in parts or totals[:1]]


def _without_shares(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`3 hours, of which 1 was preparation`: a share that tells nothing new is not added."""
    return [claim for place, claim in enumerate(claims) if not _is_share(claim, claims[:place])]


def _is_share(claim: Claim, earlier: Sequence[Claim]) -> bool:
    plain = claim.including and not (claim.total or claim.modes or claim.partners or claim.is_session or claim.vague)
    return plain and any(each.sentence is claim.sentence for each in earlier)


def _rates_explained(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`20 minutes a week, so an hour and 20 in all`: the total says what the rate leaves open."""
    totals = [claim for claim in claims if claim.total and claim.minutes is not None]
    if len(totals) != 1:
        return claims
    sentence = totals[0].sentence
    rated = sentence.has("every") or sentence.has("rate")
    return [claim for claim in claims if not (rated and claim.vague and claim.sentence is sentence)]


def _unclear(claim: Claim, partners: int) -> Problem | None:
    if claim.vague:
        rate = claim.sentence.has("every") or claim.sentence.has("rate")
        return Problem("amount_rate" if rate else "amount_vague", {"words": claim.vague})
    if claim.is_session and claim.minutes is not None and claim.minutes > _LONGEST_SESSION:
        return Problem("amount_vague", {"words": claim.amount_words})
    if claim.loose or _is_hardly_ours(claim):
        return Problem("amount_whose", {"words": claim.words})
    if claim.each_doubtful:
        return Problem("count_amount", {"words": claim.amount_words})
    if partners <= 1 and _is_each_of_unknown(claim) and not claim.each_partner:
        return Problem("amount_rate", {"words": claim.words})
    return None


def _is_hardly_ours(claim: Claim) -> bool:
    """`notify us inside 72 hours`; a month of 90 hours by phone is asked about elsewhere, by the programme's rules."""
    tied = claim.total or claim.modes or claim.is_session or claim.partners or claim.answers
    return claim.minutes is not None and claim.minutes > _LONGEST_CLEAR and not tied


def _is_each_of_unknown(claim: Claim) -> bool:
    """The length of each of sessions whose number is not told."""
    return claim.each and (claim.sessions or 0) <= 1 and len(claim.days) <= 1 and claim.weeks == 1


def _without_detail(parts: Sequence[Claim]) -> tuple[list[Claim], Problem | None]:
    """Sessions that tell of hours already said are not added twice."""
    sessions = [claim for claim in parts if claim.is_session]
    plain = [claim for claim in parts if not claim.is_session]
    dropped: list[Claim] = []
    for claim in plain:
        if claim.sentence.find("adding"):
            continue  # "I also spent half an hour on emails"
        same = [each for each in sessions if _may_detail(each, claim) and not each.sentence.find("adding")]
        if not same:
            continue
        said, added = sum_of_claims([claim]), sum_of_claims(same)
        if said == added or (added <= said and all(each.detail for each in same)):
            dropped += [claim] if not claim.modes and said == added else same
        elif not any(each.sentence.has("and") and each.sentence.tag(0, "and") for each in same):
            return list(parts), differs("overlap", said, added)
    return [claim for claim in parts if claim not in dropped], None


def _may_detail(session: Claim, claim: Claim) -> bool:
    if session.alike or session.sentence is claim.sentence or session.partners != claim.partners:
        return False
    return session.mode == claim.mode or not claim.modes or session.mode == "unspecified"


def _part(claim: Claim) -> Part:
    minutes = claim.minutes_in_all or Fraction(0)
    each = not claim.counted and _is_each_of_unknown(claim)
    return Part(minutes, claim.mode, claim.partners, claim.each_partner or each, claim.amount_words)
