"""A hint on the real Redis; without Redis there is none, and nothing else happens (ADR 0002)."""

import json

import pytest
from redis import Redis

from app.config import load_settings
from app.db import new_id
from workers import broker
from workers.wake import ACTORS, make_waiting, make_wake


def waiting(redis_url: str, queue: str) -> list[dict[str, object]]:
    client = Redis.from_url(redis_url)
    try:
        return [json.loads(message) for message in client.hvals(f"dramatiq:{queue}.msgs")]
    finally:
        client.close()


def test_a_hint_names_the_actor_and_the_ids_and_nothing_else(environment: pytest.MonkeyPatch, redis_url: str) -> None:
    """No words of anybody pass through Redis."""
    assert environment
    connected = broker.connect(load_settings())
    wake = make_wake(connected)
    tenant_id, mail_id = new_id(), new_id()
    wake("inbound", tenant_id, mail_id)
    wake("outbound", tenant_id, None)
    for queue, arguments in (("inbound", [str(tenant_id), str(mail_id)]), ("outbound", [str(tenant_id)])):
        (hint,) = [hint for hint in waiting(redis_url, queue) if hint["args"] == arguments]
        assert (hint["actor_name"], hint["kwargs"]) == (ACTORS[queue], {})
    connected.client.close()


def test_hints_that_no_worker_has_taken_up_are_counted(environment: pytest.MonkeyPatch) -> None:
    assert environment
    connected = broker.connect(load_settings())
    wake, count = make_wake(connected), make_waiting(connected)
    before = count("inbound"), count("outbound")
    for _ in range(3):
        wake("inbound", new_id(), new_id())
    assert (count("inbound"), count("outbound")) == (before[0] + 3, before[1])
    consumer = connected.consume("inbound", prefetch=2)
    assert next(consumer) is not None
    assert count("inbound") < before[0] + 3
    consumer.close()
    connected.client.close()


def test_without_redis_no_hint_waits(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    connected = broker.connect(load_settings())
    assert make_waiting(connected)("inbound") == 0
    connected.client.close()


def test_without_redis_the_caller_goes_on(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    connected = broker.connect(load_settings())
    make_wake(connected)("inbound", new_id(), new_id())
    connected.client.close()


def test_a_killed_workers_hints_come_back_soon(environment: pytest.MonkeyPatch) -> None:
    """Dramatiq's own settings leave them lying for minutes."""
    assert environment
    connected = broker.connect(load_settings())
    assert connected.heartbeat_timeout <= 15_000
    assert connected.maintenance_chance >= 100_000
    connected.client.close()


def test_every_hint_has_an_actor_that_takes_it(environment: pytest.MonkeyPatch) -> None:
    assert environment
    from workers import actors

    found = {actor.queue_name: name for name, actor in actors.hints.actors.items()}
    assert found == ACTORS
