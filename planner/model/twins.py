"""Finding cards that say nearly the same, in work that grows no faster than their number."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from math import ceil

from planner.model.evidence import Card

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    _WORD.findall(
        """
        a about after all also an and any are as at be because been before being but by can could
        did do does for from had has have he her him his how i if in into is it its more most no
        not of on one or other over s she so some t than that the their them then there these they
        this those to under up was we were what when where which who whom whose why will with would
        """
    )
)
"""Words that two cards share whatever they are about."""

_FEWEST = 4
_DETAIL = 5
"""How many words cards must have to be compared, and to be compared by their details alone."""

_ADDED = 0.6
_CHANGED = 0.8
"""The share of all their words that both must have: where one has only added words, and else."""

_TOGETHER = 3
"""How many of their rare words two cards share that are alike."""

_MOST_TRIED = 12
_MOST_KEPT = 30
"""How many cards one card is compared with, and how many are remembered for one word: where cards
are all much alike, a few comparisons find what there is to find."""


def find_twins(cards: Sequence[Card]) -> list[tuple[int, int]]:
    """Return (later, earlier) for each card that says nearly the same as one before it.

    Both are places in the sequence; each later card comes once, in order. Cards are alike that
    have one headline but for its little words, the same words, or nearly all words in common and
    no other numbers.
    """
    bags = [_bag(card) for card in cards]
    often = Counter(chain.from_iterable(bags))
    ranks = {word: rank for rank, (word, _) in enumerate(reversed(often.most_common()))}
    same: dict[frozenset[str], int] = {}
    headed: dict[tuple[str, ...], int] = {}
    index: dict[str, list[int]] = {}
    found = []
    for place, (card, bag) in enumerate(zip(cards, bags, strict=True)):
        headline = tuple(word for word in _folded(card.headline) if word not in _COMMON)
        earlier = headed.setdefault(headline, place) if headline else place
        if earlier == place:
            earlier = same.setdefault(bag, place)
        # What has the very words of another need not be found by its own.
        if earlier == place and len(bag) >= _FEWEST:
            rare = [word for word in _rarest(bag, ranks) if often[word] > 1]
            like = _like(bag, rare, bags, index)
            earlier = place if like is None else like
            for word in rare:
                kept = index.setdefault(word, [])
                if len(kept) < _MOST_KEPT:
                    kept.append(place)
        if earlier != place and bag:
            found.append((place, earlier))
    return found


def _like(
    bag: frozenset[str], rare: list[str], bags: list[frozenset[str]], index: dict[str, list[int]]
) -> int | None:
    """Return the place of the first card in the index that is like this one, or None."""
    near: Counter[int] = Counter()
    for word in rare:
        near.update(index.get(word, ()))
    tried = sorted(other for other, shared in near.items() if shared >= _TOGETHER)
    return next((other for other in tried[:_MOST_TRIED] if _are_alike(bag, bags[other])), None)


def _rarest(bag: frozenset[str], ranks: Mapping[str, int]) -> list[str]:
    """Return so many of the rarest words that cards which are alike share _TOGETHER of them."""
    words = sorted(bag, key=ranks.__getitem__)
    return words[: len(words) - ceil(_ADDED * len(words)) + _TOGETHER]


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = len(one), len(other)
    if fewer > more:
        fewer, more = more, fewer
    if fewer < _ADDED * more:
        return False
    shared = len(one & other)
    share = shared / (fewer + more - shared)
    if share < (_ADDED if shared == fewer else _CHANGED):
        return False
    # “Elected in 1924” and “Elected in 1928” are two events.
    return not (_has_number(one - other) and _has_number(other - one))


def _has_number(words: frozenset[str]) -> bool:
    return any(word[0].isdigit() for word in words)


def _bag(card: Card) -> frozenset[str]:
    """Return the words that tell what a card says: those of its detail, where it has enough."""
    words = frozenset(_folded(card.detail)) - _COMMON
    if len(words) >= _DETAIL:
        return words
    return words | (frozenset(_folded(card.headline)) - _COMMON)


def _folded(text: str) -> list[str]:
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.casefold())
