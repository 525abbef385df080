"""Words without an end, which Qt lays out in time that grows with their square.

For each line of such a word Qt looks through all that follows for a place to break it. Where the
script or the direction changes at each letter, that is a look through thousands of runs. And signs
that all hang on one letter are shaped together, however many they are.
"""

import re
from collections.abc import Iterator
from functools import cache

LONGEST_WORD = 100
"""From how many letters on a word may have no end."""
TURNS = 100
"""Of how many pieces, each in one script and direction, a word without an end is made."""
PIECE = 100
"""How many signs that hang on one letter are shaped together."""

# What is written without spaces and can be broken at each of its letters, such as Chinese.
_BREAKABLE = r"\s\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SCRIPTS = (
    "!-~\u00a1-\u036f\u1e00-\u1eff",  # Latin
    "\u0370-\u03e1\u1f00-\u1fff",  # Greek
    "\u0400-\u052f",  # Cyrillic
    "\u0591-\u05f4",  # Hebrew
    "\u0610-\u065f\u066e-\u06ef\u06fa-\u06ff",  # Arabic but for its numbers, which turn
    *(f"{chr(first)}-{chr(first + 0x7F)}" for first in range(0x0900, 0x1080, 0x80)),  # Indic, Thai
    "\u1780-\u17ff",  # Khmer
    "\u200d\ufe0f\U0001f300-\U0001faff",  # Emoji
)


def is_endless(text: str) -> bool:
    """Tell whether a text has a word that would hold the window; a long address would not."""
    if text.isascii() or len(max(text.split(), key=len, default="")) < LONGEST_WORD:
        # Most texts do without what looks closer, which takes a while to put together.
        return False
    return any(map(_has_no_end, _long_word().findall(text)))


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Return where every second piece of what hangs together begins, and how long it is.

    Both are in units of UTF-16, in which Qt counts. What is marked otherwise than that beside it
    is shaped by itself.
    """
    for found in _hanging().finditer(text):
        at = units(text[: found.start()])
        for start in range(found.start(), found.end(), 2 * PIECE):
            middle = min(start + PIECE, found.end())
            length = units(text[start:middle])
            yield at, length
            at += length + units(text[middle : start + 2 * PIECE])


def units(text: str) -> int:
    """Return how long a text is in units of UTF-16, of which an emoji has two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _has_no_end(word: str) -> bool:
    if word.isascii():
        return False
    return len(_piece().findall(word)) >= TURNS or bool(_hanging().search(word))


# Not before one is asked for: to put them together takes longer than all else here.
@cache
def _long_word() -> re.Pattern[str]:
    # Looked for only where a word begins, for the same letters would be gone through again.
    return re.compile(rf"(?<![^{_BREAKABLE}])[^{_BREAKABLE}]{{{LONGEST_WORD},}}")


@cache
def _piece() -> re.Pattern[str]:
    """Return what finds letters of one script; of all others, such as lines, the same sign."""
    return re.compile("|".join(f"[{script}]+" for script in _SCRIPTS) + r"|(.)\1*")


@cache
def _hanging() -> re.Pattern[str]:
    """Return what finds more signs that hang on one letter than are shaped together."""
    # Thai and Lao vowels and tones, and what cannot be seen at all.
    return re.compile(
        r"[\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u061c\u180b-\u180f\u2065"
        rf"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]{{{PIECE},}}"
    )
