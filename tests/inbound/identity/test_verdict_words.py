"""What was found of a sender, in the coordinator's words and language (I9)."""

import pytest

from app.inbound.identity.verdict_words import POLICIES, RESULTS, verdict_words
from app.inbound.sender.findings import Result
from app.tenants.sender_policy import SenderPolicy

STORED = {
    "policy": "normal",
    "sender": "dan@home.example",
    "key": True,
    "address": False,
    "doubt": "other_sender",
    "findings": {
        "from": "home.example",
        "checks": [
            {"method": "dkim", "result": "pass", "domain": "home.example", "aligned": True, "selector": "s1"},
            {"method": "dkim", "result": "pass", "domain": "list.example"},
            {"method": "spf", "result": "softfail", "domain": "home.example", "aligned": True},
        ],
        "dmarc": {"result": "pass", "record": "v=DMARC1; p=none"},
    },
}


def test_every_check_is_told_with_its_domain_and_end() -> None:
    words = verdict_words(STORED, "en-CA")
    assert "DKIM home.example (s1): it holds" in words
    assert "DKIM list.example: it holds, for another domain than the sender’s" in words
    assert "SPF home.example: it probably does not hold" in words
    assert "DMARC home.example: v=DMARC1; p=none" in words


def test_it_is_told_in_french() -> None:
    assert "DKIM home.example (s1)\N{NO-BREAK SPACE}: valable" in verdict_words(STORED, "fr-CA")


def test_a_verdict_from_before_there_was_a_check_says_so() -> None:
    old = {"policy": "lenient", "sender": "dan@home.example", "key": False, "address": True, "spf": "not checked"}
    words = verdict_words(old, "en-CA")
    assert words[-1] == "SPF, DKIM and DMARC were not checked."
    assert "It came to the programme’s own address, not to the reply address of one of our mails." in words


def test_what_was_no_senders_mail_says_nothing() -> None:
    assert verdict_words(None, "en-CA") == verdict_words({"policy": "by_hand"}, "en-CA") == ()


def test_an_assistant_is_named() -> None:
    writer = {"as": "assistant", "address": None, "name": "Sam Lee", "by_reply": False, "confirmed_in": ""}
    assert "It came from Sam Lee, who may answer for the member." in verdict_words(STORED | {"writer": writer}, "en-CA")


@pytest.mark.parametrize("policy", SenderPolicy)
def test_every_policy_has_its_sentence(policy: SenderPolicy) -> None:
    assert POLICIES[policy.value]


def test_every_result_of_a_check_has_its_words() -> None:
    assert set(RESULTS) == {result.value for result in Result}
