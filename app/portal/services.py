"""What the views work with; one for each application."""

from dataclasses import dataclass

from flask import Flask, current_app

from app.clock import Clock
from app.config import Settings
from app.db import Database
from app.dns import Resolver
from app.inbound.services import Wake
from app.outbound.outbox import Office

_NAME = "mentorpost"


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, the database, the hint to the workers, the present, and the domain name system."""

    settings: Settings
    database: Database
    wake: Wake
    clock: Clock
    resolver: Resolver


def office() -> Office:
    """What writing mails needs: our domain, and the time."""
    here = services()
    return Office(here.settings.reply_domain, here.clock, here.settings.public_url)


def provide(app: Flask, services: Services) -> None:
    """Make the services known to the views of `app`."""
    app.extensions[_NAME] = services


def services() -> Services:
    """The services of the application that answers this request."""
    found = current_app.extensions[_NAME]
    assert isinstance(found, Services)
    return found
