"""Names, addresses and numbers in whatever shape people write them are replaced, and everything else stays (C3)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.learning.circle import Circle, Person
from app.inbound.learning.disguise import Disguise, disguise_for
from app.inbound.learning.leaks import leaks
from app.inbound.learning.ordinary import calendar_words, key, ordinary_words, stand_in_names
from app.inbound.learning.written import written_words

DAN = Person("Dan Roy", "Dan", ("dan@x.example",), (), ("M-1",), near=True)
KATE = Person("Katherine O'Neill-Côté", "Kate", ("kate.o@x.example",), (), ("104427",), near=True)
PRIYA = Person("Priya Nair", "", ("priya@x.example",), ("780-555-0142",), near=True)
OMAR = Person("Omar Haddad", "Omar", ("omar@x.example",), (), ("M-77",))
CIRCLE = Circle((DAN, KATE, PRIYA, OMAR), ("Northfield Technologists Association", "Women in Trades", "northfield2"))


def _disguise(*texts: str, circle: Circle = CIRCLE) -> Disguise:
    return disguise_for(circle, texts, "a case")


def _disguised(text: str, circle: Circle = CIRCLE) -> str:
    return _disguise(text, circle=circle).text(text)


def _words(text: str) -> set[str]:
    return {word.key for word in written_words(text)}


@pytest.mark.parametrize(
    "text",
    [
        "met with Katherine twice",
        "met with katherine twice",
        "met with KATHERINE twice",
        "met with Kate twice, Kates idea",
        "Katherine's idea, and kate’s too",
        "KATE'S IDEA",
        "thanks, Katie",
        "> thanks to Katherine\n> O'Neill-Côté",
        "o'neill came",
        "O’NEILL-COTE came",
        "oneillcote came",
        "Katherine Oneill came",
        "with Cote, K.",
        "with Ms Côté",
        unicodedata.normalize("NFD", "with Côté"),
        "with Ka\u200bthe\u00adrine",
        "_Katherine_ and *Kate* and “Kate”",
        "Katherine2 wrote",
        "(katherine)",
        "katherineoneillcote",
    ],
)
def test_a_name_is_found_in_every_shape(text: str) -> None:
    left = {"katherine", "kate", "katie", "kates", "oneill", "neill", "cote", "oneillcote", "katherineoneillcote"}
    disguised = _disguised(text)
    assert _words(disguised) & left == set()
    assert len(disguised.splitlines()) == len(text.splitlines())


def test_the_case_in_which_a_name_is_written_stays() -> None:
    whole, small, large = _disguised("with Dan, dan and DAN").removeprefix("with ").replace(" and ", ", ").split(", ")
    assert (small, large) == (whole.lower(), whole.upper())


def test_one_name_has_one_stand_in_everywhere() -> None:
    texts = ("Hello Dan,\n\nhow is Katherine?", "dan here. Katherine is well")
    disguise = _disguise(*texts)
    first, second = (disguise.text(text).split() for text in texts)
    assert first[1].rstrip(",").lower() == second[0]
    assert first[-1].rstrip("?") == second[2]


def test_what_somebody_is_called_for_short_has_a_short_stand_in() -> None:
    """The reading knows the names in the context alone: a nickname must stay a word that it does not know."""
    disguise = _disguise("Katherine", "Kathy")
    assert disguise.text("Katherine") != disguise.text("Kathy")


def test_different_cases_are_about_different_people() -> None:
    assert len({disguise_for(CIRCLE, ["Dan"], f"case {number}").text("Dan") for number in range(20)}) > 5


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("write to dan@x.example please", "dan@x.example"),
        ("<mailto:Omar@X.example>", "Omar@X.example"),
        ("call 780-555-0142", "0142"),
        ("call (780) 555 0142.", "0142"),
        ("+1 780.555.0142", "0142"),
        ("tél. 06 12 34 56 78", "34 56"),
        ("+44 20 7946 0958", "7946"),
        ("555-0142", "0142"),
        ("Zoom 845 1234 5678", "1234"),
        ("number M-1 and m-77", "M-1"),
        ("number m-77", "m-77"),
        ("my number is 104427", "104427"),
        ("see https://x.example/verify?key=abc1 now", "abc1"),
        ("www.north.example/a", "north"),
        ("see northfield.ca", "northfield"),
        ("key 3f9a0c77d1e24b55 here", "3f9a0c77"),
        ("0191e0a2-8c7b-7e11-9b7a-0242ac120002", "0242ac"),
        ("at T5J 2R7", "T5J"),
    ],
)
def test_addresses_and_numbers_that_find_somebody_are_replaced(text: str, gone: str) -> None:
    assert gone.casefold() not in _disguised(text).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "3 hours: 1.5 by video, 1,5 h by phone, 1h30, 90 min, 1:30, 2-3 hours, 1½",
        "on 2026-05-18, 18/05/2026, 20260518, 18 May, May 18th, 18h30 à 19h15, 6-7pm, 11-1",
        "Total Hours Mentoring in MAY: 4\nIn-Person: (hrs) 1.5",
        "We met on Tuesday over Zoom, then on Teams. Merci et à bientôt, le 1er mai.",
        "Sent from my iPhone",
        "Don't worry, I can't. Dans le bureau, nous avons parlé.",
    ],
)
def test_figures_days_and_plain_words_stay(text: str) -> None:
    assert _disguised(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "we met Yusuf at lunch",
        "we met with Yusuf's manager",
        "met Yusuf Aziz there",
        "Yusuf Aziz came along",
        "Yusuf and I spoke",
        "Dr. Yusuf was there",
        "Hi Yusuf, all good",
        "All good.\n\nYusuf",
        "on s’est vus chez Yusuf",
        "Yusuf came. I like Yusuf.",
        "a call with YUSUF",
        "we talked at length about a number of things and then\nYusuf came",
        "I saw Yusuf. Later yusuf left",
    ],
)
def test_people_whom_nobody_knows_are_replaced_where_a_capital_gives_them_away(text: str) -> None:
    assert "yusuf" not in _disguised(text).lower()


def test_a_word_that_only_begins_a_sentence_is_left_alone() -> None:
    text = "Quizzes went well.\n- Spreadsheets next"
    assert _disguised(text) == text


def test_somebody_else_of_the_tenant_is_known_with_a_capital_even_where_a_sentence_begins() -> None:
    assert "Omar" not in _disguised("Omar came. All good.")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("I will meet Will", "I will meet "),
        ("Will May came in May", " came in May"),
        ("Hello Will,\nyou may come on May 12", "\nyou may come on May 12"),
    ],
)
def test_a_name_that_is_also_a_plain_word_is_replaced_where_it_stands_like_a_name(text: str, same: str) -> None:
    circle = Circle((Person("Will May", "Will", near=True),))
    disguised = _disguised(text, circle)
    assert same in disguised
    assert disguised != text


def test_such_a_name_at_the_start_of_a_sentence_is_told_as_left() -> None:
    circle = Circle((Person("Will Chen", near=True),))
    disguise = _disguise("Will you come?", circle=circle)
    assert leaks([disguise.text("Will you come?")], disguise, circle) == {"Will"}


def test_sam_is_a_name_unless_a_figure_says_saturday() -> None:
    circle = Circle((Person("Sam Okoye", near=True),))
    assert _disguised("Kate: 2h, Sam: 1h, sam too", circle).lower().count("sam") == 0
    assert "sam. 12" in _disguised("vus sam. 12 avec Sam", circle)


def test_names_of_bodies_are_replaced_by_their_own_words_or_as_a_whole() -> None:
    disguised = _disguised("Northfield Technologists Association, northfield2, Women in\n> Trades; women in science")
    assert "northfield" not in disguised.lower()
    assert "Women in\n> Trades" not in disguised
    assert "Technologists Association" in disguised
    assert "women in science" in disguised


def test_an_initial_goes_with_the_family_name() -> None:
    assert "D." not in _disguised("D. Roy")


def test_stand_ins_are_names_and_nothing_else() -> None:
    names = [name for sort in ("given", "family", "bodies") for pair in stand_in_names(sort) for name in pair.split()]
    assert {name for name in names if key(name) in ordinary_words() | calendar_words()} == set()


def test_nobody_stands_in_who_is_there_already() -> None:
    """A stand-in that is somebody's own name would give away or mix up."""
    people = tuple(Person(pair.split()[0], near=True) for pair in stand_in_names("given")[:39])
    text = " ".join(f"met {person.name}" for person in people)
    disguised = _disguised(text, Circle(people))
    assert _words(disguised) & _words(text) == {"met"}


_LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôöùûüñøł")
_NAMES = (
    st.text(_LETTERS, min_size=4, max_size=12)
    .map(str.capitalize)
    .filter(lambda name: key(name) not in ordinary_words())
)
_SHAPES = st.sampled_from(
    [
        str,
        str.lower,
        str.upper,
        "{}'s".format,
        "{}’s".format,
        "({})".format,
        "*{}*".format,
        "“{}”".format,
        "\n> {}".format,
        key,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: name[:2] + "\u200b" + name[2:],
    ]
)
_BETWEEN = st.sampled_from([" ", ", ", "\n", ". ", " met with ", " et ", " 2 h, ", "\n\n> ", "\t", " - "])


@settings(max_examples=300, deadline=None)
@given(st.tuples(_NAMES, _NAMES), st.lists(st.tuples(_BETWEEN, st.booleans(), _SHAPES), max_size=12))
def test_no_name_is_left_however_it_is_written_and_wherever_it_stands(
    name: tuple[str, str], written: list[tuple[str, bool, object]]
) -> None:
    circle = Circle((Person(" ".join(name), near=True),))
    text = "".join(between + shape(name[second]) for between, second, shape in written)  # type: ignore[operator]
    disguise = disguise_for(circle, [text], "a case")
    disguised = disguise.text(text)
    assert _words(disguised) & {key(part) for part in name} == set()
    assert leaks([disguised], disguise, circle) == set()
    assert [sign for sign in disguised if sign in "\n>,0123456789"] == [
        sign for sign in text if sign in "\n>,0123456789"
    ]
