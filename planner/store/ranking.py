"""Ranking the cards that match, by the very scores of the index, from what is known by then.

The index's own bm25() counts for each query anew on how many cards each word is, of all cards.
Here that is counted once for a word, and the rest is in the few cards that match.
"""

from collections.abc import Sequence
from math import log

import msgspec
from msgspec import Struct

from planner.store import errors
from planner.store.database import Database
from planner.store.errors import store_error

WEIGHTS = (8.0, 3.0, 1.0, 0.0)
"""What a word counts in a card's headline, names, other words and tags."""

# How soon more of the same word counts no more, and how much the length of a card matters.
_SOON, _LENGTH = 1.2, 0.75
_LEAST = 1e-6
_AVERAGES = "SELECT block FROM search_data WHERE id = 1"
_TEXTS = """
SELECT number, headline, names, words, tags FROM cards
WHERE number IN (SELECT value FROM json_each(?))
"""


class Phrase(Struct, frozen=True):
    """What is looked for: the beginning of words, or a whole word among the names.

    cards: on how many cards of the library it is.
    """

    word: str
    whole: bool
    cards: int

    def held(self, row: tuple[int, str, str, str, str]) -> float:
        """Return how often a card has it, each time by the weight of its place."""
        _, headline, names, words, _ = row
        if self.whole:
            return WEIGHTS[1] * names.split().count(self.word)
        # Before each word of a kept text is a space.
        begun = f" {self.word}"
        places = zip(WEIGHTS, (headline, names, words), strict=False)
        return sum(weight * text.count(begun) for weight, text in places)


class Extent(Struct, frozen=True):
    """How large the index is: its cards, and the words of all of them."""

    cards: int
    words: int


def read_extent(database: Database) -> Extent:
    """Read how large the index is, which it keeps beside its words."""
    found = database.row(_AVERAGES)
    numbers = _numbers(found[0]) if found and isinstance(found[0], bytes) else []
    if len(numbers) != 1 + len(WEIGHTS) or not all(numbers[:1]):
        raise store_error(errors.DAMAGED, database.path)
    return Extent(numbers[0], sum(numbers[1:]))


def rank(
    database: Database, numbers: Sequence[int], phrases: Sequence[Phrase], extent: Extent
) -> list[int]:
    """Return these cards' numbers, the best first; of equals, the first on the shelf."""
    usual = extent.words / extent.cards
    rarities = [(phrase, _rarity(phrase.cards, extent.cards)) for phrase in phrases]
    scores = []
    for row in database.rows(_TEXTS, [msgspec.json.encode(numbers).decode()]):
        length = sum(text.count(" ") for text in row[1:4]) + len(row[4].split())
        slow = _SOON * (1 - _LENGTH + _LENGTH * length / usual)
        score = 0.0
        for phrase, rarity in rarities:
            held = phrase.held(row)
            # The index multiplies it by a number besides, which is the same for all.
            score += rarity * held / (held + slow)
        scores.append((-score, row[0]))
    return [number for _, number in sorted(scores)]


def _rarity(cards: int, of: int) -> float:
    """Return how much a word tells that is on so many cards; next to nothing where on most."""
    return max(log((of - cards + 0.5) / (cards + 0.5)), _LEAST)


def _numbers(packed: bytes) -> list[int]:
    """Return the numbers that SQLite packed: seven bits a byte, of which the last is below 128."""
    numbers, number = [], 0
    for byte in packed:
        number = number << 7 | byte & 127
        if byte < 128:
            numbers.append(number)
            number = 0
    return numbers
