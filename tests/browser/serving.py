"""The pages over HTTP, for a browser that knows nothing of Flask."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from app.clock import Clock
from app.db import Database
from app.dns import Resolver, Zones
from app.http import create_app
from tests.portal.pages import settings


@contextmanager
def served(database: Database, clock: Clock, *, resolver: Resolver | None = None, **values: object) -> Iterator[str]:
    """The application on a free port of this machine; its address without a slash at the end."""
    server = make_server("127.0.0.1", 0, _nothing, threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    made = settings(**{"base_url": address, "reply_domain": "reply.localhost", **values})
    server.app = create_app(made, database, _no_wake, clock, resolver=resolver or Zones({}))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_nothing = Flask("nothing")


def _no_wake(_queue: str, _tenant: object, _mail: object) -> None:
    """Mails stay in the outbox, where the tests read them."""
