"""`/dev/mailbox`: there in development only, where mail goes to files and nobody but this machine looks.

Everywhere else each of its addresses is a missing page. What is sent here takes the way of every reply: the listener.
"""

import time
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.development_zone import open_zone
from app.errors import AppError
from app.inbound.decision import Outcome
from app.inbound.shown.became import Became, wait_for_outcome
from app.inbound.ways_in.hand_over import hand_over
from app.outbound.ways_out.mailbox_folder import SentFile, Written, answers_to, newest, sent_file, written
from app.portal.dev_mailbox.answer import answer, attribution, recipient_of
from app.portal.dev_mailbox.guard import in_development
from app.portal.dev_mailbox.samples import Sample, filled_form, sample_named, sample_words, samples_for
from app.portal.headers import FRAMING_POLICY
from app.portal.letter_frame import Shown, framed
from app.portal.services import services
from app.tenants.registration import all_tenants

dev_mailbox = Blueprint("dev_mailbox", __name__, url_prefix="/dev/mailbox")
dev_mailbox.url_value_preprocessor(in_development)

MOST_MAILS = 200
_LISTENER = "127.0.0.1"
_OUTCOME_SECONDS = 10.0
_ANSWER_SECONDS = 3.0
_PAUSE_SECONDS = 0.1
_ANSWERED = frozenset({Outcome.RECORDED, Outcome.ASKED, Outcome.REVIEW})


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an answer, and the mails that came back for it."""

    became: Became | None
    came_back: tuple[SentFile, ...]


@dev_mailbox.get("")
def mails() -> str:
    """Every mail that went out, the newest first."""
    found = newest(services().settings.mailbox, MOST_MAILS)
    return render_template("dev_mailbox/mails.html", mails=found, written=_written(found), most=MOST_MAILS)


@dev_mailbox.get("/<uuid:mail_id>")
def mail(mail_id: UUID) -> Response:
    """One mail with a box to answer it, and what became of the answer that was just sent."""
    return _mail_page(_sent_file(mail_id), said=_said())


@dev_mailbox.get("/<uuid:mail_id>/letter")
def letter(mail_id: UUID) -> Response:
    """The HTML part alone, for the frame: it may load nothing, run nothing and lead nowhere."""
    sent = _sent_file(mail_id)
    return framed(sent.html, {known.content_id: Shown(known.content, known.subtype) for known in sent.pictures})


@dev_mailbox.post("/<uuid:mail_id>/answer")
def answered(mail_id: UUID) -> AnyResponse:
    """Hand the answer to the listener, and go to what became of it."""
    sent, here = _sent_file(mail_id), services()
    words, sample = request.form.get("words", ""), sample_named(request.form.get("sample", ""))
    name = uuid4().hex
    message = answer(sent, words, locale=_locale(sent), message_id=_message_id(name), at=here.clock(), sample=sample)
    person = recipient_of(sent)
    try:
        raw = open_zone(here.settings.data_dir).signed(bytes(message))
        handed = hand_over(_LISTENER, here.settings.smtp_port, raw, person.address, [person.answer_to])
    except AppError as refusal:
        return _mail_page(sent, words=words, sample=sample, refusal=str(refusal), status=HTTPStatus.BAD_GATEWAY)
    tenant_id, received_mail_id = handed.places[0]
    there = url_for(".mail", mail_id=mail_id, tenant=tenant_id, kept=received_mail_id, answer=name, _anchor="became")
    return redirect(there, HTTPStatus.SEE_OTHER)


def _mail_page(
    sent: SentFile,
    *,
    said: Sent | None = None,
    words: str | None = None,
    sample: Sample | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> Response:
    chosen = sample or sample_named(request.args.get("sample", ""))
    page = render_template(
        "dev_mailbox/mail.html",
        mail=sent,
        written=_written([sent]).get(sent.mail_id),
        locale=_locale(sent),
        person=recipient_of(sent),
        samples=samples_for(sent),
        chosen=chosen,
        words=_words(sent, chosen) if words is None else words,
        refusal=refusal,
        said=said,
    )
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = FRAMING_POLICY
    return response


def _words(sent: SentFile, sample: Sample | None) -> str:
    if sample is None:
        return ""
    locale, person = _locale(sent), recipient_of(sent)
    if sample.name == "form":
        quoted = "\n".join(f"> {line}".rstrip() for line in filled_form(sent, locale))
        return f"{attribution(sent, locale)}\n{quoted}\n"
    at_home = f"{person.address.partition('@')[0]}@home.example"
    day = services().clock().date().isoformat()
    return sample_words(
        sample, locale, name=person.name, name_at_home=at_home, address=person.address, day=day
    ).lstrip()


def _said() -> Sent | None:
    tenant_id, kept = (request.args.get(name, type=UUID) for name in ("tenant", "kept"))
    if tenant_id is None or kept is None:
        return None
    became = wait_for_outcome(services().database, tenant_id, kept, _OUTCOME_SECONDS)
    return Sent(became, tuple(_came_back(became, _message_id(request.args.get("answer", "")))))


def _came_back(became: Became | None, message_id: str) -> list[SentFile]:
    """Mails go out by another process, a moment after the outcome."""
    folder = services().settings.mailbox
    patience = _ANSWER_SECONDS if became and became.outcome in _ANSWERED else 0.0
    until = time.monotonic() + patience
    while not (found := answers_to(folder, message_id)) and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)
    return found


def _message_id(name: str) -> str:
    return f"<{name}@mail-program.example>"


def _sent_file(mail_id: UUID) -> SentFile:
    found = sent_file(services().settings.mailbox, mail_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _locale(sent: SentFile) -> str:
    known = _written([sent]).get(sent.mail_id)
    return known.locale if known else "en-CA"


def _written(mails: list[SentFile]) -> dict[UUID, Written]:
    """What each tenant's records say of its own; in development there are few tenants."""
    database, ids = services().database, [mail.mail_id for mail in mails]
    with database.platform() as session:
        tenants = all_tenants(session)
    found: dict[UUID, Written] = {}
    for tenant_id in tenants:
        with database.tenant(tenant_id) as scope:
            found |= written(scope, ids)
    return found
