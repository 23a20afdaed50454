"""The small words that steer the reading are data: the same names in every language, and none of them in the code."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import app.reading
from app.reading.words.small_words import VOCABULARY, one_of, small_words
from app.reading.words.tokens import fold

CODE = Path(app.reading.__file__).parent
APP = CODE.parent
FILES = sorted(path.name for path in VOCABULARY.glob("small.*.toml"))
SIGNS = {"h", "m", "x"}
"""Signs of units, which no language translates."""
IDENTIFIERS = {"first", "month", "n", "next", "none", "noon", "second", "total"}
"""Names in our own data (modes, categories and their values, kinds of mail) that are words of a language as well."""


@cache
def small(file: str) -> Mapping[str, list[str]]:
    table: Mapping[str, list[str]] = tomllib.loads((VOCABULARY / file).read_text("utf-8"))["small"]
    return table


@cache
def modules() -> Mapping[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in CODE.rglob("*.py")}


def texts(node: ast.AST, known: Mapping[str, ast.expr]) -> set[str]:
    """What is written there in letters, also by the name of a constant; not what a function is asked for by name."""
    if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in {"frozenset", "set"}):
        return set()
    if isinstance(node, ast.Name) and node.id in known:
        return texts(known[node.id], {})
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} if node.value.isalpha() else set()
    return {text for part in ast.iter_child_nodes(node) for text in texts(part, known)}


def reads_a_word(node: ast.expr) -> bool:
    """`sentence.mark(at)` and `token.text`."""
    if isinstance(node, ast.NamedExpr):
        return reads_a_word(node.value)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "mark"
    return isinstance(node, ast.Attribute) and node.attr == "text"


def constants(module: ast.Module) -> dict[str, ast.expr]:
    made = (node for node in module.body if isinstance(node, ast.Assign))
    return {target.id: node.value for node in made for target in node.targets if isinstance(target, ast.Name)}


def compared_words(module: ast.Module) -> Iterator[str]:
    known = constants(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Compare) and any(map(reads_a_word, (node.left, *node.comparators))):
            for side in (node.left, *node.comparators):
                yield from set() if reads_a_word(side) else texts(side, known)


def words_in_sets(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Set):
            yield from texts(node, {})


def asked_names() -> set[str]:
    calls = (
        node
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"small_words", "one_of"}
    )
    return {
        part.value
        for call in calls
        for part in call.args
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


@pytest.mark.parametrize("file", FILES)
def test_every_language_says_what_it_has_for_each_name(file: str) -> None:
    assert small(file).keys() == small("small.en.toml").keys()


@pytest.mark.parametrize("file", FILES)
def test_small_words_are_folded_as_what_they_are_compared_with(file: str) -> None:
    assert all(word == fold(word) and word for words in small(file).values() for word in words)


def test_no_name_is_without_words_and_none_is_unused() -> None:
    names = small("small.en.toml").keys()
    assert all(small_words(name) for name in names)
    assert set(names) == asked_names()


def test_the_words_of_several_names_come_together() -> None:
    assert small_words("and", "or") == {"and", "et", "or", "ou"}
    assert one_of("or", "and") == "and|et|or|ou"


def test_a_name_that_no_file_holds_is_an_error() -> None:
    with pytest.raises(KeyError, match="annd"):
        small_words("annd")


def test_what_is_read_is_compared_with_no_word_in_the_code() -> None:
    found = {(path.name, text) for path, module in modules().items() for text in compared_words(module)}
    assert not {(name, text) for name, text in found if text not in SIGNS}


def test_no_set_in_the_code_holds_a_small_word() -> None:
    words = {word for file in FILES for group in small(file).values() for word in group} - SIGNS - IDENTIFIERS
    found = {(path.name, text) for path, module in modules().items() for text in words_in_sets(module)}
    assert not {(name, text) for name, text in found if text in words}


def test_the_search_for_words_in_the_code_finds_them() -> None:
    source = 'A = frozenset({"with", "x"}) | small_words("to")\nif sentence.mark(1) in A or token.text == "avec": pass'
    module = ast.parse(source)
    assert set(compared_words(module)) == {"with", "x", "avec"}
    assert set(words_in_sets(module)) == {"with", "x"}
