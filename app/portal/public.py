"""What anybody may open: the page that says what this is, and the health of the service."""

from typing import Any

from flask import Blueprint, render_template

from app.portal.health import OK, database_state, redis_state
from app.portal.services import services

public = Blueprint("public", __name__)


@public.get("/")
def home() -> str:
    """What this service is, in the language the browser prefers."""
    return render_template("home.html")


@public.get("/<any(en, fr):language>")
def home_in(language: str) -> str:  # noqa: ARG001 - the page takes its language from the address by itself
    """The same page in a language of one's choice."""
    return render_template("home.html")


@public.get("/healthz")
def healthz() -> tuple[dict[str, Any], int]:
    """200 while the database answers, 503 otherwise; each part by name."""
    here = services()
    parts = {"database": database_state(here.database), "redis": redis_state(here.settings.redis_url)}
    works = parts["database"] == OK
    return {"status": "ok" if works else "failing", **parts}, 200 if works else 503
