"""A hint that there is work: PostgreSQL is the truth, and a sweep finds what a lost hint leaves behind."""

from collections.abc import Callable
from uuid import UUID

import structlog
from dramatiq import Broker, Message
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import BrokerConnectionError
from redis.exceptions import RedisError

from app.inbound.services import Wake

log = structlog.get_logger()


PATIENCE_SECONDS = 2.0
"""For processes in which somebody waits while a hint is given."""
Waiting = Callable[[str], int]
"""How many hints lie in a queue that no worker has taken up."""
ACTORS = {
    "inbound": "process_inbound",
    "outbound": "send_outbound",
    "domains": "look_at_domain",
    "roots": "make_all_roots",
}


def make_wake(broker: Broker) -> Wake:
    """A function to call after a commit: `wake("inbound", tenant, mail)`, `wake("roots", None, None)`.

    It never raises: without Redis the sweep does the same within a minute.
    """

    def wake(queue: str, tenant_id: UUID | None, subject_id: UUID | None) -> None:
        arguments = tuple(str(value) for value in (tenant_id, subject_id) if value)
        hint: Message[None] = Message(queue_name=queue, actor_name=ACTORS[queue], args=arguments, kwargs={}, options={})
        try:
            broker.enqueue(hint)
        except (BrokerConnectionError, RedisError, OSError) as error:
            log.warning("hint_lost", queue=queue, tenant=str(tenant_id), error=str(error))

    return wake


def make_waiting(broker: RedisBroker) -> Waiting:
    """A function that counts: `waiting("inbound")`. It never raises: without Redis there are no hints to wait."""

    def waiting(queue: str) -> int:
        try:
            return int(broker.client.llen(f"{broker.namespace}:{queue}"))
        except (RedisError, OSError) as error:
            log.warning("hints_not_counted", queue=queue, error=str(error))
            return 0

    return waiting
