"""What a claim left unsaid is added by an entry of its own and changes nothing that was said (H2, H6)."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.db import Database
from app.ledger.chain import Head
from app.ledger.check import Wrong, check_chain
from app.ledger.drafts import CompletionDraft
from app.ledger.incomplete import incomplete_claims
from app.ledger.models import LedgerOpening
from app.ledger.required import incomplete_words, missing_fields, required_words
from app.ledger.states import LiveClaim, State, states
from app.ledger.totals import live_claims
from app.programmes.models import ProgrammeRules
from app.programmes.rules import HourRules, InvalidRules, Required, preset, validated
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import claim_of, enter
from tests.ledger.memory_ledger import TENANT, MemoryLedger, attestation, claim, completion, correction, evidence

ASKS = HourRules(confirmed_by="partner", required=("date", "topics", "confirmation"))


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database, rules="oacett-cpd")


def live(ledger: MemoryLedger) -> LiveClaim:
    (only,) = states(ledger.columns())
    return only


def undated(**told: object) -> tuple[MemoryLedger, CompletionDraft]:
    ledger = MemoryLedger()
    draft = completion(ledger.append(replace(claim(on=None), **told)))  # type: ignore[arg-type]
    return ledger, draft


def test_a_completion_fills_in_what_was_left_unsaid() -> None:
    ledger, draft = undated(mode="unspecified")
    added = ledger.append(
        replace(draft, local_date=date(2026, 5, 12), starts=time(18), ends=time(19, 30), mode="video")
    )
    now = live(ledger)
    told = (now.claim.local_date, now.claim.starts, now.claim.ends, now.claim.mode, now.minutes)
    assert told == (date(2026, 5, 12), time(18), time(19, 30), "video", 90)
    assert now.completions == (added,)


def test_what_the_claim_said_itself_stands() -> None:
    ledger = MemoryLedger()
    first = ledger.append(claim())
    ledger.append(replace(completion(first, on=date(2026, 5, 20)), starts=time(9), mode="phone"))
    assert (live(ledger).claim.local_date, live(ledger).claim.starts) == (date(2026, 5, 12), time(18))
    assert live(ledger).claim.mode == "video"


def test_the_latest_completion_that_tells_a_thing_counts() -> None:
    ledger, draft = undated()
    ledger.append(replace(draft, local_date=date(2026, 5, 21), starts=time(18)))
    ledger.append(replace(draft, local_date=date(2026, 5, 12)))
    assert (live(ledger).claim.local_date, live(ledger).claim.starts) == (date(2026, 5, 12), time(18))


def test_a_confirmation_outlives_a_completion() -> None:
    ledger, draft = undated()
    ledger.append(attestation(draft.target_id))
    ledger.append(replace(draft, local_date=date(2026, 5, 12)))
    assert live(ledger).state is State.ATTESTED


def test_a_withdrawn_claim_lacks_nothing() -> None:
    ledger, draft = undated()
    ledger.append(correction(draft.target_id, 0))
    assert missing_fields(live(ledger), ASKS, has_topics=False) == ()


def test_a_chain_with_completions_is_whole_and_one_that_is_changed_is_told() -> None:
    ledger, draft = undated()
    ledger.append(replace(draft, local_date=date(2026, 5, 12)))
    assert check_chain(TENANT, ledger.entries, ledger.head) == ()
    moved = replace(ledger.entries[1], body=ledger.entries[1].body.replace("2026-05-12", "2026-05-13"))
    faults = check_chain(TENANT, [ledger.entries[0], moved], ledger.head, after=Head.of_empty())
    assert {fault.wrong for fault in faults} == {Wrong.CHANGED, Wrong.COLUMNS}


@pytest.mark.parametrize(
    ("required", "lacking"),
    [
        (("date", "topics"), ("date", "topics")),
        (("date", "times", "mode", "topics", "confirmation"), ("date", "times", "topics", "confirmation")),
        (("confirmation",), ("confirmation",)),
        ((), ()),
    ],
)
def test_what_the_rules_require_and_nobody_said_is_missing(
    required: tuple[Required, ...], lacking: tuple[Required, ...]
) -> None:
    ledger, _ = undated(topics=None)
    rules = ASKS.model_copy(update={"required": required})
    assert missing_fields(live(ledger), rules, has_topics=False) == lacking


def test_a_session_that_tells_all_and_is_confirmed_lacks_nothing() -> None:
    ledger = MemoryLedger()
    ledger.append(attestation(ledger.append(claim())))
    everything = ASKS.model_copy(update={"required": ("date", "times", "mode", "topics", "confirmation")})
    assert missing_fields(live(ledger), everything, has_topics=True) == ()


def test_letters_exchanged_over_a_month_need_no_day() -> None:
    ledger, _ = undated(mode="email")
    rules = ASKS.model_copy(update={"required": ("date", "times", "topics")})
    assert missing_fields(live(ledger), rules, has_topics=False) == ("topics",)


@pytest.mark.parametrize(
    ("locale", "one", "two"),
    [
        ("en-CA", "Incomplete: the day is missing", "Incomplete: the day and the topics are missing"),
        ("fr-CA", "Incomplet : il manque le jour", "Incomplet : il manque le jour et les sujets"),
    ],
)
def test_why_hours_do_not_qualify_is_said_in_both_languages(locale: str, one: str, two: str) -> None:
    assert incomplete_words(("date",), locale).replace("\N{NO-BREAK SPACE}", " ") == one
    assert incomplete_words(("date", "topics"), locale).replace("\N{NO-BREAK SPACE}", " ") == two
    assert required_words(("date",), locale) in one


def test_the_preset_of_the_technologists_requires_the_day_times_topics_and_the_confirmation() -> None:
    assert preset("oacett-cpd").hours.required == ("date", "times", "topics", "confirmation")
    assert preset("aset").hours.required == ()


def test_a_confirmation_that_nobody_gives_cannot_be_required() -> None:
    rules = preset("aset").model_dump(mode="json")
    rules["hours"]["required"] = ["confirmation"]
    with pytest.raises(InvalidRules, match="nobody confirms"):
        validated(rules)


def test_incomplete_claims_are_found_by_the_rules_they_were_made_under(database: Database, made: MadeTenant) -> None:
    plain = replace(claim_of(made), local_date=None, starts=None, ends=None, topics=None)
    (lacking, whole) = enter(database, made, plain, claim_of(made))
    with database.tenant(made.tenant_id) as scope:
        found = incomplete_claims(scope, live_claims(scope, person_id=made.mentor_id))
    assert found == {lacking: ("date", "times", "topics", "confirmation"), whole: ("confirmation",)}


def test_a_completion_ends_what_was_missing_and_erasing_its_words_does_not_bring_it_back(
    database: Database, made: MadeTenant
) -> None:
    plain = replace(claim_of(made), local_date=None, starts=None, ends=None, topics=None)
    (lacking,) = enter(database, made, plain)
    with database.tenant(made.tenant_id) as scope:
        rules = scope.session.get_one(ProgrammeRules, (made.tenant_id, made.rules_id)).body
        assert rules["hours"]["required"] == ["date", "times", "topics", "confirmation"]
    told = CompletionDraft(
        lacking, evidence(item=1), local_date=date(2026, 5, 12), starts=time(18), ends=time(19, 30), topics="her resume"
    )
    enter(database, made, told)
    with database.tenant(made.tenant_id) as scope:
        scope.session.query(LedgerOpening).filter_by(tenant_id=made.tenant_id, field="topics").delete()
        found = incomplete_claims(scope, live_claims(scope, person_id=made.mentor_id))
    assert found == {lacking: ("confirmation",)}
