"""Which words of two texts differ, so that both can be marked."""

import re
from difflib import SequenceMatcher
from enum import Enum

Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it differs from the other text."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 1_500
"""The most words, of both texts together, that are compared one by one."""


class Side(Enum):
    """Which of two texts a text is."""

    BEFORE = "before"
    NOW = "now"


def word_changes(before: str, now: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces; joined, the pieces of each are the text."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    first = _same(old, new)
    last = _same(old[first:][::-1], new[first:][::-1])
    old_end, new_end = len(old) - last, len(new) - last
    left: Pieces = [("".join(old[:first]), False)]
    right: Pieces = [("".join(new[:first]), False)]
    middle, other = old[first:old_end], new[first:new_end]
    if len(middle) + len(other) > _MOST:
        # Rewritten from end to end: to compare each word with each would take too long.
        left.append(("".join(middle), True))
        right.append(("".join(other), True))
    else:
        for kind, i, j, k, m in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
            left.append(("".join(middle[i:j]), kind != "equal"))
            right.append(("".join(other[k:m]), kind != "equal"))
    left.append(("".join(old[old_end:]), False))
    right.append(("".join(new[new_end:]), False))
    return _joined(left), _joined(right)


def _same(some: list[str], others: list[str]) -> int:
    """Return with how many of the same words both begin."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(pieces: Pieces) -> Pieces:
    """Return the pieces without the empty ones, and neighbours of one kind as one."""
    joined: Pieces = []
    for text, differs in pieces:
        if not text:
            continue
        if joined and joined[-1][1] == differs:
            joined[-1] = (joined[-1][0] + text, differs)
        else:
            joined.append((text, differs))
    return joined
