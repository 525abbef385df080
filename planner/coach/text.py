"""A text as the coach reads it: what it is about, and what it does."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from planner.coach.folding import fold
from planner.coach.words import Sign, Words

_SENTENCE = re.compile(r"[^.?!…;\n]+(?:\.(?=\d)[^.?!…;\n]+)*")
_FEWEST_STOPS = 2
_STOPS_SHARE = 6
"""English has at least two of its small words in a text, and at least one in six words."""
_KEPT = 1024


class Text(Struct, frozen=True):
    """What a text says and does.

    count: how many words it has. about: the stems of those that say what it is about.
    signs: what it does. folded: all its words, without accents or capitals.
    english: whether it is surely written in English sentences; notes may not be.
    """

    count: int
    about: frozenset[str]
    signs: frozenset[Sign]
    folded: tuple[str, ...]
    english: bool


NOTHING = Text(0, frozenset(), frozenset(), (), False)


@lru_cache(maxsize=_KEPT)
def read_text(text: str, words: Words) -> Text:
    """Read a text, or return what was read of it before."""
    return read_folded(fold(text), words)


def read_folded(folded: Sequence[str], words: Words) -> Text:
    """Read a text whose words are folded already."""
    if not folded:
        return NOTHING
    telling = words.telling(folded)
    stops = len(folded) - len(telling)
    return Text(
        count=len(folded),
        about=frozenset(words.stem(word) for word in {*telling} - {"→"}) | words.same_in(folded),
        signs=words.signs_in(folded),
        folded=tuple(folded),
        english=stops >= _FEWEST_STOPS and stops * _STOPS_SHARE >= len(folded),
    )


def sentences(text: str) -> Iterator[str]:
    """Go through the sentences of a text, as well as full stops tell them."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield found[0]
