"""The budget of mail (I12): one check-in, reminders and others as the rules say, a month and person."""

from collections import Counter
from datetime import timedelta

import pytest

from app.db import Database, new_id
from app.outbound.letter.mail import MailKind
from app.outbound.models import OutboundMail
from app.outbound.pacing.budget import exceeds
from app.outbound.pacing.occasions import OCCASIONS, Occasion
from app.outbound.pacing.withholding import Withheld, withheld_words
from app.programmes.enrolment import set_rules
from app.programmes.rules import MailBudget, preset
from tests.factories.asking import outbox
from tests.factories.moments import Watch, local
from tests.factories.posting import addressed, letter, purpose, put
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant

NOON = local("2026-06-10 12:00")


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def write(database: Database, made: MadeTenant, kind: MailKind, watch: Watch) -> OutboundMail:
    reply = purpose(made, watch() + timedelta(days=9))
    mail = addressed(made, str(new_id()), letter(kind), of_programme=True, reply=reply)
    assert put(database, made, watch(), mail) == 1
    return outbox(database, made.tenant_id)[-1]


def test_a_third_reminder_in_a_month_is_kept_and_not_sent(database: Database, made: MadeTenant) -> None:
    watch = Watch(NOON)
    went = [write(database, made, MailKind.REMINDER, watch).withheld for _ in range(4)]
    assert went == [None, None, "budget", "budget"]
    last = outbox(database, made.tenant_id)[-1]
    assert (last.failed_at, last.reply_key, last.text) == (NOON, None, letter().text)
    watch.pass_by(days=25)
    assert write(database, made, MailKind.REMINDER, watch).withheld is None, "a new month"


def test_one_person_is_asked_at_most_five_times_a_month_whatever_programmes_they_are_in(
    database: Database, made: MadeTenant
) -> None:
    """Check-in, two reminders, two others; a further programme's check-in counts among the others."""
    watch = Watch(NOON)
    kinds = [MailKind.CHECKIN] * 5 + [MailKind.REMINDER] * 5
    went = Counter(kind for kind in kinds if write(database, made, kind, watch).withheld is None)
    assert went == {MailKind.CHECKIN: 3, MailKind.REMINDER: 2}


@pytest.mark.parametrize("kind", [kind for kind, one in OCCASIONS.items() if one in ("answer", "always", "staff")])
def test_what_was_asked_for_is_outside_of_the_budget(database: Database, made: MadeTenant, kind: MailKind) -> None:
    """Receipts and answers do not count, and care for somebody never waits."""
    watch = Watch(NOON)
    for _ in range(3):
        write(database, made, MailKind.REMINDER, watch)
    assert [write(database, made, kind, watch).withheld for _ in range(4)] == [None] * 4


def test_the_month_is_that_of_the_programmes_zone(database: Database, made: MadeTenant) -> None:
    """The last evening of May in Edmonton is June in UTC already."""
    for _ in range(2):
        write(database, made, MailKind.REMINDER, Watch(local("2026-05-31 20:00")))
    assert write(database, made, MailKind.REMINDER, Watch(local("2026-05-31 20:30"))).withheld == "budget"
    assert write(database, made, MailKind.REMINDER, Watch(local("2026-06-01 08:00"))).withheld is None


def test_what_waits_over_night_counts_for_the_month_it_goes_out_in(database: Database, made: MadeTenant) -> None:
    for _ in range(2):
        assert write(database, made, MailKind.REMINDER, Watch(local("2026-05-31 23:00"))).withheld is None
    assert write(database, made, MailKind.REMINDER, Watch(local("2026-05-31 20:00"))).withheld is None
    assert write(database, made, MailKind.REMINDER, Watch(local("2026-06-20 12:00"))).withheld == "budget"


def test_another_persons_mail_does_not_count(database: Database, made: MadeTenant) -> None:
    watch, other = Watch(NOON), make_tenant(database)
    for _ in range(2):
        write(database, other, MailKind.REMINDER, watch)
    assert write(database, made, MailKind.REMINDER, watch).withheld is None


def test_a_programme_may_set_a_tighter_budget(database: Database, made: MadeTenant) -> None:
    rules = preset("aset").model_copy(update={"mail_budget": MailBudget(reminders=0, others=0)})
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, rules, BEGAN)
    watch = Watch(NOON)
    assert write(database, made, MailKind.REMINDER, watch).withheld == "budget"
    assert write(database, made, MailKind.CHECKIN, watch).withheld is None
    assert write(database, made, MailKind.CHECKIN, watch).withheld == "budget"


@pytest.mark.parametrize("others", [0, 1, 2, 5])
def test_others_stop_at_their_number(others: int) -> None:
    budget = MailBudget(others=others)
    sent = Counter({Occasion.CHECKIN: 1})
    for _ in range(others):
        assert not exceeds(sent, Occasion.OTHER, budget)
        sent[Occasion.OTHER] += 1
    assert exceeds(sent, Occasion.OTHER, budget)


def test_every_mail_has_its_occasion() -> None:
    assert set(OCCASIONS) == set(MailKind)


@pytest.mark.parametrize("reason", Withheld)
def test_a_coordinator_reads_why_in_words(reason: Withheld) -> None:
    english, french = (withheld_words(reason, locale) for locale in ("en-CA", "fr-CA"))
    assert english.startswith("Held back: ")
    assert french.startswith("Retenu\u00a0: ")
