"""The actors: each takes ids and makes one call. `python -m dramatiq workers.actors` runs them."""

import threading
from functools import cache
from uuid import UUID

import dramatiq
import structlog

from app.clock import system_clock
from app.config import load_settings, required_database_url, required_secret_key
from app.db import Database, check_serving_role
from app.development_zone import resolver_for
from app.inbound.bounded import Bounded
from app.inbound.process import process_received
from app.inbound.services import Services
from app.inbound.shown.evidence import background_of
from app.outbound.domains.sending_domains import look_again, our_side
from app.outbound.letter.franking import Franking, franking_of
from app.outbound.outbox import Office
from app.outbound.sending import Transport, send_due, slice_is_over
from app.outbound.ways_out.transports import transport_for
from workers import broker, logs
from workers.daily_roots import Registrar, make_roots, registrar_of
from workers.jobs import Desk
from workers.outage import Outage
from workers.wake import make_wake

THREADS = 4
TIME_LIMIT_MS = 120_000
ROOTS_TIME_LIMIT_MS = 590_000
"""A turn at the roots of all tenants ends before the next one begins."""

log = structlog.get_logger()
settings = load_settings()
logs.configure()
required_secret_key(settings, "opens the keys that sign mail")
hints = broker.connect(settings)
records = Outage()
looking = threading.Lock()
rooting = threading.Lock()


@cache
def services() -> Services:
    """Made on first use, after the worker process was forked: connections must not be shared."""
    url = required_database_url(settings)
    database = Database(url, pool_size=THREADS + 1)
    check_serving_role(database, url)
    office = Office(settings.reply_domain, system_clock, settings.public_url)
    return Services(database, office, Bounded(), make_wake(hints), resolver_for(settings), settings.arc_sealers)


@cache
def transport() -> Transport:
    """The way out of this process."""
    return transport_for(settings.mail_url, settings.mailbox, settings.helo_name or settings.reply_domain)


@cache
def franking() -> Franking:
    """What all mail of this process goes out with."""
    return franking_of(settings, background_of)


@cache
def registrar() -> Registrar:
    """What daily roots are made with."""
    return registrar_of(settings)


@dramatiq.actor(queue_name="inbound", time_limit=TIME_LIMIT_MS)
def process_inbound(tenant_id: str, received_mail_id: str) -> None:
    """Bring one received mail to its outcome."""
    with records.put_off():
        outcome = process_received(services(), UUID(tenant_id), UUID(received_mail_id))
        if outcome:
            log.info("mail_decided", tenant=tenant_id, mail=received_mail_id, outcome=outcome.value)


@dramatiq.actor(queue_name="outbound", time_limit=TIME_LIMIT_MS)
def send_outbound(tenant_id: str) -> None:
    """Send what is due of one tenant."""
    began, tenant = system_clock(), UUID(tenant_id)
    with records.put_off():
        send_due(services().database, tenant, transport(), settings.reply_domain, system_clock, franking=franking())
        if slice_is_over(began, system_clock()):
            services().wake("outbound", tenant, None)  # behind those who have waited meanwhile


@dramatiq.actor(queue_name="domains", time_limit=TIME_LIMIT_MS)
def look_at_domain(tenant_id: str, domain_id: str) -> None:
    """Look at the records of a tenant's domain (U5).

    One look at a time, for name servers may be slow and the other threads are for mail: the next turn comes soon.
    """
    if not looking.acquire(blocking=False):
        return
    try:
        with records.put_off():
            known = services()
            look_again(
                known.database,
                known.resolver,
                UUID(tenant_id),
                UUID(domain_id),
                side=our_side(settings),
                office=known.office,
            )
    finally:
        looking.release()


@dramatiq.actor(queue_name="roots", time_limit=ROOTS_TIME_LIMIT_MS)
def make_all_roots() -> None:
    """Make the daily roots that are due, one turn at a time: an authority of time may be slow, and mail goes on."""
    if not rooting.acquire(blocking=False):
        return
    try:
        with records.put_off():
            known = services()
            make_roots(Desk(known.database, known.office, known.wake), registrar())
    finally:
        rooting.release()
