"""Letters of other organisations: the queue, one letter beside what would be entered on it, and the decision (H7)."""

from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.db import TenantScope
from app.exports.sheets.sheet_words import role_words
from app.inbound.letters.letters_by_hand import decline_by_letter, enter_by_letter, take_back_by_letter
from app.language import mark as _
from app.ledger.totals import claims_by_id, live_claims
from app.matches.people import MatchOfPerson, running_matches
from app.outside_letters.deciding import NotWaiting
from app.outside_letters.listed import decided_letters, letter_of, same_file, waiting_letters
from app.outside_letters.models import OutsideLetter
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.hours_form import Fault, Values
from app.portal.letter_files import handed_out
from app.portal.letter_form import ROWS, Offered, parse
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.portal.typed import LONGEST_REASON, typed
from app.programmes.models import Person
from app.programmes.rules import Rules
from app.programmes.versions import rules_of, zone_of
from app.tenants.audit import Action, note_action


@coordinator.get("/letters")
def letters() -> str:
    """Those that wait, the oldest first, and the latest that were decided on."""
    with tenant_scope() as scope:
        return render_template(
            "coordinator/letters.html",
            waiting=waiting_letters(scope),
            decided=decided_letters(scope),
            zone=zone_of(scope),
        )


@coordinator.get("/letters/<uuid:letter_id>")
def letter(letter_id: UUID) -> str:
    """One letter with what the member wrote, and the form for what it confirms."""
    with tenant_scope() as scope:
        found = _letter(scope, letter_id)
        return _page(scope, found, {"organisation": found.organisation, "role": _role(scope, found)})


@coordinator.get("/letters/<uuid:letter_id>/file")
def letter_file(letter_id: UUID) -> Response:
    """The bytes as they came, to be saved; that is noted (C4)."""
    with tenant_scope() as scope:
        found = _letter(scope, letter_id)
        note_action(scope, membership(), Action.LETTER_SEEN, services().clock(), subject=letter_id)
        return handed_out(found)


@coordinator.post("/letters/<uuid:letter_id>/enter")
def letter_entered(letter_id: UUID) -> AnyResponse | tuple[str, int]:
    """Enter the hours; the member gets a receipt."""
    with tenant_scope() as scope:
        found = _letter(scope, letter_id)
        parsed = parse(request.form, _offered(scope, found))
        if parsed.facts is None:
            return _page(scope, found, request.form, parsed.faults), HTTPStatus.UNPROCESSABLE_ENTITY
        facts = parsed.facts
        return _decided(scope, found, lambda: enter_by_letter(scope, office(), letter_id, facts, membership()))


@coordinator.post("/letters/<uuid:letter_id>/decline")
def letter_declined(letter_id: UUID) -> AnyResponse | tuple[str, int]:
    """Enter nothing; the member is told the reason."""
    return _with_reason(letter_id, decline_by_letter, "reason")


@coordinator.post("/letters/<uuid:letter_id>/take-back")
def letter_taken_back(letter_id: UUID) -> AnyResponse | tuple[str, int]:
    """Take the hours out again, and have the letter wait anew."""
    return _with_reason(letter_id, take_back_by_letter, "why")


def _with_reason(letter_id: UUID, decide: Callable[..., None], field: str) -> AnyResponse | tuple[str, int]:
    with tenant_scope() as scope:
        found, reason = _letter(scope, letter_id), typed(request.form, field, LONGEST_REASON)
        if not reason:
            fault = Fault(field, _("Give the reason in a few words."))
            return _page(scope, found, {}, (fault,)), HTTPStatus.UNPROCESSABLE_ENTITY
        return _decided(scope, found, lambda: decide(scope, office(), letter_id, reason, membership()))


def _decided(scope: TenantScope, found: OutsideLetter, step: Callable[[], None]) -> AnyResponse | tuple[str, int]:
    try:
        step()
    except NotWaiting:
        scope.session.refresh(found)
        return _page(scope, found, {}, changed=True), HTTPStatus.CONFLICT
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("coordinator.letters"), HTTPStatus.SEE_OTHER)


def _letter(scope: TenantScope, letter_id: UUID) -> OutsideLetter:
    return letter_of(scope, letter_id) or abort(HTTPStatus.NOT_FOUND)


def _rules(scope: TenantScope, found: OutsideLetter) -> Rules:
    return rules_of(scope, None, programme_id=found.programme_id).rules


def _matches(scope: TenantScope, found: OutsideLetter) -> list[MatchOfPerson]:
    return running_matches(scope, found.person_id, found.programme_id)


def _role(scope: TenantScope, found: OutsideLetter) -> str:
    """What the member is in the programme, where it is one thing."""
    roles = {match.role for match in _matches(scope, found)}
    return roles.pop() if len(roles) == 1 else ""


def _offered(scope: TenantScope, found: OutsideLetter) -> Offered:
    rules, matches = _rules(scope, found), _matches(scope, found)
    today = services().clock().astimezone(rules.zone).date()
    return Offered([match.match_id for match in matches], rules.check_in.roles, rules.modes, today)


def _page(
    scope: TenantScope, found: OutsideLetter, values: Values, faults: tuple[Fault, ...] = (), *, changed: bool = False
) -> str:
    rules = _rules(scope, found)
    months = Counter[str]()
    for live in live_claims(scope, person_id=found.person_id):
        months[live.claim.period] += live.minutes
    return render_template(
        "coordinator/letter.html",
        letter=found,
        person=scope.session.get_one(Person, (scope.tenant_id, found.person_id)),
        entered=list(claims_by_id(scope, found.entry_ids).values()),
        months=sorted(((period, minutes) for period, minutes in months.items() if minutes), reverse=True),
        others=same_file(scope, found),
        matches=_matches(scope, found),
        roles=[(role, role_words(role, reader_locale())) for role in rules.check_in.roles],
        modes=["unspecified", *rules.modes],
        rows=ROWS,
        values=values,
        faults=faults,
        changed=changed,
        zone=zone_of(scope),
    )
