"""Own words by the names of their passages, as tests write them."""

from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.passage import OwnWords


def own(kind: str, **words: str) -> OwnWords:
    """What a mail is rendered with when these words are in use."""
    passages = CATALOGUE[kind].by_name
    return OwnWords({passages[name].ours: text for name, text in words.items()})
