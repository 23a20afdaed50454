"""Copied words are known again however they are dressed up; short and honest phrases are nobody's copy."""

from datetime import date

import pytest

from app.integrity.flag import FlagKind
from app.integrity.look_over import look_over
from tests.integrity.claims import KATE, OTHER_MATCH, SAM, Hour, history, letter

MAY = """Hi Priya,
We met on 12 May for one hour. I helped Kate rewrite her cover letter for the bridge inspection job,
then we rehearsed two difficult interview questions about safety incidents.
She also showed me her drawings of the culvert."""
JUNE = Hour(on=date(2026, 6, 9))
SHORT = "We met and talked about her resume."


def found(first: str, second: str, later: Hour = JUNE) -> list[tuple[FlagKind, object]]:
    """What is seen of two texts: Dan's about May, and another."""
    may, other = Hour().live, later.live
    flags = look_over(
        history(may, other, letters=(letter(may, first), letter(other, second)), names=frozenset({"kate"}))
    )
    return [(flag.kind, flag.figures["likeness"]) for flag in flags if flag.kind is FlagKind.COPIED]


WAYS = {
    "greeting": MAY.replace("Hi Priya,", "Good evening Priya, hope this finds everybody in best spirits!"),
    "upper case": MAY.upper(),
    "no punctuation": MAY.replace(",", "").replace(".", " -"),
    "commas as full stops": MAY.replace(",", "."),
    "another day and length": MAY.replace("12 May for one hour", "June 9th for 2.5 hours"),
    "another name": MAY.replace("Kate", "Sam"),
    "wrapped elsewhere": MAY.replace("\n", " ").replace(" for ", "\nfor "),
    "another order": "\n".join(reversed(MAY.splitlines())),
    "padded": f"June went by quickly, with rain and a strike at the port.\n{MAY}\nWe look forward to summer and rest.",
    "padded within": MAY.replace("then we", "drank tea in the garden of my aunt, and then slowly we"),
    "a few words changed": MAY.replace("difficult", "tricky").replace("drawings", "sketches"),
    "shortened": MAY.rsplit("\n", 1)[0],
}


@pytest.mark.parametrize("way", list(WAYS))
def test_a_copy_in_other_clothes_is_known(way: str) -> None:
    ((kind, share),) = found(MAY, WAYS[way])
    assert (kind, share >= 80) == (FlagKind.COPIED, True)  # type: ignore[operator]


@pytest.mark.parametrize("way", list(WAYS))
def test_it_is_known_as_well_when_the_plain_text_comes_second(way: str) -> None:
    assert len(found(WAYS[way], MAY)) == 1


def test_a_list_in_another_order_is_the_same() -> None:
    points = ["cover letter", "bridge inspection", "interview rehearsal", "culvert drawings", "licence exam", "budget"]
    assert found("\n".join(points), "\n".join(reversed(points))) == [(FlagKind.COPIED, 100)]
    assert found("\n".join(points), "\n".join([*reversed(points), "tunnel ventilation"])) == [(FlagKind.COPIED, 100)]


def test_somebody_elses_words_of_the_same_month_are_a_copy_and_ones_own_are_not() -> None:
    assert len(found(MAY, WAYS["padded"], Hour(by=SAM, match=OTHER_MATCH, with_=(KATE,)))) == 1
    assert found(MAY, WAYS["padded"], Hour(on=date(2026, 5, 19))) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (SHORT, SHORT),
        (SHORT, f"{SHORT} 2 hours on 9 June, on zoom, thanks"),
        (SHORT, f"{MAY}\n{SHORT}"),
        ("Nous nous sommes rencontrés et avons parlé de son CV.", "Nous avons parlé de son CV. 2 h au téléphone."),
        ("Talked about her resume and her career goals", f"{MAY} Talked about her career goals and her resume."),
        (
            MAY,
            "I helped Kate rewrite her resume for a city job, and we rehearsed an interview about her first culvert.",
        ),
        (MAY, "She also showed me her drawings. We walked to the bridge with her uncle, who told of its inspection."),
        ("In person: 1\nEmail: 0.5\nVideo chat: 0\nPhone: 0\nOther activity: 0", "In person: 2\nEmail: 0\nPhone: 0"),
    ],
)
def test_what_is_short_or_on_the_same_subject_is_no_copy(first: str, second: str) -> None:
    assert found(first, second) == []
