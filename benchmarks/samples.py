"""Made-up packs of any size: the same each time, and as long in their words as real ones."""

import random
from collections.abc import Callable
from functools import partial
from itertools import accumulate, product

from planner.model.evidence import Card, Factor, Question, When
from planner.model.pack import Pack, PackInfo

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "men", "nip", "pol", "rus", "sta", "tro", "ver")
_FACTORS = 12

# What the words of the natural pack are made of.
_FIRST = ("", *"bcdfghlmnprstvw", "br", "ch", "cr", "dr", "gr", "pl", "pr", "sh", "st", "th", "tr")
_MIDDLE = (*"aeiou", "ea", "ou", "é")
_LAST = ("", "n", "r", "s", "l", "t", "nd", "st", "ng", "ck", "m")
_WORDS = 20_000


def sample_pack(cards: int, version: int = 1) -> Pack:
    """Return a pack of so many cards: a headline of 6 words, a detail of 30, a date, two people.

    Its words are all as frequent, and begin in few ways: a search has more to go through than in
    any language.
    """
    chance = random.Random(cards)
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(6_000)]
    people = [" ".join(chance.choices(vocabulary, k=2)).title() for _ in range(40)]
    return _pack(cards, version, chance, people, partial(chance.choices, vocabulary))


def natural_pack(cards: int) -> Pack:
    """Return such a pack whose words are as frequent as in a language, and begin as variously."""
    chance = random.Random(cards)
    syllables = ["".join(parts) for parts in product(_FIRST, _MIDDLE, _LAST)]
    chance.shuffle(syllables)
    choose = partial(chance.choices, syllables, cum_weights=_frequencies(len(syllables), 20))
    made = dict.fromkeys(
        "".join(choose(k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(_WORDS)
    )
    # The short words are the frequent ones.
    vocabulary = sorted([*made][:150], key=len) + [*made][150:]
    people = [" ".join(chance.choices(vocabulary, k=2)).title() for _ in range(400)]
    words = partial(chance.choices, vocabulary, cum_weights=_frequencies(len(vocabulary), 3))
    return _pack(cards, 1, chance, people, words)


def _frequencies(many: int, flat: int) -> list[float]:
    """Return the running sums of how frequent the first, the second and the next things are."""
    return [*accumulate(1 / (rank + flat) for rank in range(many))]


def _pack(
    cards: int,
    version: int,
    chance: random.Random,
    people: list[str],
    choose: Callable[..., list[str]],
) -> Pack:
    """Return a pack of so many cards, of these people, in words that are chosen like this."""

    def words(number: int) -> str:
        return " ".join(choose(k=number))

    def card(number: int) -> Card:
        year = chance.randint(1890, 1960)
        return Card(
            f"sample/card-{number}",
            f"{words(6)} {number}",
            f"{words(14).capitalize()}. {words(16).capitalize()}.",
            When(f"March {year}", f"{year}-03", f"{year}-03"),
            tuple(chance.sample(people, 2)),
            tuple(f"sample/factor-{n}" for n in chance.sample(range(_FACTORS), 2)),
            f"Course notes, page {number % 300}",
        )

    return Pack(
        PackInfo("sample", "A sample", "A teacher", version=version),
        tuple(Factor(f"sample/factor-{n}", words(2), hue=n) for n in range(_FACTORS)),
        (Question("sample/why", "Why did it happen?", factors=("sample/factor-0",)),),
        tuple(card(number) for number in range(cards)),
    )
