"""Own words for the mails: the list of mails, and the page on which one of them is written, looked at and tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.db import TenantScope
from app.inbound.own_words import faults_before_reading, reading_faults
from app.language import LANGUAGES, language_of
from app.outbound.letter.look import content_id
from app.outbound.letter.mail import Mail
from app.outbound.outbox import Post
from app.outbound.own_words.cases import CASES
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.faults import Fault, fault_words
from app.outbound.own_words.preview import people_of, preview
from app.outbound.own_words.stored import (
    ChangedMeanwhile,
    Place,
    Version,
    draft,
    drop_draft,
    keep_draft,
    places_changed,
    save,
    versions,
)
from app.outbound.own_words.trial import send_trial
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.headers import FRAMING_POLICY
from app.portal.letter_frame import Shown, framed
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.portal.words_form import gone, rows, typed_words
from app.programmes.listed import open_programmes
from app.programmes.models import Person, Programme
from app.programmes.versions import zone_of
from app.tenants.branding import logo_image


@dataclass(frozen=True, slots=True)
class Open:
    """The page that is open: whose words, the versions so far (the latest first), the draft, whom to show it for."""

    programme: Programme
    place: Place
    saved: list[Version]
    draft: Mapping[str, str] | None
    people: list[Person]
    person: Person | None
    case: str | None

    @property
    def current(self) -> Mapping[str, str]:
        """The words in use."""
        return self.saved[0].words if self.saved else {}

    @property
    def words(self) -> Mapping[str, str]:
        """The words that the page shows: the draft, else those in use."""
        return self.current if self.draft is None else self.draft


@coordinator.get("/mail-words")
def mail_words() -> str:
    """Every mail of each programme, what it is and when it goes out, and in which languages its words are own ones."""
    with tenant_scope() as scope:
        programmes, changed = open_programmes(scope), places_changed(scope)
        return render_template(
            "coordinator/mail_words.html",
            programmes=programmes,
            mails=CATALOGUE.values(),
            languages=LANGUAGES,
            changed={(place.programme_id, place.kind, place.language): number for place, number in changed.items()},
        )


@coordinator.get("/mail-words/<uuid:programme_id>/<kind>")
def words_of(programme_id: UUID, kind: str) -> Response:
    """The passages of one mail in one language (`?in=`), and the mail as somebody (`?person=`) would get it."""
    with tenant_scope() as scope:
        return _page(scope, _open(scope, programme_id, kind))


@coordinator.get("/mail-words/<uuid:programme_id>/<kind>/letter")
def words_letter(programme_id: UUID, kind: str) -> Response:
    """The HTML part of the preview alone, for the frame: it may load nothing, run nothing and lead nowhere."""
    with tenant_scope() as scope:
        page = _open(scope, programme_id, kind)
        written = _preview(scope, page, page.words)
        if written is None:
            abort(HTTPStatus.NOT_FOUND)
        return framed(written.mail.html, _pictures(scope, written.mail))


@coordinator.post("/mail-words/<uuid:programme_id>/<kind>")
def words_written(programme_id: UUID, kind: str) -> AnyResponse:
    """Do with the words what the button says: look at them, use them, send them to oneself, or go back."""
    with tenant_scope() as scope:
        page = _open(scope, programme_id, kind)
        match request.form.get("do"):
            case "discard":
                drop_draft(scope, page.place, membership())
            case "restore":
                return _used(scope, page, {})
            case "again":
                _take_up_again(scope, page)
            case button:
                return _written(scope, page, button or "preview")
        return _back(page)


def _written(scope: TenantScope, page: Open, button: str) -> AnyResponse:
    mail, language = CATALOGUE[page.place.kind], page.place.language
    words = typed_words(request.form, mail, language)
    faults = faults_before_reading(mail, words, language) or reading_faults(
        words, _mails(scope, page, words), lambda: _mails(scope, page, {})
    )
    if faults:
        return _page(scope, page, words, faults=faults, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if button == "use":
        return _used(scope, page, words)
    keep_draft(scope, page.place, words, membership(), services().clock())
    if button == "trial":
        return _tried(scope, page, words)
    return _back(page, anchor="preview")


def _used(scope: TenantScope, page: Open, words: Mapping[str, str]) -> AnyResponse:
    seen = request.form.get("seen", default=-1, type=int)
    try:
        save(scope, page.place, words, membership(), services().clock(), seen=seen)
    except ChangedMeanwhile:
        return _page(scope, page, words, changed=True, status=HTTPStatus.CONFLICT)
    return _back(page, done="used" if words else "restored")


def _tried(scope: TenantScope, page: Open, words: Mapping[str, str]) -> AnyResponse:
    written = _preview(scope, page, words)
    if written is None:
        return _back(page)
    sent = send_trial(scope, written, membership(), office())
    services().wake("outbound", here().tenant_id, None)
    return _back(page, done="sent" if sent else "enough")


def _take_up_again(scope: TenantScope, page: Open) -> None:
    number = request.form.get("number", type=int)
    version = next((one for one in page.saved if one.number == number), None)
    if version is None:
        abort(HTTPStatus.NOT_FOUND)
    keep_draft(scope, page.place, version.words, membership(), services().clock())


def _open(scope: TenantScope, programme_id: UUID, kind: str) -> Open:
    programme = scope.session.get(Programme, (scope.tenant_id, programme_id))
    if programme is None or kind not in CATALOGUE:
        abort(HTTPStatus.NOT_FOUND)
    wanted = request.values.get("in", "")
    language = wanted if wanted in LANGUAGES else language_of(programme.locale)
    place = Place(programme_id, kind, language)
    people, chosen = people_of(scope, programme_id), request.values.get("person", type=UUID)
    return Open(
        programme=programme,
        place=place,
        saved=versions(scope, place),
        draft=draft(scope, place, membership()),
        people=people,
        person=next((one for one in people if one.id == chosen), next(iter(people), None)),
        case=request.values.get("case"),
    )


def _preview(scope: TenantScope, page: Open, words: Mapping[str, str], case: str | None = None) -> Post | None:
    if page.person is None:
        return None
    return preview(
        scope,
        page.place,
        words,
        office(),
        person_id=page.person.id,
        membership_id=membership(),
        case=case or page.case,
    )


def _pictures(scope: TenantScope, mail: Mail) -> dict[str, Shown]:
    """The logo that the mail shows, if any."""
    logo = logo_image(scope, mail.logo_id) if mail.logo_id else None
    return {content_id(logo.id): Shown(logo.content, logo.subtype)} if logo else {}


def _mails(scope: TenantScope, page: Open, words: Mapping[str, str]) -> list[Mail]:
    """The mail in each of its situations."""
    written = (_preview(scope, page, words, case.name) for case in CASES[page.place.kind])
    return [post.mail for post in written if post]


def _page(
    scope: TenantScope,
    page: Open,
    words: Mapping[str, str] | None = None,
    *,
    faults: list[Fault] | None = None,
    changed: bool = False,
    status: int = HTTPStatus.OK,
) -> Response:
    mail, locale = CATALOGUE[page.place.kind], reader_locale()
    shown = page.words if words is None else words
    instead_of = page.saved[0].instead_of if page.saved and page.draft is None and words is None else None
    form = rows(mail, shown, page.place.language, locale, instead_of=instead_of, faults=faults)
    response = make_response(
        render_template(
            "coordinator/words_of.html",
            page=page,
            mail=mail,
            rows=form,
            gone=gone(mail, page.current),
            languages=LANGUAGES,
            cases=CASES[page.place.kind],
            written=None if faults else _preview(scope, page, shown),
            shows_saved=words is None,
            faults=bool(faults),
            general=[fault_words(fault, locale) for fault in faults or [] if not fault.passage],
            changed=changed,
            seen=page.saved[0].number if page.saved else 0,
            done=request.args.get("done"),
            zone=zone_of(scope),
        ),
        status,
    )
    response.headers["Content-Security-Policy"] = FRAMING_POLICY
    return response


def _back(page: Open, *, done: str | None = None, anchor: str | None = None) -> AnyResponse:
    person = page.person.id if page.person else None
    shown: dict[str, Any] = {"in": page.place.language, "person": person, "case": page.case, "done": done}
    programme_id, kind = page.place.programme_id, page.place.kind
    there = url_for("coordinator.words_of", programme_id=programme_id, kind=kind, _anchor=anchor, **shown)
    return redirect(there, HTTPStatus.SEE_OTHER)
