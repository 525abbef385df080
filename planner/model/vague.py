"""Telling a card that proves something from one that only says something."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from planner.model.evidence import Card

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
# Words that may begin with a capital, which no plain small letter is.
_LARGE = re.compile(r"(?<![^\W\d_])(?<![^\W\d_][’'])[^\W\d_a-z][^\W\d_]*")
# What stands between a word and the end of the sentence before it: quotation marks, brackets,
# the sign of a bullet.
_START = re.compile(r"(?:^|[.?!…])[\s\"'“”‘’«»()\[\]*•·-]*\Z")
# A full stop that ends no sentence: “Dr. King”, “J. Stalin”.
_TITLE = re.compile(r"(?:\b(?:Mrs?|Ms|Dr|St|Prof|Rev|Gen|Col|Capt|Lt|Sgt)|\b[A-Z])\.\s*\Z")
_CASELESS = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u3040-\uabff\uac00-\ud7ff]"
)
_NUMBERS = frozenset(
    _WORD.findall(
        """
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
        hundreds thousand thousands million millions billion billions dozen dozens half third
        quarter twice january february april june july august september october november december
        """
    )
)
"""Words that say how many or when; “one”, “may” and “march” say too much else."""
_NEAR = 40
"""How many characters before a word are looked at."""


def is_vague(card: Card, names: Collection[str] = ()) -> bool:
    """Tell whether a card has no name, date or number in it; where that cannot be told, it has.

    A name is a word with a capital that no sentence begins with (“the Politburo”), or one all in
    capitals (“NEP”, “VIII”). names: words that are known to be names, as known_names() finds them,
    so that they count at the beginning of a sentence too. A text in a script without capitals is
    never called vague.
    """
    perhaps = _perhaps_names(card)
    return perhaps is not None and not any(word in names for word in perhaps)


def find_vague(cards: Sequence[Card]) -> set[int]:
    """Return the places of the vague cards, with what the others show to be names."""
    vague = {}
    for place, card in enumerate(cards):
        perhaps = _perhaps_names(card)
        if perhaps is not None:
            vague[place] = perhaps
    names = known_names(cards) if any(vague.values()) else frozenset()
    return {place for place, perhaps in vague.items() if names.isdisjoint(perhaps)}


def known_names(cards: Iterable[Card]) -> frozenset[str]:
    """Return the words that these cards write as names, or hold in a person’s name, and only so.

    A word that some card writes small (“Right” in “Right Communist”) is not known to be a name.
    """
    names: set[str] = set()
    words: set[str] = set()
    for card in cards:
        for person in card.people:
            names.update(word for word in _WORD.findall(person) if word[0].isupper())
        text = _text(card)
        words.update(_WORD.findall(text))
        names.update(word for word, proper in _capitals(text) if proper)
    return frozenset(name for name in names if name.lower() not in words)


def _perhaps_names(card: Card) -> list[str] | None:
    """Return the words that a card would be vague without; None where it is not vague at all."""
    if card.when.start or card.people:
        return None
    text = _text(card)
    if _DIGIT.search(text) or _CASELESS.search(text):
        return None
    if not _NUMBERS.isdisjoint(_WORD.findall(text.lower())):
        return None
    words = list(_capitals(text))
    return None if any(proper for _, proper in words) else [word for word, _ in words]


def _text(card: Card) -> str:
    return f"{card.headline}\n{card.detail}\n{card.when.shown}"


def _capitals(text: str) -> Iterator[tuple[str, bool]]:
    """Go through the words with a capital, and tell of each whether it must be a name."""
    for line in text.split("\n"):
        # A line all in capitals tells nothing by them, unless it is but a word or two (“The NEP”).
        shouted = line.isupper() and line.count(" ") > 1
        for found in _LARGE.finditer(line):
            word = found[0]
            if word == "I" or not word[0].isupper():
                continue
            if len(word) > 1 and word.isupper():
                yield word, not shouted
            else:
                before = line[max(0, found.start() - _NEAR) : found.start()]
                yield word, not _START.search(before) or bool(_TITLE.search(before))
