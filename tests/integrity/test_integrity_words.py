"""Every matter is said in both languages, with its figures, and has a ready question."""

from dataclasses import replace

import pytest

from app.integrity.flag import Flag, FlagKind
from app.integrity.look_over import look_over
from app.integrity.words import QUESTIONS, TITLES, ready_question, reason, title
from tests.integrity.claims import DAN, KATE, history, of_kate
from tests.integrity.test_integrity_sessions import KATES, SAMS
from tests.integrity.test_integrity_sides import HOUR, OF_MAY, SILENT
from tests.integrity.years import PLANTS, honest_year, planted

NAMES = {DAN: "Dan Roy", KATE: "Kate Li"}


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def one(kind: FlagKind) -> Flag:
    year = honest_year(3, 4)
    planted(year, kind)
    return next(flag for flag in look_over(year.history()) if flag.kind is kind)


def test_every_kind_has_its_words() -> None:
    assert set(TITLES) == set(QUESTIONS) == set(FlagKind)


@pytest.mark.parametrize("kind", list(PLANTS))
def test_a_matter_is_said_in_both_languages(kind: FlagKind) -> None:
    flag = one(kind)
    said = [[words(flag, locale) for words in (_title, _reason, _question)] for locale in ("en-CA", "fr-CA")]
    for english, french in zip(*said, strict=True):
        assert english
        assert english != french
        assert "%(" not in english + french
        assert "None" not in english + french


def test_who_was_with_two_at_once_is_named_and_asked() -> None:
    (flag,) = look_over(history(KATES.live, SAMS.live))
    assert plain(_reason(flag, "en-CA")) == "Dan Roy is said to have been in both. They overlap by 1 h."
    assert plain(_question(flag, "en-CA")) == (
        "We were told of sessions with you at one time: video 1 h on 12 May 2026, 10:00 am to 11:00 am. "
        "Is one of the times another?"
    )


def test_sums_and_silence_name_their_months() -> None:
    (differ,) = look_over(history(OF_MAY.live, of_kate(replace(OF_MAY, minutes=180)).live))
    (silent,) = look_over(history(HOUR.live, **SILENT))
    assert plain(_reason(differ, "en-CA")) == "For May 2026 Dan Roy says 1 h in all, Kate Li says 3 h."
    assert plain(_reason(silent, "en-CA")).startswith("Kate Li has not answered the check-in for May 2026,")
    assert plain(_reason(silent, "fr-CA")).startswith("Kate Li n’a pas répondu au suivi (mai 2026)")


def _title(flag: Flag, locale: str) -> str:
    return title(flag, locale)


def _reason(flag: Flag, locale: str) -> str:
    return reason(flag, NAMES, locale)


def _question(flag: Flag, locale: str) -> str:
    return ready_question(flag, NAMES, locale)
