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
_BETWEEN = f" {_END} "
_LOWER = bytes(ord(_END if chr(code) == _END else _ASCII[code]) for code in range(128)).ljust(256)
_ALL_ASCII = bytes(range(128))
# What print has for the marks of a typewriter, and is no part of a word either.
_PRINT = "‘’“”–—…"
_MOST_SIGNS = 50
"""How many different signs are replaced in all texts at once; of more, in each by itself."""

# Private characters, which no folded word holds: a factor's tag can never be typed.
_TAG = str.maketrans({"-": "\ue001", "/": "\ue002"})


def folded(text: str) -> list[str]:
    """Return the words of a text without case, accents and punctuation."""
    return _split(_bare(text))


def kept(text: str) -> str:
    """Return a text's words as the library keeps them: each after a space."""
    return " ".join(["", *folded(text)])


def all_kept(texts: Sequence[str]) -> list[str]:
    """Return what kept returns of each text, in a third of the time."""
    joined = f" {_BETWEEN.join(texts)} "
    signs = _signs(joined)
    if len(signs) <= _MOST_SIGNS:
        for sign in signs:
            joined = joined.replace(sign, " " if sign in _PRINT else _bare(sign))
    if joined.count(_END) != len(texts) - 1:
        return [*map(kept, texts)]
    if joined.isascii():
        return _plain_kept(joined)
    found = joined.split(_END)
    plain = iter(_plain_kept(_END.join(filter(str.isascii, found))))
    return [next(plain) if text.isascii() else kept(text) for text in found]


def _signs(text: str) -> set[str]:
    """Return which signs that are not ASCII there are in a text."""
    if text.isascii():
        return set()
    # What is typed may hold half of a character.
    data = text.encode("utf-8", "surrogatepass").translate(None, _ALL_ASCII)
    return set(data.decode("utf-8", "surrogatepass"))


def _bare(text: str) -> str:
    """Return a text without its accents, points and vowel signs."""
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _split(bare: str) -> list[str]:
    if bare.isascii():
        # The same words in a third of the time; most cards are so.
        return bare.translate(_ASCII).split()
    return _WORD.findall(bare.casefold())


def _plain_kept(joined: str) -> list[str]:
    """Return what kept returns of each of some joined texts, all of them ASCII."""
    words = joined.encode().translate(_LOWER)
    while b"  " in words:
        words = words.replace(b"  ", b" ")
    return words.decode()[:-1].split(f" {_END}")


def tag(factor_id: str) -> str:
    """Return the one word that stands for a factor in the index."""
    return "\ue000" + factor_id.translate(_TAG)
