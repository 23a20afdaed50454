"""The webhooks that bring mail: `POST /in/postmark`, `/in/mailgun/mime` and `/in/ses`."""

from flask import Blueprint

from app.api.answering import Take, add_routes
from app.api.door import Door
from app.api.mailgun import take_mailgun
from app.api.postmark import take_postmark
from app.api.ses import take_ses

LARGEST_REQUEST_BYTES = 110_000_000
"""A mail of 35 MB in base64, besides the same attachments once more, as Postmark posts them."""
_LARGEST_NOTICE_BYTES = 2_000_000


def ways_in(door: Door) -> Blueprint:
    """The routes over these services. They are public by name: each checks by itself who has signed the request."""
    blueprint = Blueprint("ways_in", __name__, url_prefix="/in")
    routes: tuple[tuple[str, str, Take, int], ...] = (
        ("postmark", "/postmark", take_postmark, LARGEST_REQUEST_BYTES),
        ("mailgun", "/mailgun/mime", take_mailgun, LARGEST_REQUEST_BYTES),
        ("ses", "/ses", take_ses, _LARGEST_NOTICE_BYTES),
    )
    add_routes(blueprint, door, routes)
    return blueprint
