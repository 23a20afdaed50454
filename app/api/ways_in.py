"""The webhooks that bring mail: `POST /in/postmark`, `/in/mailgun/mime` and `/in/ses`."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

import structlog
from flask import Blueprint, Request, Response, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.api.door import Door, Refused, answer
from app.api.mailgun import take_mailgun
from app.api.postmark import take_postmark
from app.api.ses import take_ses

log = structlog.get_logger()

LARGEST_REQUEST_BYTES = 110_000_000
"""A mail of 35 MB in base64, besides the same attachments once more, as Postmark posts them."""
_LARGEST_NOTICE_BYTES = 2_000_000

Take = Callable[[Door, Request], Response]


def ways_in(door: Door) -> Blueprint:
    """The routes over these services. They are public by name: each checks by itself who has signed the request."""
    blueprint = Blueprint("ways_in", __name__, url_prefix="/in")
    for name, rule, take, largest in (
        ("postmark", "/postmark", take_postmark, LARGEST_REQUEST_BYTES),
        ("mailgun", "/mailgun/mime", take_mailgun, LARGEST_REQUEST_BYTES),
        ("ses", "/ses", take_ses, _LARGEST_NOTICE_BYTES),
    ):
        blueprint.add_url_rule(rule, name, partial(_answered, door, take, largest), methods=["POST"])
    return blueprint


def _answered(door: Door, take: Take, largest: int) -> Response:
    """Whatever goes wrong that is no fault of the request is 503, so that the provider keeps the mail."""
    request.max_content_length = largest
    try:
        return take(door, request)
    except Refused as refused:
        log.warning(refused.event, endpoint=request.endpoint, why=str(refused))
        return answer(refused.status, str(refused))
    except HTTPException as error:
        log.warning("webhook_malformed", endpoint=request.endpoint, why=error.name)
        return answer(HTTPStatus(error.code or HTTPStatus.BAD_REQUEST), error.name)
    except SQLAlchemyError as error:
        log.warning("webhook_put_off", endpoint=request.endpoint, error=type(error).__name__)
    except Exception:
        log.exception("webhook_failed", endpoint=request.endpoint)
    return answer(HTTPStatus.SERVICE_UNAVAILABLE, "We could not store the mail just now; please try again")
