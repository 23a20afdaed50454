"""How the people of a match may be named in a reply, and their names marked among its words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reading.contract import Context
from app.reading.words.lexicon import lexicon
from app.reading.words.small_words import small_words
from app.reading.words.tokens import Token, fold, tokenize

Form = tuple[str, ...]
"""A name as folded words."""
_BEFORE_MONTH = small_words("before_a_month")


@dataclass(frozen=True, slots=True)
class Names:
    """How the people of the match may be named: folded words to `@p0`, `@p1` (partners) or `@me`."""

    marks: Mapping[tuple[str, ...], str]
    longest: int
    firsts: frozenset[str] = frozenset()
    initials: str = ""

    @classmethod
    def of(cls, context: Context) -> "Names":
        """The names of who writes (`@me`) and of the partners (`@p0`, `@p1`, ... in the order of the context)."""
        marks = dict.fromkeys(_forms(context.participant.name), "@me")
        marks |= _partner_marks([partner.name for partner in context.partners])
        initials = "".join(word[0] for word in fold(context.participant.name).split() if word[0].isalpha())
        return cls(marks, max(map(len, marks), default=0), frozenset(words[0] for words in marks), initials)

    def without_initials(self, text: str) -> str:
        """`DR: 2 hours`, as who answers between the lines of a mail marks their own."""
        first, colon, rest = text.partition(":")
        own = 1 < len(first.strip()) == len(self.initials) and first.strip().isupper()
        return rest.strip() if colon and own and fold(first).strip() == self.initials else text

    def mark(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The tokens with each name replaced by one token of its mark."""
        out: list[Token] = []
        index = 0
        while index < len(tokens):
            size = self._size(tokens, index)
            token = tokens[index]
            if size:
                name = self.marks[tuple(each.text for each in tokens[index : index + size])]
                token = Token(name, token.start, tokens[index + size - 1].end)
            out.append(token)
            index += size or 1
        return tuple(out)

    def _size(self, tokens: Sequence[Token], index: int) -> int:
        if tokens[index].text not in self.firsts:
            return 0
        for size in range(self.longest, 0, -1):
            texts = tuple(token.text for token in tokens[index : index + size])
            if len(texts) == size and texts in self.marks and not _is_month(tokens, index, size):
                return size
        return 0


def _partner_marks(names: Sequence[str]) -> dict[Form, str]:
    """What each partner may be called. A name that two share says of neither: `Sam`, but `Sam L.` and `Sam P.`"""
    forms = [_forms(name) for name in names]
    shared = {form for form, times in Counter(each for own in forms for each in {*own}).items() if times > 1}
    told = {form: f"@p{index}" for index, own in enumerate(forms) for form in own if form and form not in shared}
    for index, words in enumerate(map(_words, names)):
        if words[:1] in shared and len(words) > 1:
            told.setdefault((words[0], words[-1][0]), f"@p{index}")
    return told


def _forms(name: str) -> list[Form]:
    """A full name, and its given and family name alone: with a hyphen they are several words, `Marc-Olivier`."""
    words = _words(name)
    if not words:
        return []
    parts = [_words(name.split(maxsplit=1)[0]), _words(name.rsplit(maxsplit=1)[-1])]
    # A figure alone is never a name, whoever is called so.
    alone = [(word,) for word in (words[0], words[-1]) if not any(sign.isdigit() for sign in word)]
    return [words, *(part for part in parts if len(part) > 1), *alone]


def _words(name: str) -> Form:
    return tuple(token.text for token in tokenize(name))


def _is_month(tokens: Sequence[Token], index: int, size: int) -> bool:
    # A partner called May or April is not meant by "in May" or "April 3".
    if size > 1 or not any(category == "month" for _, category, _ in lexicon().phrases.get((tokens[index].text,), ())):
        return False
    before = tokens[index - 1].text if index else ""
    after = tokens[index + size] if index + size < len(tokens) else None
    return before in _BEFORE_MONTH or (after is not None and after.is_number)
