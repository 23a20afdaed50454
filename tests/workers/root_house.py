"""A tenant whose daily roots are made, for the tests: turns of the job, its mails, and hands that change the ledger."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import create_engine, func, select, text

from app.db import Database
from app.ledger.append import append
from app.ledger.models import LedgerRoot, RootStamp
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.outbound.sending import Claimed, send_due
from app.programmes.models import ProgrammeRules
from app.signing.authority_of_time import Stamper
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.listening import nobody
from tests.factories.moments import Watch
from tests.factories.tenants import MadeTenant
from tests.ledger.kept_ledger import claim_of
from tests.signing.seals import seal
from workers.daily_roots import Registrar, make_roots
from workers.jobs import Desk

DAY = date(2026, 6, 2)
AFTER_MIDNIGHT = datetime(2026, 6, 3, 0, 10, tzinfo=UTC)


@dataclass
class House:
    """A tenant with seven entries of 2 June, and a scheduler that wakes after midnight."""

    database: Database
    made: MadeTenant
    watch: Watch
    stamper: Stamper | None = None

    def turn(self) -> None:
        desk = Desk(self.database, Office(REPLY_DOMAIN, self.watch), nobody)
        make_roots(desk, Registrar(seal, self.stamper, "https://mentors.example"))

    def enter(self, at: datetime) -> None:
        with self.database.tenant(self.made.tenant_id) as scope:
            append(scope, [claim_of(self.made)], at)

    def days(self) -> list[tuple[date, int]]:
        with self.database.tenant(self.made.tenant_id) as scope:
            rows = scope.session.execute(select(LedgerRoot.day, LedgerRoot.seq).order_by(LedgerRoot.number))
            return [(row.day, row.seq) for row in rows]

    def mails(self) -> list[OutboundMail]:
        with self.database.tenant(self.made.tenant_id) as scope:
            query = select(OutboundMail).where(OutboundMail.kind == "ledger_root").order_by(OutboundMail.id)
            found = list(scope.session.scalars(query))
            scope.session.expunge_all()
            return found

    def sent(self) -> list[bytes]:
        gone: list[Claimed] = []
        send_due(self.database, self.made.tenant_id, gone.append, REPLY_DOMAIN, self.watch)
        return [claimed.content for claimed in gone]


def stamps(house: House) -> int:
    with house.database.tenant(house.made.tenant_id) as scope:
        return scope.session.scalar(select(func.count()).select_from(RootStamp)) or 0


def owner_does(owner_url: str, table: str, statement: str, **values: object) -> None:
    """As somebody with all rights does it, whose hand no trigger stays."""
    engine = create_engine(owner_url)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(statement), values)
        connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
    engine.dispose()


def change_a_body(house: House, owner_url: str, before: int = 90, after: int = 95) -> None:
    """Give the first entry other minutes."""
    owner_does(
        owner_url,
        "ledger_entry",
        "UPDATE ledger_entry SET body = replace(body, :before, :after) WHERE tenant_id = :tenant AND seq = 1",
        tenant=house.made.tenant_id,
        before=f'"minutes":{before}',
        after=f'"minutes":{after}',
    )


def change_the_rules(house: House, owner_url: str, values: dict[str, Any]) -> dict[str, Any]:
    """Give some of the programme's rules other values; what they were."""
    with house.database.tenant(house.made.tenant_id) as scope:
        body = scope.session.get_one(ProgrammeRules, (scope.tenant_id, house.made.rules_id)).body
        was = {key: body[key] for key in values}
    statement = "UPDATE programme_rules SET body = body || CAST(:values AS jsonb) WHERE tenant_id = :tenant"
    owner_does(owner_url, "programme_rules", statement, tenant=house.made.tenant_id, values=json.dumps(values))
    return was


def faults_told(house: House) -> list[str]:
    with house.database.tenant(house.made.tenant_id) as scope:
        query = select(OutboundMail.to_address).where(OutboundMail.kind == "ledger_fault")
        return sorted(scope.session.scalars(query))
