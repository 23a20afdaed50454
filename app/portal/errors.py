"""Error pages: what happened, what was kept, what to do; in the reader's language and without details of ours."""

from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from werkzeug.exceptions import HTTPException

from app.language import mark as _

log = structlog.get_logger()

_RETRY_SECONDS = "30"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The three things a person wants to know, as marked sentences."""

    happened: str
    kept: str
    to_do: str


EXPLANATIONS = {
    HTTPStatus.UNAUTHORIZED: Explanation(
        _("Please sign in first."),
        _("This page is for members of an organisation who have signed in. Nothing was changed."),
        _("If you take part in a programme, you need no page: answer the mail we sent you."),
    ),
    HTTPStatus.BAD_REQUEST: Explanation(
        _("This form can no longer be sent."),
        _("It was open for too long, or in a browser that keeps no cookies. Nothing was changed."),
        _("Go back, load the page again, and send it once more."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: Explanation(
        _("That was asked for too often."),
        _("The mails sent so far still work for ten minutes each. Nothing was changed."),
        _("Look for the mail in your inbox and in the folder for unwanted mail, or wait a quarter of an hour."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Explanation(
        _("This file is too large."),
        _("It was not read, and nothing was kept."),
        _("Check whether it is the right file."),
    ),
    HTTPStatus.NOT_FOUND: Explanation(
        _("There is no such page."),
        _("The address may be mistyped, or the page may be for others. Nothing was changed."),
        _("Check the address, or ask whoever gave it to you."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Explanation(
        _("This page cannot do that."),
        _("Nothing was changed."),
        _("Go back and try it from the page itself."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Explanation(
        _("Something went wrong on our side."),
        _("What you did last was not saved. All that was saved before is safe, and so is every mail we received."),
        _("Try again. If it happens again, tell your coordinator what you wanted to do."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: Explanation(
        _("Our records cannot be reached just now."),
        _("What you did last was not saved. All that was saved before is safe."),
        _("Wait a minute and load the page again. Mail to us is taken as soon as the records are back."),
    ),
}


def install_error_pages(app: Flask) -> None:
    """Answer whatever goes wrong in `app` with a page that helps."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _unavailable)
    app.register_error_handler(NoFreeConnection, _unavailable)
    app.register_error_handler(Exception, _fault)


def _http_error(error: HTTPException) -> Response:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return _as_sent(error)
    page = _page(HTTPStatus(code))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            page.headers[name] = value
    return page


def _as_sent(error: HTTPException) -> Response:
    """A redirect is an answer, not an error."""
    return make_response(error.get_response(), error.code)


def _unavailable(error: OperationalError | NoFreeConnection) -> Response:
    log.warning("records_unreachable", endpoint=request.endpoint, error=type(error).__name__)
    page = _page(HTTPStatus.SERVICE_UNAVAILABLE)
    page.headers["Retry-After"] = _RETRY_SECONDS
    return page


def _fault(error: Exception) -> Response:
    log.error("page_failed", endpoint=request.endpoint, exc_info=error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(status: HTTPStatus) -> Response:
    nearest = HTTPStatus.NOT_FOUND if status < HTTPStatus.INTERNAL_SERVER_ERROR else HTTPStatus.INTERNAL_SERVER_ERROR
    explanation = EXPLANATIONS.get(status) or EXPLANATIONS[nearest]
    return make_response(
        render_template("error.html", explanation=explanation, sign_in_helps=status == HTTPStatus.UNAUTHORIZED), status
    )
