"""Which way text runs, for formats that have to be told."""

import re
import unicodedata
from itertools import groupby

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
# The blocks of Unicode that have all letters of these kinds, and the mark that acts as one.
_MAYBE = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_right_to_left(text: str) -> bool:
    """Tell whether text begins from the right: its first letter with a direction says."""
    return next((right for right in map(_right, text) if right is not None), False)


def runs(text: str) -> list[tuple[str, bool]]:
    """Split text into runs of one direction, each with whether it goes from right to left.

    What has no direction of its own joins the run before it, where the next letter agrees with
    that run, and otherwise follows the whole.
    """
    if text and not _MAYBE.search(text):
        return [(text, False)]
    base = runs_right_to_left(text)
    known = [_right(character) for character in text]
    after: list[bool] = []
    following = base
    for right in reversed(known):
        following = following if right is None else right
        after.append(following)
    after.reverse()
    directions = []
    before = base
    for right, next_right in zip(known, after, strict=True):
        if right is not None:
            before = right
            directions.append(right)
        else:
            directions.append(before if before == next_right else base)
    pairs = groupby(zip(text, directions, strict=True), key=lambda pair: pair[1])
    return [("".join(letter for letter, _ in group), right) for right, group in pairs]


def _right(character: str) -> bool | None:
    kind = unicodedata.bidirectional(character)
    if kind in _RIGHT_TO_LEFT:
        return True
    return False if kind == "L" else None
