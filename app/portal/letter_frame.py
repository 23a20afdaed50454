"""A letter of ours as the answer to a frame of a page: with its pictures in it, its own styles and nothing else."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response

from app.portal.headers import LETTER_POLICY


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a mail shows: its bytes, and `png` or `jpeg`."""

    content: bytes
    subtype: str


def framed(html: str, pictures: Mapping[str, Shown]) -> Response:
    """The letter alone: it may load nothing, run nothing and lead nowhere. `pictures` by their Content-ID."""
    response = make_response(with_pictures(html, pictures))
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def with_pictures(html: str, pictures: Mapping[str, Shown]) -> str:
    """The letter with its pictures in it, as a mail program puts them in."""
    for content_id, picture in pictures.items():
        coded = base64.b64encode(picture.content).decode("ascii")
        html = html.replace(f"cid:{content_id}", f"data:image/{picture.subtype};base64,{coded}")
    return html
