"""Words as the search sees them: the same folding for what is indexed and for what is typed."""

import re
import unicodedata
from collections.abc import Sequence

# What accents, points and vowel signs become when letters are taken apart.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_WORD = re.compile(r"[^\W_]+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

# No text that passed the gate holds it.
_END = "\x1f"
_TOGETHER = {**_ASCII, ord(_END): _END}
# What print has for the marks of a typewriter, and is no part of a word either.
_PRINT = "‘’“”–—…"

# Private characters, which no folded word holds: a factor's tag can never be typed.
_TAG = str.maketrans({"-": "\ue001", "/": "\ue002"})


def folded(text: str) -> list[str]:
    """Return the words of a text without case, accents and punctuation."""
    return _split(_bare(text))


def kept(text: str) -> str:
    """Return a text's words as the library keeps them: each after a space."""
    return _kept(_bare(text))


def all_kept(texts: Sequence[str]) -> list[str]:
    """Return what kept returns of each text, in a third of the time."""
    joined = _END.join(texts)
    for sign in _PRINT:
        joined = joined.replace(sign, " ")
    found = joined.split(_END)
    if len(found) != len(texts):
        return [*map(kept, texts)]
    found = [*map(_bare, found)]
    plain = iter(_plain_kept([text for text in found if text.isascii()]))
    return [next(plain) if text.isascii() else _kept(text) for text in found]


def _bare(text: str) -> str:
    """Return a text without its accents, points and vowel signs."""
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _split(bare: str) -> list[str]:
    if bare.isascii():
        # The same words in a third of the time; most cards are so.
        return bare.translate(_ASCII).split()
    return _WORD.findall(bare.casefold())


def _kept(bare: str) -> str:
    return " ".join(["", *_split(bare)])


def _plain_kept(texts: Sequence[str]) -> list[str]:
    between = f" {_END}"
    words = "".join(f" {text}{between}" for text in texts).translate(_TOGETHER)
    while "  " in words:
        words = words.replace("  ", " ")
    return words.split(between)[:-1]


def tag(factor_id: str) -> str:
    """Return the one word that stands for a factor in the index."""
    return "\ue000" + factor_id.translate(_TAG)
