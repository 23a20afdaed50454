"""`/dev/gallery`: every mail that we write, as it looks; there in development only, as `/dev/mailbox` is."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, request

from app.outbound.letter.look import PLAIN, Logo, Look, look_in
from app.outbound.letter.mail import Mail, MailKind
from app.portal.dev_mailbox.guard import in_development
from app.portal.gallery.cast import CASTS
from app.portal.gallery.samples import SAMPLES
from app.portal.gallery.sayings import SAYINGS
from app.portal.gallery.scheme import SCHEMES, as_in
from app.portal.headers import FRAMING_POLICY
from app.portal.letter_frame import Shown, framed

gallery = Blueprint("gallery", __name__, url_prefix="/dev/gallery")
gallery.url_value_preprocessor(in_development)

LOCALES: Final = ("en-CA", "fr-CA")
WIDTHS: Final = (320, 640)
_LOGO_ID: Final = UUID(int=1)
_PICTURE: Final = Shown(Path(__file__).with_name("logo.png").read_bytes(), "png")
LOOKS: Final = {"plain": PLAIN, "branded": look_in("#8a1f3d", Logo(_LOGO_ID, "Northfield Mentoring", 180, 56))}
"""Those of an organisation that has chosen nothing, and of one that has a colour and a logo."""
CHOICES: Final = {
    "cast": tuple(CASTS),
    "look": tuple(LOOKS),
    "scheme": SCHEMES,
    "pictures": ("on", "off"),
}
"""What can be chosen for all mails of a page; the first of each stands without a choice."""
SAYING: Final = "saying"
"""What can be chosen besides for kinds that say different things."""


@gallery.get("")
def kinds() -> str:
    """Every kind of mail, by its subject in both languages."""
    mails = {kind: [SAMPLES[kind](CASTS["usual"](locale)) for locale in LOCALES] for kind in MailKind}
    return render_template("gallery/kinds.html", mails=mails)


@gallery.get("/<kind>")
def kind(kind: str) -> Response:
    """One kind in each language and width, its text part beside."""
    choices = _choices(_known(kind))
    page = render_template(
        "gallery/kind.html",
        kind=_known(kind),
        kinds=list(MailKind),
        mails={locale: _mail(kind, locale) for locale in LOCALES},
        widths=WIDTHS,
        choices=choices,
        chosen={name: _chosen_of(values, name) for name, values in choices.items()},
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = FRAMING_POLICY
    return response


@gallery.get("/<kind>/<locale>/letter")
def letter(kind: str, locale: str) -> Response:
    """The HTML part alone, for the frame."""
    mail = _mail(kind, locale)
    logo = _look().logo if _chosen("pictures") == "on" else None
    pictures = {logo.content_id: _PICTURE} if logo else {}
    return framed(as_in(_chosen("scheme"), mail.html), pictures)


def _mail(kind: str, locale: str) -> Mail:
    if locale not in LOCALES:
        abort(HTTPStatus.NOT_FOUND)
    found, cast = _known(kind), CASTS[_chosen("cast")](locale).wearing(_look())
    sayings = SAYINGS.get(found)
    return sayings[_chosen_of(tuple(sayings), SAYING)](cast) if sayings else SAMPLES[found](cast)


def _choices(kind: MailKind) -> dict[str, tuple[str, ...]]:
    """What can be chosen for a kind."""
    return {SAYING: tuple(SAYINGS[kind]), **CHOICES} if kind in SAYINGS else CHOICES


def _known(kind: str) -> MailKind:
    if kind not in set(MailKind):
        abort(HTTPStatus.NOT_FOUND)
    return MailKind(kind)


def _look() -> Look:
    return LOOKS[_chosen("look")]


def _chosen(name: str) -> str:
    return _chosen_of(CHOICES[name], name)


def _chosen_of(values: Sequence[str], name: str) -> str:
    value: Any = request.args.get(name, "")
    return value if value in values else values[0]
