"""A participant's letters of other organisations: handed in, and what became of each (H7)."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.db import TenantScope
from app.events import OutsideLettersKept
from app.inbound.conclude import lock_person
from app.language import mark as _
from app.matches.people import programme_of
from app.outbound.announce import announce
from app.outside_letters.files import LetterFile, UnfitFile
from app.outside_letters.keeping import HandedIn, TooManyLetters, came_thick, keep_letter, refuse_too_many
from app.outside_letters.listed import letter_of, letters_of
from app.portal.guard import acting_id, here, tenant_scope
from app.portal.hours_form import Fault
from app.portal.letter_files import SENTENCES, handed_out, taken_in
from app.portal.participant import participant
from app.portal.services import office, services
from app.portal.typed import LONGEST_NOTE, typed
from app.programmes.participation import PARTICIPANT
from app.programmes.versions import zone_of

LONGEST_ORGANISATION = 120


@participant.get("/me/letters")
def letters() -> str:
    """My letters, and the form for another one."""
    with tenant_scope() as scope:
        return _page(scope)


@participant.post("/me/letters")
def letter_handed_in() -> AnyResponse | tuple[str, int]:
    """Keep one, as it came; a coordinator is told."""
    with tenant_scope() as scope:
        faults = _kept(scope)
        if faults:
            return _page(scope, faults), HTTPStatus.UNPROCESSABLE_ENTITY
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("participant.letters", kept=1), HTTPStatus.SEE_OTHER)


@participant.get("/me/letters/<uuid:letter_id>/file")
def letter_file(letter_id: UUID) -> Response:
    """One of mine, the bytes as they came."""
    with tenant_scope() as scope:
        letter = letter_of(scope, letter_id)
        if letter is None or letter.person_id != acting_id(PARTICIPANT):
            abort(HTTPStatus.NOT_FOUND)
        return handed_out(letter)


def _kept(scope: TenantScope) -> tuple[Fault, ...]:
    try:
        file = taken_in("letter")
    except UnfitFile as unfit:
        return (Fault("letter", SENTENCES[unfit.why]),)
    organisation = " ".join(typed(request.form, "organisation", LONGEST_ORGANISATION).split())
    words = typed(request.form, "words", LONGEST_NOTE)
    if not organisation:
        return (Fault("organisation", _("Say whose letter it is.")),)
    if not words:
        return (Fault("words", _("Say in a few words which hours and which time the letter confirms.")),)
    return _waits(scope, file, organisation, words)


def _waits(scope: TenantScope, file: LetterFile, organisation: str, words: str) -> tuple[Fault, ...]:
    person_id, now = acting_id(PARTICIPANT), services().clock()
    lock_person(scope, person_id)
    try:
        refuse_too_many(scope, person_id)
    except TooManyLetters:
        return (Fault("letter", _("Many of your letters wait to be read. Please hand in this one later.")),)
    told = HandedIn(person_id, programme_of(scope, person_id), words, organisation)
    letter_id = keep_letter(scope, file, told, now)
    if letter_id is None:
        return (Fault("letter", _("This very file waits already.")),)
    if not came_thick(scope, person_id, now):
        kept = OutsideLettersKept((letter_id,), person_id, told.programme_id, now, words)
        announce(scope, [kept], office())
    return ()


def _page(scope: TenantScope, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "participant/letters.html",
        letters=letters_of(scope, acting_id(PARTICIPANT)),
        kept="kept" in request.args,
        values=request.form if faults else {},
        zone=zone_of(scope),
        faults=faults,
    )
