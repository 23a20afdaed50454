"""Every reason has its sentence in both languages (house rule: errors say who acts next)."""

import pytest

from app.inbound.decision import Reason
from app.inbound.shown.reasons import SENTENCES, reason_words


def test_every_reason_has_its_sentence() -> None:
    assert [reason.value for reason in Reason if not SENTENCES.get(reason)] == []


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_reads_in_english_and_in_french(reason: Reason) -> None:
    english, french = reason_words(reason.value, "en-CA"), reason_words(reason.value, "fr-CA")
    assert english == SENTENCES[reason]
    assert french != english
    assert english.endswith(".")
    assert french.endswith(".")


def test_no_two_reasons_read_the_same() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)


def test_a_word_that_is_no_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid Reason"):
        reason_words("whim", "en")
