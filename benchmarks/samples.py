"""Made-up packs of any size: the same each time, and as long in their words as real ones."""

import random

from planner.model.evidence import Card, Factor, Question, When
from planner.model.pack import Pack, PackInfo

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "men", "nip", "pol", "rus", "sta", "tro", "ver")
_FACTORS = 12


def sample_pack(cards: int, version: int = 1) -> Pack:
    """Return a pack of so many cards: a headline of 6 words, a detail of 30, a date, two people."""
    chance = random.Random(cards)
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(6_000)]
    people = [" ".join(chance.choices(vocabulary, k=2)).title() for _ in range(40)]

    def words(number: int) -> str:
        return " ".join(chance.choices(vocabulary, k=number))

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
