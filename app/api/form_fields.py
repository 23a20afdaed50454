"""The fields of a posted form as bytes: a mail in one of them is not always UTF-8."""

from urllib.parse import unquote_to_bytes

from flask import Request
from werkzeug.exceptions import BadRequest
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

_MOST_FIELDS = 500


def form_fields(request: Request) -> dict[str, bytes]:
    """Each field once, the first of its name; files count as fields.

    Raises:
        BadRequest: the body is no form, or has hundreds of fields.

    """
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    body = request.get_data(cache=False)
    if kind == "application/x-www-form-urlencoded":
        return _urlencoded(body)
    if kind == "multipart/form-data" and options.get("boundary"):
        return _multipart(body, options["boundary"].encode("latin-1", "replace"))
    raise BadRequest("This is no form")


def _urlencoded(body: bytes) -> dict[str, bytes]:
    if body.count(b"&") >= _MOST_FIELDS:
        raise BadRequest("The form has too many fields")
    found: dict[str, bytes] = {}
    for pair in body.split(b"&"):
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        found.setdefault(unquote_to_bytes(name).decode("utf-8", "replace"), unquote_to_bytes(value))
    return found


def _multipart(body: bytes, boundary: bytes) -> dict[str, bytes]:
    decoder = MultipartDecoder(boundary, max_parts=_MOST_FIELDS)
    decoder.receive_data(body)
    decoder.receive_data(None)
    found: dict[str, list[bytes]] = {}
    current: list[bytes] = []
    try:
        while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
            if isinstance(event, Field | File):
                current = []
                found.setdefault(event.name, current)
            elif isinstance(event, Data):
                current.append(event.data)
    except ValueError as error:
        raise BadRequest("The form is cut off") from error
    return {name: b"".join(pieces) for name, pieces in found.items()}
