"""Every form carries a token, so that another site cannot send it in somebody's name (Flask-WTF)."""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

_protection = CSRFProtect()


def install_forgery_protection(app: Flask) -> None:
    """Give the templates of `app` their token; checking is left to `refuse_forgery`."""
    # Checked after the guard, so that a stranger learns from a missing page only that it is missing.
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    # We send no Referer, so its absence says nothing.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    _protection.init_app(app)


def refuse_forgery() -> None:
    """Stop a request that changes something and does not come from a form of ours.

    Raises:
        BadRequest: when the token is missing or another session's.

    """
    if request.method in {"POST", "PUT", "PATCH", "DELETE"}:
        _protection.protect()
