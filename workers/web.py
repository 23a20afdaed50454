"""The web process: `gunicorn 'workers.web:create_web()'`."""

from flask import Flask
from gunicorn.errors import AppImportError  # type: ignore[import-untyped]  # gunicorn has no types

from app.config import load_settings, required_database_url
from app.db import Database, check_serving_role
from app.errors import AppError
from app.http import create_app
from workers import broker, logs
from workers.wake import PATIENCE_SECONDS, make_wake

CONNECTIONS = 9  # one for each of the 8 threads, and one to spare for /healthz


def create_web() -> Flask:
    """The application with the settings of the environment.

    Raises:
        AppImportError: with our sentence, which gunicorn prints before it gives up; any other error would hide the
            sentence in a traceback.

    """
    logs.configure()
    try:
        return _create()
    except AppError as error:
        raise AppImportError(str(error)) from error


def _create() -> Flask:
    settings = load_settings()
    url = required_database_url(settings)
    database = Database(url, pool_size=CONNECTIONS)
    check_serving_role(database, url)
    return create_app(settings, database, make_wake(broker.connect(settings, patience_seconds=PATIENCE_SECONDS)))
