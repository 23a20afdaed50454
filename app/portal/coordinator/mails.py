"""The mails that wait for a person (I3, I9): the lists, and one mail beside what would be recorded from it."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.attestations.lines import Line, items_by_id, lines_of
from app.attestations.outcomes import Verdict
from app.db import TenantScope
from app.inbound.by_hand import Hand, dismiss_mail, record_mail
from app.inbound.confirming.confirming_by_hand import NotAsked, enter_mail, said_of_list
from app.inbound.decision import Outcome
from app.inbound.identity.verdict_words import verdict_words
from app.inbound.learning.keep import keeps_examples
from app.inbound.shown.fact_words import facts_said
from app.inbound.shown.under_review import UnderReview, look_at, suggestion
from app.inbound.stored import AlreadyDecided
from app.inbound.waiting import waiting_mails
from app.matches.month import matched_people
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.hours_form import Fault, filled_in, parse, status_of
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.portal.typed import LONGEST_REASON, typed
from app.programmes.versions import zone_of
from app.reading.marked import marked


@coordinator.get("/mails/<any(held, review, quarantined):state>")
def mails(state: str) -> str:
    """The mails in that state, the oldest first; never a safeguarding matter (C2)."""
    with tenant_scope() as scope:
        found, zone = waiting_mails(scope, Outcome(state)), zone_of(scope)
    return render_template("coordinator/mails.html", state=state, mails=found, zone=zone)


@coordinator.get("/mails/<uuid:mail_id>")
def mail(mail_id: UUID) -> str:
    """One mail with the words marked that its reading stands on, beside what would be recorded."""
    with tenant_scope() as scope:
        review = _review(scope, mail_id)
        return _page(scope, review, filled_in(suggestion(review), review.reading))


@coordinator.post("/mails/<uuid:mail_id>/record")
def mail_recorded(mail_id: UUID) -> Response | tuple[str, int]:
    """Record what the form says, accepted or amended; then the next mail."""
    with tenant_scope() as scope:
        review = _review(scope, mail_id)
        if review.known is None or _changed(review):
            return _page(scope, review, request.form, changed=_changed(review)), HTTPStatus.CONFLICT
        parsed = parse(request.form, review.known, services().clock())
        if parsed.facts is None:
            return _page(scope, review, request.form, faults=parsed.faults), HTTPStatus.UNPROCESSABLE_ENTITY
        hand = Hand(membership(), status=status_of(request.form))
        try:
            record_mail(scope, office(), review.seen, parsed.facts, hand, person_id=review.known.person_id)
        except AlreadyDecided:
            abort(HTTPStatus.NOT_FOUND)
    return _next()


@coordinator.post("/mails/<uuid:mail_id>/answer")
def mail_answer_entered(mail_id: UUID) -> Response | tuple[str, int]:
    """Enter what the mail says of hours that others logged; then the next mail."""
    with tenant_scope() as scope:
        review = _review(scope, mail_id)
        if review.known is None or _changed(review):
            return _page(scope, review, {}, changed=_changed(review)), HTTPStatus.CONFLICT
        try:
            enter_mail(scope, office(), review.seen, review.known.person_id, Hand(membership()))
        except (AlreadyDecided, NotAsked):
            abort(HTTPStatus.NOT_FOUND)
    return _next()


@coordinator.post("/mails/<uuid:mail_id>/dismiss")
def mail_dismissed(mail_id: UUID) -> Response | tuple[str, int]:
    """Put the mail aside, with the reason kept; then the next mail."""
    with tenant_scope() as scope:
        review = _review(scope, mail_id)
        note = typed(request.form, "reason", LONGEST_REASON)
        if not note or _changed(review):
            values = filled_in(suggestion(review), review.reading)
            status = HTTPStatus.CONFLICT if _changed(review) else HTTPStatus.UNPROCESSABLE_ENTITY
            return _page(scope, review, values, changed=_changed(review), reason_missing=not note), status
        try:
            dismiss_mail(scope, office(), review.seen, Hand(membership(), note))
        except AlreadyDecided:
            abort(HTTPStatus.NOT_FOUND)
    return _next()


def _review(scope: TenantScope, mail_id: UUID) -> UnderReview:
    found = look_at(scope, mail_id, services().clock(), person_id=request.values.get("person", type=UUID))
    return found or abort(HTTPStatus.NOT_FOUND)


def _changed(review: UnderReview) -> bool:
    """Whether the form was filled in before something else became of the mail."""
    return request.form.get("seen", type=UUID) != review.seen.id


def _page(
    scope: TenantScope,
    review: UnderReview,
    values: object,
    *,
    faults: tuple[Fault, ...] = (),
    changed: bool = False,
    reason_missing: bool = False,
) -> str:
    return render_template(
        "coordinator/mail.html",
        review=review,
        known=review.known,
        listed=said_words_of(scope, review),
        pieces=marked(review.reading.reply_text, review.reading.evidence) if review.reading else (),
        facts=facts_said(review.reading, reader_locale()) if review.reading else (),
        sender_words=verdict_words(review.seen.verdict, reader_locale()),
        people=matched_people(scope) if review.known is None else (),
        zone=zone_of(scope),
        keeps_examples=keeps_examples(scope),
        values=values,
        faults=faults,
        changed=changed,
        reason_missing=reason_missing,
    )


def said_words_of(scope: TenantScope, review: UnderReview) -> list[tuple[Line, Verdict]]:
    """What the mail says of listed hours: each line with the verdict on it."""
    said = said_of_list(review.reading, review.known)
    if said is None:
        return []
    lines = lines_of(scope, items_by_id(scope, [verdict.item_id for verdict in said.verdicts]))
    return list(zip(lines, said.verdicts, strict=True))


def _next() -> Response:
    """To the next mail that waits, else to the first page."""
    services().wake("outbound", here().tenant_id, None)
    with tenant_scope() as scope:
        waiting = [*waiting_mails(scope, Outcome.HELD), *waiting_mails(scope, Outcome.REVIEW)]
    if not waiting:
        return redirect(url_for("coordinator.home"), HTTPStatus.SEE_OTHER)
    first = min(waiting, key=lambda one: one.received_at)
    return redirect(url_for("coordinator.mail", mail_id=first.received_mail_id), HTTPStatus.SEE_OTHER)
