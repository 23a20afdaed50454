"""Headers that every answer carries: nothing foreign loads, nobody frames us, private pages are not kept."""

from http import HTTPStatus

from flask import Flask, Response, g, request

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMING_POLICY = f"{_POLICY}; frame-src 'self'"
"""For a page of ours that shows a letter in a frame."""
LETTER_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""For a letter in that frame: its own styles and nothing else."""
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_ONE_YEAR = "max-age=31536000"


def install_headers(app: Flask, *, https: bool) -> None:
    """Add the headers to what `app` answers; over HTTPS also the demand to stay there."""
    headers = {**_ALWAYS, "Strict-Transport-Security": _ONE_YEAR} if https else _ALWAYS

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-cache" if _is_for_all(response) else "no-store"
            response.vary.update(("Accept-Language", "Cookie"))
        return response


def _is_for_all(response: Response) -> bool:
    return "access" not in g and response.status_code < HTTPStatus.BAD_REQUEST
