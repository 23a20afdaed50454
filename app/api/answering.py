"""Routes for what machines post, and what they are told when something goes wrong."""

from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus

import structlog
from flask import Blueprint, Request, Response, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.api.door import Door, Refused, answer

log = structlog.get_logger()

Take = Callable[[Door, Request], Response]


def add_routes(blueprint: Blueprint, door: Door, routes: Iterable[tuple[str, str, Take, int]]) -> None:
    """Add routes for POST: name, rule, what takes the request, and how large it may be in bytes."""
    for name, rule, take, largest in routes:
        blueprint.add_url_rule(rule, name, partial(_answered, door, take, largest), methods=["POST"])


def _answered(door: Door, take: Take, largest: int) -> Response:
    """Whatever goes wrong that is no fault of the request is 503, so that the provider keeps what it has for us."""
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
    return answer(HTTPStatus.SERVICE_UNAVAILABLE, "We could not store it just now; please try again")
