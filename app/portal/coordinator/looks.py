"""How the tenant's mails look (U5): name, colour, logo and telephone, beside a mail that wears them."""

from dataclasses import replace
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Response, make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from app.db import TenantScope
from app.outbound.letter.look import ACCENT, Logo, content_id, is_colour, look_in
from app.outbound.letter.mail import MailKind
from app.outbound.mails.sender import Sender
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.gallery.cast import usual
from app.portal.gallery.samples import SAMPLES
from app.portal.guard import tenant_scope
from app.portal.headers import FRAMING_POLICY
from app.portal.hours_form import Fault, Values
from app.portal.letter_frame import Shown, framed
from app.portal.look_form import Form, parse
from app.portal.reader import reader_locale
from app.portal.services import services
from app.programmes.models import Programme
from app.tenants.branding import Wishes, brand_of, change_brand, logo_image
from app.tenants.logo import Picture
from app.tenants.models import Membership

PREVIEWS: Final = (MailKind.CHECKIN, MailKind.RECEIPT, MailKind.QUESTION)
_TRIED: Final = UUID(int=0)
"""Stands for a logo that is kept nowhere."""


@coordinator.get("/looks")
def looks() -> Response:
    """The form as it stands; `?saved=1` says that it was just saved."""
    with tenant_scope() as scope:
        saved = _as_saved(scope)
        return _page(scope, {"name": saved.name, "colour": saved.colour or ACCENT, "phone": saved.phone})


@coordinator.post("/looks")
def looks_changed() -> AnyResponse:
    """Take it if all of it can be taken; mails that are written from now on look so."""
    form = _typed()
    with tenant_scope() as scope:
        if form.faults:
            return _page(scope, request.form, form.faults)
        change_brand(scope, membership(), form.wishes, services().clock())
    return redirect(url_for("coordinator.looks", saved=1), HTTPStatus.SEE_OTHER)


@coordinator.get("/looks/letter")
def looks_letter() -> Response:
    """A sample as mails look now."""
    with tenant_scope() as scope:
        return _letter(scope, _as_saved(scope))


@coordinator.post("/looks/letter")
def looks_tried() -> Response:
    """A sample in what was typed, as far as it can be taken. Nothing is saved, nothing is sent."""
    wishes = _typed().wishes
    with tenant_scope() as scope:
        return _letter(scope, wishes)


def _typed() -> Form:
    file = request.files.get("logo")
    return parse(request.form, file.stream.read if file else lambda _most: b"")


def _letter(scope: TenantScope, wishes: Wishes) -> Response:
    """The sample of the kind that was asked for, in the reader's language, with the coordinator's name at its end."""
    kind = next((known for known in PREVIEWS if known == request.form.get("kind")), PREVIEWS[0])
    member = scope.session.get_one(Membership, (scope.tenant_id, membership()))
    programme = scope.session.scalar(
        select(Programme.name).where(Programme.tenant_id == scope.tenant_id).order_by(Programme.id).limit(1)
    )
    picture = wishes.logo or (None if wishes.no_logo else _saved_logo(scope))
    logo = Logo(_TRIED, wishes.name, picture.width, picture.height) if picture else None
    sender = Sender(programme or wishes.name, member.name, wishes.phone, look_in(wishes.colour, logo))
    mail = SAMPLES[kind](replace(usual(reader_locale()), sender=sender))
    return framed(mail.html, {content_id(_TRIED): Shown(picture.content, picture.subtype)} if picture else {})


def _saved_logo(scope: TenantScope) -> Picture | None:
    brand = brand_of(scope)
    image = logo_image(scope, brand.logo_id) if brand.logo_id else None
    return Picture(image.content, image.subtype, image.width, image.height) if image else None


def _as_saved(scope: TenantScope) -> Wishes:
    brand = brand_of(scope)
    member = scope.session.get_one(Membership, (scope.tenant_id, membership()))
    return Wishes(brand.name, brand.colour, member.phone or "")


def _page(scope: TenantScope, values: Values, faults: tuple[Fault, ...] = ()) -> Response:
    brand, colour = brand_of(scope), values.get("colour", "")
    page = render_template(
        "coordinator/looks.html",
        values=values,
        faults=faults,
        has_logo=brand.logo_id is not None,
        previews=PREVIEWS,
        chosen=colour,
        look=look_in(None if colour == ACCENT else colour) if is_colour(colour) else None,
        saved="saved" in request.args,
    )
    response = make_response(page, HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK)
    response.headers["Content-Security-Policy"] = FRAMING_POLICY
    return response
